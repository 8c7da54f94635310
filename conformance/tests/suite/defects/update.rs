//! A server that changes the wrong client, shows something else than it stored, or garbles text and times.

use std::{collections::HashMap, sync::Arc};

use authms_mock_server::tokens;
use authms_spec::{claim, operation};
use axum::http::{HeaderValue, Method, header};
use serde_json::{Value, json};

use super::{Defect, defect, tools::*};
use crate::defect_proxy::{Request, Rewrite};

pub(super) fn defects() -> Vec<Defect> {
    let mut all = wrong_client();
    all.extend(wrong_response());
    all.extend(text());
    all.extend(times());
    all
}

/// The same request under another method, path and body, by the administrator.
pub(super) fn with(request: &Request, method: Method, path: &str, body: Option<Value>) -> Request {
    let mut other = Request { method, path: path.to_owned(), headers: request.headers.clone(), body: Vec::new() };
    other.authorize(tokens::ADMIN);
    if let Some(body) = body {
        other.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        other.body = body.to_string().into_bytes();
    }
    other
}

fn of_unknown(request: &Request) -> bool {
    request.path.contains("/conformance-") && request.is_at(operation::GET_CLIENT)
}

fn wrong_client() -> Vec<Defect> {
    let subject = "/admin/oauth/clients/demo-payments";
    vec![
        defect(
            "another client is changed as well",
            &[claim::UPDATE_ONLY_THIS_CLIENT],
            Rewrite::default().also(|request| {
                let body = json!({ "website": format!("https://{}.example.com", request.body.len()) });
                request
                    .calls(operation::UPDATE_CLIENT)
                    .then(|| with(request, Method::PUT, "/admin/oauth/clients/demo-spa", Some(body)))
            }),
        ),
        defect(
            "an unknown client returns 200",
            &[claim::CLIENT_UNKNOWN],
            Rewrite::request(move |request| {
                if of_unknown(request) && request.is_by(tokens::ADMIN) && request.method == Method::GET {
                    *request = with(request, Method::GET, subject, None);
                }
            }),
        ),
        defect(
            "an update of an unknown client returns 200",
            &[claim::CLIENT_UNKNOWN],
            Rewrite::request(move |request| {
                if of_unknown(request)
                    && request.calls(operation::UPDATE_CLIENT)
                    && request
                        .json()
                        .is_some_and(|body| body["name"].as_str().is_some_and(|name| name.ends_with("-ghost")))
                {
                    *request = with(request, Method::GET, subject, None);
                }
            }),
        ),
        defect(
            "the beginning of an id finds the client",
            &[claim::CLIENT_UNKNOWN],
            Rewrite::request(move |request| {
                if request.path == "/admin/oauth/clients/demo-paymen" {
                    request.path = subject.to_owned();
                }
            }),
        ),
        defect(
            "an odd id returns 500",
            &[claim::CLIENT_UNKNOWN],
            Rewrite::response(|request, response| {
                if request.path.contains("%25") {
                    response.status = 500;
                }
            }),
        ),
        defect(
            "a read counts as a change",
            &[
                claim::READ_SAFE,
                claim::AUTH_NO_EFFECT,
                claim::SDK_AGREES,
                claim::TENANT_WALL,
                claim::UPDATE_REJECTS_WHOLE,
            ],
            Rewrite::default().also(|request| {
                // Two reads in a row differ; an update in between makes them equal again.
                (request.method == Method::GET && request.is_by(tokens::ADMIN)).then(|| {
                    with(
                        request,
                        Method::PUT,
                        "/admin/oauth/clients/demo-payments",
                        Some(json!({ "cors_origins": [] })),
                    )
                })
            }),
        ),
    ]
}

fn wrong_response() -> Vec<Defect> {
    let old = |request: &Request| {
        request.calls(operation::UPDATE_CLIENT).then(|| with(request, Method::GET, &request.path, None))
    };
    vec![
        defect(
            "the response shows the old values",
            &[claim::UPDATE_RETURNS_ITEM, claim::SDK_AGREES],
            Rewrite::default().first(old).and_compared(|_, first, response| {
                if let (Some(first), 200) = (first.filter(|first| first.status == 200), response.status) {
                    response.body = first.body.clone();
                }
            }),
        ),
        defect(
            "the response has no data",
            &[claim::UPDATE_RETURNS_ITEM, claim::SDK_AGREES],
            Rewrite::response(|request, response| {
                if request.calls(operation::UPDATE_CLIENT) && response.status == 200 {
                    response.change(|body| {
                        body.as_object_mut().map(|map| map.remove("data"));
                    });
                }
            }),
        ),
        defect(
            "deleted_at is not a time",
            &[claim::GOLDEN_MATCH],
            Rewrite::response(|_, response| {
                response.change_item(|item| {
                    item.insert("deleted_at".into(), json!("never"));
                });
            }),
        ),
        defect(
            "the id changes with the updates",
            &[claim::ITEM_IDENTITY],
            counted("id", |count| json!(format!("client_{count}"))),
        ),
        defect(
            "created_at moves with the updates",
            &[claim::ITEM_CREATED_AT],
            counted("created_at", |count| json!(format!("2020-01-01T00:{:02}:{:02}Z", count / 60 % 60, count % 60))),
        ),
        defect(
            "secret_last_four changes with the updates",
            &[claim::ITEM_READ_ONLY],
            counted("secret_last_four", |count| json!(format!("{count:04}"))),
        ),
        defect("cors_origins can be written", &[claim::ITEM_READ_ONLY], written("cors_origins")),
        defect("created_at can be written", &[claim::ITEM_CREATED_AT], written("created_at")),
        defect("client_id can be written", &[claim::ITEM_IDENTITY], written("tenant_id")),
        defect(
            "another client is shown",
            &[claim::READ_RETURNS],
            Rewrite::response(|request, response| {
                if request.path.ends_with("demo-payments") {
                    response.change_item(|item| {
                        item.insert("client_id".into(), json!("demo-spa"));
                    });
                }
            }),
        ),
    ]
}

/// A field that takes a new value with every update that succeeds.
fn counted(field: &'static str, value: impl Fn(usize) -> Value + Send + Sync + 'static) -> Rewrite {
    let updates: Memory<usize> = Arc::default();
    Rewrite::response(move |request, response| {
        let mut updates = remembered(&updates);
        let of_it = request.path.ends_with("demo-payments");
        if of_it && request.calls(operation::UPDATE_CLIENT) && response.status == 200 {
            *updates += 1;
        }
        if of_it {
            response.change_item(|item| {
                item.insert(field.to_owned(), value(*updates));
            });
        }
    })
}

/// A field that a request can set although it is not a request field.
fn written(field: &'static str) -> Rewrite {
    let stored: Memory<HashMap<String, Value>> = Arc::default();
    Rewrite::response(move |request, response| {
        let mut stored = remembered(&stored);
        if let Some(value) =
            request.json().and_then(|body| body.get(field).cloned()).filter(|_| request.calls(operation::UPDATE_CLIENT))
        {
            stored.insert(request.client_id(), value);
        }
        response.change_item(|item| {
            let of = item.get("client_id").and_then(Value::as_str).unwrap_or_default();
            if let Some(value) = stored.get(of).cloned() {
                item.insert(field.to_owned(), value);
            }
        });
    })
}

fn text() -> Vec<Defect> {
    fn name(change: impl Fn(&str) -> String + Send + Sync + 'static) -> Rewrite {
        Rewrite::request(move |request| {
            request.change(|body| {
                if let Some(Value::String(text)) = body.get_mut("name") {
                    *text = change(text);
                }
            });
        })
    }
    vec![
        defect(
            "text loses what is not ASCII",
            &[claim::TEXT_PRESERVED],
            name(|text| text.replace(|c: char| !c.is_ascii(), "?")),
        ),
        defect(
            "markup in text is escaped",
            &[claim::TEXT_PRESERVED],
            name(|text| text.replace('&', "&amp;").replace('<', "&lt;")),
        ),
        defect("percent escapes in text are decoded", &[claim::TEXT_PRESERVED], name(|text| text.replace("%41", "A"))),
        defect(
            "text becomes lower case",
            &[claim::TEXT_PRESERVED, claim::UPDATE_APPLIES, claim::SDK_AGREES],
            name(str::to_lowercase),
        ),
    ]
}

fn times() -> Vec<Defect> {
    vec![
        defect("updated_at stands still", &[claim::ITEM_UPDATED_AT], item("updated_at", json!("2030-01-01T00:00:00Z"))),
        defect(
            "updated_at is before created_at",
            &[claim::ITEM_UPDATED_AT],
            item("updated_at", json!("2001-01-01T00:00:00Z")),
        ),
        defect(
            "created_at is not an RFC 3339 time",
            &[claim::ITEM_CREATED_AT],
            item("created_at", json!("2026-04-15 10:30:00")),
        ),
        defect(
            "updated_at is not an RFC 3339 time",
            &[claim::ITEM_UPDATED_AT],
            item("updated_at", json!("15.04.2026")),
        ),
    ]
}
