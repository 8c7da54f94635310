//! Requests to a mock server in this process: its router responds, and no connection is made.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{self, header},
};
use tower::ServiceExt as _;

use super::message::{Request, Response};

/// The path that a mock server has in front of the contract's.
const BASE: &str = "/api/v1";

/// What the router of a mock server responds.
pub(crate) async fn passed_to(router: &Router, request: &Request) -> Response {
    let mut sent = http::Request::new(Body::from(request.body.clone()));
    *sent.method_mut() = request.method.clone();
    *sent.uri_mut() = format!("{BASE}{}", request.path).parse().expect("the path of a request");
    *sent.headers_mut() = request.headers.clone();
    let (parts, body) = router.clone().oneshot(sent).await.expect("a router never fails").into_parts();
    let mut headers = parts.headers;
    // Layers change bodies.
    headers.remove(header::CONTENT_LENGTH);
    let body = to_bytes(body, usize::MAX).await.expect("the whole body is in memory").to_vec();
    Response { status: parts.status.as_u16(), headers, body }
}
