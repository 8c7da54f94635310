//! Lists with a part that cannot be read: the rest of the page is returned, and says what is missing.

use authms_sdk::{
    Client, ErrorKind, InvalidEntry, Page, TokenInfo, decode_response,
    test_util::{Reply, Transport},
};

use crate::{
    every::{Caller, Outcome},
    service::id,
    shape::{Field, Kind, Operation, body, operations, places},
};

/// A page of tokens, read from this body.
async fn page(body: impl Into<Vec<u8>>) -> Page<TokenInfo> {
    let transport = Transport::new();
    transport.reply(Reply::json(200, body));
    let client = Client::builder("https://auth.example.com").transport(&transport).build().expect("good settings");
    client.list_client_tokens(id()).await.expect("a page")
}

/// The entries that are left out, as index and path.
fn left_out(page: &Page<TokenInfo>) -> Vec<(usize, &str)> {
    page.invalid.iter().map(|InvalidEntry { index, path, .. }| (*index, path.as_str())).collect()
}

fn lists() -> Vec<(Operation, Vec<Field>)> {
    let list = |operation: Operation| {
        let entry = operation.fields.iter().find_map(|field| match &field.kind {
            Kind::Entries(fields) => Some(fields.clone()),
            _ => None,
        });
        entry.map(|entry| (operation, entry))
    };
    operations().into_iter().filter_map(list).collect()
}

#[tokio::test]
async fn f23_an_entry_with_an_odd_field_does_not_lose_its_page() {
    let caller = Caller::new();
    for (operation, entry) in lists() {
        for field in entry {
            let place = ["items".to_owned(), field.name.clone()];
            let body = body(&operation.fields, &place, &|name, _| format!("\"{name}\":{{\"canary\":7}}"));
            let Outcome { value, events, .. } = caller.call(&operation.id, 200, body).await;
            let (value, path) = (value.expect("a page"), format!("items[1].{}", field.name));
            assert!(value.contains(&format!("invalid: [InvalidEntry {{ index: 1, path: \"{path}\" }}]")), "{value}");
            let said = format!("{}: unreadable value at `items[].{}` (status 200)", operation.id, field.name);
            assert_eq!(events, [said]);
        }
    }
}

#[tokio::test]
async fn f23_an_entry_of_another_kind_does_not_lose_its_page() {
    let good = r#"{"user_id":"a"}"#;
    for odd in ["null", "7", "1e400", "\"text\"", "[]", "[\"a\"]", r#"{"user_id":"\ud800"}"#, r#"{"scope":[7]}"#] {
        let page = page(format!(r#"{{"code":0,"items":[{odd},{good},{odd},{good}],"total":4}}"#)).await;
        assert_eq!((page.items.len(), page.total), (2, Some(4)), "{odd}");
        assert_eq!(page.invalid.iter().map(|entry| entry.index).collect::<Vec<_>>(), [0, 2], "{odd}");
    }
    let list = r#"{"code":0,"items":[{"user_id":"a"},{"user_id":"b","user_id":"b"},{"scope":{}}]}"#;
    assert_eq!(left_out(&page(list).await), [(1, "items[1]"), (2, "items[2].scope")]);
}

#[tokio::test]
async fn f23_an_entry_that_is_not_utf_8_does_not_lose_its_page() {
    let page =
        page(b"{\"code\":0,\"message\":\"\xb2\",\"items\":[{\"user_id\":\"a\"},{\"user_id\":\"\xb2\"},{}]}").await;
    assert_eq!((page.items.len(), left_out(&page)), (2, vec![(1, "items[1]")]));
}

#[tokio::test]
async fn f23_a_part_of_the_pagination_that_cannot_be_read_is_unknown() {
    let caller = Caller::new();
    for (operation, _) in lists() {
        for (place, _) in places(&operation.fields).into_iter().filter(|(place, _)| {
            let place: Vec<&str> = place.iter().map(String::as_str).collect();
            matches!(*place, ["total" | "pagination"] | ["pagination", _])
        }) {
            let read = async |edit: &dyn Fn(&str) -> String| {
                caller.call(&operation.id, 200, body(&operation.fields, &place, &|name, _| edit(name))).await
            };
            let absent = read(&|name| format!("\"{name}\":null")).await.value.expect("a page");
            for odd in ["\"soon\"", "[7]", "1e400"] {
                let Outcome { value, events, .. } = read(&|name| format!("\"{name}\":{odd}")).await;
                assert_eq!(value.expect("a page"), absent, "{place:?}: {odd}");
                let said = format!("{}: unreadable value at `{}` (status 200)", operation.id, place.join("."));
                assert_eq!(events, [said], "{odd}");
            }
        }
    }
}

#[test]
fn f23_what_is_not_a_list_of_entries_is_still_an_error() {
    for (operation, _) in lists() {
        for items in ["{}", "7", "\"\"", "[{},", "[{}]]"] {
            let body = format!(r#"{{"code":0,"items":{items},"total":1}}"#);
            let error = decode_response(&operation.id, 200, None, body.as_bytes()).expect_err("not a list");
            assert_eq!(error.kind(), ErrorKind::Decode, "{}: {items}", operation.id);
        }
        let refused = br#"{"code":7,"items":[7]}"#;
        let error = decode_response(&operation.id, 200, None, refused).expect_err("refused");
        assert_eq!((error.kind(), error.code()), (ErrorKind::Envelope, Some(7)), "{}", operation.id);
    }
}

#[test]
fn f23_the_secrets_of_a_client_are_complete_or_an_error() {
    // They have no place for an entry that is left out, and who counts them must not miss one.
    let body = br#"{"code":0,"data":{"secrets":[{"secret_id":"a"},{"secret_id":7}]}}"#;
    let error = decode_response("list_client_secrets", 200, None, body).expect_err("incomplete");
    assert_eq!((error.kind(), error.field_path()), (ErrorKind::Decode, Some("data.secrets[1].secret_id")));
}
