//! Who may call: every operation with every kind of missing, wrong and insufficient credentials.

use authms_spec::{
    Claim, Operation,
    claim::{
        AUTH_ADMIN, AUTH_CHALLENGE, AUTH_NO_ECHO, AUTH_NO_EFFECT, AUTH_NO_QUERY_TOKEN, AUTH_REQUIRED, AUTH_SCHEME_CASE,
    },
    operation::{self, LIST_CLIENTS, UPDATE_CLIENT},
};

use super::requests::{request, request_on_held, touches};
use crate::{
    case::{
        context::CaseContext,
        definition::{Case, case},
        step::{Need, Step},
    },
    http::{caller::Caller, exchange::Exchange, request::Request},
};

pub(super) fn cases() -> Vec<Case> {
    operation::ALL.iter().flat_map(|operation| of(*operation)).collect()
}

fn of(operation: Operation) -> Vec<Case> {
    let mut cases = vec![
        unauthenticated(operation, "no_token_is_401", "A request without a token", Caller::Nobody),
        unauthenticated(operation, "forged_token_is_401", "A token that was never issued", Caller::Forged),
        unauthenticated(operation, "tampered_token_is_401", "A token with one changed character", Caller::Tampered),
        unauthenticated(operation, "other_scheme_is_401", "A token under another scheme", Caller::WrongScheme),
        forbidden(operation),
    ];
    // What follows is expected to pass, or sends a token in a URL; both only where it does no harm.
    if operation.is_safe() || operation == UPDATE_CLIENT {
        cases.push(accepts_any_case(operation));
        cases.push(ignores_query_token(operation));
    }
    cases
}

fn unauthenticated(operation: Operation, name: &'static str, what: &str, caller: Caller) -> Case {
    case!(
        operation,
        name,
        format!("{what} is refused with 401 and a challenge, and changes nothing."),
        touches = touches(operation),
        claims = [AUTH_REQUIRED, AUTH_NO_EFFECT, AUTH_NO_ECHO, AUTH_CHALLENGE],
        async |run| {
            let exchange = refusal(run, operation, caller, AUTH_REQUIRED, 401).await?;
            let challenge = exchange.header("www-authenticate").filter(|text| !text.is_empty());
            run.claim(AUTH_CHALLENGE).on(&exchange).shows("WWW-Authenticate", challenge);
        }
    )
}

fn forbidden(operation: Operation) -> Case {
    case!(
        operation,
        "user_token_is_403",
        "A user who is not an administrator is refused with 403 and changes nothing.",
        touches = touches(operation),
        claims = [AUTH_ADMIN, AUTH_NO_EFFECT, AUTH_NO_ECHO],
        needs = [Need::UserToken],
        async |run| {
            refusal(run, operation, Caller::User, AUTH_ADMIN, 403).await?;
        }
    )
}

async fn refusal(
    run: &CaseContext<'_>,
    operation: Operation,
    caller: Caller,
    claim: Claim,
    status: u16,
) -> Step<Exchange> {
    let before = run.before().await?;
    let exchange = run.act(request_on_held(run, operation).await?.by(caller)).await?;
    let actual = format!("status {}{}", exchange.status, run.doubt(caller));
    run.claim(claim).on(&exchange).holds(format!("status {status}"), exchange.status == status, actual);
    let after = run.read_if_there(run.client_id()).await?;
    run.same_client(run.claim(AUTH_NO_EFFECT).on(&exchange), &before, after.as_ref())?;
    if operation.creates == Some("client_id") {
        let list = run.send(Request::to(LIST_CLIENTS).query("name", run.name("intruder"))).await?;
        run.claim(AUTH_NO_EFFECT).on(&exchange).eq("clients in the list", 0, list.list("/items").len());
    }
    run.no_echo(&exchange);
    Ok(exchange)
}

fn accepts_any_case(operation: Operation) -> Case {
    case!(
        operation,
        "scheme_is_case_insensitive",
        "The scheme `bearer` in lower case is accepted.",
        touches = touches(operation),
        claims = [AUTH_SCHEME_CASE],
        async |run| {
            let request = request(run, operation, run.client_id()).by(Caller::LowerCaseScheme);
            let exchange = run.act(request).await?;
            run.expect(AUTH_SCHEME_CASE, &exchange, 200)?;
        }
    )
}

fn ignores_query_token(operation: Operation) -> Case {
    case!(
        operation,
        "query_token_is_not_accepted",
        "A token in the query instead of the header is refused with 401.",
        touches = touches(operation),
        claims = [AUTH_NO_QUERY_TOKEN],
        needs = [Need::UserToken],
        async |run| {
            // The user's token: a server that reads it says 403, one that does not says 401, and no token of an
            // administrator ends up in an access log.
            let request = request(run, operation, run.client_id()).by(Caller::QueryToken);
            let exchange = run.act(request).await?;
            run.expect(AUTH_NO_QUERY_TOKEN, &exchange, 401)?;
        }
    )
}
