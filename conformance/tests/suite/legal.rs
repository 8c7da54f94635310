//! What the contract leaves open must not turn anything red: each variant here is another correct server.

use authms_conformance::Outcome;
use authms_mock_server::{Options, Profile};
use serde_json::{Map, Value, json};

use crate::{
    harness::{complaints, run_on, run_through},
    proxy::{Answer, Twist},
};

/// Behind a proxy that spells the answers another way.
fn spellings() -> Vec<(&'static str, Twist)> {
    vec![
        ("nothing changed at all", Twist::default()),
        ("a gateway prefix", Twist::default().behind_prefix("/bff/oauth")),
        ("keys in another order", Twist::answer(|_, answer| answer.body = reversed(&answer.json()))),
        (
            "white space between the tokens",
            Twist::answer(|_, answer| {
                if let Some(body) = answer.json() {
                    answer.body = serde_json::to_vec_pretty(&body).expect("JSON");
                }
            }),
        ),
        (
            "charset on the media type",
            Twist::answer(|_, answer| {
                if !answer.body.is_empty() {
                    answer.set("content-type", "Application/JSON; charset=utf-8");
                }
            }),
        ),
        (
            "unset fields absent",
            Twist::answer(|_, answer| answer.change_item(|item| item.retain(|_, value| !unset(value)))),
        ),
        ("unset fields null", Twist::answer(|_, answer| each_unset(answer, &Value::Null))),
        (
            "a deleted_at that is null",
            Twist::answer(|_, answer| {
                answer.change_item(|item| {
                    item.insert("deleted_at".into(), Value::Null);
                })
            }),
        ),
        (
            "a deleted_at that is empty",
            Twist::answer(|_, answer| {
                answer.change_item(|item| {
                    item.insert("deleted_at".into(), json!(""));
                })
            }),
        ),
        ("an offset in the timestamps", Twist::answer(|_, answer| times(answer, |text| text.replace('Z', "+00:00")))),
        (
            "nanoseconds in the timestamps",
            Twist::answer(|_, answer| times(answer, |text| text.replace('Z', "000000Z"))),
        ),
        ("other codes on errors", Twist::answer(|_, answer| errors(answer, "code", json!(401_001)))),
        ("other messages", Twist::answer(|_, answer| errors(answer, "message", json!("参数错误")))),
        (
            "no timestamp in the envelope",
            Twist::answer(|_, answer| {
                answer.change(|body| {
                    body.as_object_mut().map(|map| map.remove("timestamp"));
                })
            }),
        ),
        (
            "no code in the envelope of a success",
            Twist::answer(|_, answer| {
                if answer.status == 200 {
                    answer.change(|body| {
                        body.as_object_mut().map(|map| map.remove("code"));
                    });
                }
            }),
        ),
        (
            "lists newest first",
            Twist::answer(|_, answer| {
                answer.change(|body| {
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
            Twist::answer(|_, answer| {
                answer.change(|body| {
                    if body.get("items") == Some(&json!([])) {
                        body["items"] = Value::Null;
                    }
                });
            }),
        ),
        (
            "an audit log that is empty",
            Twist::answer(|request, answer| {
                if request.ends("GET", "/audit-logs") && answer.status == 200 {
                    answer.change(|body| body["items"] = json!([]));
                }
            }),
        ),
        (
            "secrets without a description and with an end",
            Twist::answer(|request, answer| {
                if request.ends("GET", "/secrets") {
                    answer.change(|body| {
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
            "a second delete that is answered with 204",
            Twist::answer({
                let gone: std::sync::Mutex<Vec<String>> = std::sync::Mutex::default();
                move |request, answer| {
                    if request.method == axum::http::Method::DELETE && request.is_on_one_client() {
                        let mut gone = gone.lock().expect("no test panics here");
                        if gone.contains(&request.path) && answer.status == 404 {
                            answer.status = 204;
                            answer.body.clear();
                            answer.headers.remove("content-type");
                        } else if answer.status == 204 {
                            gone.push(request.path.clone());
                        }
                    }
                }
            }),
        ),
        (
            "further headers",
            Twist::answer(|_, answer| {
                answer.set("x-request-id", "1");
                answer.set("etag", "\"1\"");
                answer.set("ratelimit-remaining", "99");
            }),
        ),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn legal_spellings_stay_green() {
    let spellings = spellings();
    for (name, twist) in spellings {
        let report = run_through(twist, Options::default()).await;
        assert_eq!(complaints(&report), Vec::<String>::new(), "{name}");
        assert_eq!(report.outcome, Outcome::Conformant, "{name}");
    }
}

/// Settled the other way where the contract is silent.
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

#[tokio::test]
async fn legal_readings_of_silent_points_stay_green() {
    for text in PROFILES {
        let profile = Profile::parse(text).expect("a profile");
        let report = run_on(Options { profile, ..Options::default() }).await;
        assert_eq!(complaints(&report), Vec::<String>::new(), "{text}");
        assert_eq!(report.outcome, Outcome::Conformant, "{text}");
    }
}

#[test]
fn the_readme_says_how_many_variants_there_are() {
    let said = format!("{} legal variants", spellings().len() + PROFILES.len());
    assert!(include_str!("../../../README.md").contains(&said), "README.md does not say \"{said}\"");
}

#[tokio::test]
async fn further_fields_warn_and_stay_conformant() {
    let twist = Twist::answer(|_, answer| {
        answer.change_item(|item| {
            item.insert("etag".into(), json!("1"));
        });
        answer.change(|body| {
            body["trace_id"] = json!("1");
        });
    });
    let report = run_through(twist, Options::default()).await;
    assert_eq!(report.broken_claims(), ["schema.extra_fields"]);
    assert_eq!(report.outcome, Outcome::Conformant);
}

/// Answers without a member of the envelope.
fn without(name: &'static str) -> Twist {
    Twist::answer(move |_, answer| {
        answer.change(|body| {
            body.as_object_mut().map(|map| map.remove(name));
        });
    })
}

fn unset(value: &Value) -> bool {
    matches!(value, Value::Null) || value == &json!("") || value == &json!([]) || value == &json!("[]")
}

fn each_unset(answer: &mut Answer, spelling: &Value) {
    answer.change_item(|item| {
        for value in item.values_mut().filter(|value| unset(value)) {
            *value = spelling.clone();
        }
    });
}

fn times(answer: &mut Answer, change: impl Fn(&str) -> String) {
    let fix = |map: &mut Map<String, Value>| {
        for name in ["timestamp", "created_at", "updated_at"] {
            if let Some(Value::String(text)) = map.get_mut(name) {
                *text = change(text);
            }
        }
    };
    answer.change(|body| {
        body.as_object_mut().map(fix);
        body.get_mut("data").and_then(Value::as_object_mut).map(fix);
    });
}

fn errors(answer: &mut Answer, field: &str, value: Value) {
    if answer.status >= 400 {
        answer.change(|body| body[field] = value);
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
