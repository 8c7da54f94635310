//! A server that is wrong about tokens, stats and the audit log.

use authms_spec::{claim, operation};
use axum::http::Method;
use serde_json::json;

use super::{Defect, defect, tools::*};
use crate::defect_proxy::Request;

pub(super) fn defects() -> Vec<Defect> {
    let revoked = |request: &Request| request.calls(operation::REVOKE_CLIENT_TOKENS);
    let of_user = |request: &Request| request.method == Method::DELETE && request.path.contains("/tokens/user/");
    let stats = |request: &Request| request.calls(operation::GET_CLIENT_STATS);
    vec![
        defect(
            "a new client has tokens",
            &[claim::TOKENS_LISTED, claim::SDK_AGREES],
            on(
                |request| request.calls(operation::LIST_CLIENT_TOKENS),
                |response| {
                    if response.status == 200 {
                        response.change(|body| {
                            body["items"] = json!([{ "token_type": "access_token", "user_id": "user-one" }])
                        });
                    }
                },
            ),
        ),
        defect(
            "revoking counts what was not there",
            &[claim::TOKENS_REVOKED, claim::SDK_AGREES],
            on(revoked, set("/data/revoked_access_tokens", json!(1))),
        ),
        defect(
            "revoking a user's tokens counts what was not there",
            &[claim::TOKENS_REVOKED, claim::SDK_AGREES],
            on(of_user, set("/data/revoked_access_tokens", json!(3))),
        ),
        defect(
            "the grace period is not taken",
            &[claim::TOKENS_GRACE],
            on(revoked, set("/data/grace_period", json!(0))),
        ),
        defect(
            "revoking returns 204",
            &[claim::SCHEMA_STATUS, claim::TOKENS_REVOKED, claim::SDK_AGREES],
            on(revoked, |response| {
                if response.status == 200 {
                    no_content(response);
                }
            }),
        ),
        defect(
            "stats count what is not there",
            &[claim::STATS_AGREE, claim::SDK_AGREES],
            on(stats, set("/data/active_tokens", json!(5))),
        ),
        defect(
            "stats are of another client",
            &[claim::STATS_AGREE],
            on(stats, set("/data/client_id", json!("demo-spa"))),
        ),
        defect(
            "stats of an unknown client are zeros",
            &[claim::CLIENT_UNKNOWN, claim::DELETE_GONE],
            on(stats, |response| {
                if response.status == 404 {
                    response.status = 200;
                    response.body = json!({ "code": 0, "data": { "active_tokens": 0 } }).to_string().into_bytes();
                }
            }),
        ),
        defect(
            "audit times are texts",
            &[claim::AUDIT_SHAPE, claim::SCHEMA_RESPONSE, claim::SDK_AGREES],
            on_success(
                |request| request.calls(operation::LIST_CLIENT_AUDIT_LOGS),
                |response| {
                    response.change(|body| {
                        body["items"]
                            .as_array_mut()
                            .into_iter()
                            .flatten()
                            .for_each(|entry| entry["timestamp"] = json!("2026-04-15T10:30:00Z"));
                    });
                },
            ),
        ),
    ]
}
