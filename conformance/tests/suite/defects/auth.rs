//! A server that lets the wrong caller in, keeps the right one out, or acts although it refuses.

use authms_mock_server::tokens;
use authms_spec::{claim, operation};
use axum::http::Method;
use serde_json::json;

use super::{Defect, defect};
use crate::defect_proxy::{Request, Response, Rewrite};

const FORGED: &str = "Bearer conformance-forged-token-c0ffee";

pub(super) fn defects() -> Vec<Defect> {
    let mut all = let_in();
    all.extend(refused_otherwise());
    all.extend(tenants());
    all.extend(methods());
    all
}

/// Every request for which the condition holds is treated as the administrator's.
fn as_admin(condition: impl Fn(&Request) -> bool + Send + Sync + 'static) -> Rewrite {
    Rewrite::request(move |request| {
        if condition(request) {
            request.authorize(tokens::ADMIN);
        }
    })
}

fn let_in() -> Vec<Defect> {
    let accepted = [claim::AUTH_REQUIRED, claim::AUTH_NO_EFFECT, claim::AUTH_CHALLENGE];
    vec![
        defect(
            "a missing token is accepted",
            &accepted,
            as_admin(|request| request.authorization().is_empty() && !request.path.contains('?')),
        ),
        defect("any token is accepted", &accepted, as_admin(|request| request.authorization() == FORGED)),
        defect(
            "the end of a token is not compared",
            &accepted,
            as_admin(|request| request.authorization() == "Bearer mock-admi~"),
        ),
        defect("the scheme is ignored", &accepted, as_admin(|request| request.authorization() == "Token mock-admin")),
        defect(
            // Nothing is written with such a token.
            "every user is an administrator",
            &[claim::AUTH_ADMIN],
            as_admin(|request| request.is_by(tokens::USER)),
        ),
        defect(
            "a missing token is accepted for reads",
            &[claim::AUTH_REQUIRED, claim::AUTH_CHALLENGE],
            as_admin(|request| {
                request.authorization().is_empty() && request.method == Method::GET && !request.path.contains('?')
            }),
        ),
        defect(
            "a token in the query is accepted",
            &[claim::AUTH_NO_QUERY_TOKEN],
            Rewrite::request(|request| {
                if let Some((path, token)) = request.path.clone().split_once("?access_token=") {
                    request.path = path.to_owned();
                    request.authorize(token);
                }
            }),
        ),
        defect(
            "the scheme must be spelled Bearer",
            &[claim::AUTH_SCHEME_CASE],
            Rewrite::request(|request| {
                if request.authorization().starts_with("bearer ") {
                    request.headers.remove("authorization");
                }
            }),
        ),
        defect(
            "a refused update is stored",
            &[claim::AUTH_NO_EFFECT],
            Rewrite::default().also(|request| {
                let mut again = request.clone();
                again.authorize(tokens::ADMIN);
                (request.calls(operation::UPDATE_CLIENT)
                    && request.is_by(tokens::USER)
                    && !request.path.contains("conformance-"))
                .then_some(again)
            }),
        ),
    ]
}

fn refused_otherwise() -> Vec<Defect> {
    fn status(from: u16, to: u16) -> Rewrite {
        Rewrite::response(move |request, response| {
            // A token that the list of clients refuses with 401 ends a run before its first case.
            if response.status == from && !(to == 401 && request.calls(operation::LIST_CLIENTS)) {
                response.status = to;
            }
        })
    }
    vec![
        defect("401 is sent as 403", &[claim::AUTH_REQUIRED, claim::AUTH_NO_QUERY_TOKEN], status(401, 403)),
        defect("403 is sent as 401", &[claim::AUTH_ADMIN], status(403, 401)),
        defect("403 is sent as 404", &[claim::AUTH_ADMIN, claim::SCHEMA_STATUS], status(403, 404)),
        defect(
            "401 is a redirect to a login page",
            &[claim::AUTH_REQUIRED, claim::SCHEMA_STATUS, claim::AUTH_NO_QUERY_TOKEN],
            status(401, 302),
        ),
        defect(
            "401 has no challenge",
            &[claim::AUTH_CHALLENGE],
            Rewrite::response(|_, response| {
                response.headers.remove("www-authenticate");
            }),
        ),
        defect("a refusal repeats the token", &[claim::AUTH_NO_ECHO], Rewrite::response(echo)),
    ]
}

fn echo(request: &Request, response: &mut Response) {
    if matches!(response.status, 401 | 403) {
        response.change(|body| body["message"] = json!(format!("token refused: {}", request.authorization())));
    }
}

fn tenants() -> Vec<Defect> {
    let other = |request: &Request| request.is_by(tokens::OTHER_ADMIN);
    vec![
        defect(
            "another tenant can read",
            &[claim::TENANT_WALL, claim::LIST_TENANT],
            as_admin(move |request| other(request) && request.method == Method::GET),
        ),
        defect(
            "another tenant can write",
            &[claim::TENANT_WALL],
            as_admin(move |request| other(request) && request.calls(operation::UPDATE_CLIENT)),
        ),
        defect(
            "another tenant's client is a 403",
            &[claim::TENANT_WALL],
            Rewrite::response(move |request, response| {
                if other(request) && response.status == 404 {
                    response.status = 403;
                }
            }),
        ),
        defect(
            "another tenant can write behind a 404",
            &[claim::TENANT_WALL],
            Rewrite::default().also(move |request| {
                let mut again = request.clone();
                again.authorize(tokens::ADMIN);
                (other(request) && request.calls(operation::UPDATE_CLIENT)).then_some(again)
            }),
        ),
    ]
}

fn methods() -> Vec<Defect> {
    vec![defect(
        "an unknown method is a 500",
        &[claim::HTTP_NO_SERVER_ERROR],
        Rewrite::response(|_, response| {
            if response.status == 405 {
                response.status = 500;
            }
        }),
    )]
}
