//! Lists: one page, and streams over all of them, against services that announce what follows, or do not, or lie.

use authms_sdk::{
    Client, ClientStatus, Error, ErrorKind, List, OAuthClient,
    test_util::{Reply, Transport},
};
use futures_util::{StreamExt as _, TryStreamExt as _};
use serde_json::{Value, json};

use crate::service::id;

/// A service that sends these pages one after the other, and a client of it.
fn service(pages: impl IntoIterator<Item = Value>) -> (Transport, Client) {
    let transport = Transport::new();
    for page in pages {
        transport.reply(Reply::json(200, page.to_string()));
    }
    let client = Client::builder("https://auth.example.com").transport(&transport).build().expect("good settings");
    (transport, client)
}

/// A page with these clients, `figures` beside it and `pagination` around it.
fn page(clients: &[usize], figures: &Value, pagination: &Value) -> Value {
    let items: Vec<Value> = clients.iter().map(|number| json!({"client_id": format!("app-{number}")})).collect();
    let mut page = json!({"code": 0, "items": items, "pagination": pagination});
    page.as_object_mut().expect("an object").extend(figures.as_object().expect("an object").clone());
    page
}

/// The entries that a stream gives, its error, and how many requests it takes.
async fn read(
    pages: Vec<Value>,
    list: impl FnOnce(&Client) -> List<OAuthClient>,
) -> (Vec<String>, Option<Error>, usize) {
    let (transport, client) = service(pages);
    let mut items = list(&client).items();
    let (mut given, mut failed) = (Vec::new(), None);
    while let Some(entry) = items.next().await {
        assert!(failed.is_none(), "a stream ends with its error");
        match entry {
            Ok(client) => given.push(client.client_id.expect("an id").into()),
            Err(error) => failed = Some(error),
        }
    }
    (given, failed, transport.requests().len())
}

/// The clients of a list of `total`, `size` on each page.
fn numbered(total: usize, size: usize) -> Vec<Vec<usize>> {
    let all: Vec<usize> = (0..total).collect();
    let pages: Vec<Vec<usize>> = all.chunks(size).map(<[usize]>::to_vec).collect();
    if pages.is_empty() { vec![Vec::new()] } else { pages }
}

/// What of its figures a correct service shows. Services written in Go leave out what is zero or false.
#[derive(Debug, Clone, Copy)]
struct Shown {
    total: bool,
    pages: bool,
    next: bool,
    echo: bool,
    zeros: bool,
}

impl Shown {
    fn every() -> impl Iterator<Item = Self> {
        (0..32).map(|bits: u8| {
            let [total, pages, next, echo, zeros] = [1, 2, 4, 8, 16].map(|bit| bits & bit != 0);
            Self { total, pages, next, echo, zeros }
        })
    }

    /// The response for one page of a list.
    fn respond(self, all: &[Vec<usize>], number: usize, size: usize) -> Value {
        let clients = all.get(number - 1).map_or(&[][..], Vec::as_slice);
        let total = all.iter().map(Vec::len).sum::<usize>();
        let pages = total.div_ceil(size);
        let (mut figures, mut pagination) = (json!({}), json!({"page_size": size}));
        if self.total && (self.zeros || total > 0) {
            figures["total"] = total.into();
        }
        if self.pages && (self.zeros || total > 0) {
            pagination["total_pages"] = pages.into();
        }
        if self.next && (self.zeros || number < pages) {
            pagination["has_next"] = (number < pages).into();
        }
        if self.echo {
            pagination["page"] = number.into();
        }
        page(clients, &figures, &pagination)
    }
}

#[tokio::test]
async fn a_correct_list_is_given_whole_whatever_figures_it_shows() {
    for shown in Shown::every() {
        for (total, size) in [(0, 2), (1, 2), (2, 2), (3, 2), (6, 2), (7, 3)] {
            let all = numbered(total, size);
            for first in 1..=all.len() {
                let pages = (first..first + all.len() + 2).map(|number| shown.respond(&all, number, size)).collect();
                let list = |client: &Client| client.list_clients().page(u32::try_from(first).expect("small"));
                let (given, failed, requests) = read(pages, list).await;
                let case = format!("{shown:?}, {total} in pages of {size} from {first}: {failed:?}");
                let wanted: Vec<String> =
                    all[first - 1..].iter().flatten().map(|number| format!("app-{number}")).collect();
                assert_eq!((given, failed.is_none()), (wanted, true), "{case}");
                // Without a figure that tells it, the end shows only behind the last page.
                let pages = all.len() - first + 1;
                let figures = total > 0 || shown.zeros;
                let knows_place = first == 1 || all[first - 1].len() == size;
                let knows_end =
                    shown.next && shown.zeros || figures && (shown.pages || shown.total && knows_place) || total == 0;
                assert_eq!(requests, pages + usize::from(!knows_end), "{case}");
            }
        }
    }
}

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
async fn pages_come_as_they_are_fetched_and_a_stream_can_be_resumed() {
    let failing = Reply::new(500, "");
    let (transport, client) = service([page(&[0], &json!({}), &json!({"has_next": true}))]);
    transport.reply(failing);
    let mut pages = client.list_clients().name("Pay").page_size(1).pages();
    assert_eq!((pages.resume_point(), pages.try_next().await.expect("a page").expect("a page").items.len()), (1, 1));
    pages.try_next().await.expect_err("the service fails");
    assert_eq!((pages.resume_point(), pages.next().await.is_none()), (2, true));

    transport.reply(Reply::json(200, page(&[1], &json!({}), &json!({"has_next": false})).to_string()));
    let rest = client.list_clients().name("Pay").page_size(1).resume_from(pages.resume_point()).items();
    assert_eq!(rest.try_collect::<Vec<_>>().await.expect("the rest").len(), 1);
    let queries: Vec<String> = transport.requests().iter().filter_map(|sent| sent.query().map(str::to_owned)).collect();
    assert_eq!(queries, ["name=Pay&page=1&page_size=1", "name=Pay&page=2&page_size=1", "name=Pay&page=2&page_size=1"]);
}

#[tokio::test]
async fn entries_resume_with_the_page_that_was_not_read_to_its_end() {
    let (_, client) = service([
        page(&[0, 1], &json!({}), &json!({"has_next": true})),
        page(&[2], &json!({}), &json!({"has_next": false})),
    ]);
    let mut items = client.list_clients().items();
    let mut points = vec![items.resume_point()];
    while items.try_next().await.expect("entries").is_some() {
        points.push(items.resume_point());
    }
    assert_eq!(points, [1, 1, 2, 2]);
}

#[tokio::test]
async fn page_zero_is_refused_before_anything_is_sent() {
    let (transport, client) = service([]);
    let errors = [
        client.list_clients().page(0).await.expect_err("refused"),
        client.list_client_tokens(id()).page(0).await.expect_err("refused"),
        client.list_client_audit_logs(id()).page(0).await.expect_err("refused"),
        client.list_clients().resume_from(0).items().try_next().await.expect_err("refused"),
        client.list_clients().page(0).pages().try_next().await.expect_err("refused"),
    ];
    assert!(errors.iter().all(|error| error.kind() == ErrorKind::InvalidInput && error.attempts() == 0), "{errors:?}");
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn an_invalid_id_of_a_list_is_its_error() {
    let (transport, client) = service([]);
    assert_eq!(client.list_client_tokens("..").await.expect_err("refused").kind(), ErrorKind::InvalidInput);
    let error = client.list_client_audit_logs("a/b").items().try_next().await.expect_err("refused");
    assert_eq!((error.kind(), transport.requests().len()), (ErrorKind::InvalidInput, 0));
}

#[tokio::test]
async fn a_stream_ends_at_the_last_number_of_a_page() {
    let (_, client) = service([page(&[0], &json!({}), &json!({}))]);
    assert_eq!(client.list_clients().page(u32::MAX).items().collect::<Vec<_>>().await.len(), 1);
}

#[tokio::test]
async fn a_list_without_items_is_empty_and_a_response_without_a_list_is_an_error() {
    let (_, client) = service([json!({"code": 0, "items": null, "total": 0, "pagination": null})]);
    assert!(client.list_clients().items().try_next().await.expect("empty").is_none());
    let (_, client) = service([json!({"code": 0, "message": "ok"})]);
    assert_eq!(client.list_clients().await.expect_err("no list").kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn a_stream_fetches_only_what_is_read() {
    let (transport, client) = service([page(&[0, 1], &json!({}), &json!({"has_next": true}))]);
    let mut items = client.list_clients().items();
    assert_eq!(transport.requests().len(), 0);
    items.try_next().await.expect("an entry").expect("a client");
    items.try_next().await.expect("an entry").expect("a client");
    assert_eq!(transport.requests().len(), 1);
}

#[tokio::test]
async fn filters_and_pages_are_sent_and_the_whole_pagination_is_read() {
    let pagination =
        json!({"page": 3, "page_size": 20, "total": 41, "total_pages": 3, "has_next": false, "has_prev": true});
    let (transport, client) = service([json!({"code": 0, "items": [], "total": 41, "pagination": pagination})]);
    let list = client.list_clients().name("Pay & go").status(ClientStatus::Suspended).page(3).page_size(20);
    let page = list.await.expect("a page");
    assert_eq!((page.total, page.page, page.page_size), (Some(41), Some(3), Some(20)));
    assert_eq!((page.total_pages, page.has_next, page.has_prev), (Some(3), Some(false), Some(true)));
    assert_eq!(transport.requests()[0].query(), Some("name=Pay+%26+go&page=3&page_size=20&status=suspended"));
}

#[tokio::test]
async fn calls_lists_and_streams_move_between_threads_and_borrow_nothing() {
    fn moves<T: Send + Unpin + 'static>(_: &T) {}
    let (_, client) = service([page(&[0], &json!({}), &json!({"has_next": false})), json!({"code": 0, "data": {}})]);
    let list = client.list_client_tokens(id());
    moves(&list.clone().pages());
    moves(&list.items());
    moves(&client.list_client_audit_logs(id()));
    let listed = tokio::spawn(client.list_clients().send()).await.expect("no panic").expect("a page");
    let joined = futures_util::future::join_all([client.get_client("demo")]).await;
    assert!(listed.items.len() == 1 && joined[0].is_ok());
}
