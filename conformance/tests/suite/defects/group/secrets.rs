//! A server that makes, keeps, shows or removes secrets wrongly.

use std::{collections::HashMap, sync::Arc};

use axum::http::Method;
use serde_json::{Value, json};

use super::super::{Defect, defect};
use super::*;
use crate::proxy::{Answer, Incoming, Twist};

pub(super) fn defects() -> Vec<Defect> {
    [secrets(), secrets_shown_again()].into_iter().flatten().collect()
}

fn is_new_secret(request: &Incoming) -> bool {
    request.ends("POST", "/secrets")
}

fn is_secret_list(request: &Incoming) -> bool {
    request.ends("GET", "/secrets")
}

fn is_rotation(request: &Incoming) -> bool {
    request.ends("POST", "/rotate-secret")
}

fn is_secret_deletion(request: &Incoming) -> bool {
    request.method == Method::DELETE && request.path.contains("/secrets/")
}

fn each_secret(answer: &mut Answer, change: impl Fn(&mut Value)) {
    answer.change(|body| {
        body.pointer_mut("/data/secrets").and_then(Value::as_array_mut).into_iter().flatten().for_each(change);
    });
}

fn secrets() -> Vec<Defect> {
    let first: Memory<Option<Value>> = Arc::default();
    let (rotated, deactivated): (Memory<Vec<String>>, Memory<Vec<String>>) = Default::default();
    let unknown = |request: &Incoming| {
        request.path.contains("/secrets/conformance-") && !request.path.contains("/clients/conformance-")
    };
    vec![
        defect(
            "a third active secret is made",
            &["secrets.limit"],
            on(is_new_secret, |answer| {
                if answer.status == 409 {
                    answer.status = 201;
                    answer.body = json!({ "code": 0, "data": { "secret_id": "secret_third", "secret_value": "not-a-real-secret-third" } }).to_string().into_bytes();
                }
            }),
        ),
        defect("a third active secret is a 400", &["secrets.limit"], on(is_new_secret, status(409, 400))),
        defect(
            "making a secret is answered with 200",
            &["schema.status", "secrets.listed", "secrets.limit", "secrets.deactivated", "sdk.agrees"],
            on(is_new_secret, status(201, 200)),
        ),
        defect(
            "a new secret is not listed",
            &["secrets.listed", "secrets.deleted", "sdk.agrees"],
            on_success(is_secret_list, |answer| {
                answer.change(|body| {
                    if let Some(list) =
                        body.pointer_mut("/data/secrets").and_then(Value::as_array_mut).filter(|list| list.len() > 1)
                    {
                        list.pop();
                    }
                });
            }),
        ),
        defect(
            "making a secret shows none",
            &["secret.shown_once", "sdk.agrees"],
            on_success(is_new_secret, |answer| {
                answer.change(|body| drop(body["data"].as_object_mut().and_then(|data| data.remove("secret_value"))));
            }),
        ),
        defect(
            "the last secret can be deleted",
            &["secrets.last"],
            on(is_secret_deletion, |answer| {
                if answer.status == 400 {
                    no_content(answer);
                }
            }),
        ),
        defect("the last secret is a 409", &["secrets.last"], on(is_secret_deletion, status(400, 409))),
        defect(
            "deleting a secret does nothing",
            &["secrets.deleted", "secrets.last", "sdk.agrees"],
            Twist::request(move |request| {
                if is_secret_deletion(request) && !unknown(request) && request.authorization() == "Bearer mock-admin" {
                    request.method = Method::GET;
                    request.path = format!("{CLIENTS}/{}", client_of(request));
                }
            })
            .and_answer(|request, answer| {
                if is_secret_deletion(request) && answer.status == 200 {
                    no_content(answer);
                }
            }),
        ),
        defect(
            "a deactivated secret is listed as active",
            &["secrets.deactivated"],
            on(is_secret_list, |answer| {
                each_secret(answer, |secret| secret["status"] = json!("active"));
            }),
        ),
        defect(
            "deactivating answers with active",
            &["secrets.deactivated", "sdk.agrees"],
            on(|request| request.ends("PUT", "/deactivate"), set("/data/status", json!("active"))),
        ),
        defect(
            "a deactivated secret still counts",
            &["secrets.deactivated"],
            Twist::answer(move |request, answer| {
                if request.ends("PUT", "/deactivate") && answer.status == 200 {
                    remembered(&deactivated).push(client_of(request));
                } else if is_new_secret(request) && remembered(&deactivated).contains(&client_of(request)) {
                    answer.status = 409;
                    answer.body = json!({ "code": 40_900_001, "message": "too many" }).to_string().into_bytes();
                }
            }),
        ),
        defect(
            "an unknown secret is deactivated",
            &["secrets.unknown"],
            on(
                move |request| unknown(request) && request.method == Method::PUT,
                |answer| {
                    if answer.status == 404 {
                        answer.status = 200;
                        answer.body = json!({ "code": 0, "data": { "status": "inactive" } }).to_string().into_bytes();
                    }
                },
            ),
        ),
        defect(
            "an unknown secret is deleted",
            &["secrets.unknown"],
            on(
                move |request| unknown(request) && is_secret_deletion(request),
                |answer| {
                    if answer.status == 404 {
                        no_content(answer);
                    }
                },
            ),
        ),
        defect(
            "rotating gives the same secret every time",
            &["secret.fresh"],
            Twist::answer(move |request, answer| {
                if is_rotation(request) && answer.status == 200 {
                    answer.change(|body| {
                        let secret = remembered(&first).get_or_insert(body["data"]["new_secret"].clone()).clone();
                        body["data"]["new_secret"] = secret;
                    });
                }
            }),
        ),
        defect(
            "rotating answers with another client",
            &["secrets.rotated"],
            on(is_rotation, set("/data/client_id", json!("demo-spa"))),
        ),
        defect(
            "rotating is answered with 201",
            &["schema.status", "secrets.rotated", "sdk.agrees"],
            on(is_rotation, status(200, 201)),
        ),
        defect(
            "rotating shows no secret",
            &["secret.shown_once", "sdk.agrees"],
            on_success(is_rotation, |answer| {
                answer.change(|body| drop(body["data"].as_object_mut().and_then(|data| data.remove("new_secret"))));
            }),
        ),
        defect(
            "rotating leaves no active secret",
            &["secrets.rotated"],
            Twist::answer(move |request, answer| {
                if is_rotation(request) && answer.status == 200 {
                    remembered(&rotated).push(client_of(request));
                } else if is_secret_list(request) && remembered(&rotated).contains(&client_of(request)) {
                    each_secret(answer, |secret| secret["status"] = json!("inactive"));
                }
            }),
        ),
    ]
}

/// A server that shows the last secret of a client once more, in the answer that the change is about.
fn shows_again(show: impl Fn(&Incoming, &mut Answer, &str) + Send + Sync + 'static) -> Twist {
    let known: Memory<HashMap<String, String>> = Arc::default();
    Twist::answer(move |request, answer| {
        let data = answer.json().unwrap_or_default()["data"].clone();
        let secret = ["client_secret", "secret_value", "new_secret"].into_iter().find_map(|name| data[name].as_str());
        if let Some(secret) = secret {
            let id = if is_create(request) || is_clone(request) {
                data["client_id"].as_str().unwrap_or_default().to_owned()
            } else {
                client_of(request)
            };
            // The first one stays known, for a case may make several and ask for the first.
            remembered(&known).entry(id).or_insert_with(|| secret.to_owned());
        } else if let Some(secret) = remembered(&known).get(&client_of(request)).filter(|_| answer.status == 200) {
            show(request, answer, secret);
        }
    })
}

fn secrets_shown_again() -> Vec<Defect> {
    vec![
        defect(
            "secret_last_four is the whole secret",
            &["secret.shown_once"],
            shows_again(|request, answer, secret| {
                if request.is_on_one_client() && request.method == Method::GET {
                    answer.change_item(|item| drop(item.insert("secret_last_four".into(), json!(secret))));
                }
            }),
        ),
        defect(
            "the list of secrets shows one",
            &["secret.shown_once"],
            shows_again(|request, answer, secret| {
                if is_secret_list(request) {
                    each_secret(answer, |entry| entry["description"] = json!(secret));
                }
            }),
        ),
        defect(
            "the audit log shows a secret",
            &["secret.shown_once"],
            shows_again(|request, answer, secret| {
                if request.ends("GET", "/audit-logs") {
                    answer.change(|body| {
                        body["items"]
                            .as_array_mut()
                            .into_iter()
                            .flatten()
                            .for_each(|entry| entry["message"] = json!(secret));
                    });
                }
            }),
        ),
    ]
}
