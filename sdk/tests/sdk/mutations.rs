//! Mutated responses of every operation: no panic, no secret in any output, no secret lost, and the outcome that a table of
//! mutations names.

use authms_sdk::{ErrorKind, decode_response};
use proptest::{
    prelude::*,
    sample::{Index, select},
    test_runner::{Config, TestRunner},
};

use crate::{
    every::{Caller, Outcome},
    shape::{Kind, Operation, Place, SECRET, body, operations, places},
};

/// What is done to one member of a response.
#[derive(Debug, Clone)]
enum Edit {
    Keep,
    Drop,
    Rename,
    Duplicate,
    /// Another value, one of [`VALUES`].
    Retype(&'static str),
    NestInList,
    NestInObject,
}

/// What is done to the whole body.
#[derive(Debug, Clone)]
enum Wrap {
    Keep,
    Mark,
    Space,
    Trail,
    Truncate(Index),
}

const VALUES: [&str; 14] =
    ["null", "true", "0", "7", "7.0", "1e400", "\"7\"", "\"\"", "\"soon\"", "{}", "{\"a\":7}", "[]", "[7]", "[\"\"]"];

/// What a body says.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    /// It can be read.
    Good,
    /// It does not have what the operation returns.
    Empty,
    /// It says that the call failed.
    Refused,
    /// It cannot be read.
    Bad,
}
use Fate::{Bad, Empty, Good, Refused};

/// The table of values: what becomes of a field with a value of another type.
fn retyped(kind: &Kind, value: &str) -> Fate {
    let is_text = value.starts_with('"');
    match (kind, value) {
        (Kind::Unread, _) => Good,
        (Kind::Object(_) | Kind::Entries(_), "null") => Empty,
        (_, "null") => Good,
        (Kind::Code, "0" | "\"\"") => Good,
        (Kind::Code, _) => Refused,
        (Kind::Number, "0" | "7" | "7.0" | "\"7\"" | "\"\"") => Good,
        (Kind::Flag, "true" | "0" | "\"\"") => Good,
        (Kind::Time, "0" | "7" | "7.0" | "1e400") => Good,
        (Kind::Time | Kind::Text | Kind::Secret | Kind::Methods, _) if is_text => Good,
        (Kind::Methods | Kind::Texts, "[]" | "[\"\"]" | "\"\"") => Good,
        (Kind::Object(_), "{}" | "{\"a\":7}") => Good,
        (Kind::Entries(_), "[]") => Good,
        _ => Bad,
    }
}

/// The table of edits.
fn edited(place: &[String], kind: &Kind, edit: &Edit) -> Fate {
    let place: Vec<&str> = place.iter().map(String::as_str).collect();
    let fate = match (edit, kind) {
        (Edit::Keep, _) | (_, Kind::Unread) => Good,
        (Edit::Drop | Edit::Rename, Kind::Object(_) | Kind::Entries(_)) => Empty,
        (Edit::Drop | Edit::Rename, _) => Good,
        (Edit::Duplicate, _) => Bad,
        (Edit::Retype(value), kind) => retyped(kind, value),
        (Edit::NestInList | Edit::NestInObject, Kind::Code) => Refused,
        // A list of texts that are not methods by name, and an object without any field that is known.
        (Edit::NestInList, Kind::Methods) | (Edit::NestInObject, Kind::Object(_)) => Good,
        (Edit::NestInList | Edit::NestInObject, _) => Bad,
    };
    let is_list = matches!(edit, Edit::NestInList | Edit::Retype("[7]" | "[\"\"]"));
    match (fate, &*place) {
        (Empty, ["data"]) => Empty,
        // A list and its pagination need not be there, and neither need the secrets of a client.
        (Empty, _) => Good,
        (Bad, ["items"]) if is_list => Good,
        (Bad, ["total" | "pagination"]) if !matches!(edit, Edit::Duplicate) => Good,
        // An entry that cannot be read, or a part of the pagination, does not lose its page.
        (Bad, ["items" | "pagination", _, ..]) => Good,
        (fate, _) => fate,
    }
}

/// What a whole body says after both.
fn wrapped(fate: Fate, wrap: &Wrap) -> Fate {
    match (wrap, fate) {
        (Wrap::Keep | Wrap::Mark | Wrap::Space, fate) => fate,
        (Wrap::Trail | Wrap::Truncate(_), Good | Empty) => Bad,
        (Wrap::Trail, fate) => fate,
        // The end may have taken the code with it.
        (Wrap::Truncate(_), fate) => fate,
    }
}

/// The outcomes that the tables allow for a response.
fn allowed(operation: &Operation, status: u16, fate: Fate, wrap: &Wrap, body: &str) -> Vec<Result<(), ErrorKind>> {
    let error = |kind| vec![Err(kind)];
    // A success that no longer shows its secret is an error; `f24_an_empty_text_is_an_unset_field_of_every_response` says which.
    let lost = operation
        .mints
        .as_ref()
        .is_some_and(|field| field != "client_secret" && !body.contains(&format!("\"{field}\":\"{SECRET}\"")));
    match (status, fate) {
        (401 | 403, _) => error(ErrorKind::Auth),
        (400.., _) => error(ErrorKind::Api),
        (..200 | 300.., _) => error(ErrorKind::UnexpectedStatus),
        (status, Bad) if operation.fields.is_empty() && status != operation.success && matches!(wrap, Wrap::Trail) => {
            error(ErrorKind::UnexpectedStatus)
        }
        _ if operation.fields.is_empty() => vec![Ok(())],
        (_, Good) if lost => vec![Ok(()), Err(ErrorKind::Decode)],
        (_, Good) => vec![Ok(())],
        (_, Refused) if matches!(wrap, Wrap::Truncate(_)) => {
            vec![Err(ErrorKind::Envelope), Err(ErrorKind::Decode), Err(ErrorKind::UnexpectedStatus)]
        }
        (_, Refused) => error(ErrorKind::Envelope),
        (status, Empty | Bad) if status == operation.success => error(ErrorKind::Decode),
        (_, Empty) => error(ErrorKind::UnexpectedStatus),
        // It depends on whether the data begins before the fault.
        (_, Bad) => vec![Err(ErrorKind::Decode), Err(ErrorKind::UnexpectedStatus)],
    }
}

/// The body of an operation after an edit and a wrap.
fn mutated(operation: &Operation, place: &[String], edit: &Edit, wrap: &Wrap) -> Vec<u8> {
    let member = |name: &str, value: &str| match edit {
        Edit::Keep => format!("\"{name}\":{value}"),
        Edit::Drop => String::new(),
        Edit::Rename => format!("\"{name}2\":{value}"),
        Edit::Duplicate => format!("\"{name}\":{value},\"{name}\":{value}"),
        Edit::Retype(value) => format!("\"{name}\":{value}"),
        Edit::NestInList => format!("\"{name}\":[{value}]"),
        Edit::NestInObject => format!("\"{name}\":{{\"value\":{value}}}"),
    };
    let body = if operation.fields.is_empty() { String::new() } else { body(&operation.fields, place, &member) };
    match wrap {
        Wrap::Keep => body,
        Wrap::Mark => ["\u{feff}", &body].concat(),
        Wrap::Space => [" \r\n\t", &body, "\n"].concat(),
        Wrap::Trail => [&body, " and more"].concat(),
        Wrap::Truncate(_) if body.is_empty() => body,
        Wrap::Truncate(at) => body.get(..at.index(body.len())).unwrap_or_default().to_owned(),
    }
    .into_bytes()
}

/// Calls the operation, and checks what holds for any response.
fn outcome(
    runtime: &tokio::runtime::Runtime,
    caller: &Caller,
    operation: &Operation,
    status: u16,
    body: &[u8],
) -> Result<Result<(), ErrorKind>, TestCaseError> {
    let Outcome { value, secret, events } = runtime.block_on(caller.call(&operation.id, status, body));
    let result = value.as_ref().map(drop).map_err(authms_sdk::Error::kind);
    let decoded = decode_response(&operation.id, status, None, body);
    // The exception: an unknown field is reported by its name.
    let events: Vec<&String> = events.iter().filter(|event| !event.contains("unknown field")).collect();
    let shown = format!("{value:?} {decoded:?} {events:?}");
    let shown = value.err().map_or(shown.clone(), |error| format!("{shown} {error} {error:#?}"));
    prop_assert!(!shown.contains(SECRET), "{}", shown);
    prop_assert_eq!(decoded.map_err(|error| error.kind()), result);
    let Some(field) = &operation.mints else {
        prop_assert_eq!(secret, None);
        return Ok(result);
    };
    // Only a new client may have no secret, because it may be public.
    prop_assert!(result.is_err() || secret.is_some() || field == "client_secret", "a success without its secret");
    let text = String::from_utf8_lossy(body);
    // A text that is not the end of a member may be the beginning of a longer one.
    let ends = |after: &str| after.is_empty() || after.starts_with([',', '}', ']']);
    let values: Vec<&str> = text.split(&format!("\"{field}\":")).skip(1).collect();
    if let [value] = *values
        && value.strip_prefix(&format!("\"{SECRET}\"")).is_some_and(|after| ends(after.trim_start()))
    {
        prop_assert_eq!(secret.as_deref(), Some(SECRET), "a secret is lost");
    }
    Ok(result)
}

fn run<S: Strategy>(
    cases: u32,
    strategy: &S,
    test: impl Fn(&tokio::runtime::Runtime, &Caller, &[Operation], S::Value) -> Result<(), TestCaseError>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    let (caller, operations) = (runtime.block_on(async { Caller::new() }), operations());
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    runner.run(strategy, |value| test(&runtime, &caller, &operations, value)).unwrap_or_else(|error| panic!("{error}"));
}

fn edits() -> impl Strategy<Value = Edit> {
    prop_oneof![
        1 => Just(Edit::Keep),
        1 => Just(Edit::Drop),
        1 => Just(Edit::Rename),
        1 => Just(Edit::Duplicate),
        4 => select(&VALUES[..]).prop_map(Edit::Retype),
        1 => Just(Edit::NestInList),
        1 => Just(Edit::NestInObject),
    ]
}

fn wraps() -> impl Strategy<Value = Wrap> {
    prop_oneof![
        4 => Just(Wrap::Keep),
        1 => Just(Wrap::Mark),
        1 => Just(Wrap::Space),
        1 => Just(Wrap::Trail),
        1 => any::<Index>().prop_map(Wrap::Truncate),
    ]
}

/// A status, or the operation's own.
fn statuses() -> impl Strategy<Value = Option<u16>> {
    prop_oneof![4 => Just(None), 1 => (100_u16..600).prop_map(Some), 1 => (200_u16..210).prop_map(Some)]
}

#[test]
fn f21_f22_f23_a_mutated_response_has_the_outcome_of_the_table() {
    let strategy = (any::<Index>(), any::<Index>(), edits(), wraps(), statuses());
    run(3000, &strategy, |runtime, caller, operations, (operation, place, edit, wrap, status)| {
        let operation = operation.get(operations);
        let places = places(&operation.fields);
        let (place, kind): (Place, Kind) =
            if places.is_empty() { (Vec::new(), Kind::Unread) } else { place.get(&places).clone() };
        let status = status.unwrap_or(operation.success);
        let body = mutated(operation, &place, &edit, &wrap);
        let fate = wrapped(edited(&place, &kind, &edit), &wrap);
        let result = outcome(runtime, caller, operation, status, &body)?;
        let text = String::from_utf8_lossy(&body);
        let allowed = allowed(operation, status, fate, &wrap, &text);
        prop_assert!(allowed.contains(&result), "{:?}, not {:?}: {} {:?} {}", result, allowed, status, place, text);
        Ok(())
    });
}

#[test]
fn f21_f22_any_bytes_are_read_without_a_panic() {
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\\",
        "\"code\":",
        "0",
        "7",
        "\"data\":",
        "\"items\":",
        "\"total\":",
        "\"client_secret\":",
        "\"secret_value\":",
        "\"new_secret\":",
        "null",
        "1e400",
        "\u{feff}",
        "\\ud800",
        "<",
        " ",
    ];
    let pieces = pieces
        .into_iter()
        .map(|piece| piece.as_bytes().to_vec())
        .chain([vec![0xff], format!("\"{SECRET}\"").into_bytes()]);
    let body = proptest::collection::vec(select(pieces.collect::<Vec<_>>()), 0..24).prop_map(|pieces| pieces.concat());
    run(1500, &(any::<Index>(), body, statuses()), |runtime, caller, operations, (operation, body, status)| {
        let operation = operation.get(operations);
        outcome(runtime, caller, operation, status.unwrap_or(operation.success), &body).map(drop)
    });
}
