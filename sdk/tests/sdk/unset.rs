//! Values that a service writes for what was never set: absent, `null`, empty and zero are the same.

use crate::{
    every::Caller,
    shape::{Kind, body, operations, places},
};

#[tokio::test]
async fn f24_an_empty_text_is_an_unset_field_of_every_response() {
    let caller = Caller::new();
    let mut number = 0;
    for operation in operations() {
        for (place, kind) in places(&operation.fields) {
            if matches!(kind, Kind::Unread | Kind::Object(_) | Kind::Entries(_)) {
                continue;
            }
            number += 1;
            let mut values = Vec::new();
            for value in ["", "null", "\"\""] {
                let edit = |name: &str, _: &str| match value {
                    "" => String::new(),
                    value => format!("\"{name}\":{value}"),
                };
                let body = body(&operation.fields, &place, &edit);
                let outcome = caller.call(&operation.id, operation.success, body).await;
                let shows_secret = operation.mints.is_some() && !matches!(kind, Kind::Secret);
                // A new client may be public, and have no secret; any other call that mints one is to show it.
                if matches!(kind, Kind::Secret) && operation.mints != Some("client_secret".into()) {
                    let error = outcome.value.expect_err("no secret");
                    assert_eq!((error.applied(), error.minted_secret().is_none()), (authms_sdk::Applied::Yes, true));
                    continue;
                }
                let seen = (outcome.secret.is_some(), outcome.events.len());
                assert_eq!(seen, (shows_secret, 0), "{}: {place:?}", operation.id);
                values.push(outcome.value.unwrap_or_else(|error| panic!("{place:?} {value}: {error}")));
            }
            assert!(values.windows(2).all(|pair| pair[0] == pair[1]), "{}: {place:?}: {values:?}", operation.id);
        }
    }
    assert!(number > 100, "{number} fields");
}

#[tokio::test]
async fn f24_a_zero_time_is_an_unset_field_of_every_response() {
    let caller = Caller::new();
    for operation in operations() {
        for (place, _) in places(&operation.fields).into_iter().filter(|(_, kind)| matches!(kind, Kind::Time)) {
            let read = async |value: &str| {
                let body = body(&operation.fields, &place, &|name, _| format!("\"{name}\":{value}"));
                caller.call(&operation.id, operation.success, body).await.value.expect("a success")
            };
            let unset = read("null").await;
            for zero in ["\"0001-01-01T00:00:00Z\"", "\"0001-01-01T08:05:43+08:05\"", "0", "-62135596800"] {
                assert_eq!(read(zero).await, unset, "{}: {place:?}: {zero}", operation.id);
            }
            assert_ne!(read("\"2026-04-15T10:30:00Z\"").await, unset, "{place:?} is shown");
        }
    }
}
