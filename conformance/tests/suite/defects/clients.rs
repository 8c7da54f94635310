//! A server that creates, deletes or copies clients wrongly.

use std::{collections::HashMap, sync::Arc};

use authms_mock_server::tokens;
use authms_spec::{claim, operation};
use axum::http::Method;
use serde_json::{Value, json};

use super::{Defect, defect, tools::*};
use crate::defect_proxy::{Request, Response, Rewrite};

pub(super) fn defects() -> Vec<Defect> {
    [creation(), deletion(), copies()].into_iter().flatten().collect()
}

fn creation() -> Vec<Defect> {
    fn body(change: impl Fn(&mut serde_json::Map<String, Value>) + Send + Sync + 'static) -> Rewrite {
        Rewrite::request(move |request| {
            if let Some(Value::Object(mut map)) = request.json().filter(|_| request.calls(operation::CREATE_CLIENT)) {
                change(&mut map);
                request.body = Value::Object(map).to_string().into_bytes();
            }
        })
    }
    let last: Memory<Option<Response>> = Arc::default();
    vec![
        defect(
            "scopes are ignored when creating",
            &[claim::CREATE_RETURNS, claim::SDK_AGREES],
            body(|map| drop(map.remove("scopes"))),
        ),
        defect("the logo is ignored when creating", &[claim::CREATE_RETURNS], body(|map| drop(map.remove("logo_url")))),
        defect(
            "creating returns 200",
            &[claim::SCHEMA_STATUS, claim::CREATE_RETURNS],
            Rewrite::response(|request, response| {
                if request.calls(operation::CREATE_CLIENT) && response.status == 201 {
                    response.status = 200;
                }
            }),
        ),
        defect(
            "a client without redirect URIs is created",
            &[claim::CREATE_REQUIRES],
            body(|map| {
                if map.get("redirect_uris").is_none_or(|uris| uris == &json!([])) {
                    map.insert("redirect_uris".into(), json!(["https://default.example.com"]));
                }
            }),
        ),
        defect(
            "a client without a name is created",
            &[claim::CREATE_REQUIRES],
            body(|map| {
                map.entry("name").or_insert(json!("unnamed"));
            }),
        ),
        defect(
            "creating the same twice gives the first again",
            &[claim::CREATE_DISTINCT, claim::SECRET_FRESH],
            Rewrite::response(move |request, response| {
                let twice = request
                    .json()
                    .is_some_and(|body| body["name"].as_str().is_some_and(|name| name.ends_with("-twice")));
                if request.calls(operation::CREATE_CLIENT) && twice {
                    let mut last = remembered(&last);
                    match last.clone() {
                        Some(first) => *response = first,
                        None => *last = Some(response.clone()),
                    }
                }
            }),
        ),
        defect(
            "the response to creating has no secret",
            &[claim::SECRET_SHOWN_ONCE, claim::SECRET_FRESH],
            on_success(calls(operation::CREATE_CLIENT), |response| {
                response
                    .change(|body| drop(body["data"].as_object_mut().and_then(|data| data.remove("client_secret"))));
            }),
        ),
    ]
}

fn deletion() -> Vec<Defect> {
    let (names, deleted): (Memory<HashMap<String, String>>, Memory<Vec<String>>) = Default::default();
    let tell: Memory<Option<String>> = Arc::default();
    let hear = Arc::clone(&tell);
    vec![
        defect(
            "deleting does nothing",
            &[claim::DELETE_GONE, claim::SDK_AGREES],
            Rewrite::request(|request| {
                if request.calls(operation::DELETE_CLIENT) {
                    request.method = Method::GET;
                }
            })
            .and_response(|request, response| {
                if request.calls(operation::DELETE_CLIENT) && response.status == 200 {
                    response.status = 204;
                    response.body.clear();
                }
            }),
        ),
        defect(
            "a deleted client stays in lists",
            &[claim::DELETE_GONE],
            Rewrite::response(move |request, response| {
                if request.calls(operation::CREATE_CLIENT) && response.status == 201 {
                    let data = response.json().unwrap_or_default()["data"].clone();
                    let text = |name: &str| data[name].as_str().unwrap_or_default().to_owned();
                    remembered(&names).insert(text("client_id"), text("name"));
                } else if request.calls(operation::DELETE_CLIENT) && response.status == 204 {
                    remembered(&deleted).extend(remembered(&names).get(&request.client_id()).cloned());
                } else if request.calls(operation::LIST_CLIENTS) && response.status == 200 {
                    let back: Vec<String> = remembered(&deleted)
                        .iter()
                        .filter(|name| request.path.ends_with(&format!("name={name}")))
                        .cloned()
                        .collect();
                    response.change(|body| {
                        if let Some(items) = body["items"].as_array_mut() {
                            items.extend(back.iter().map(|name| json!({ "name": name, "status": "active" })));
                        }
                    });
                }
            }),
        ),
        defect(
            "deleting returns 200",
            &[claim::SCHEMA_STATUS, claim::DELETE_GONE, claim::SECRETS_DELETED],
            Rewrite::response(|request, response| {
                if request.method == Method::DELETE && response.status == 204 {
                    response.status = 200;
                }
            }),
        ),
        defect(
            "deleting a client deletes another one",
            &[claim::DELETE_ONLY_THIS_CLIENT],
            // Only from its read on: a delete of another case, beside this one, must not come before it.
            Rewrite::response(move |request, response| {
                let item = response.json().unwrap_or_default();
                if request.calls(operation::GET_CLIENT)
                    && item["data"]["name"].as_str().is_some_and(|name| name.ends_with("-stays"))
                {
                    *remembered(&tell) = Some(request.client_id());
                }
            })
            .also(move |request| {
                let other = remembered(&hear).clone().filter(|_| request.calls(operation::DELETE_CLIENT))?;
                Some(Request { path: format!("{CLIENTS}/{other}"), ..request.clone() })
            }),
        ),
    ]
}

/// Changes what reads show of a copy.
fn of_copies(change: impl Fn(&mut serde_json::Map<String, Value>) + Send + Sync + 'static) -> Rewrite {
    let copies: Memory<Vec<String>> = Arc::default();
    Rewrite::response(move |request, response| {
        if request.calls(operation::CLONE_CLIENT) && response.status == 201 {
            let id = response.json().and_then(|body| body["data"]["client_id"].as_str().map(str::to_owned));
            remembered(&copies).extend(id);
        } else if request.is_at(operation::GET_CLIENT) && remembered(&copies).contains(&request.client_id()) {
            response.change_item(&change);
        }
    })
}

fn copies() -> Vec<Defect> {
    let secrets: Memory<HashMap<String, Value>> = Arc::default();
    let empty = |field: &'static str| of_copies(move |item| drop(item.insert(field.to_owned(), json!([]))));
    vec![
        defect("a copy has no redirect URIs", &[claim::CLONE_COPIES], empty("redirect_uris")),
        defect("a copy has no scopes", &[claim::CLONE_COPIES], empty("scopes")),
        defect("a copy has no grant types", &[claim::CLONE_COPIES], empty("grant_types")),
        defect(
            "cloning returns 200",
            &[claim::SCHEMA_STATUS, claim::CLONE_COPIES],
            on(calls(operation::CLONE_CLIENT), status(201, 200)),
        ),
        defect(
            "a copy has no secret",
            &[claim::SECRET_SHOWN_ONCE, claim::SDK_AGREES],
            on_success(calls(operation::CLONE_CLIENT), |response| {
                response
                    .change(|body| drop(body["data"].as_object_mut().and_then(|data| data.remove("client_secret"))));
            }),
        ),
        defect(
            "cloning returns the source's id",
            &[claim::CLONE_OWN_IDENTITY, claim::SDK_AGREES],
            Rewrite::response(|request, response| {
                if request.calls(operation::CLONE_CLIENT) && response.status == 201 {
                    response.change(|body| body["data"]["client_id"] = json!(request.client_id()));
                }
            }),
        ),
        defect(
            "a copy has its source's secret",
            &[claim::SECRET_FRESH],
            Rewrite::response(move |request, response| {
                if response.status != 201 {
                    return;
                }
                let data = response.json().unwrap_or_default()["data"].clone();
                if request.calls(operation::CREATE_CLIENT) {
                    remembered(&secrets).insert(
                        data["client_id"].as_str().unwrap_or_default().to_owned(),
                        data["client_secret"].clone(),
                    );
                } else if let Some(secret) =
                    remembered(&secrets).get(&request.client_id()).filter(|_| request.calls(operation::CLONE_CLIENT))
                {
                    response.change(|body| body["data"]["client_secret"] = secret.clone());
                }
            }),
        ),
        defect(
            "cloning changes the source",
            &[claim::CLONE_OWN_IDENTITY],
            Rewrite::default().also(|request| {
                let mut other = request.clone();
                other.path = request.path.strip_suffix("/clone")?.to_owned();
                other.method = Method::PUT;
                other.headers.insert("content-type", "application/json".parse().ok()?);
                other.body = json!({ "website": "https://copied.example.com" }).to_string().into_bytes();
                (request.calls(operation::CLONE_CLIENT) && request.is_by(tokens::ADMIN)).then_some(other)
            }),
        ),
    ]
}
