//! Whether the server can be reached, and whether the API is what the base URL leads to.

use authms_spec::operation::LIST_CLIENTS;

use super::{
    behind::Behind,
    check::{Check, Refusal},
    faults, prefixes,
    words::{location, quoted},
};
use crate::http::{exchange::Exchange, request::Request, session::Session, traffic::weather::Weather};

const PREFIX: &str = "base URL";

/// Reads the first client of the list, as the administrator: the first request of a run.
pub(super) async fn reach(session: &Session<'_>, checks: &mut Vec<Check>) -> Result<Exchange, Refusal> {
    let exchange = first(session).await?;
    let url = session.target().base_url();
    checks.push(Check::ok(faults::CHECK, format!("{url} responds")));
    let said = quoted(session, &exchange);
    let wrong = |what: String, hint: String| Err(Refusal::configuration(PREFIX, what, hint));
    match Behind::of(&exchange) {
        Behind::Api => {
            checks.push(Check::ok(PREFIX, "the API is behind it"));
            Ok(exchange)
        }
        Behind::Failing => Err(Refusal::unreachable(
            PREFIX,
            format!("the server at {url} responds, but fails ({said})"),
            "the list of clients is the first thing that a run reads: look at the service's log, then run again",
        )),
        Behind::Gateway => wrong(
            format!("something in front of the API at {url} refuses the request ({said})"),
            "a refusal of the API is JSON: does a gateway need a header of its own (`--header NAME=VALUE`), or this \
             machine an address that it lets through? it could also be that the token is not accepted"
                .to_owned(),
        ),
        Behind::Https => wrong(
            format!("the server at {url} expects https ({said})"),
            "use a base URL that begins with `https://`".to_owned(),
        ),
        Behind::Redirect => {
            let to = location(session, &exchange);
            let to = to.map_or_else(|| "without saying where to".to_owned(), |to| format!("to {to}"));
            let other = prefixes::hint(session).await;
            wrong(
                format!("{url} redirects {to} (status {})", exchange.status),
                format!(
                    "that looks like single sign-on, or another address of the service, and no token is sent on; {other}"
                ),
            )
        }
        Behind::Page => {
            let other = prefixes::hint(session).await;
            wrong(
                format!("{url} leads to a web page and not to the API ({said})"),
                format!("that may be a console or a login form, or a gateway that wants a login first; {other}"),
            )
        }
        Behind::Nothing => {
            let other = prefixes::hint(session).await;
            wrong(format!("{url} does not have the list of clients ({said})"), other)
        }
        Behind::OtherApi => {
            let other = prefixes::hint(session).await;
            wrong(format!("{url} leads to another API ({said})"), other)
        }
        Behind::Unknown => {
            let other = prefixes::hint(session).await;
            wrong(format!("{url} does not respond as the API does ({said})"), other)
        }
    }
}

async fn first(session: &Session<'_>) -> Result<Exchange, Refusal> {
    let request = || Request::to(LIST_CLIENTS).query("page_size", 1);
    let renewed = session.target().token_commands.admin.is_some();
    let refused = match session.probe(session.target(), request()).await {
        // A token that a command prints may have expired since: the session fetches another.
        Ok(exchange) if exchange.status == 401 && renewed => Some(exchange),
        Ok(exchange) if Weather::of_status(exchange.status, &exchange.headers).is_none() => return Ok(exchange),
        Err(fault) if fault.is_lasting() => return Err(faults::refusal(session, &fault)),
        // Whatever passes is waited out.
        _ => None,
    };
    let sent = session.send(request()).await;
    sent.or_else(|why| refused.ok_or(why)).map_err(|why| {
        let message = format!("cannot reach {}: {why}", session.target().base_url());
        let hint =
            "is the server running, and is this its base URL? `--patience` waits longer for a service that is busy";
        Refusal::unreachable(faults::CHECK, message, hint)
    })
}
