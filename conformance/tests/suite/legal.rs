//! Correct servers that differ where the contract leaves a choice: none of them may turn anything red.

use authms_conformance::{Outcome, Verdict};
use authms_mock_server::{Options, Profile};
use authms_spec::operation;
use serde_json::{Map, Value, json};

use crate::{
    defect_proxy::{Response, Rewrite},
    harness::{assert_conformant, complaints, run_on, run_through, side_by_side},
};

mod habits;
mod silent;

/// Other spellings of a correct response, made by a proxy.
fn spellings() -> Vec<(&'static str, Rewrite)> {
    vec![
        ("nothing changed at all", Rewrite::default()),
        ("a gateway prefix", Rewrite::default().behind_prefix("/bff/oauth")),
        ("keys in another order", Rewrite::response(|_, response| response.body = reversed(&response.json()))),
        (
            "white space between the tokens",
            Rewrite::response(|_, response| {
                if let Some(body) = response.json() {
                    response.body = serde_json::to_vec_pretty(&body).expect("JSON");
                }
            }),
        ),
        (
            "charset on the media type",
            Rewrite::response(|_, response| {
                if !response.body.is_empty() {
                    response.set("content-type", "Application/JSON; charset=utf-8");
                }
            }),
        ),
        (
            "unset fields absent",
            Rewrite::response(|_, response| response.change_item(|item| item.retain(|_, value| !unset(value)))),
        ),
        ("unset fields null", Rewrite::response(|_, response| each_unset(response, &Value::Null))),
        (
            "a deleted_at that is null",
            Rewrite::response(|_, response| {
                response.change_item(|item| {
                    item.insert("deleted_at".into(), Value::Null);
                })
            }),
        ),
        (
            "a deleted_at that is empty",
            Rewrite::response(|_, response| {
                response.change_item(|item| {
                    item.insert("deleted_at".into(), json!(""));
                })
            }),
        ),
        (
            "an offset in the timestamps",
            Rewrite::response(|_, response| times(response, |text| text.replace('Z', "+00:00"))),
        ),
        (
            "nanoseconds in the timestamps",
            Rewrite::response(|_, response| times(response, |text| text.replace('Z', "000000Z"))),
        ),
        ("other codes on errors", Rewrite::response(|_, response| errors(response, "code", json!(401_001)))),
        ("other messages", Rewrite::response(|_, response| errors(response, "message", json!("参数错误")))),
        (
            "no timestamp in the envelope",
            Rewrite::response(|_, response| {
                response.change(|body| {
                    body.as_object_mut().map(|map| map.remove("timestamp"));
                })
            }),
        ),
        (
            "no code in the envelope of a success",
            Rewrite::response(|_, response| {
                if response.status == 200 {
                    response.change(|body| {
                        body.as_object_mut().map(|map| map.remove("code"));
                    });
                }
            }),
        ),
        (
            "lists newest first",
            Rewrite::response(|_, response| {
                response.change(|body| {
                    if let Some(items) = body.get_mut("items").and_then(Value::as_array_mut) {
                        items.reverse();
                    }
                });
            }),
        ),
        ("lists without pagination", without("pagination")),
        ("lists without a total", without("total")),
        (
            "an empty list is null",
            Rewrite::response(|_, response| {
                response.change(|body| {
                    if body.get("items") == Some(&json!([])) {
                        body["items"] = Value::Null;
                    }
                });
            }),
        ),
        (
            "an audit log that is empty",
            Rewrite::response(|request, response| {
                if request.calls(operation::LIST_CLIENT_AUDIT_LOGS) && response.status == 200 {
                    response.change(|body| body["items"] = json!([]));
                }
            }),
        ),
        (
            "secrets without a description and with an end",
            Rewrite::response(|request, response| {
                if request.calls(operation::LIST_CLIENT_SECRETS) {
                    response.change(|body| {
                        for secret in
                            body.pointer_mut("/data/secrets").and_then(Value::as_array_mut).into_iter().flatten()
                        {
                            secret["description"] = Value::Null;
                            secret["expires_at"] = json!("2030-01-01T00:00:00+08:00");
                        }
                    });
                }
            }),
        ),
        (
            "a second delete that returns 204",
            Rewrite::response({
                let gone: std::sync::Mutex<Vec<String>> = std::sync::Mutex::default();
                move |request, response| {
                    if request.method == axum::http::Method::DELETE && request.is_at(operation::GET_CLIENT) {
                        let mut gone = gone.lock().expect("no test panics here");
                        if gone.contains(&request.path) && response.status == 404 {
                            response.status = 204;
                            response.body.clear();
                            response.headers.remove("content-type");
                        } else if response.status == 204 {
                            gone.push(request.path.clone());
                        }
                    }
                }
            }),
        ),
        (
            "further headers",
            Rewrite::response(|_, response| {
                response.set("x-request-id", "1");
                response.set("etag", "\"1\"");
                response.set("ratelimit-remaining", "99");
            }),
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn legal_spellings_stay_green() {
    side_by_side(spellings(), |(name, rewrite)| async move {
        assert_conformant(&run_through(rewrite, Options::default()).await, name);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn habits_of_go_services_stay_green_alone_and_together() {
    side_by_side(habits::variants(), |(name, rewrite)| async move {
        assert_conformant(&run_through(rewrite, Options::default()).await, name);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_readings_of_silent_points_stay_green() {
    side_by_side(silent::variants(), |(name, rewrite)| async move {
        assert_conformant(&run_through(rewrite, Options::default()).await, name);
    })
    .await;
}

/// Profiles of the mock server that choose differently where the contract is silent.
const PROFILES: [&str; 13] = [
    "precision = 'seconds'",
    "precision = 'nanoseconds'\nzone = 'offset'",
    "null = 'clear'",
    "null = 'reject'",
    "empty_string = 'keep'",
    "empty_string = 'reject'",
    "unknown_fields = 'reject'",
    "unknown_values = 'reject'",
    "duplicates = 'remove'",
    "unset_strings = 'null'\nunset_lists = 'null'",
    "unset_strings = 'absent'\nunset_lists = 'absent'",
    "unset_lists = 'null'",
    "check_order = 'body_first'",
];

#[tokio::test(flavor = "multi_thread")]
async fn legal_readings_of_silent_points_stay_green() {
    side_by_side(PROFILES.to_vec(), |text| async move {
        let profile = Profile::parse(text).expect("a profile");
        assert_conformant(&run_on(Options { profile, ..Options::default() }).await, text);
    })
    .await;
}

#[test]
fn the_readme_says_how_many_variants_there_are() {
    let said = format!(
        "{} legal variants",
        spellings().len() + PROFILES.len() + habits::variants().len() + silent::variants().len()
    );
    assert!(include_str!("../../../README.md").contains(&said), "README.md does not say \"{said}\"");
}

#[tokio::test]
async fn further_fields_warn_and_stay_conformant() {
    let rewrite = Rewrite::response(|_, response| {
        response.change_item(|item| {
            item.insert("etag".into(), json!("1"));
        });
        response.change(|body| {
            body["trace_id"] = json!("1");
        });
    });
    let report = run_through(rewrite, Options::default()).await;
    assert_eq!(report.broken_claims(), ["schema.extra_fields"]);
    assert_eq!(report.outcome, Outcome::Conformant);
}

/// Responses without a member of the envelope.
fn without(name: &'static str) -> Rewrite {
    Rewrite::response(move |_, response| {
        response.change(|body| {
            body.as_object_mut().map(|map| map.remove(name));
        });
    })
}

fn unset(value: &Value) -> bool {
    matches!(value, Value::Null) || value == &json!("") || value == &json!([]) || value == &json!("[]")
}

fn each_unset(response: &mut Response, spelling: &Value) {
    response.change_item(|item| {
        for value in item.values_mut().filter(|value| unset(value)) {
            *value = spelling.clone();
        }
    });
}

fn times(response: &mut Response, change: impl Fn(&str) -> String) {
    let fix = |map: &mut Map<String, Value>| {
        for name in ["timestamp", "created_at", "updated_at"] {
            if let Some(Value::String(text)) = map.get_mut(name) {
                *text = change(text);
            }
        }
    };
    response.change(|body| {
        body.as_object_mut().map(fix);
        body.get_mut("data").and_then(Value::as_object_mut).map(fix);
    });
}

fn errors(response: &mut Response, field: &str, value: Value) {
    if response.status >= 400 {
        response.change(|body| body[field] = value);
    }
}

fn reversed(body: &Option<Value>) -> Vec<u8> {
    fn text(value: &Value) -> String {
        match value {
            Value::Object(map) => {
                let entries: Vec<String> =
                    map.iter().rev().map(|(key, value)| format!("{}:{}", json!(key), text(value))).collect();
                format!("{{{}}}", entries.join(","))
            }
            other => other.to_string(),
        }
    }
    body.as_ref().map(text).unwrap_or_default().into_bytes()
}

#[tokio::test]
async fn ids_that_the_sdk_does_not_take_are_not_held_against_the_service() {
    let rewrite = Rewrite::request(|request| request.path = request.path.replace("ten%2Fapp-", "app-")).and_response(
        |_, response| {
            let body = String::from_utf8_lossy(&response.body);
            response.body = body.replace(r#""client_id":"app-"#, r#""client_id":"ten/app-"#).into_bytes();
        },
    );
    let report = run_through(rewrite, Options::default()).await;
    assert_eq!(report.outcome, Outcome::Partial, "{}", complaints(&report).join("\n"));
    let through_the_sdk = report.results.iter().filter(|result| result.verdict == Verdict::NotRun);
    assert!(through_the_sdk.count() > 3);
}
