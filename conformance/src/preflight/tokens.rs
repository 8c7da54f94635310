//! The tokens: that they can be what they are given as, that they still live, and that the service accepts each.

use std::time::Duration;

use authms_spec::operation::LIST_CLIENTS;
use jiff::{SignedDuration, Timestamp};

use super::{
    check::{Check, Looked, Refusal},
    words::quoted,
};
use crate::http::{
    caller::{Caller, Token, Tokens},
    exchange::Exchange,
    jwt::Claims,
    request::Request,
    session::Session,
    traffic::token_command::TokenCommands,
};

const CHECK: &str = "tokens";

/// What each token is called, and the flag that gives it.
const ADMIN: (&str, &str) = ("the administrator's token", "--token");
const USER: (&str, &str) = ("the user's token", "--user-token");
const OTHER: (&str, &str) = ("the other tenant's token", "--other-tenant-token");

fn given(tokens: &Tokens) -> impl Iterator<Item = ((&'static str, &'static str), &Token)> {
    let given = [(ADMIN, Some(&tokens.admin)), (USER, tokens.user.as_ref()), (OTHER, tokens.other_tenant.as_ref())];
    given.into_iter().filter_map(|(name, token)| Some((name, token?)))
}

/// No two tokens are the same, and what they say about role and tenant fits together.
pub(super) fn compare(tokens: &Tokens) -> Result<Vec<Check>, Refusal> {
    let all: Vec<_> = given(tokens).collect();
    for (index, ((name, _), token)) in all.iter().enumerate() {
        for ((other, flag), second) in all.iter().skip(index + 1) {
            if token.expose() == second.expose() {
                return Err(Refusal::configuration(
                    CHECK,
                    format!("{name} and {other} are the same"),
                    format!(
                        "pass a token of another account with {flag}, or leave it out; were two secrets of the job \
                         given the same value?"
                    ),
                ));
            }
        }
    }
    let claims = |token: Option<&Token>| token.and_then(|token| Claims::of(token.expose()));
    let admin = claims(Some(&tokens.admin));
    if let (Some(admin), Some(user)) = (&admin, claims(tokens.user.as_ref())) {
        if let (Some(role), Some(same)) = (&admin.role, &user.role)
            && role == same
        {
            return Err(Refusal::configuration(
                CHECK,
                format!("the user's token has the role of the administrator's token (`{role}`)"),
                "pass a token of a user without that role with --user-token, or leave it out; or the first token is not \
                 an administrator's",
            ));
        }
        if let (Some(tenant), Some(other)) = (&admin.tenant_id, &user.tenant_id)
            && tenant != other
        {
            return Err(Refusal::configuration(
                CHECK,
                format!("the user's token is of the tenant `{other}`, the administrator's of `{tenant}`"),
                "pass a token of a user of the administrator's tenant with --user-token; or it was meant for \
                 --other-tenant-token",
            ));
        }
    }
    if let (Some(admin), Some(other)) = (&admin, claims(tokens.other_tenant.as_ref()))
        && let (Some(tenant), Some(same)) = (&admin.tenant_id, &other.tenant_id)
        && tenant == same
    {
        return Err(Refusal::configuration(
            CHECK,
            format!("the other tenant's token is of the administrator's tenant (`{tenant}`)"),
            "pass a token of an administrator of another tenant with --other-tenant-token, or leave it out; or it was \
             meant for --user-token",
        ));
    }
    Ok(Vec::new())
}

/// No token has expired by both clocks; one that expires before the run must end is noted. What a command renews may.
pub(super) fn lifetimes(
    tokens: &Tokens,
    commands: &TokenCommands,
    now: Timestamp,
    skew: Option<SignedDuration>,
    longest: Duration,
) -> Result<Vec<Check>, Refusal> {
    let skew = skew.unwrap_or_default();
    let mut checks = Vec::new();
    let renewed = [(ADMIN, &commands.admin), (USER, &commands.user), (OTHER, &commands.other_tenant)];
    let is_renewed = |name| renewed.iter().any(|(whose, command)| *whose == name && command.is_some());
    for ((name, flag), token) in given(tokens).filter(|(name, _)| !is_renewed(*name)) {
        let Some((left, exp)) =
            Claims::of(token.expose()).and_then(|claims| Some((claims.lives_for(now)?, claims.exp?)))
        else {
            continue;
        };
        let by_server = left.saturating_sub(skew);
        if left.is_negative() && by_server.is_negative() {
            return Err(Refusal::configuration(
                CHECK,
                format!("{name} expired at {exp}"),
                format!(
                    "get a fresh one, or let `{flag}-command CMD` do so; if it is fresh, its issuer's clock is wrong"
                ),
            ));
        }
        if left.is_negative() {
            checks.push(Check::noted(
                CHECK,
                format!("{name} expired at {exp} by this machine's clock, but not by the server's"),
            ));
        } else if by_server < SignedDuration::try_from(longest).unwrap_or(SignedDuration::MAX) {
            checks.push(Check::noted(
                CHECK,
                format!(
                    "{name} expires at {exp}, before the longest time of a run; `{flag}-command CMD` gets a fresh one"
                ),
            ));
        }
    }
    Ok(checks)
}

/// The service accepts each token. `first` is the response to the administrator's.
pub(super) async fn accepted(session: &Session<'_>, first: Exchange) -> Result<Looked, Refusal> {
    let mut seen = vec![(ADMIN, first, 200)];
    if seen.iter().all(|(_, first, _)| first.status != 401) {
        let tokens = &session.target().tokens;
        let others = [(USER, Caller::User, &tokens.user, 403), (OTHER, Caller::OtherTenant, &tokens.other_tenant, 200)];
        for (name, caller, _, usual) in others.into_iter().filter(|(_, _, token, _)| token.is_some()) {
            let request = Request::to(LIST_CLIENTS).query("page_size", 1).by(caller);
            let exchange = session.send(request).await.map_err(|why| {
                let message = format!("cannot tell whether {} is accepted: {why}", name.0);
                let hint = "the administrator's was accepted: run again, or raise `--patience`";
                Refusal::unreachable(CHECK, message, hint)
            })?;
            seen.push((name, exchange, usual));
        }
    }
    let with = |status: u16, usual: u16| {
        seen.iter()
            .find(|(_, exchange, expected)| (exchange.status, *expected) == (status, usual))
            .map(|(name, ..)| name)
    };
    if let (Some((one, flag)), Some((other, second))) = (with(403, 200), with(200, 403)) {
        return Err(Refusal::configuration(
            CHECK,
            format!("{one} may not list clients, and {other} may"),
            format!("the two look swapped: compare {flag} with {second}"),
        ));
    }
    let checks = seen.iter().map(|(name, exchange, usual)| judge(session, *name, exchange, *usual));
    Ok(Looked { checks: checks.collect::<Result<_, _>>()?, user_lists: with(200, 403).is_some() })
}

fn judge(
    session: &Session<'_>,
    (name, flag): (&'static str, &'static str),
    exchange: &Exchange,
    usual: u16,
) -> Result<Check, Refusal> {
    let url = session.target().base_url();
    match exchange.status {
        401 => {
            let why = challenge(exchange)
                .map_or_else(|| quoted(session, exchange), |said| format!("status 401: \"{}\"", session.redact(&said)));
            Err(Refusal::configuration(
                CHECK,
                format!("{name} is not accepted ({why})"),
                format!(
                    "pass a fresh one with {flag}; it could also be of another \
                     environment than {url}, or a gateway wants a header of its own (`--header NAME=VALUE`)"
                ),
            ))
        }
        403 if usual == 200 => Err(Refusal::configuration(
            CHECK,
            format!("{name} does not belong to an administrator ({})", quoted(session, exchange)),
            format!(
                "pass a token of an administrator with {flag}; or the service, or a gateway before it, does not let \
                 administrators list clients"
            ),
        )),
        200 if usual == 403 => Ok(Check::noted(
            CHECK,
            format!(
                "{name} may list clients, which only administrators may: the guard is broken, or this is an administrator's token"
            ),
        )),
        status if status == usual => Ok(Check::ok(CHECK, format!("{name} is accepted"))),
        _ => Ok(Check::noted(
            CHECK,
            format!("with {name}, listing clients has an unusual response ({})", quoted(session, exchange)),
        )),
    }
}

/// What `WWW-Authenticate` says is wrong with a token (RFC 6750 section 3).
fn challenge(exchange: &Exchange) -> Option<String> {
    let header = exchange.header("www-authenticate")?;
    let value = |name: &str| {
        let rest = header.split_once(&format!("{name}=\""))?.1;
        rest.split_once('"').map(|(value, _)| value.chars().filter(|c| !c.is_control()).take(160).collect::<String>())
    };
    value("error_description").filter(|said| !said.trim().is_empty())
}
