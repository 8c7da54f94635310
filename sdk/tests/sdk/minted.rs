//! A secret that a call has minted reaches the caller with whatever the service sends.

use authms_sdk::{Applied, Client, ErrorKind, RetryPolicy};
use wiremock::ResponseTemplate;

use crate::{
    broken,
    every::{Caller, Outcome},
    service::{Service, id},
    shape::{Kind, Operation, SECRET, body, operations, places, whole},
};

fn minting() -> impl Iterator<Item = (Operation, String)> {
    operations().into_iter().filter_map(|operation| operation.mints.clone().map(|field| (operation, field)))
}

/// Asserts that a response yields the secret, as a value or as an error of this kind.
async fn yields(
    caller: &Caller,
    operation: &Operation,
    status: u16,
    body: impl Into<Vec<u8>>,
    kind: Option<ErrorKind>,
) {
    let body = body.into();
    let text = String::from_utf8_lossy(&body).into_owned();
    let Outcome { value, secret, events } = caller.call(&operation.id, status, body).await;
    assert_eq!(secret.as_deref(), Some(SECRET), "{} {status} {text}", operation.id);
    let shown = format!("{value:?} {events:?} {}", value.as_ref().err().map(ToString::to_string).unwrap_or_default());
    assert!(!shown.contains(SECRET), "{shown}");
    assert_eq!(value.err().map(|error| error.kind()), kind, "{} {status} {text}", operation.id);
}

#[tokio::test]
async fn f22_a_secret_is_returned_with_any_status() {
    let caller = Caller::new();
    for (operation, _) in minting() {
        for status in [200, 201, 202, 206] {
            yields(&caller, &operation, status, whole(&operation), None).await;
        }
        for (status, kind) in [
            (302, ErrorKind::UnexpectedStatus),
            (400, ErrorKind::Api),
            (401, ErrorKind::Auth),
            (403, ErrorKind::Auth),
            (500, ErrorKind::Api),
            (503, ErrorKind::Api),
        ] {
            yields(&caller, &operation, status, whole(&operation), Some(kind)).await;
        }
    }
}

#[tokio::test]
async fn f22_a_secret_is_returned_with_any_other_value_beside_it() {
    let caller = Caller::new();
    for (operation, secret) in minting() {
        for (place, kind) in places(&operation.fields) {
            let holds_it = place.last() == Some(&secret) || matches!(kind, Kind::Object(_));
            for odd in ["null", "7", "{\"a\":7}", "[[]]", "1e400", "\"\\ud800\"", "tru"] {
                if holds_it {
                    continue;
                }
                let body = body(&operation.fields, &place, &|name, _| format!("\"{name}\":{odd}"));
                let outcome = caller.call(&operation.id, operation.success, body).await;
                assert_eq!(outcome.secret.as_deref(), Some(SECRET), "{}: {place:?}: {odd}", operation.id);
            }
        }
    }
}

#[tokio::test]
async fn f22_a_secret_is_returned_wherever_it_stands() {
    let caller = Caller::new();
    for (operation, field) in minting() {
        let shown = format!("\"{field}\":\"{SECRET}\"");
        let decode = Some(ErrorKind::Decode);
        for (body, kind) in [
            (format!("{{\"code\":0,{shown},\"data\":{{}}}}"), None),
            (format!("{{\"code\":0,\"data\":{{\"made\":{{{shown}}}}}}}"), None),
            (format!("\u{feff}{{\"code\":0,\"data\":{{{shown}}}}}"), None),
            (format!("{{\"code\":0,{shown}}}"), decode),
            (format!("{{{shown}}}"), decode),
            (format!("[{{\"data\":{{{shown}}}}}]"), decode),
            (format!("{{\"code\":0,\"data\":[{{{shown}}}]}}"), decode),
            (format!("{{\"code\":0,\"data\":{{{shown}}}}} and more"), decode),
            (format!(")]}}',\n{{\"code\":0,\"data\":{{{shown}}}}}"), decode),
            (format!("{{\"code\":0,\"data\":{{{shown},\"created_"), decode),
            (format!("{{\"code\":0,\"data\":{{{shown}"), decode),
            (format!("{{\"code\":0,\"data\":{{{shown},{shown}}}}}"), decode),
            (format!("{{\"code\":7,\"data\":{{{shown}}}}}"), Some(ErrorKind::Envelope)),
        ] {
            yields(&caller, &operation, operation.success, body, kind).await;
        }
        let broken =
            [b"{\"code\":0,\"message\":\"\xb2\",\"data\":{\"name\":\"\xb2\",", shown.as_bytes(), b"}}"].concat();
        let outcome = caller.call(&operation.id, operation.success, broken).await;
        assert_eq!(outcome.secret.as_deref(), Some(SECRET), "{}", operation.id);
    }
}

#[tokio::test]
async fn f22_a_secret_under_the_name_of_another_operation_is_returned() {
    let caller = Caller::new();
    for (operation, field) in minting() {
        for other in minting().map(|(_, other)| other) {
            let body = format!("{{\"code\":0,\"data\":{{\"{other}\":\"{SECRET}\"}}}}");
            yields(&caller, &operation, operation.success, body, None).await;
            let body = format!("{{\"code\":0,\"data\":{{\"{other}\":\"old\",\"{field}\":\"{SECRET}\"}}}}");
            if other != field {
                yields(&caller, &operation, operation.success, body, None).await;
            }
        }
    }
}

#[tokio::test]
async fn f22_a_part_of_a_secret_is_never_returned() {
    let caller = Caller::new();
    for (operation, _) in minting() {
        let whole = whole(&operation);
        let end = whole.find(&format!("\"{SECRET}\"")).expect("the secret") + SECRET.len() + 2;
        for length in 0..=whole.len() {
            let body = whole.get(..length).unwrap_or_default();
            let outcome = caller.call(&operation.id, operation.success, body).await;
            assert_eq!(outcome.secret.is_some(), length >= end, "{}: {body}", operation.id);
            assert!(outcome.secret.is_none_or(|secret| secret == SECRET));
        }
    }
}

#[tokio::test]
async fn f22_only_an_operation_that_mints_a_secret_returns_one() {
    let caller = Caller::new();
    for operation in operations().iter().filter(|operation| operation.mints.is_none()) {
        let body = format!("{{\"code\":7,\"client_secret\":\"{SECRET}\",\"data\":{{\"new_secret\":\"{SECRET}\"}}}}");
        for status in [operation.success, 500] {
            let outcome = caller.call(&operation.id, status, body.as_str()).await;
            assert!(outcome.value.is_err() && outcome.secret.is_none(), "{}", operation.id);
        }
    }
}

#[tokio::test]
async fn f22_a_truncated_response_keeps_its_secret() {
    let start = format!("{{\"code\":0,\"data\":{{\"secret_value\":\"{SECRET}\",\"created_");
    for head in ["201 x", "200 x", "500 x"] {
        let client = Client::builder(broken::server(head, start.as_str(), false).await).build().expect("good settings");
        let error = client.create_client_secret(id()).await.map(drop).expect_err("truncated");
        assert_eq!(error.minted_secret().map(authms_sdk::Secret::expose), Some(SECRET), "{head}: {error}");
        assert!(!format!("{error} {error:?}").contains(SECRET));
    }
}

#[tokio::test]
async fn f22_a_response_that_is_too_large_keeps_its_secret() {
    let body = format!("{{\"code\":0,\"data\":{{\"secret_value\":\"{SECRET}\",\"filler\":\"{}\"}}}}", "x".repeat(5000));
    let service = Service::responding(ResponseTemplate::new(201).set_body_raw(body, "application/json")).await;
    let builder = Client::builder(format!("{}/api/v1", service.server.uri())).body_limit(1000);
    let client = builder.retry(RetryPolicy::new().attempts(1)).build().expect("good settings");
    let error = client.create_client_secret(id()).await.map(drop).expect_err("too large");
    assert_eq!((error.kind(), error.applied()), (ErrorKind::BodyTooLarge, Applied::Yes));
    assert_eq!(error.minted_secret().map(authms_sdk::Secret::expose), Some(SECRET));
}

#[tokio::test]
async fn f22_a_secret_is_returned_under_another_spelling_of_its_name() {
    for name in ["secretValue", "SecretValue", "SECRET_VALUE", "secret-value", "secret\\u005fvalue"] {
        for (status, data) in
            [(201, "{\"NAME\":\"$\"}"), (500, "{\"NAME\":\"$\"}"), (201, "\"{\\\"NAME\\\":\\\"$\\\"}\"")]
        {
            let data = data.replace("NAME", name).replace('$', SECRET);
            let outcome =
                Caller::new().call("create_client_secret", status, format!("{{\"code\":0,\"data\":{data}}}")).await;
            assert_eq!(outcome.secret.as_deref(), Some(SECRET), "{status} {data}");
        }
    }
}

#[tokio::test]
async fn f22_of_several_secrets_the_one_of_the_call_is_returned() {
    for (status, body) in [
        (201, r#"{"code":0,"data":{"secretValue":"NEW","client":{"client_secret":"****"}}}"#),
        (500, r#"{"code":7,"data":{"secret_value":"NEW"},"previous":{"secret_value":"OLD"}}"#),
        (500, r#"{"previous":{"secret_value":"OLD"},"code":7,"data":{"secret_value":"NEW"}}"#),
        (201, r#"{"code":0,"data":{"secret_value":["NEW"]}}"#),
        (201, r#"{"code":0,"data":{"secret_value":"****","nested":{"secret_value":"NEW"}}}"#),
    ] {
        let outcome = Caller::new().call("create_client_secret", status, body).await;
        assert_eq!(outcome.secret.as_deref(), Some("NEW"), "{body}");
    }
}

#[tokio::test]
async fn f22_a_success_without_its_secret_is_an_error_that_says_that_it_took_effect() {
    for operation in ["create_client_secret", "rotate_client_secret"] {
        for data in [
            "{}",
            r#"{"secret_value":null,"new_secret":null}"#,
            r#"{"secret_value":"  ","new_secret":"****"}"#,
            r#"{"secret_value":["OLD","NEW"],"new_secret":["OLD","NEW"]}"#,
        ] {
            let status = if operation == "rotate_client_secret" { 200 } else { 201 };
            let outcome = Caller::new().call(operation, status, format!("{{\"code\":0,\"data\":{data}}}")).await;
            let error = outcome.value.expect_err(data);
            assert_eq!((error.kind(), error.applied()), (ErrorKind::Decode, Applied::Yes), "{data}");
            assert_eq!(outcome.secret, None, "{data}");
        }
    }
}
