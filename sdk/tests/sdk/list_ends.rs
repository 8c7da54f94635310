//! How streams over lists end: against services that repeat pages, end short, or announce what is not true.

use authms_sdk::{Client, Error, ErrorKind, List, OAuthClient};
use futures_util::{StreamExt as _, TryStreamExt as _};
use serde_json::{Value, json};

use crate::{
    lists::{page, read, service},
    service::id,
};

/// Each way of not getting ahead: the pages that the service sends, and the entries that are good.
fn stuck() -> Vec<(&'static str, Vec<Vec<usize>>, usize)> {
    vec![
        ("the same page for ever", vec![vec![0, 1]; 9], 2),
        ("two pages in turn", (0..9).map(|turn| vec![turn % 2]).collect(), 2),
        ("three pages in turn", (0..9).map(|turn| vec![turn % 3]).collect(), 3),
        ("back to an earlier page", vec![vec![0], vec![1], vec![2], vec![1], vec![2]], 3),
    ]
}

#[tokio::test]
async fn f29_no_service_keeps_a_stream_going_and_what_is_missing_is_an_error() {
    for (way, sent, good) in stuck() {
        for (which, figures, pagination) in [
            ("nothing", json!({}), json!({})),
            ("a total", json!({"total": 100}), json!({})),
            ("a next page", json!({}), json!({"has_next": true})),
            ("both", json!({"total": 100}), json!({"has_next": true})),
            ("pages", json!({}), json!({"total_pages": 50, "has_next": true})),
        ] {
            for echo in [false, true] {
                for first in [None, Some(1), Some(3)] {
                    let pages = sent.iter().enumerate().map(|(index, clients)| {
                        let mut pagination = pagination.clone();
                        if echo {
                            pagination["page"] = (index + first.unwrap_or(1)).into();
                        }
                        page(clients, &figures, &pagination)
                    });
                    let list = |client: &Client| match first {
                        Some(first) => client.list_clients().page(u32::try_from(first).expect("small")),
                        None => client.list_clients(),
                    };
                    let (given, failed, _) = read(pages.collect(), list).await;
                    let case = format!("{way}, announcing {which}, from {first:?}, numbered: {echo}");
                    assert_eq!(given.len(), good, "{case}");
                    let error = failed.expect(&case);
                    assert_eq!(error.kind(), ErrorKind::Decode, "{case}");
                    let said = error.to_string();
                    assert!(
                        said.contains("repeats page") && said.contains(&format!("after {good} "))
                            || said.contains(&format!("after {good} of 100")),
                        "{case}: {said}"
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn f29_pages_that_differ_but_hold_no_new_entry_end_a_stream() {
    let changing = |turn: usize| json!({"client_id": "app", "updated_at": format!("2026-01-01T00:00:{turn:02}Z")});
    let turned =
        |turn: usize| (0..20).map(|place| json!({"client_id": format!("app-{}", (place + turn) % 20)})).collect();
    for (way, pages, good) in [
        ("one that changes", (0..50).map(|turn| vec![changing(turn)]).collect::<Vec<_>>(), 1),
        ("the same in another order", (0..50).map(turned).collect(), 20),
    ] {
        for pagination in [json!({}), json!({"has_next": true})] {
            let pages = pages.iter().map(|items| json!({"code": 0, "items": items, "pagination": pagination}));
            let (transport, client) = service(pages);
            let entries: Vec<_> = client.list_clients().items().collect().await;
            let said = entries.last().expect("an error").as_ref().expect_err(way).to_string();
            assert!(said.contains("page 2 holds no new entry"), "{way}: {said}");
            assert_eq!((entries.len() - 1, transport.requests().len()), (good, 2), "{way}");
        }
    }
}

#[tokio::test]
async fn f29_entries_without_an_id_keep_no_stream_going_either() {
    let token = |scope: &str| json!({"token_type": "Bearer", "scope": scope});
    for (way, items, total, most) in [
        ("different ones, a huge total", vec![token("a"), token("b")], (|_| 1_000_000) as fn(usize) -> usize, 1),
        ("equal ones, a total that grows", vec![token("a"), token("a")], |number| 2 * number + 1, 1),
        ("equal ones, a huge total", vec![token("a"), token("a")], |_| 1_000_000, 101),
    ] {
        let page = |number| json!({"code": 0, "items": items, "total": total(number), "pagination": {"page": number}});
        let (transport, client) = service((1..=300).map(page));
        let entries: Vec<_> = client.list_client_tokens(id()).items().collect().await;
        let said = entries.last().expect("an error").as_ref().expect_err(way).to_string();
        assert!(said.contains("repeats page"), "{way}: {said}");
        assert_eq!(transport.requests().len(), most + 1, "{way}");
    }
}

#[tokio::test]
async fn what_is_announced_anywhere_and_not_given_is_an_error() {
    let two = |page: usize| [2 * page, 2 * page + 1];
    for (way, figures, pagination, list) in [
        (
            "a total of the page, pages of the list",
            json!({"total": 2}),
            json!({"total_pages": 50, "has_next": false}),
            (|client| client.list_clients()) as fn(&Client) -> List<OAuthClient>,
        ),
        (
            "a total of 0 over another",
            json!({"total": 0}),
            json!({"total": 6, "has_next": false}),
            Client::list_clients,
        ),
        (
            "a negative total over another",
            json!({"total": -1}),
            json!({"total": 6, "has_next": false}),
            Client::list_clients,
        ),
        ("from a later page", json!({"total": 100}), json!({"has_next": false}), |client| {
            client.list_clients().page_size(20).resume_from(3)
        }),
        ("at the last number", json!({}), json!({"has_next": true}), |client| client.list_clients().page(u32::MAX)),
    ] {
        let (given, failed, _) = read(vec![page(&two(0), &figures, &pagination)], list).await;
        assert_eq!((given.len(), failed.map(|error| error.kind())), (2, Some(ErrorKind::Decode)), "{way}");
    }
    // Pages that overlap: one of four entries is missing.
    let (total, next) = (json!({"total": 4}), |goes_on| json!({"has_next": goes_on}));
    let pages = vec![page(&[0, 1], &total, &next(true)), page(&[1, 2], &total, &next(false))];
    let (_, failed, _) = read(pages, Client::list_clients).await;
    assert!(failed.expect("an entry is missing").to_string().contains("after 3 of 4 entries"));
}

#[tokio::test]
async fn a_list_whose_figures_say_less_than_there_is_goes_on() {
    let three = |figures: &Value, pagination: &Value| {
        (0..3).map(|number| page(&[2 * number, 2 * number + 1], figures, pagination)).collect::<Vec<_>>()
    };
    let of_the_page = three(&json!({"total": 2}), &json!({"total": 6, "total_pages": 3}));
    let (given, failed, requests) = read(of_the_page, Client::list_clients).await;
    assert_eq!((given.len(), failed.is_none(), requests), (6, true, 3));
    // The service caps the size of a page, and repeats the size that it was asked for.
    for (figures, pagination) in [
        (json!({"total": 8}), json!({"page_size": 1000})),
        (json!({"total": 8}), json!({"page_size": 1000, "has_next": true})),
    ] {
        let mut capped = three(&figures, &pagination);
        capped.push(page(&[], &figures, &json!({"page_size": 1000, "has_next": false})));
        let list = |client: &Client| client.list_clients().page_size(1000).resume_from(2);
        let (given, failed, requests) = read(capped, list).await;
        assert_eq!((given.len(), failed.is_none(), requests), (6, true, 4), "{pagination}");
    }
    // The last page says how many entries it has itself.
    let last = page(&[4], &json!({"total": 5}), &json!({"page_size": 1, "has_next": false}));
    let (given, failed, _) = read(vec![last], |client| client.list_clients().page(3)).await;
    assert_eq!((given.len(), failed.is_none()), (1, true));
}

#[tokio::test]
async fn f23_pages_of_entries_that_cannot_be_read_are_not_taken_for_the_same() {
    let odd = |id: &str, next: bool| json!({"code": 0, "items": [{"client_id": id, "scopes": 7}], "pagination": {"has_next": next}});
    let (_, client) = service([odd("a", true), odd("b", true), page(&[2], &json!({}), &json!({"has_next": false}))]);
    let read: Vec<bool> = client.list_clients().items().map(|entry| entry.is_ok()).collect().await;
    assert_eq!(read, [false, false, true]);
    let (_, client) = service((0..9).map(|_| odd("a", true)));
    let entries: Vec<_> = client.list_clients().items().collect().await;
    assert!(entries.len() == 2 && entries[1].as_ref().expect_err("the same").to_string().contains("repeats page 1"));
}

#[tokio::test]
async fn a_list_that_ends_before_what_it_announced_is_an_error_that_names_page_and_figures() {
    for (sent, pagination, said) in [
        (vec![vec![0, 1]], json!({"has_next": false}), "the list ends with page 1, after 2 of 100 entries"),
        (vec![vec![0, 1], vec![]], json!({}), "the list ends with page 2, after 2 of 100 entries"),
        (
            vec![vec![0, 1], vec![]],
            json!({"has_next": true}),
            "page 2 is empty, but announces another, after 2 of 100 entries",
        ),
        (vec![vec![0, 1], vec![0, 1]], json!({}), "page 2 repeats page 1, after 2 of 100 entries"),
        (vec![vec![]], json!({"has_next": false}), "the list ends with page 1, after 0 of 100 entries"),
    ] {
        let pages = sent.iter().map(|clients| page(clients, &json!({"total": 100}), &pagination)).collect();
        let (_, failed, _) = read(pages, Client::list_clients).await;
        assert_eq!(failed.expect(said).to_string(), format!("list_clients: {said}"));
    }
    let pages = vec![page(&[0], &json!({}), &json!({"total_pages": 3, "has_next": false}))];
    let (_, failed, _) = read(pages, Client::list_clients).await;
    assert_eq!(
        failed.expect("short").to_string(),
        "list_clients: the list ends with page 1, after 1 entries, 3 pages announced"
    );
}

#[tokio::test]
async fn an_announcement_that_is_not_renewed_still_counts() {
    let pages = vec![page(&[0, 1], &json!({"total": 100}), &json!({})), page(&[], &json!({"total": 0}), &json!({}))];
    let (given, failed, _) = read(pages, Client::list_clients).await;
    assert!(given.len() == 2 && failed.is_some());
}

#[tokio::test]
async fn a_page_with_another_number_is_not_given() {
    for (first, number) in [(1, 2), (2, 1), (5, 1)] {
        let pages = vec![page(&[0], &json!({"total": 9}), &json!({"page": number, "has_next": true}))];
        let (given, failed, _) = read(pages, |client| client.list_clients().page(first)).await;
        assert!(given.is_empty());
        let said = failed.expect("another page").to_string();
        assert!(said.contains(&format!("the service sent page {number} for page {first}")), "{said}");
    }
}

#[tokio::test]
async fn a_next_page_behind_the_announced_end_is_asked_for_and_must_hold_nothing_new() {
    let last = |clients: &[usize]| page(clients, &json!({"total": 2}), &json!({"has_next": true}));
    for behind in [last(&[]), last(&[0, 1])] {
        let (given, failed, requests) = read(vec![last(&[0, 1]), behind], Client::list_clients).await;
        assert_eq!((given.len(), failed.is_none(), requests), (2, true, 2));
    }
    let (given, failed, _) = read(vec![last(&[0, 1]), last(&[2, 3])], Client::list_clients).await;
    let said = failed.expect("a contradiction").to_string();
    assert!(given.len() == 4 && said.contains("page 2 lies behind the announced end, after 4 of 2 entries"), "{said}");
}

#[tokio::test]
async fn equal_entries_without_an_id_are_all_given_if_the_figures_have_room_for_them() {
    let token = json!({"token_type": "Bearer", "created_at": "2026-04-15T10:30:00Z"});
    let page = |number: usize, total: Option<u64>| json!({"code": 0, "items": [token, token], "total": total, "pagination": {"page": number, "has_next": number < 3}});
    let (_, client) = service((1..=3).map(|number| page(number, Some(6))));
    let tokens: Vec<_> = client.list_client_tokens(id()).items().try_collect().await.expect("pages");
    assert_eq!(tokens.len(), 6);
    let (_, client) = service((1..=3).map(|number| page(number, None)));
    let tokens: Result<Vec<_>, Error> = client.list_client_tokens(id()).items().try_collect().await;
    tokens.expect_err("nothing tells the pages apart");
}

#[tokio::test]
async fn f23_an_entry_that_cannot_be_read_is_an_error_in_its_place_and_nothing_else_is_lost() {
    let odd = json!({"client_id": "app-odd", "scopes": [["nested"]]});
    let mut first = page(&[0, 1], &json!({"total": 4}), &json!({"has_next": true}));
    first["items"].as_array_mut().expect("a list").insert(1, odd);
    let (_, client) = service([first, page(&[3], &json!({"total": 4}), &json!({"has_next": false}))]);
    let entries: Vec<_> = client.list_clients().items().collect().await;
    let read: Vec<bool> = entries.iter().map(Result::is_ok).collect();
    assert_eq!(read, [true, false, true, true]);
    let error = entries[1].as_ref().expect_err("odd");
    assert_eq!((error.kind(), error.field_path()), (ErrorKind::Decode, Some("items[1].scopes[0]")));
    assert_eq!(error.to_string(), "list_clients: an entry of page 1 cannot be read at `items[1].scopes[0]`");
}

#[tokio::test]
async fn a_page_number_that_was_not_filled_in_says_nothing() {
    let pages = [(0, true), (0, false)].map(|(number, next)| {
        page(&[usize::from(next)], &json!({"total": 2}), &json!({"page": number, "has_next": next}))
    });
    let (given, failed, _) = read(pages.to_vec(), Client::list_clients).await;
    assert_eq!((given.len(), failed.is_none()), (2, true));
}
