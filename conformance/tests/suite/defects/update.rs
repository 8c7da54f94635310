//! A server that updates the wrong thing, shows something else than it stored, or stores what it must refuse.

use std::sync::{Arc, Mutex};

use axum::http::{HeaderValue, Method, header};
use serde_json::{Value, json};

use super::{Defect, defect};
use crate::proxy::{Incoming, Twist};

pub(super) fn defects() -> Vec<Defect> {
    let mut all = wrong_client();
    all.extend(wrong_answer());
    all.extend(taken_though_wrong());
    all.extend(text());
    all.extend(times());
    all
}

/// The same request under another method, path and body.
fn with(request: &Incoming, method: Method, path: &str, body: Option<Value>) -> Incoming {
    let mut other = Incoming { method, path: path.to_owned(), headers: request.headers.clone(), body: Vec::new() };
    other.authorize("mock-admin");
    if let Some(body) = body {
        other.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        other.body = body.to_string().into_bytes();
    }
    other
}

fn of_unknown(request: &Incoming) -> bool {
    request.path.contains("/conformance-") && request.is_on_one_client()
}

fn wrong_client() -> Vec<Defect> {
    let subject = "/admin/oauth/clients/demo-payments";
    vec![
        defect(
            "another client is changed as well",
            &["update.only_this_client"],
            Twist::default().also(|request| {
                let body = json!({ "website": format!("https://{}.example.com", request.body.len()) });
                request.is_update().then(|| with(request, Method::PUT, "/admin/oauth/clients/demo-spa", Some(body)))
            }),
        ),
        defect(
            "an unknown client is answered with 200",
            &["client.unknown"],
            Twist::request(move |request| {
                if of_unknown(request)
                    && request.authorization() == "Bearer mock-admin"
                    && request.method == Method::GET
                {
                    *request = with(request, Method::GET, subject, None);
                }
            }),
        ),
        defect(
            "an update of an unknown client is answered with 200",
            &["client.unknown"],
            Twist::request(move |request| {
                if of_unknown(request)
                    && request.is_update()
                    && request.json().is_some_and(|body| body["name"] == "Conformance ghost")
                {
                    *request = with(request, Method::GET, subject, None);
                }
            }),
        ),
        defect(
            "the beginning of an id finds the client",
            &["client.unknown"],
            Twist::request(move |request| {
                if request.path == "/admin/oauth/clients/demo-paymen" {
                    request.path = subject.to_owned();
                }
            }),
        ),
        defect(
            "an odd id is answered with 500",
            &["client.unknown"],
            Twist::answer(|request, answer| {
                if request.path.contains("%25") {
                    answer.status = 500;
                }
            }),
        ),
        defect(
            "a read counts as a change",
            &["read.safe", "auth.no_effect", "http.content_type", "sdk.agrees", "tenant.wall", "update.rejects_whole"],
            Twist::default().also(|request| {
                // Two reads in a row differ; an update in between makes them equal again.
                (request.method == Method::GET && request.authorization() == "Bearer mock-admin").then(|| {
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

fn wrong_answer() -> Vec<Defect> {
    let old = |request: &Incoming| request.is_update().then(|| with(request, Method::GET, &request.path, None));
    vec![
        defect(
            "the answer shows the old values",
            &["update.answers_item", "sdk.agrees"],
            Twist::default().first(old).and_compared(|_, first, answer| {
                if let (Some(first), 200) = (first.filter(|first| first.status == 200), answer.status) {
                    answer.body = first.body.clone();
                }
            }),
        ),
        defect(
            "the answer has no data",
            &["update.answers_item", "sdk.agrees"],
            Twist::answer(|request, answer| {
                if request.is_update() && answer.status == 200 {
                    answer.change(|body| {
                        body.as_object_mut().map(|map| map.remove("data"));
                    });
                }
            }),
        ),
        defect(
            "deleted_at is no time",
            &["golden.match"],
            Twist::answer(|_, answer| {
                answer.change_item(|item| {
                    item.insert("deleted_at".into(), json!("never"));
                });
            }),
        ),
        defect(
            "the id changes with the updates",
            &["item.identity"],
            counted("id", |count| json!(format!("client_{count}"))),
        ),
        defect(
            "created_at moves with the updates",
            &["item.created_at"],
            counted("created_at", |count| json!(format!("2020-01-01T00:{:02}:{:02}Z", count / 60 % 60, count % 60))),
        ),
        defect(
            "secret_last_four changes with the updates",
            &["item.read_only"],
            counted("secret_last_four", |count| json!(format!("{count:04}"))),
        ),
        defect("cors_origins can be written", &["item.read_only"], written("cors_origins")),
        defect("created_at can be written", &["item.created_at"], written("created_at")),
        defect("client_id can be written", &["item.identity"], written("tenant_id")),
        defect(
            "another client is shown",
            &["read.answers"],
            Twist::answer(|request, answer| {
                if request.path.ends_with("demo-payments") {
                    answer.change_item(|item| {
                        item.insert("client_id".into(), json!("demo-spa"));
                    });
                }
            }),
        ),
    ]
}

/// A field that takes a new value with every update that succeeds.
fn counted(field: &'static str, value: impl Fn(usize) -> Value + Send + Sync + 'static) -> Twist {
    let updates = Arc::new(Mutex::new(0));
    Twist::answer(move |request, answer| {
        let mut updates = updates.lock().expect("no test panics while it counts");
        if request.is_update() && answer.status == 200 {
            *updates += 1;
        }
        if request.path.ends_with("demo-payments") {
            answer.change_item(|item| {
                item.insert(field.to_owned(), value(*updates));
            });
        }
    })
}

/// A field that a request can set although it is no request field.
fn written(field: &'static str) -> Twist {
    let stored: Arc<Mutex<Option<Value>>> = Arc::default();
    Twist::answer(move |request, answer| {
        let mut stored = stored.lock().expect("no test panics while it stores");
        if let Some(value) = request.json().and_then(|body| body.get(field).cloned()).filter(|_| request.is_update()) {
            *stored = Some(value);
        }
        if let Some(value) = stored.clone() {
            answer.change_item(|item| {
                item.insert(field.to_owned(), value.clone());
            });
        }
    })
}

fn taken_though_wrong() -> Vec<Defect> {
    vec![
        defect(
            "fields of another type are dropped",
            &["update.rejects_wrong_types", "update.rejects_whole"],
            Twist::request(|request| {
                if request.is_update() {
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
            &["update.rejects_wrong_types", "update.rejects_whole"],
            Twist::request(|request| {
                request.change(|body| {
                    if let Some(number) = body.get("name").and_then(Value::as_i64) {
                        body.insert("name".into(), json!(number.to_string()));
                    }
                });
            }),
        ),
        defect(
            "wrong types are answered with 500",
            &["update.rejects_wrong_types"],
            Twist::answer(|request, answer| {
                let declared =
                    request.headers.get(header::CONTENT_TYPE).is_some_and(|value| value == "application/json");
                if request.is_update()
                    && answer.status == 400
                    && declared
                    && request.json().is_some_and(|body| body.is_object())
                {
                    answer.status = 500;
                }
            }),
        ),
        defect(
            "malformed bodies are answered with 500",
            &["update.rejects_malformed"],
            Twist::answer(|request, answer| {
                let declared =
                    request.headers.get(header::CONTENT_TYPE).is_some_and(|value| value == "application/json");
                if request.is_update()
                    && answer.status == 400
                    && declared
                    && !request.json().is_some_and(|body| body.is_object())
                {
                    answer.status = 500;
                }
            }),
        ),
        defect(
            "a list counts as an empty update",
            &["update.rejects_malformed", "update.rejects_whole"],
            Twist::request(|request| {
                if request.is_update() && request.body == b"[]" {
                    request.body = b"{}".to_vec();
                }
            }),
        ),
        defect(
            "text behind the object is not looked at",
            &["update.rejects_malformed", "update.rejects_whole"],
            Twist::request(|request| {
                if let Some(head) = request.body.strip_suffix(b" tail") {
                    request.body = head.to_vec();
                }
            }),
        ),
        defect(
            "a refused body is stored by halves",
            &["update.rejects_whole"],
            Twist::default().also(|request| {
                let body = request.json().filter(|body| body["scopes"] == 7 && body.get("website").is_some())?;
                Some(with(request, Method::PUT, &request.path, Some(json!({ "website": body["website"] }))))
            }),
        ),
        defect(
            "the content type is not looked at",
            &["http.content_type"],
            Twist::request(|request| {
                if request
                    .headers
                    .get(header::CONTENT_TYPE)
                    .is_some_and(|value| !value.as_bytes().starts_with(b"application/json"))
                {
                    request.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
                }
            }),
        ),
        defect(
            "charset is refused",
            &["http.charset"],
            Twist::request(|request| {
                if request.headers.get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().ends_with(b"utf-8")) {
                    request.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
                }
            }),
        ),
    ]
}

fn text() -> Vec<Defect> {
    fn name(change: impl Fn(&str) -> String + Send + Sync + 'static) -> Twist {
        Twist::request(move |request| {
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
            &["text.preserved"],
            name(|text| text.replace(|c: char| !c.is_ascii(), "?")),
        ),
        defect(
            "markup in text is escaped",
            &["text.preserved"],
            name(|text| text.replace('&', "&amp;").replace('<', "&lt;")),
        ),
        defect("percent escapes in text are decoded", &["text.preserved"], name(|text| text.replace("%41", "A"))),
        defect("text becomes lower case", &["text.preserved", "update.applies", "sdk.agrees"], name(str::to_lowercase)),
    ]
}

fn times() -> Vec<Defect> {
    fn item(field: &'static str, value: Value) -> Twist {
        Twist::answer(move |_, answer| {
            answer.change_item(|item| {
                item.insert(field.to_owned(), value.clone());
            });
        })
    }
    vec![
        defect("updated_at stands still", &["item.updated_at"], item("updated_at", json!("2030-01-01T00:00:00Z"))),
        defect(
            "updated_at is before created_at",
            &["item.updated_at"],
            item("updated_at", json!("2001-01-01T00:00:00Z")),
        ),
        defect(
            "created_at is no RFC 3339 time",
            &["item.created_at"],
            item("created_at", json!("2026-04-15 10:30:00")),
        ),
        defect("updated_at is no RFC 3339 time", &["item.updated_at"], item("updated_at", json!("15.04.2026"))),
    ]
}
