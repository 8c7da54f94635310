//! A server whose answers are shaped wrongly.

use serde_json::{Value, json};

use super::{Defect, defect};
use crate::proxy::{Answer, Twist};

pub(super) fn defects() -> Vec<Defect> {
    let mut all = on_success();
    all.extend(on_errors());
    all.extend(items());
    all
}

fn set(answer: &mut Answer, field: &str, value: Value) {
    // Not every envelope has every field.
    answer.change(|body| {
        if let Some(place) = body.get_mut(field) {
            *place = value;
        }
    });
}

fn on_success() -> Vec<Defect> {
    fn success(change: impl Fn(&mut Answer) + Send + Sync + 'static) -> Twist {
        Twist::answer(move |_, answer| {
            if answer.status == 200 {
                change(answer);
            }
        })
    }
    vec![
        defect(
            "code is 1 on success",
            &["envelope.success_code", "sdk.agrees"],
            success(|answer| set(answer, "code", json!(1))),
        ),
        defect("code is a string", &["schema.response"], success(|answer| set(answer, "code", json!("0")))),
        defect(
            "timestamp is a number",
            &["schema.response", "sdk.agrees"],
            success(|answer| set(answer, "timestamp", json!(1_776_249_000))),
        ),
        defect(
            "timestamp is no RFC 3339 time",
            &["envelope.timestamp"],
            success(|answer| set(answer, "timestamp", json!("2026-04-15 10:30:00"))),
        ),
        defect(
            "answers are text/plain",
            &["schema.media_type"],
            success(|answer| answer.set("content-type", "text/plain")),
        ),
        defect(
            "answers have a further field",
            &["schema.extra_fields"],
            success(|answer| answer.change(|body| body["trace_id"] = json!("1"))),
        ),
        defect(
            "an update is answered with 202",
            &[
                "schema.status",
                "update.applies",
                "update.replaces_lists",
                "http.charset",
                "text.preserved",
                "auth.scheme_case",
                "sdk.agrees",
            ],
            Twist::answer(|request, answer| {
                if request.is_update() && answer.status == 200 {
                    answer.status = 202;
                }
            }),
        ),
    ]
}

fn on_errors() -> Vec<Defect> {
    fn error(change: impl Fn(&mut Answer) + Send + Sync + 'static) -> Twist {
        Twist::answer(move |_, answer| {
            if answer.status >= 400 {
                change(answer);
            }
        })
    }
    vec![
        defect("code is 0 on errors", &["envelope.error_code"], error(|answer| set(answer, "code", json!(0)))),
        defect(
            "code is a string on errors",
            &["schema.response"],
            error(|answer| set(answer, "code", json!("40100001"))),
        ),
        defect("message is empty on errors", &["envelope.message"], error(|answer| set(answer, "message", json!("")))),
        defect(
            "message is a list",
            &["schema.response", "envelope.message"],
            error(|answer| set(answer, "message", json!(["bad"]))),
        ),
        defect(
            "errors are problem documents",
            &["schema.media_type"],
            error(|answer| answer.set("content-type", "application/problem+json")),
        ),
        defect(
            "errors are pages",
            &["schema.response", "schema.media_type"],
            error(|answer| {
                answer.set("content-type", "text/html");
                answer.body = b"<html><body>error</body></html>".to_vec();
            }),
        ),
        defect("errors have no body", &["schema.response"], error(|answer| answer.body.clear())),
    ]
}

fn items() -> Vec<Defect> {
    fn item(field: &'static str, value: Value) -> Twist {
        Twist::answer(move |_, answer| {
            answer.change_item(|item| {
                item.insert(field.to_owned(), value.clone());
            });
        })
    }
    vec![
        defect(
            "client_auth_methods is a list in answers",
            &["schema.response"],
            Twist::answer(|_, answer| {
                answer.change_item(|item| {
                    if let Some(list) = item
                        .get("client_auth_methods")
                        .and_then(Value::as_str)
                        .and_then(|text| serde_json::from_str(text).ok())
                    {
                        item.insert("client_auth_methods".into(), list);
                    }
                });
            }),
        ),
        defect(
            "client_auth_methods is joined by commas",
            &["item.auth_methods_encoding", "update.replaces_lists", "sdk.agrees", "create.answers"],
            Twist::answer(|_, answer| {
                answer.change_item(|item| {
                    if let Some(list) = item
                        .get("client_auth_methods")
                        .and_then(Value::as_str)
                        .and_then(|text| serde_json::from_str::<Vec<String>>(text).ok())
                    {
                        item.insert("client_auth_methods".into(), json!(list.join(",")));
                    }
                });
            }),
        ),
        defect(
            "is_confidential is a string",
            &["schema.response", "update.applies", "sdk.agrees", "create.answers"],
            Twist::answer(|_, answer| {
                answer.change_item(|item| {
                    if let Some(flag) = item.get("is_confidential").and_then(Value::as_bool) {
                        item.insert("is_confidential".into(), json!(flag.to_string()));
                    }
                });
            }),
        ),
        defect(
            "the item shows jwks",
            &["item.no_secrets", "schema.extra_fields"],
            item("jwks", json!("{\"keys\":[]}")),
        ),
        defect(
            "the item shows a secret",
            &["item.no_secrets", "schema.extra_fields"],
            item("client_secret", json!("not-a-real-secret")),
        ),
    ]
}
