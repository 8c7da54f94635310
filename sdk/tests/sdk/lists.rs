//! Pages and streams over all pages, against services that announce totals and next pages, or do not.

use authms_sdk::{ClientFilter, ClientStatus, ErrorKind, OAuthClient, PageRequest};
use futures_util::{StreamExt, TryStreamExt};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

use crate::service::{Service, id};

/// A service whose body for each page number is given.
async fn service(response: impl Fn(usize) -> Value + Send + Sync + 'static) -> Service {
    let server = MockServer::start().await;
    let respond = move |request: &Request| {
        let page = request
            .url
            .query_pairs()
            .find(|(name, _)| name == "page")
            .map_or(1, |(_, value)| value.parse().expect("a number"));
        ResponseTemplate::new(200).set_body_json(response(page))
    };
    Mock::given(any()).respond_with(respond).mount(&server).await;
    Service { server }
}

fn items(page: usize, count: usize) -> Value {
    (0..count).map(|number| json!({"client_id": format!("app-{page}-{number}")})).collect()
}

/// How many entries a stream returns, up to a limit, and how many requests it takes.
async fn all(service: &Service) -> (usize, usize) {
    let filter = ClientFilter::new();
    let found: Vec<OAuthClient> =
        service.client().all_clients(&filter, PageRequest::new()).take(50).try_collect().await.expect("pages");
    (found.len(), service.requests().await.len())
}

#[tokio::test]
async fn a_stream_ends_when_there_is_no_later_page() {
    let service =
        service(|page| json!({"code": 0, "items": items(page, 2), "pagination": {"has_next": page < 3}})).await;
    assert_eq!(all(&service).await, (6, 3));
}

#[tokio::test]
async fn a_stream_ends_on_an_empty_page_if_the_service_announces_nothing() {
    let service =
        service(|page| json!({"code": 0, "items": items(page, if page < 3 { 2 } else { 0 }), "total": 4})).await;
    assert_eq!(all(&service).await, (4, 3));
}

#[tokio::test]
async fn a_stream_ends_when_a_page_repeats_and_no_other_is_announced() {
    let service = service(|_| json!({"code": 0, "items": items(1, 2)})).await;
    assert_eq!(all(&service).await, (2, 2));
}

#[tokio::test]
async fn a_stream_that_ends_before_the_announced_total_ends_with_an_error() {
    let promise = |page: usize, count: usize, total: usize| json!({"code": 0, "items": items(page, count), "total": total, "pagination": {"has_next": true}});
    let repeating = service(move |_| promise(1, 2, 6)).await;
    let emptying = service(move |page| promise(page, if page < 3 { 2 } else { 0 }, 6)).await;
    let endless = service(move |page| promise(page % 2, 2, 6)).await;
    for (service, given, said) in [
        (repeating, 2, "page 2 repeats the one before"),
        (emptying, 4, "page 3 is empty"),
        (endless, 6, "page 4 has too many entries"),
    ] {
        let filter = ClientFilter::new();
        let client = service.client();
        let found: Vec<_> = client.all_clients(&filter, PageRequest::new()).take(50).collect().await;
        let error = found.last().expect("an entry").as_ref().expect_err("an error");
        assert_eq!((found.len() - 1, error.kind()), (given, ErrorKind::Decode));
        assert_eq!(error.to_string(), format!("list_clients: {said}, although the service announces another"));
    }
}

#[tokio::test]
async fn equal_entries_are_all_returned() {
    let service = service(|page| {
        let token = json!({"token_type": "Bearer", "created_at": "2026-04-15T10:30:00Z"});
        json!({"code": 0, "items": [token, token], "total": 6, "pagination": {"page": page, "has_next": page < 3}})
    })
    .await;
    let tokens: Vec<_> =
        service.client().all_client_tokens(&id(), PageRequest::new()).try_collect().await.expect("pages");
    assert_eq!(tokens.len(), 6);
}

#[tokio::test]
async fn a_stream_ends_at_the_last_number_of_a_page() {
    let service = service(|page| json!({"code": 0, "items": items(page, 1)})).await;
    let (client, filter) = (service.client(), ClientFilter::new());
    let last = client.all_clients(&filter, PageRequest::new().page(u32::MAX));
    assert_eq!(last.collect::<Vec<_>>().await.len(), 1);
}

#[tokio::test]
async fn a_list_without_items_is_empty_and_a_response_without_a_list_is_an_error() {
    let empty = service(|_| json!({"code": 0, "items": null, "total": 0, "pagination": null})).await;
    assert_eq!(all(&empty).await, (0, 1));
    let none = service(|_| json!({"code": 0, "message": "ok"})).await;
    let error = none.client().list_clients(&ClientFilter::new(), PageRequest::new()).await.expect_err("no list");
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn a_stream_fetches_only_what_is_read() {
    let service = service(|page| json!({"code": 0, "items": items(page, 2)})).await;
    let client = service.client();
    let filter = ClientFilter::new();
    let mut stream = client.all_clients(&filter, PageRequest::new().page(5));
    assert_eq!(stream.next().await.expect("an entry").expect("a client").client_id.as_deref(), Some("app-5-0"));
    assert_eq!(service.requests().await.len(), 1);
}

#[tokio::test]
async fn filters_and_pages_are_sent_and_read() {
    let service = service(|_| {
        json!({"code": 0, "items": [], "total": 41, "pagination": {"page": 3, "page_size": 20, "total": 41, "has_next": false}})
    })
    .await;
    let filter = ClientFilter::new().name("Pay & go").status(ClientStatus::Suspended);
    let page = service.client().list_clients(&filter, PageRequest::new().page(3).page_size(20)).await.expect("a page");
    assert_eq!((page.total, page.page, page.page_size, page.has_next), (Some(41), Some(3), Some(20), Some(false)));
    let url = service.requests().await[0].url.clone();
    let sent: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let wanted = [("name", "Pay & go"), ("page", "3"), ("page_size", "20"), ("status", "suspended")];
    assert_eq!(sent, wanted.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[test]
fn futures_and_streams_can_move_between_threads() {
    fn is_send<T: Send>(_: T) {}
    let client = authms_sdk::Client::builder("http://127.0.0.1:1").build().expect("good settings");
    is_send(client.get_client(&id()));
    is_send(client.all_clients(&ClientFilter::new(), PageRequest::new()));
    // They borrow nothing, so they outlive the values that they were made from.
    fn lasts<T: Unpin + 'static>(_: T) {}
    lasts(client.clone().all_clients(&ClientFilter::new(), PageRequest::new()));
    is_send(client.all_client_tokens(&id(), PageRequest::new()));
    is_send(client.all_client_audit_logs(&id(), PageRequest::new()));
}
