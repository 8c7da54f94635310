//! Who may call: every operation with every kind of missing, wrong and insufficient credentials.

use serde_json::json;

use super::case;
use crate::{
    caller::Caller,
    case::Case,
    context::CaseContext,
    item::Item,
    request::Request,
    samples::unknown_id,
    step::{Need, Step},
};

/// The operations, in the order in which they are tried.
pub(super) const OPERATIONS: [&str; 16] = [
    "get_client",
    "update_client",
    "list_clients",
    "create_client",
    "delete_client",
    "clone_client",
    "rotate_client_secret",
    "list_client_secrets",
    "create_client_secret",
    "delete_client_secret",
    "deactivate_client_secret",
    "list_client_tokens",
    "revoke_client_tokens",
    "revoke_user_tokens",
    "list_client_audit_logs",
    "get_client_stats",
];

pub(super) fn cases() -> Vec<Case> {
    OPERATIONS.iter().flat_map(|operation| of(operation)).collect()
}

fn of(operation: &'static str) -> Vec<Case> {
    let mut cases = vec![
        refused(operation, "no_token_is_401", Caller::Nobody, "auth.required", 401),
        refused(operation, "forged_token_is_401", Caller::Forged, "auth.required", 401),
        refused(operation, "tampered_token_is_401", Caller::Tampered, "auth.required", 401),
        refused(operation, "other_scheme_is_401", Caller::WrongScheme, "auth.required", 401),
        refused(operation, "user_token_is_403", Caller::User, "auth.admin", 403).needing(Need::UserToken),
    ];
    // What follows is expected to pass, or sends a token in a URL; both only where it does no harm.
    if matches!(Request::to(operation).method.as_str(), "GET") || operation == "update_client" {
        cases.push(case!(operation, "scheme_is_case_insensitive", ["auth.scheme_case"], run => {
            let request = request(run, operation, run.client_id(), Caller::LowerCaseScheme);
            let exchange = run.act(request, None).await?;
            run.expect(&exchange, "auth.scheme_case", 200)?;
        }));
        cases.push(
            case!(operation, "query_token_is_not_accepted", ["auth.no_query_token"], run => {
                // The user's token: a server that reads it says 403, one that does not says 401, and no secret of
                // weight ends up in anybody's access log.
                let exchange = run.act(request(run, operation, run.client_id(), Caller::QueryToken), None).await?;
                run.expect(&exchange, "auth.no_query_token", 401)?;
            })
            .needing(Need::UserToken),
        );
    }
    cases
}

fn refused(operation: &'static str, name: &str, caller: Caller, claim: &'static str, status: u16) -> Case {
    let mut claims = vec![claim, "auth.no_effect", "auth.no_echo"];
    if status == 401 {
        claims.push("auth.challenge");
    }
    Case::new(operation, name, &claims, move |run| Box::pin(refusal(run, operation, caller, claim, status)))
}

async fn refusal(
    run: &CaseContext<'_>,
    operation: &'static str,
    caller: Caller,
    claim: &'static str,
    status: u16,
) -> Step {
    // Whoever gets in by mistake may do harm; so it is done to a client that the run has made for this.
    let id = match operation {
        "get_client" | "update_client" => run.client_id().to_owned(),
        _ => run.victim().await?,
    };
    let before = run.read_client(&id).await?;
    let exchange = run.act(request(run, operation, &id, caller), None).await?;
    let answered = format!("status {}", exchange.status);
    run.judge(claim, exchange.status == status, &format!("status {status}"), &answered, Some(&exchange));
    let read = run.send(Request::to("get_client").client(&id)).await?;
    let same = Item::of(read.body.as_ref()).is_some_and(|after| before.differences(&after).is_empty());
    run.check("auth.no_effect", same, "the client is as before", &exchange);
    if operation == "create_client" {
        let list = run.send(Request::to("list_clients").query("name", run.name("intruder"))).await?;
        run.check("auth.no_effect", list.list("/items").is_empty(), "no client was created", &exchange);
    }
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
fn request(run: &CaseContext<'_>, operation: &'static str, client_id: &str, caller: Caller) -> Request {
    let request = Request::to(operation).by(caller).client(client_id);
    let request = request.param("secret_id", &unknown_id()).param("user_id", &unknown_id());
    match operation {
        "update_client" => request.json(&json!({ "website": "https://intruder.example.com" })),
        "create_client" => request.json(&run.new_client("intruder")),
        _ => request,
    }
}
