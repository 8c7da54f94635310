//! The proxy itself: a server on a free port that forwards every request to the one behind it.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::State,
    http::{self, StatusCode, header},
};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use super::{
    message::{Request, Response},
    rewrite::Rewrite,
};

struct Shared {
    rewrite: Rewrite,
    upstream: String,
    http: reqwest::Client,
}

/// A running proxy.
pub(crate) struct DefectProxy {
    url: String,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// A client that follows no redirect and ignores the proxies of the environment.
pub(crate) fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().expect("a client")
}

impl DefectProxy {
    pub(crate) async fn start(upstream: &str, rewrite: Rewrite) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let url = format!("http://{address}{}", rewrite.prefix);
        let shared = Arc::new(Shared { rewrite, upstream: upstream.to_owned(), http: http() });
        let app = Router::new().fallback(pass).with_state(shared);
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(async move {
            let server = axum::serve(listener, app).with_graceful_shutdown(async move {
                let _ = stopped.await;
            });
            let _ = server.await;
        });
        Self { url, stop, task }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) async fn shutdown(self) {
        let _ = self.stop.send(());
        self.task.abort();
    }
}

async fn pass(State(shared): State<Arc<Shared>>, request: http::Request<Body>) -> http::Response<Body> {
    let rewrite = &shared.rewrite;
    let (parts, body) = request.into_parts();
    let full = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let path = full.strip_prefix(rewrite.prefix).unwrap_or(full).to_owned();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default().to_vec();
    let mut headers = parts.headers;
    for name in [header::HOST, header::CONTENT_LENGTH, header::CONNECTION] {
        headers.remove(name);
    }
    let sent = Request { method: parts.method, path, headers, body };
    let mut changed = sent.clone();
    if let Some(change) = &rewrite.request {
        change(&mut changed);
    }
    let first = match rewrite.first.as_ref().and_then(|first| first(&changed)) {
        Some(request) => Some(forward(&shared, &request).await),
        None => None,
    };
    let mut response = forward(&shared, &changed).await;
    if let Some(request) = rewrite.also.as_ref().and_then(|also| also(&changed)) {
        forward(&shared, &request).await;
    }
    if let Some(change) = &rewrite.response {
        change(&sent, first.as_ref(), &mut response);
    }
    let mut passed = http::Response::new(Body::from(response.body));
    *passed.status_mut() = StatusCode::from_u16(response.status).expect("a status");
    *passed.headers_mut() = response.headers;
    passed
}

async fn forward(shared: &Shared, request: &Request) -> Response {
    let url = format!("{}{}", shared.upstream, request.path);
    let sent = shared.http.request(request.method.clone(), url).headers(request.headers.clone());
    let received = sent.body(request.body.clone()).send().await.expect("the mock server responds");
    let (status, mut headers) = (received.status().as_u16(), received.headers().clone());
    for name in [header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION] {
        headers.remove(name);
    }
    let body = received.bytes().await.expect("the mock server's response is complete").to_vec();
    Response { status, headers, body }
}
