//! Who may call: every operation with every kind of missing, wrong and insufficient credentials.

use super::case;
use crate::{
    case::{Case, Need, Step},
    exchange::Request,
    run::Run,
    target::Caller,
};

/// The operations, each with whether it changes something.
const OPERATIONS: [&str; 2] = ["get_client", "update_client"];

pub(super) fn cases() -> Vec<Case> {
    OPERATIONS.iter().flat_map(|operation| of(operation)).collect()
}

fn of(operation: &'static str) -> Vec<Case> {
    vec![
        refused(operation, "no_token_is_401", Caller::Nobody, "auth.required", 401),
        refused(operation, "forged_token_is_401", Caller::Forged, "auth.required", 401),
        refused(operation, "tampered_token_is_401", Caller::Tampered, "auth.required", 401),
        refused(operation, "other_scheme_is_401", Caller::WrongScheme, "auth.required", 401),
        refused(operation, "user_token_is_403", Caller::User, "auth.admin", 403).needing(Need::UserToken),
        case!(operation, "scheme_is_case_insensitive", ["auth.scheme_case"], run => {
            let exchange = run.act(request(run, operation, Caller::LowerCaseScheme), None).await?;
            run.expect(&exchange, "auth.scheme_case", 200)?;
        }),
        case!(operation, "query_token_is_not_accepted", ["auth.no_query_token"], run => {
            // The user's token: a server that reads it says 403, one that does not says 401, and no secret of weight
            // ends up in anybody's access log.
            let exchange = run.act(request(run, operation, Caller::QueryToken), None).await?;
            run.expect(&exchange, "auth.no_query_token", 401)?;
        })
        .needing(Need::UserToken),
    ]
}

fn refused(operation: &'static str, name: &str, caller: Caller, claim: &'static str, status: u16) -> Case {
    let mut claims = vec![claim, "auth.no_effect", "auth.no_echo"];
    if status == 401 {
        claims.push("auth.challenge");
    }
    Case::new(operation, name, &claims, move |run| Box::pin(refusal(run, operation, caller, claim, status)))
}

async fn refusal(run: &Run<'_>, operation: &'static str, caller: Caller, claim: &'static str, status: u16) -> Step {
    let before = run.read().await?;
    let exchange = run.act(request(run, operation, caller), None).await?;
    run.judge(
        claim,
        exchange.status == status,
        &format!("status {status}"),
        &format!("status {}", exchange.status),
        Some(&exchange),
    );
    run.unchanged("auth.no_effect", &before, &exchange).await?;
    run.no_echo(&exchange);
    if status == 401 {
        let challenge = exchange.header("www-authenticate").unwrap_or_default();
        run.judge(
            "auth.challenge",
            !challenge.is_empty(),
            "WWW-Authenticate with a challenge",
            "none",
            Some(&exchange),
        );
    }
    Ok(())
}

/// The request, with a body where the operation takes one.
fn request(run: &Run<'_>, operation: &'static str, caller: Caller) -> Request {
    let request = run.request_by(operation, caller);
    match operation {
        "update_client" => request.json(&serde_json::json!({ "website": "https://intruder.example.com" })),
        _ => request,
    }
}
