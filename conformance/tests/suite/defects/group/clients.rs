//! A server that creates, deletes or copies clients wrongly.

use std::{collections::HashMap, sync::Arc};

use axum::http::Method;
use serde_json::{Value, json};

use super::super::{Defect, defect};
use super::*;
use crate::proxy::{Answer, Incoming, Twist};

pub(super) fn defects() -> Vec<Defect> {
    [creation(), deletion(), copies()].into_iter().flatten().collect()
}

fn creation() -> Vec<Defect> {
    fn body(change: impl Fn(&mut serde_json::Map<String, Value>) + Send + Sync + 'static) -> Twist {
        Twist::request(move |request| {
            if let Some(Value::Object(mut map)) = request.json().filter(|_| is_create(request)) {
                change(&mut map);
                request.body = Value::Object(map).to_string().into_bytes();
            }
        })
    }
    let last: Memory<Option<Answer>> = Arc::default();
    vec![
        defect(
            "scopes are ignored when creating",
            &["create.answers", "sdk.agrees"],
            body(|map| drop(map.remove("scopes"))),
        ),
        defect("the logo is ignored when creating", &["create.answers"], body(|map| drop(map.remove("logo_url")))),
        defect(
            "creating is answered with 200",
            &["schema.status", "create.answers", "sdk.agrees"],
            Twist::answer(|request, answer| {
                if is_create(request) && answer.status == 201 {
                    answer.status = 200;
                }
            }),
        ),
        defect(
            "a client without redirect URIs is created",
            &["create.requires"],
            body(|map| {
                if map.get("redirect_uris").is_none_or(|uris| uris == &json!([])) {
                    map.insert("redirect_uris".into(), json!(["https://default.example.com"]));
                }
            }),
        ),
        defect(
            "a client without a name is created",
            &["create.requires"],
            body(|map| {
                map.entry("name").or_insert(json!("unnamed"));
            }),
        ),
        defect(
            "creating the same twice gives the first again",
            &["create.distinct", "secret.fresh"],
            Twist::answer(move |request, answer| {
                let twice = request
                    .json()
                    .is_some_and(|body| body["name"].as_str().is_some_and(|name| name.ends_with("-twice")));
                if is_create(request) && twice {
                    let mut last = last.lock().expect("no test panics here");
                    match last.clone() {
                        Some(first) => *answer = first,
                        None => *last = Some(answer.clone()),
                    }
                }
            }),
        ),
        defect(
            "the answer to creating has no secret",
            &["secret.shown_once", "secret.fresh"],
            on_success(is_create, |answer| {
                answer.change(|body| drop(body["data"].as_object_mut().and_then(|data| data.remove("client_secret"))));
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
            &["delete.gone", "sdk.agrees"],
            Twist::request(|request| {
                if is_delete(request) {
                    request.method = Method::GET;
                }
            })
            .and_answer(|request, answer| {
                if is_delete(request) && answer.status == 200 {
                    answer.status = 204;
                    answer.body.clear();
                }
            }),
        ),
        defect(
            "a deleted client stays in lists",
            &["delete.gone"],
            Twist::answer(move |request, answer| {
                if is_create(request) && answer.status == 201 {
                    let data = answer.json().unwrap_or_default()["data"].clone();
                    let text = |name: &str| data[name].as_str().unwrap_or_default().to_owned();
                    remembered(&names).insert(text("client_id"), text("name"));
                } else if is_delete(request) && answer.status == 204 {
                    remembered(&deleted).extend(remembered(&names).get(&client_of(request)).cloned());
                } else if is_list(request) && answer.status == 200 {
                    let back: Vec<String> = remembered(&deleted)
                        .iter()
                        .filter(|name| request.path.ends_with(&format!("name={name}")))
                        .cloned()
                        .collect();
                    answer.change(|body| {
                        if let Some(items) = body["items"].as_array_mut() {
                            items.extend(back.iter().map(|name| json!({ "name": name, "status": "active" })));
                        }
                    });
                }
            }),
        ),
        defect(
            "deleting is answered with 200",
            &["schema.status", "delete.gone", "secrets.deleted", "sdk.agrees"],
            Twist::answer(|request, answer| {
                if request.method == Method::DELETE && answer.status == 204 {
                    answer.status = 200;
                }
            }),
        ),
        defect(
            "deleting a client deletes another one",
            &["delete.only_this_client"],
            Twist::answer(move |request, answer| {
                let name = request.json().and_then(|body| body["name"].as_str().map(str::to_owned)).unwrap_or_default();
                if is_create(request) && name.ends_with("-stays") {
                    *remembered(&tell) =
                        answer.json().and_then(|body| body["data"]["client_id"].as_str().map(str::to_owned));
                }
            })
            .also(move |request| {
                let other = remembered(&hear).clone().filter(|_| is_delete(request))?;
                Some(Incoming { path: format!("{CLIENTS}/{other}"), ..request.clone() })
            }),
        ),
    ]
}

/// Changes what reads show of a copy.
fn of_copies(change: impl Fn(&mut serde_json::Map<String, Value>) + Send + Sync + 'static) -> Twist {
    let copies: Memory<Vec<String>> = Arc::default();
    Twist::answer(move |request, answer| {
        if is_clone(request) && answer.status == 201 {
            let id = answer.json().and_then(|body| body["data"]["client_id"].as_str().map(str::to_owned));
            remembered(&copies).extend(id);
        } else if request.is_on_one_client() && remembered(&copies).contains(&client_of(request)) {
            answer.change_item(&change);
        }
    })
}

fn copies() -> Vec<Defect> {
    let secrets: Memory<HashMap<String, Value>> = Arc::default();
    let empty = |field: &'static str| of_copies(move |item| drop(item.insert(field.to_owned(), json!([]))));
    vec![
        defect("a copy has no redirect URIs", &["clone.copies"], empty("redirect_uris")),
        defect("a copy has no scopes", &["clone.copies"], empty("scopes")),
        defect("a copy has no grant types", &["clone.copies"], empty("grant_types")),
        defect(
            "cloning is answered with 200",
            &["schema.status", "clone.copies", "sdk.agrees"],
            on(is_clone, status(201, 200)),
        ),
        defect(
            "a copy has no secret",
            &["secret.shown_once", "sdk.agrees"],
            on_success(is_clone, |answer| {
                answer.change(|body| drop(body["data"].as_object_mut().and_then(|data| data.remove("client_secret"))));
            }),
        ),
        defect(
            "cloning answers with the source's id",
            &["clone.own_identity", "sdk.agrees"],
            Twist::answer(|request, answer| {
                if is_clone(request) && answer.status == 201 {
                    answer.change(|body| body["data"]["client_id"] = json!(client_of(request)));
                }
            }),
        ),
        defect(
            "a copy has its source's secret",
            &["secret.fresh"],
            Twist::answer(move |request, answer| {
                if answer.status != 201 {
                    return;
                }
                let data = answer.json().unwrap_or_default()["data"].clone();
                if is_create(request) {
                    remembered(&secrets).insert(
                        data["client_id"].as_str().unwrap_or_default().to_owned(),
                        data["client_secret"].clone(),
                    );
                } else if let Some(secret) = remembered(&secrets).get(&client_of(request)).filter(|_| is_clone(request))
                {
                    answer.change(|body| body["data"]["client_secret"] = secret.clone());
                }
            }),
        ),
        defect(
            "cloning changes the source",
            &["clone.own_identity"],
            Twist::default().also(|request| {
                let mut other = request.clone();
                other.path = request.path.strip_suffix("/clone")?.to_owned();
                other.method = Method::PUT;
                other.headers.insert("content-type", "application/json".parse().ok()?);
                other.body = json!({ "website": "https://copied.example.com" }).to_string().into_bytes();
                (is_clone(request) && request.authorization() == "Bearer mock-admin").then_some(other)
            }),
        ),
    ]
}
