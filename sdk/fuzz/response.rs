//! Reads responses that a fuzzer makes: no panic, no secret in any output, no minted secret lost.
//!
//! `cargo xtask ci fuzz` builds and runs it. The first bytes of an input choose the operation, the status and a place in a
//! valid response; the rest is the value there, or the whole body.

#![no_main]

#[expect(dead_code, reason = "the tests of the SDK use more of it")]
#[path = "../tests/sdk/shape.rs"]
mod shape;

use std::sync::LazyLock;

use authms_sdk::decode_response;
use libfuzzer_sys::fuzz_target;
use shape::{Operation, Place, SECRET, body, operations, places};

/// Every operation, and the places in its response.
static OPERATIONS: LazyLock<Vec<(Operation, Vec<Place>)>> = LazyLock::new(|| {
    let with_places = |operation: Operation| {
        let places = places(&operation.fields).into_iter().map(|(place, _)| place).collect();
        (operation, places)
    };
    operations().into_iter().map(with_places).collect()
});

const STATUSES: [u16; 8] = [200, 201, 202, 204, 302, 401, 404, 503];

fuzz_target!(|input: &[u8]| {
    let &[operation, status, place, ref rest @ ..] = input else { return };
    let (operation, places) = &OPERATIONS[usize::from(operation) % OPERATIONS.len()];
    let status = STATUSES.get(usize::from(status)).copied().unwrap_or(operation.success);
    let value = String::from_utf8_lossy(rest);
    let body = match places.get(usize::from(place)) {
        Some(place) => body(&operation.fields, place, &|name, _| format!("\"{name}\":{value}")).into_bytes(),
        None => rest.to_vec(),
    };
    let Err(error) = decode_response(&operation.id, status, None, &body) else { return };
    assert!(!format!("{error} {error:?} {:?}", error.field_path()).contains(SECRET), "a secret is shown");
    let Some(field) = &operation.mints else {
        assert!(error.minted_secret().is_none(), "a secret of an operation that mints none");
        return;
    };
    // Followed by another member, and shown only once: nothing else can be meant.
    let text = String::from_utf8_lossy(&body);
    let name = format!("\"{field}\":");
    if text.matches(&name).count() == 1 && text.contains(&format!("{name}\"{SECRET}\",")) {
        let found = error.minted_secret().map(|secret| secret.expose());
        assert_eq!(found, Some(SECRET), "a secret is lost");
    }
});
