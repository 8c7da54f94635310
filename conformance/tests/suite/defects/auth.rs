//! A server that lets the wrong caller in, keeps the right one out, or acts although it refuses.

use axum::http::Method;
use serde_json::json;

use super::{Defect, defect};
use crate::proxy::{Answer, Incoming, Twist};

const ADMIN: &str = "mock-admin";
const FORGED: &str = "Bearer conformance-forged-token-c0ffee";

pub(super) fn defects() -> Vec<Defect> {
    let mut all = let_in();
    all.extend(refused_otherwise());
    all.extend(tenants());
    all.extend(methods());
    all
}

/// Every request for which the condition holds is treated as the administrator's.
fn as_admin(condition: impl Fn(&Incoming) -> bool + Send + Sync + 'static) -> Twist {
    Twist::request(move |request| {
        if condition(request) {
            request.authorize(ADMIN);
        }
    })
}

fn let_in() -> Vec<Defect> {
    let accepted = ["auth.required", "auth.no_effect", "auth.challenge"];
    vec![
        defect(
            "a missing token is accepted",
            &accepted,
            as_admin(|request| request.authorization().is_empty() && !request.path.contains('?')),
        ),
        defect("any token is accepted", &accepted, as_admin(|request| request.authorization() == FORGED)),
        defect(
            "the end of a token is not looked at",
            &accepted,
            as_admin(|request| request.authorization() == "Bearer mock-admi~"),
        ),
        defect(
            "the scheme is not looked at",
            &accepted,
            as_admin(|request| request.authorization() == "Token mock-admin"),
        ),
        defect(
            "every user is an administrator",
            &["auth.admin", "auth.no_effect"],
            as_admin(|request| request.authorization() == "Bearer mock-user"),
        ),
        defect(
            "a missing token is accepted for reads",
            &["auth.required", "auth.challenge"],
            as_admin(|request| {
                request.authorization().is_empty() && request.method == Method::GET && !request.path.contains('?')
            }),
        ),
        defect(
            "a token in the query is accepted",
            &["auth.no_query_token"],
            Twist::request(|request| {
                if let Some((path, token)) = request.path.clone().split_once("?access_token=") {
                    request.path = path.to_owned();
                    request.authorize(token);
                }
            }),
        ),
        defect(
            "the scheme must be spelled Bearer",
            &["auth.scheme_case"],
            Twist::request(|request| {
                if request.authorization().starts_with("bearer ") {
                    request.headers.remove("authorization");
                }
            }),
        ),
        defect(
            "a refused update is stored all the same",
            &["auth.no_effect"],
            Twist::default().also(|request| {
                let mut again = request.clone();
                again.authorize(ADMIN);
                (request.is_update()
                    && request.authorization() == "Bearer mock-user"
                    && !request.path.contains("conformance-"))
                .then_some(again)
            }),
        ),
    ]
}

fn refused_otherwise() -> Vec<Defect> {
    fn status(from: u16, to: u16) -> Twist {
        Twist::answer(move |_, answer| {
            if answer.status == from {
                answer.status = to;
            }
        })
    }
    vec![
        defect("401 is answered as 403", &["auth.required", "auth.no_query_token"], status(401, 403)),
        defect("403 is answered as 401", &["auth.admin"], status(403, 401)),
        defect("403 is answered as 404", &["auth.admin", "schema.status"], status(403, 404)),
        defect(
            "401 is a redirect to a login page",
            &["auth.required", "schema.status", "auth.no_query_token"],
            status(401, 302),
        ),
        defect(
            "401 has no challenge",
            &["auth.challenge"],
            Twist::answer(|_, answer| {
                answer.headers.remove("www-authenticate");
            }),
        ),
        defect("a refusal repeats the token", &["auth.no_echo"], Twist::answer(echo)),
    ]
}

fn echo(request: &Incoming, answer: &mut Answer) {
    if matches!(answer.status, 401 | 403) {
        answer.change(|body| body["message"] = json!(format!("token refused: {}", request.authorization())));
    }
}

fn tenants() -> Vec<Defect> {
    let other = |request: &Incoming| request.authorization() == "Bearer mock-other-admin";
    vec![
        defect(
            "another tenant can read",
            &["tenant.wall", "list.tenant"],
            as_admin(move |request| other(request) && request.method == Method::GET),
        ),
        defect(
            "another tenant can write",
            &["tenant.wall"],
            as_admin(move |request| other(request) && request.is_update()),
        ),
        defect(
            "another tenant's client is a 403",
            &["tenant.wall"],
            Twist::answer(move |request, answer| {
                if other(request) && answer.status == 404 {
                    answer.status = 403;
                }
            }),
        ),
        defect(
            "another tenant can write behind a 404",
            &["tenant.wall"],
            Twist::default().also(move |request| {
                let mut again = request.clone();
                again.authorize(ADMIN);
                (other(request) && request.is_update()).then_some(again)
            }),
        ),
    ]
}

fn methods() -> Vec<Defect> {
    vec![
        defect(
            "an unknown method is a 404",
            &["http.method"],
            Twist::answer(|_, answer| {
                if answer.status == 405 {
                    answer.status = 404;
                }
            }),
        ),
        defect(
            "405 does not say what is allowed",
            &["http.method"],
            Twist::answer(|_, answer| {
                answer.headers.remove("allow");
            }),
        ),
    ]
}
