//! How lenient the reading of a response is: each rule, for every operation and field that it applies to.

use authms_sdk::{Applied, ErrorKind, decode_response};

use crate::{
    every::{Caller, Outcome},
    shape::{Kind, Operation, Place, body, operations, places, whole},
};

/// JSON of every type, and numbers and depths that not every reader takes.
pub(crate) fn odd_values() -> Vec<String> {
    let plain = ["null", "true", "7", "-0", "1e400", "\"\"", "\"\\ud800\"", "{}", "{\"a\":[{}]}", "[]", "[7]"];
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    plain.into_iter().map(str::to_owned).chain([deep]).collect()
}

/// The places of an operation that hold this kind.
fn of_kind(operation: &Operation, is_wanted: fn(&Kind) -> bool) -> impl Iterator<Item = Place> {
    places(&operation.fields).into_iter().filter(move |(_, kind)| is_wanted(kind)).map(|(place, _)| place)
}

/// The body of an operation with another value in one place.
fn with(operation: &Operation, place: &[String], value: &str) -> String {
    body(&operation.fields, place, &|name, _| format!("\"{name}\":{value}"))
}

/// A call with the operation's own status, and no contract event.
async fn quiet(caller: &Caller, operation: &Operation, body: impl Into<Vec<u8>>) -> String {
    let Outcome { value, events, .. } = caller.call(&operation.id, operation.success, body).await;
    assert_eq!(events, Vec::<String>::new(), "{}", operation.id);
    value.unwrap_or_else(|error| panic!("{}: {error}", operation.id))
}

/// The kind of the error of a response that was received by other means.
fn kind(operation: &Operation, status: u16, body: impl AsRef<[u8]>) -> Result<(), ErrorKind> {
    decode_response(&operation.id, status, None, body.as_ref()).map_err(|error| error.kind())
}

#[test]
fn the_shapes_are_those_of_the_contract() {
    let operations = operations();
    let number = |wanted: fn(&Operation) -> bool| operations.iter().filter(|operation| wanted(operation)).count();
    assert!(operations.len() >= 16 && number(|operation| operation.fields.is_empty()) == 2);
    assert_eq!(number(|operation| operation.mints.is_some()), 4);
    let lists = number(|operation| operation.fields.iter().any(|field| matches!(field.kind, Kind::Entries(_))));
    assert_eq!(lists, 3);
    for operation in &operations {
        assert_eq!(kind(operation, operation.success, whole(operation)), Ok(()), "{}", operation.id);
    }
}

#[tokio::test]
async fn f21_a_field_that_nobody_reads_is_known_and_never_fails_a_response() {
    let caller = Caller::new();
    for operation in operations() {
        let plain = quiet(&caller, &operation, whole(&operation)).await;
        for place in of_kind(&operation, |kind| matches!(kind, Kind::Unread)) {
            for odd in odd_values() {
                assert_eq!(
                    quiet(&caller, &operation, with(&operation, &place, &odd)).await,
                    plain,
                    "{place:?}: {odd:.20}"
                );
            }
            let twice = |name: &str, value: &str| format!("\"{name}\":{value},\"{name}\":7");
            assert_eq!(
                quiet(&caller, &operation, body(&operation.fields, &place, &twice)).await,
                plain,
                "{place:?} twice"
            );
        }
    }
}

#[test]
fn f21_a_code_of_any_spelling_is_read_for_every_operation() {
    for operation in operations().iter().filter(|operation| !operation.fields.is_empty()) {
        let code = ["code".to_owned()];
        let read = |value: &str| kind(operation, operation.success, with(operation, &code, value));
        for zero in ["0", "0.0", "-0", "-0.0", "0e7", "\"0\"", "\"0.0\"", "\"\"", "null"] {
            assert_eq!(read(zero), Ok(()), "{}: {zero}", operation.id);
        }
        for other in ["7", "7.0", "\"7\"", "0.5", "1e400", "\"E7\"", "true", "{}", "[0]"] {
            assert_eq!(read(other), Err(ErrorKind::Envelope), "{}: {other}", operation.id);
        }
    }
}

#[tokio::test]
async fn f21_numbers_and_flags_of_the_same_value_are_read_alike() {
    let caller = Caller::new();
    for operation in operations() {
        let plain = quiet(&caller, &operation, whole(&operation)).await;
        for place in of_kind(&operation, |kind| matches!(kind, Kind::Number)) {
            for seven in ["7.0", "\"7\"", "\"7.0\"", "7e0"] {
                assert_eq!(
                    quiet(&caller, &operation, with(&operation, &place, seven)).await,
                    plain,
                    "{place:?}: {seven}"
                );
            }
        }
        for place in of_kind(&operation, |kind| matches!(kind, Kind::Flag)) {
            for yes in ["1", "\"true\"", "\"1\"", "1.0"] {
                assert_eq!(quiet(&caller, &operation, with(&operation, &place, yes)).await, plain, "{place:?}: {yes}");
            }
        }
    }
}

#[tokio::test]
async fn f21_a_time_that_is_a_number_is_kept_as_it_is_written() {
    let caller = Caller::new();
    for operation in operations() {
        for place in of_kind(&operation, |kind| matches!(kind, Kind::Time)) {
            for number in ["1767268800", "1767268800.25", "1e400"] {
                let value = quiet(&caller, &operation, with(&operation, &place, number)).await;
                assert!(value.contains(&format!("Timestamp(\"{number}\")")), "{place:?}: {value}");
            }
        }
    }
}

#[tokio::test]
async fn f21_what_leaves_a_doubt_is_an_error_with_its_place() {
    let caller = Caller::new();
    for operation in operations().iter().filter(|operation| operation.fields.iter().any(|field| field.name == "data")) {
        let doubtful = |kind: &Kind| matches!(kind, Kind::Number | Kind::Flag | Kind::Time | Kind::Text);
        for place in of_kind(operation, doubtful) {
            let body = with(operation, &place, "{\"Valid\":true}");
            let error = caller.call(&operation.id, operation.success, body).await.value.expect_err("in doubt");
            let path = place.join(".").replace("secrets.", "secrets[1].");
            assert_eq!((error.kind(), error.field_path()), (ErrorKind::Decode, Some(path.as_str())));
        }
    }
}

#[tokio::test]
async fn f21_a_byte_order_mark_is_ignored() {
    let caller = Caller::new();
    let marked = |body: &str| ["\u{feff}", body].concat();
    for operation in operations().iter().filter(|operation| !operation.fields.is_empty()) {
        let plain = quiet(&caller, operation, whole(operation)).await;
        assert_eq!(quiet(&caller, operation, marked(&whole(operation))).await, plain, "{}", operation.id);
        let refused = marked(r#"{"code":40000201,"message":"no"}"#);
        for (status, kind) in [(operation.success, ErrorKind::Envelope), (400, ErrorKind::Api)] {
            let error = caller.call(&operation.id, status, refused.as_str()).await.value.expect_err("refused");
            let read = (error.kind(), error.code(), error.message());
            assert_eq!(read, (kind, Some(40_000_201), Some("no")), "{}", operation.id);
        }
    }
}

#[tokio::test]
async fn f21_any_status_of_success_with_the_data_is_a_success_and_reported() {
    let caller = Caller::new();
    for operation in operations() {
        for status in [200, 201, 202, 203, 204, 206, 226, 299] {
            let Outcome { value, events, .. } = caller.call(&operation.id, status, whole(&operation)).await;
            assert!(value.is_ok(), "{} {status}: {value:?}", operation.id);
            let said = format!("{}: undocumented status (status {status})", operation.id);
            let expected = if status == operation.success { vec![] } else { vec![said] };
            assert_eq!(events, expected);
        }
    }
}

#[test]
fn f21_another_status_of_success_without_the_data_is_unexpected() {
    for operation in operations().iter().filter(|operation| !operation.fields.is_empty()) {
        let status = if operation.success == 202 { 203 } else { 202 };
        for body in ["", "{}", r#"{"code":0,"message":"accepted"}"#, r#"{"code":0,"data":null}"#, "<html>"] {
            assert_eq!(kind(operation, status, body), Err(ErrorKind::UnexpectedStatus), "{}: {body}", operation.id);
            assert_eq!(kind(operation, operation.success, body), Err(ErrorKind::Decode), "{}: {body}", operation.id);
        }
        let refused = r#"{"code":7,"data":{},"items":[]}"#;
        assert_eq!(kind(operation, status, refused), Err(ErrorKind::Envelope), "{}", operation.id);
    }
}

#[test]
fn f21_a_deletion_with_another_status_of_success_counts_only_if_the_body_says_nothing_else() {
    for operation in operations().iter().filter(|operation| operation.fields.is_empty()) {
        let all = |body: &str, expected: Result<(), ErrorKind>| {
            for status in [200, 201, 202, 203, 206, 299] {
                assert_eq!(kind(operation, status, body), expected, "{} {status}: {body}", operation.id);
            }
        };
        for body in [
            "",
            " \r\n",
            "\u{feff}",
            "{}",
            r#"{"code":0}"#,
            r#"{"code":0.0,"trace":"a"}"#,
            r#"{"code":"0","data":null}"#,
            r#"{"code":null,"message":"ok"}"#,
            "\u{feff} {\"message\":\"ok\",\"data\":{\"a\":1},\"timestamp\":7}\n",
        ] {
            all(body, Ok(()));
        }
        for body in [r#"{"code":7}"#, r#"{"code":"E7"}"#, r#"{"code":0,"code":7}"#, "\u{feff}{\"code\":7,\"mess"] {
            all(body, Err(ErrorKind::Envelope));
        }
        for body in [
            " <!doctype html>",
            "Please log in",
            "queued",
            "deleted",
            "\"deleted\"",
            "true",
            "0",
            "null",
            "[]",
            r#"[{"code":7}]"#,
            r#"{"error":"forbidden"}"#,
            r#"{"success":false,"message":"no"}"#,
            r#"{"message":"ok","items":[]}"#,
            "{",
            r#"{"cod"#,
            r#"{"code":0"#,
            r#"{"code":0} and more"#,
            r#"{"code":0}{"code":7}"#,
        ] {
            all(body, Err(ErrorKind::UnexpectedStatus));
            let error = decode_response(&operation.id, 202, None, body.as_bytes()).expect_err("in doubt");
            assert_eq!(error.applied(), Applied::Maybe, "{}: {body}", operation.id);
            // The operation's own status leaves no doubt.
            assert_eq!(kind(operation, operation.success, body), Ok(()), "{}: {body}", operation.id);
        }
        for status in [100, 302, 404] {
            assert!(kind(operation, status, "").is_err(), "{} {status}", operation.id);
        }
    }
}
