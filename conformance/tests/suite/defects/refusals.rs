//! A server that stores what it must refuse, or refuses it wrongly.

use authms_spec::{claim, operation};
use axum::http::{Method, header};
use serde_json::{Value, json};

use super::{Defect, defect, update::with};
use crate::defect_proxy::Rewrite;

pub(super) fn defects() -> Vec<Defect> {
    vec![
        defect(
            "fields of another type are dropped",
            &[claim::UPDATE_REJECTS_WRONG_TYPES, claim::UPDATE_REJECTS_WHOLE],
            Rewrite::request(|request| {
                if request.calls(operation::UPDATE_CLIENT) {
                    request.change(|body| {
                        body.retain(|name, value| match name.as_str() {
                            "client_auth_methods" | "grant_types" | "redirect_uris" | "scopes" => {
                                value.is_null()
                                    || value.as_array().is_some_and(|items| items.iter().all(Value::is_string))
                            }
                            "is_confidential" => value.is_null() || value.is_boolean(),
                            _ => value.is_null() || value.is_string(),
                        });
                    });
                }
            }),
        ),
        defect(
            "a number is taken for a name",
            &[claim::UPDATE_REJECTS_WRONG_TYPES, claim::UPDATE_REJECTS_WHOLE],
            Rewrite::request(|request| {
                request.change(|body| {
                    if let Some(number) = body.get("name").and_then(Value::as_i64) {
                        body.insert("name".into(), json!(number.to_string()));
                    }
                });
            }),
        ),
        defect(
            "wrong types return 500",
            &[claim::UPDATE_REJECTS_WRONG_TYPES, claim::HTTP_NO_SERVER_ERROR],
            Rewrite::response(|request, response| {
                let declared =
                    request.headers.get(header::CONTENT_TYPE).is_some_and(|value| value == "application/json");
                if request.calls(operation::UPDATE_CLIENT)
                    && response.status == 400
                    && declared
                    && request.json().is_some_and(|body| body.is_object())
                {
                    response.status = 500;
                }
            }),
        ),
        defect(
            "malformed bodies return 500",
            &[claim::UPDATE_REJECTS_MALFORMED, claim::HTTP_NO_SERVER_ERROR],
            Rewrite::response(|request, response| {
                let declared =
                    request.headers.get(header::CONTENT_TYPE).is_some_and(|value| value == "application/json");
                if request.calls(operation::UPDATE_CLIENT)
                    && response.status == 400
                    && declared
                    && !request.json().is_some_and(|body| body.is_object())
                {
                    response.status = 500;
                }
            }),
        ),
        defect(
            "a list counts as an empty update",
            &[claim::UPDATE_REJECTS_MALFORMED, claim::UPDATE_REJECTS_WHOLE],
            Rewrite::request(|request| {
                if request.calls(operation::UPDATE_CLIENT) && request.body == b"[]" {
                    request.body = b"{}".to_vec();
                }
            }),
        ),
        defect(
            "a comment in the object is ignored",
            &[claim::UPDATE_REJECTS_MALFORMED, claim::UPDATE_REJECTS_WHOLE],
            Rewrite::request(|request| {
                if let Ok(text) = String::from_utf8(request.body.clone()) {
                    request.body = text.replace("/* comment */", "").into_bytes();
                }
            }),
        ),
        defect(
            "a body that may be refused returns 500",
            &[claim::HTTP_NO_SERVER_ERROR],
            Rewrite::response(|request, response| {
                if request.calls(operation::UPDATE_CLIENT) && request.body.ends_with(b" tail") {
                    response.status = 500;
                }
            }),
        ),
        defect(
            "a media type that may be refused returns 500",
            &[claim::HTTP_NO_SERVER_ERROR],
            Rewrite::response(|request, response| {
                let declared = request.headers.get(header::CONTENT_TYPE);
                if declared.is_some_and(|value| value == "text/plain") {
                    response.status = 500;
                }
            }),
        ),
        defect(
            "a body of a refused media type is stored",
            &[claim::UPDATE_REJECTS_WHOLE],
            Rewrite::default().also(|request| {
                let declared = request.headers.get(header::CONTENT_TYPE)?;
                let body = request.json().filter(|_| declared == "text/plain")?;
                Some(with(request, Method::PUT, &request.path, Some(body)))
            }),
        ),
        defect(
            "part of a refused body is stored",
            &[claim::UPDATE_REJECTS_WHOLE],
            Rewrite::default().also(|request| {
                let body = request.json().filter(|body| body["scopes"] == 7 && body.get("website").is_some())?;
                Some(with(request, Method::PUT, &request.path, Some(json!({ "website": body["website"] }))))
            }),
        ),
    ]
}
