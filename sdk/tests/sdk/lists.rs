//! Lists: one page, and streams over all of them, against services that announce what follows, or do not, or lie.

use authms_sdk::{
    Client, ClientStatus, Error, ErrorKind, List, OAuthClient,
    test_util::{Reply, Transport},
};
use futures_util::{StreamExt as _, TryStreamExt as _};
use serde_json::{Value, json};

use crate::service::id;

/// A service that sends these pages one after the other, and a client of it.
pub(crate) fn service(pages: impl IntoIterator<Item = Value>) -> (Transport, Client) {
    let transport = Transport::new();
    for page in pages {
        transport.reply(Reply::json(200, page.to_string()));
    }
    let client = Client::builder("https://auth.example.com").transport(&transport).build().expect("good settings");
    (transport, client)
}

/// A page with these clients, `figures` beside it and `pagination` around it.
pub(crate) fn page(clients: &[usize], figures: &Value, pagination: &Value) -> Value {
    let items: Vec<Value> = clients.iter().map(|number| json!({"client_id": format!("app-{number}")})).collect();
    let mut page = json!({"code": 0, "items": items, "pagination": pagination});
    page.as_object_mut().expect("an object").extend(figures.as_object().expect("an object").clone());
    page
}

/// The entries that a stream gives, its error, and how many requests it takes.
pub(crate) async fn read(
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
