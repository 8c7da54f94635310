//! A server that makes, keeps, shows or removes secrets wrongly.

use std::{collections::HashMap, sync::Arc};

use authms_mock_server::tokens;
use authms_spec::{claim, operation};
use axum::http::Method;
use serde_json::{Value, json};

use super::{Defect, defect, tools::*};
use crate::defect_proxy::{Request, Response, Rewrite};

pub(super) fn defects() -> Vec<Defect> {
    [secrets(), secrets_shown_again()].into_iter().flatten().collect()
}

fn each_secret(response: &mut Response, change: impl Fn(&mut Value)) {
    response.change(|body| {
        body.pointer_mut("/data/secrets").and_then(Value::as_array_mut).into_iter().flatten().for_each(change);
    });
}

fn secrets() -> Vec<Defect> {
    let first: Memory<Option<Value>> = Arc::default();
    let (rotated, deactivated): (Memory<Vec<String>>, Memory<Vec<String>>) = Default::default();
    let unknown = |request: &Request| {
        request.path.contains("/secrets/conformance-") && !request.path.contains("/clients/conformance-")
    };
    vec![
        defect(
            "a third active secret is made",
            &[claim::SECRETS_LIMIT],
            on(calls(operation::CREATE_CLIENT_SECRET), |response| {
                if response.status == 409 {
                    response.status = 201;
                    response.body = json!({ "code": 0, "data": { "secret_id": "secret_third", "secret_value": "not-a-real-secret-third" } }).to_string().into_bytes();
                }
            }),
        ),
        defect(
            "a third active secret is a 400",
            &[claim::SECRETS_LIMIT],
            on(calls(operation::CREATE_CLIENT_SECRET), status(409, 400)),
        ),
        defect(
            "making a secret returns 200",
            &[claim::SCHEMA_STATUS, claim::SECRETS_LISTED, claim::SECRETS_LIMIT, claim::SECRETS_DEACTIVATED],
            on(calls(operation::CREATE_CLIENT_SECRET), status(201, 200)),
        ),
        defect(
            "a new secret is not listed",
            &[claim::SECRETS_LISTED, claim::SECRETS_DELETED, claim::SDK_AGREES],
            on_success(calls(operation::LIST_CLIENT_SECRETS), |response| {
                response.change(|body| {
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
            &[claim::SECRET_SHOWN_ONCE, claim::SDK_DECODES, claim::SDK_AGREES],
            on_success(calls(operation::CREATE_CLIENT_SECRET), |response| {
                response.change(|body| drop(body["data"].as_object_mut().and_then(|data| data.remove("secret_value"))));
            }),
        ),
        defect(
            "the last secret can be deleted",
            &[claim::SECRETS_LAST],
            on(calls(operation::DELETE_CLIENT_SECRET), |response| {
                if response.status == 400 {
                    no_content(response);
                }
            }),
        ),
        defect(
            "the last secret is a 409",
            &[claim::SECRETS_LAST],
            on(calls(operation::DELETE_CLIENT_SECRET), status(400, 409)),
        ),
        defect(
            "deleting a secret does nothing",
            &[claim::SECRETS_DELETED, claim::SECRETS_LAST, claim::SDK_AGREES],
            Rewrite::request(move |request| {
                if request.calls(operation::DELETE_CLIENT_SECRET) && !unknown(request) && request.is_by(tokens::ADMIN) {
                    request.method = Method::GET;
                    request.path = format!("{CLIENTS}/{}", request.client_id());
                }
            })
            .and_response(|request, response| {
                if request.calls(operation::DELETE_CLIENT_SECRET) && response.status == 200 {
                    no_content(response);
                }
            }),
        ),
        defect(
            "a deactivated secret is listed as active",
            &[claim::SECRETS_DEACTIVATED],
            on(calls(operation::LIST_CLIENT_SECRETS), |response| {
                each_secret(response, |secret| secret["status"] = json!("active"));
            }),
        ),
        defect(
            "deactivating returns active",
            &[claim::SECRETS_DEACTIVATED, claim::SDK_AGREES],
            on(|request| request.calls(operation::DEACTIVATE_CLIENT_SECRET), set("/data/status", json!("active"))),
        ),
        defect(
            "a deactivated secret still counts",
            &[claim::SECRETS_DEACTIVATED],
            Rewrite::response(move |request, response| {
                if request.calls(operation::DEACTIVATE_CLIENT_SECRET) && response.status == 200 {
                    remembered(&deactivated).push(request.client_id());
                } else if request.calls(operation::CREATE_CLIENT_SECRET)
                    && remembered(&deactivated).contains(&request.client_id())
                {
                    response.status = 409;
                    response.body = json!({ "code": 40_900_001, "message": "too many" }).to_string().into_bytes();
                }
            }),
        ),
        defect(
            "an unknown secret is deactivated",
            &[claim::SECRETS_UNKNOWN],
            on(
                move |request| unknown(request) && request.method == Method::PUT,
                |response| {
                    if response.status == 404 {
                        response.status = 200;
                        response.body = json!({ "code": 0, "data": { "status": "inactive" } }).to_string().into_bytes();
                    }
                },
            ),
        ),
        defect(
            "an unknown secret is deleted",
            &[claim::SECRETS_UNKNOWN],
            on(
                move |request| unknown(request) && request.calls(operation::DELETE_CLIENT_SECRET),
                |response| {
                    if response.status == 404 {
                        no_content(response);
                    }
                },
            ),
        ),
        defect(
            "rotating gives the same secret every time",
            &[claim::SECRET_FRESH],
            Rewrite::response(move |request, response| {
                if request.calls(operation::ROTATE_CLIENT_SECRET) && response.status == 200 {
                    response.change(|body| {
                        let secret = remembered(&first).get_or_insert(body["data"]["new_secret"].clone()).clone();
                        body["data"]["new_secret"] = secret;
                    });
                }
            }),
        ),
        defect(
            "rotating returns another client",
            &[claim::SECRETS_ROTATED],
            on(calls(operation::ROTATE_CLIENT_SECRET), set("/data/client_id", json!("demo-spa"))),
        ),
        defect(
            "rotating returns 201",
            &[claim::SCHEMA_STATUS, claim::SECRETS_ROTATED],
            on(calls(operation::ROTATE_CLIENT_SECRET), status(200, 201)),
        ),
        defect(
            "rotating shows no secret",
            &[claim::SECRET_SHOWN_ONCE, claim::SDK_DECODES, claim::SDK_AGREES],
            on_success(calls(operation::ROTATE_CLIENT_SECRET), |response| {
                response.change(|body| drop(body["data"].as_object_mut().and_then(|data| data.remove("new_secret"))));
            }),
        ),
        defect(
            "rotating leaves no active secret",
            &[claim::SECRETS_ROTATED],
            Rewrite::response(move |request, response| {
                if request.calls(operation::ROTATE_CLIENT_SECRET) && response.status == 200 {
                    remembered(&rotated).push(request.client_id());
                } else if request.calls(operation::LIST_CLIENT_SECRETS)
                    && remembered(&rotated).contains(&request.client_id())
                {
                    each_secret(response, |secret| secret["status"] = json!("inactive"));
                }
            }),
        ),
    ]
}

/// Shows a secret of a client again, in responses that must not have it.
fn shows_again(show: impl Fn(&Request, &mut Response, &str) + Send + Sync + 'static) -> Rewrite {
    let known: Memory<HashMap<String, String>> = Arc::default();
    Rewrite::response(move |request, response| {
        let data = response.json().unwrap_or_default()["data"].clone();
        let secret = operation::ALL.iter().filter_map(|known| known.mints).find_map(|name| data[name].as_str());
        if let Some(secret) = secret {
            let id = if request.creates_client() {
                data["client_id"].as_str().unwrap_or_default().to_owned()
            } else {
                request.client_id()
            };
            // The first one stays known, for a case may make several and ask for the first.
            remembered(&known).entry(id).or_insert_with(|| secret.to_owned());
        } else if let Some(secret) = remembered(&known).get(&request.client_id()).filter(|_| response.status == 200) {
            show(request, response, secret);
        }
    })
}

fn secrets_shown_again() -> Vec<Defect> {
    vec![
        defect(
            "secret_last_four is the whole secret",
            &[claim::SECRET_SHOWN_ONCE],
            shows_again(|request, response, secret| {
                if request.is_at(operation::GET_CLIENT) && request.method == Method::GET {
                    response.change_item(|item| drop(item.insert("secret_last_four".into(), json!(secret))));
                }
            }),
        ),
        defect(
            "the list of secrets shows one",
            &[claim::SECRET_SHOWN_ONCE],
            shows_again(|request, response, secret| {
                if request.calls(operation::LIST_CLIENT_SECRETS) {
                    each_secret(response, |entry| entry["description"] = json!(secret));
                }
            }),
        ),
        defect(
            "the audit log shows a secret",
            &[claim::SECRET_SHOWN_ONCE],
            shows_again(|request, response, secret| {
                if request.calls(operation::LIST_CLIENT_AUDIT_LOGS) {
                    response.change(|body| {
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
