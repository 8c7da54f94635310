//! Each setting of a profile changes what the server does.

use authms_mock_server::{Options, Profile};
use serde_json::{Value, json};

use crate::harness::{Mock, Response};

async fn mock(profile: &str) -> Mock {
    let profile = Profile::parse(profile).expect("a profile");
    Mock::with(Options { profile, ..Options::default() }).await
}

/// The response to an update of `demo-payments` under a profile.
async fn put(profile: &str, body: &Value) -> Response {
    mock(profile).await.put("demo-payments", body).await
}

async fn item(profile: &str, body: &Value) -> Value {
    put(profile, body).await.json()["data"].take()
}

#[tokio::test]
async fn null_keeps_clears_or_is_rejected() {
    let body = json!({"website": null, "scopes": null, "is_confidential": null});
    let kept = item("null = 'keep'", &body).await;
    assert_eq!(
        (&kept["website"], &kept["scopes"]),
        (&json!("https://payments.example.com"), &json!(["openid", "profile"]))
    );
    let cleared = item("null = 'clear'", &body).await;
    assert_eq!(
        (&cleared["website"], &cleared["scopes"], &cleared["is_confidential"]),
        (&json!(""), &json!([]), &json!(true))
    );
    assert_eq!(put("null = 'reject'", &body).await.status, 400);
}

#[tokio::test]
async fn the_empty_string_clears_keeps_or_is_rejected() {
    let body = json!({"website": ""});
    assert_eq!(item("", &body).await["website"], "");
    assert_eq!(item("empty_string = 'keep'", &body).await["website"], "https://payments.example.com");
    assert_eq!(put("empty_string = 'reject'", &body).await.status, 400);
}

#[tokio::test]
async fn unknown_fields_and_values_can_be_rejected() {
    for (profile, body) in [
        ("unknown_fields = 'reject'", json!({"clientName": "x"})),
        ("unknown_values = 'reject'", json!({"status": "paused"})),
        ("unknown_values = 'reject'", json!({"grant_types": ["authorization_code", "magic"]})),
    ] {
        assert_eq!(put(profile, &body).await.status, 400, "{profile}");
        assert_eq!(put("", &body).await.status, 200, "{body}");
    }
}

#[tokio::test]
async fn duplicates_can_be_removed() {
    let body = json!({"scopes": ["b", "a", "b"]});
    assert_eq!(item("", &body).await["scopes"], body["scopes"]);
    assert_eq!(item("duplicates = 'remove'", &body).await["scopes"], json!(["b", "a"]));
}

#[tokio::test]
async fn unset_fields_can_be_null_or_absent() {
    let unset = json!({"website": "", "scopes": []});
    let null = item("unset_strings = 'null'\nunset_lists = 'null'", &unset).await;
    assert_eq!((null.get("website"), null.get("scopes")), (Some(&Value::Null), Some(&Value::Null)));
    let absent = item("unset_strings = 'absent'\nunset_lists = 'absent'", &unset).await;
    assert_eq!((absent.get("website"), absent.get("scopes")), (None, None));
}

#[tokio::test]
async fn timestamps_follow_precision_and_zone() {
    let shown = item("precision = 'seconds'\nzone = 'offset'", &json!({})).await;
    assert_eq!(shown["updated_at"], "2026-06-01T20:00:00+08:00");
}

#[tokio::test]
async fn the_body_can_be_checked_before_the_client() {
    let body = json!({"name": 7});
    assert_eq!(mock("").await.put("unknown", &body).await.status, 404);
    assert_eq!(mock("check_order = 'body_first'").await.put("unknown", &body).await.status, 400);
}

#[test]
fn the_readme_lists_every_setting_with_its_values() {
    for point in Profile::POINTS {
        let values: Vec<String> = point.values.iter().map(|value| format!("`{}`", value.name)).collect();
        let row = format!("| `{}` | {} | {} |", point.name, point.question, values.join(", "));
        assert!(include_str!("../../README.md").contains(&row), "README.md does not have the row\n{row}");
    }
}
