//! A server that is wrong about tokens, stats and the audit log.

use axum::http::Method;
use serde_json::json;

use super::super::{Defect, defect};
use super::*;
use crate::proxy::Incoming;

pub(super) fn defects() -> Vec<Defect> {
    let revoked = |request: &Incoming| request.ends("DELETE", "/tokens");
    let of_user = |request: &Incoming| request.method == Method::DELETE && request.path.contains("/tokens/user/");
    let stats = |request: &Incoming| request.ends("GET", "/stats");
    vec![
        defect(
            "a new client has tokens",
            &["tokens.listed", "sdk.agrees"],
            on(
                |request| request.ends("GET", "/tokens"),
                |answer| {
                    if answer.status == 200 {
                        answer.change(|body| {
                            body["items"] = json!([{ "token_type": "access_token", "user_id": "user-one" }])
                        });
                    }
                },
            ),
        ),
        defect(
            "revoking counts what was not there",
            &["tokens.revoked", "sdk.agrees"],
            on(revoked, set("/data/revoked_access_tokens", json!(1))),
        ),
        defect(
            "revoking a user's tokens counts what was not there",
            &["tokens.revoked", "sdk.agrees"],
            on(of_user, set("/data/revoked_access_tokens", json!(3))),
        ),
        defect("the grace period is not taken", &["tokens.grace"], on(revoked, set("/data/grace_period", json!(0)))),
        defect(
            "revoking is answered with 204",
            &["schema.status", "tokens.revoked", "sdk.agrees"],
            on(revoked, |answer| {
                if answer.status == 200 {
                    no_content(answer);
                }
            }),
        ),
        defect(
            "stats count what is not there",
            &["stats.agree", "sdk.agrees"],
            on(stats, set("/data/active_tokens", json!(5))),
        ),
        defect("stats are of another client", &["stats.agree"], on(stats, set("/data/client_id", json!("demo-spa")))),
        defect(
            "stats of an unknown client are zeros",
            &["client.unknown", "delete.gone"],
            on(stats, |answer| {
                if answer.status == 404 {
                    answer.status = 200;
                    answer.body = json!({ "code": 0, "data": { "active_tokens": 0 } }).to_string().into_bytes();
                }
            }),
        ),
        defect(
            "audit times are texts",
            &["audit.shape", "schema.response", "sdk.agrees"],
            on_success(
                |request| request.ends("GET", "/audit-logs"),
                |answer| {
                    answer.change(|body| {
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
