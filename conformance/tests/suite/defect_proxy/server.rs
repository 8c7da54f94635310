//! The proxy itself: a server on a free port that forwards every request to the one behind it.

use std::sync::Arc;

use authms_mock_server::{Options, router};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::State,
    http::{self, StatusCode, header},
};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use super::{
    in_process::passed_to,
    message::{Request, Response},
    rewrite::Rewrite,
};

struct Shared {
    rewrite: Rewrite,
    behind: Behind,
}

/// The correct server.
enum Behind {
    Url(String, reqwest::Client),
    Router(Router),
}

/// A running proxy.
pub(crate) struct DefectProxy {
    url: String,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// A client that follows no redirect and ignores the proxies of the environment.
pub(crate) fn http() -> reqwest::Client {
    let builder = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    builder.tls_certs_only([]).build().expect("a client")
}

impl DefectProxy {
    /// A proxy in front of a running server.
    pub(crate) async fn start(upstream: &str, rewrite: Rewrite) -> Self {
        Self::before(Behind::Url(upstream.to_owned(), http()), rewrite).await
    }

    /// A proxy in front of a mock server of its own.
    pub(crate) async fn with_mock(options: Options, rewrite: Rewrite) -> Self {
        Self::before(Behind::Router(router(options).expect("the base path is valid")), rewrite).await
    }

    async fn before(behind: Behind, rewrite: Rewrite) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let url = format!("http://{address}{}", rewrite.prefix);
        let shared = Arc::new(Shared { rewrite, behind });
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
        Some(request) => Some(shared.behind.pass(&request).await),
        None => None,
    };
    let mut response = shared.behind.pass(&changed).await;
    if let Some(request) = rewrite.also.as_ref().and_then(|also| also(&changed)) {
        shared.behind.pass(&request).await;
    }
    if let Some(change) = &rewrite.response {
        change(&sent, first.as_ref(), &mut response);
    }
    let mut passed = http::Response::new(Body::from(response.body));
    *passed.status_mut() = StatusCode::from_u16(response.status).expect("a status");
    *passed.headers_mut() = response.headers;
    passed
}

impl Behind {
    async fn pass(&self, request: &Request) -> Response {
        match self {
            Self::Url(url, http) => forward(url, http, request).await,
            Self::Router(router) => passed_to(router, request).await,
        }
    }
}

async fn forward(url: &str, http: &reqwest::Client, request: &Request) -> Response {
    let url = format!("{url}{}", request.path);
    let sent = http.request(request.method.clone(), url).headers(request.headers.clone());
    let received = sent.body(request.body.clone()).send().await.expect("the mock server responds");
    let (status, mut headers) = (received.status().as_u16(), received.headers().clone());
    for name in [header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION] {
        headers.remove(name);
    }
    let body = received.bytes().await.expect("the mock server's response is complete").to_vec();
    Response { status, headers, body }
}
