//! CORS: pages on loopback may read responses, other pages may not.

use authms_mock_server::Options;
use reqwest::Method;

use crate::harness::{Mock, Response};

const SPA: &str = "/admin/oauth/clients/demo-spa";

async fn from_page(mock: &Mock, method: Method, origin: &str, token: &str) -> Response {
    let request = mock.anonymous(method, SPA).bearer_auth(token).header("origin", origin);
    Response::of(request.send().await.expect("a response")).await
}

#[tokio::test]
async fn a_page_on_loopback_can_send_an_update() {
    let mock = Mock::start().await;
    let request = mock.anonymous(Method::OPTIONS, SPA).header("origin", "http://localhost:5173");
    let request = request
        .header("access-control-request-method", "PUT")
        .header("access-control-request-headers", "authorization,content-type");
    let response = Response::of(request.send().await.expect("a response")).await;
    assert!(matches!(response.status, 200 | 204), "{}", response.status);
    assert_eq!(response.header("access-control-allow-origin"), "http://localhost:5173");
    assert!(response.header("access-control-allow-methods").contains("PUT"));
    assert_eq!(response.header("access-control-allow-headers"), "authorization,content-type");
}

#[tokio::test]
async fn a_page_on_loopback_can_read_successes_and_errors() {
    let mock = Mock::start().await;
    for token in ["mock-admin", "unknown"] {
        let response = from_page(&mock, Method::GET, "http://127.0.0.1:3000", token).await;
        assert_eq!(response.header("access-control-allow-origin"), "http://127.0.0.1:3000");
        assert!(response.header("access-control-expose-headers").contains("x-mock-violations"));
    }
}

#[tokio::test]
async fn another_page_cannot_read_unless_its_origin_is_named() {
    let origin = "https://preview.example.com";
    assert_eq!(
        from_page(&Mock::start().await, Method::GET, origin, "mock-admin").await.header("access-control-allow-origin"),
        ""
    );
    let named = Mock::with(Options { cors_origins: vec![origin.to_owned()], ..Options::default() }).await;
    assert_eq!(
        from_page(&named, Method::GET, origin, "mock-admin").await.header("access-control-allow-origin"),
        origin
    );
}
