//! A proxy that lets requests pass, refuses them, or loses their responses on the way.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::State,
    http::{self, HeaderMap, HeaderName, HeaderValue, StatusCode, header},
};
use tokio::{net::TcpListener, task::JoinHandle};

use crate::defect_proxy::{self, Request};

/// What happens to a request.
#[derive(Debug, Clone)]
pub(super) enum Instead {
    /// It passes.
    Pass,
    /// It passes with this token.
    PassWith(&'static str),
    /// It is not carried out; the response has this status, and these headers.
    Refuse(u16, Vec<(&'static str, String)>),
    /// It is not carried out; the response is a success with this JSON.
    Show(String),
    /// It is carried out, and the response is replaced by an empty one with this status.
    Lose(u16),
    /// It is carried out, and the connection breaks in the middle of the response.
    Break,
}

type Decide = dyn Fn(&Request) -> Instead + Send + Sync;

/// A running proxy.
pub(super) struct Proxy {
    url: String,
    task: JoinHandle<()>,
}

#[derive(Clone)]
struct Shared {
    decide: Arc<Decide>,
    upstream: String,
    http: reqwest::Client,
}

impl Proxy {
    pub(super) async fn start(upstream: &str, decide: impl Fn(&Request) -> Instead + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("a bound socket has an address"));
        let shared = Shared { decide: Arc::new(decide), upstream: upstream.to_owned(), http: defect_proxy::http() };
        let app = Router::new().fallback(pass).with_state(shared);
        let task = tokio::spawn(async move {
            let _ = axum::serve(listener, app).await;
        });
        Self { url, task }
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) fn shutdown(self) {
        self.task.abort();
    }
}

async fn pass(State(shared): State<Shared>, request: http::Request<Body>) -> http::Response<Body> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let mut headers = parts.headers;
    for name in [header::HOST, header::CONTENT_LENGTH, header::CONNECTION] {
        headers.remove(name);
    }
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default().to_vec();
    let mut request = Request { method: parts.method, path, headers, body };
    let instead = (shared.decide)(&request);
    if let Instead::Refuse(status, headers) = instead {
        let headers = headers.into_iter().map(|(name, value)| {
            (HeaderName::from_static(name), HeaderValue::from_str(&value).expect("a header value"))
        });
        return response(status, headers.collect(), Body::from("something in front of the service"));
    }
    if let Instead::Show(json) = instead {
        let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        return response(200, [kind].into_iter().collect(), Body::from(json));
    }
    if let Instead::PassWith(token) = instead {
        request.authorize(token);
    }
    let sent = shared.http.request(request.method, format!("{}{}", shared.upstream, request.path));
    let received = sent.headers(request.headers).body(request.body).send().await.expect("the mock server responds");
    let (status, mut headers) = (received.status().as_u16(), received.headers().clone());
    for name in [header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION] {
        headers.remove(name);
    }
    let bytes = received.bytes().await.expect("the mock server's response is complete");
    match instead {
        Instead::Lose(status) => response(status, HeaderMap::new(), Body::empty()),
        Instead::Break => {
            let half = bytes.slice(..bytes.len() / 2);
            let broken: [Result<Bytes, &str>; 2] = [Ok(half), Err("the connection breaks")];
            response(status, headers, Body::from_stream(futures_util::stream::iter(broken)))
        }
        _ => response(status, headers, Body::from(bytes)),
    }
}

fn response(status: u16, headers: HeaderMap, body: Body) -> http::Response<Body> {
    let mut response = http::Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).expect("a status");
    *response.headers_mut() = headers;
    response
}
