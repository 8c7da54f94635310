//! A server whose responses have the wrong shape.

use authms_spec::{claim, operation};
use serde_json::{Value, json};

use super::{Defect, defect, tools::*};
use crate::defect_proxy::{Response, Rewrite};

pub(super) fn defects() -> Vec<Defect> {
    let mut all = on_success();
    all.extend(on_errors());
    all.extend(items());
    all
}

fn set(response: &mut Response, field: &str, value: Value) {
    // Not every envelope has every field.
    response.change(|body| {
        if let Some(place) = body.get_mut(field) {
            *place = value;
        }
    });
}

fn on_success() -> Vec<Defect> {
    fn success(change: impl Fn(&mut Response) + Send + Sync + 'static) -> Rewrite {
        Rewrite::response(move |_, response| {
            if response.status == 200 {
                change(response);
            }
        })
    }
    vec![
        defect(
            "code is 1 on success",
            &[claim::ENVELOPE_SUCCESS_CODE, claim::SDK_AGREES],
            success(|response| set(response, "code", json!(1))),
        ),
        defect("code is a string", &[claim::SCHEMA_RESPONSE], success(|response| set(response, "code", json!("0")))),
        defect(
            "timestamp is a number",
            &[claim::SCHEMA_RESPONSE],
            success(|response| set(response, "timestamp", json!(1_776_249_000))),
        ),
        defect(
            "timestamp is not an RFC 3339 time",
            &[claim::ENVELOPE_TIMESTAMP],
            success(|response| set(response, "timestamp", json!("2026-04-15 10:30:00"))),
        ),
        defect(
            "responses are text/plain",
            &[claim::SCHEMA_MEDIA_TYPE],
            success(|response| response.set("content-type", "text/plain")),
        ),
        defect(
            "responses have a further field",
            &[claim::SCHEMA_EXTRA_FIELDS],
            success(|response| response.change(|body| body["trace_id"] = json!("1"))),
        ),
        defect(
            "an update returns 202",
            &[
                claim::SCHEMA_STATUS,
                claim::UPDATE_APPLIES,
                claim::UPDATE_REPLACES_LISTS,
                claim::TEXT_PRESERVED,
                claim::AUTH_SCHEME_CASE,
            ],
            Rewrite::response(|request, response| {
                if request.calls(operation::UPDATE_CLIENT) && response.status == 200 {
                    response.status = 202;
                }
            }),
        ),
    ]
}

fn on_errors() -> Vec<Defect> {
    fn error(change: impl Fn(&mut Response) + Send + Sync + 'static) -> Rewrite {
        Rewrite::response(move |_, response| {
            if response.status >= 400 {
                change(response);
            }
        })
    }
    vec![
        defect("code is 0 on errors", &[claim::ENVELOPE_ERROR_CODE], error(|response| set(response, "code", json!(0)))),
        defect(
            "code is a string on errors",
            &[claim::SCHEMA_RESPONSE],
            error(|response| set(response, "code", json!("40100001"))),
        ),
        defect(
            "message is empty on errors",
            &[claim::ENVELOPE_MESSAGE],
            error(|response| set(response, "message", json!(""))),
        ),
        defect(
            "message is a list",
            &[claim::SCHEMA_RESPONSE, claim::ENVELOPE_MESSAGE],
            error(|response| set(response, "message", json!(["bad"]))),
        ),
        defect(
            "errors are problem documents",
            &[claim::SCHEMA_MEDIA_TYPE],
            error(|response| response.set("content-type", "application/problem+json")),
        ),
        defect(
            "errors are pages",
            &[claim::SCHEMA_RESPONSE, claim::SCHEMA_MEDIA_TYPE],
            error(|response| {
                response.set("content-type", "text/html");
                response.body = b"<html><body>error</body></html>".to_vec();
            }),
        ),
        defect("errors have no body", &[claim::SCHEMA_RESPONSE], error(|response| response.body.clear())),
    ]
}

fn items() -> Vec<Defect> {
    vec![
        defect(
            "client_auth_methods is a list in responses",
            &[claim::SCHEMA_RESPONSE],
            Rewrite::response(|_, response| {
                response.change_item(|item| {
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
            &[
                claim::ITEM_AUTH_METHODS_ENCODING,
                claim::UPDATE_REPLACES_LISTS,
                claim::SDK_AGREES,
                claim::CREATE_RETURNS,
            ],
            Rewrite::response(|_, response| {
                response.change_item(|item| {
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
            &[claim::SCHEMA_RESPONSE, claim::UPDATE_APPLIES, claim::SDK_AGREES, claim::CREATE_RETURNS],
            Rewrite::response(|_, response| {
                response.change_item(|item| {
                    if let Some(flag) = item.get("is_confidential").and_then(Value::as_bool) {
                        item.insert("is_confidential".into(), json!(flag.to_string()));
                    }
                });
            }),
        ),
        defect(
            "the item shows jwks",
            &[claim::ITEM_NO_SECRETS, claim::SCHEMA_EXTRA_FIELDS],
            item("jwks", json!("{\"keys\":[]}")),
        ),
        defect(
            "the item shows a secret",
            &[claim::ITEM_NO_SECRETS, claim::SCHEMA_EXTRA_FIELDS],
            item("client_secret", json!("not-a-real-secret")),
        ),
    ]
}
