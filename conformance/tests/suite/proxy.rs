//! A reverse proxy on loopback that spoils one thing about the server behind it, and leaves everything else alone.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::Response,
};
use serde_json::Value;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

/// A request on its way to the server.
#[derive(Clone, Debug)]
pub(crate) struct Incoming {
    pub(crate) method: Method,
    /// Path and query below the base URL.
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Incoming {
    /// Whether it goes to one client itself, and to nothing below it.
    pub(crate) fn is_on_one_client(&self) -> bool {
        let rest = self.path.split('?').next().and_then(|path| path.strip_prefix("/admin/oauth/clients/"));
        rest.is_some_and(|rest| !rest.is_empty() && !rest.contains('/'))
    }

    pub(crate) fn is_update(&self) -> bool {
        self.method == Method::PUT && self.is_on_one_client()
    }

    /// Whether it is a request with this method below this path's end, such as `/secrets`.
    pub(crate) fn ends(&self, method: &str, end: &str) -> bool {
        self.method == method && self.path.split('?').next().is_some_and(|path| path.ends_with(end))
    }

    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Changes the body of an update that is a JSON object.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut serde_json::Map<String, Value>)) {
        if let Some(Value::Object(mut map)) = self.json().filter(|_| self.is_update()) {
            change(&mut map);
            self.body = Value::Object(map).to_string().into_bytes();
        }
    }

    pub(crate) fn authorization(&self) -> &str {
        self.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub(crate) fn authorize(&mut self, token: &str) {
        let value = HeaderValue::from_str(&format!("Bearer {token}")).expect("a token of the mock fits in a header");
        self.headers.insert(header::AUTHORIZATION, value);
    }
}

/// An answer on its way back.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Changes a JSON body.
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Value)) {
        if let Some(mut body) = self.json() {
            change(&mut body);
            self.body = body.to_string().into_bytes();
        }
    }

    /// Changes every client that a success shows, under `data` or in a list.
    pub(crate) fn change_item(&mut self, change: impl Fn(&mut serde_json::Map<String, Value>)) {
        if self.status != 200 {
            return;
        }
        self.change(|body| {
            let data = body.get("data").cloned();
            let each = |value: &mut Value| {
                // Only a whole client has a tenant and a name; what creating shows has no tenant, an audit entry no name.
                if let Some(item) =
                    value.as_object_mut().filter(|item| item.contains_key("tenant_id") && item.contains_key("name"))
                {
                    change(item);
                }
            };
            if let Some(mut data) = data {
                each(&mut data);
                body["data"] = data;
            }
            body.get_mut("items").and_then(Value::as_array_mut).into_iter().flatten().for_each(each);
        });
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        let name: HeaderName = name.parse().expect("a header name");
        self.headers.insert(name, value.parse().expect("a header value"));
    }
}

type Change<T> = Arc<dyn Fn(&mut T) + Send + Sync>;
type Further = Arc<dyn Fn(&Incoming) -> Option<Incoming> + Send + Sync>;
type Compare = Arc<dyn Fn(&Incoming, Option<&Answer>, &mut Answer) + Send + Sync>;

/// What a proxy does to what passes. All parts are optional; `Twist::default()` changes nothing.
#[derive(Clone, Default)]
pub(crate) struct Twist {
    before: Option<Change<Incoming>>,
    also: Option<Further>,
    first: Option<Further>,
    after: Option<Compare>,
    prefix: &'static str,
}

impl Twist {
    /// Changes a request before the server sees it.
    pub(crate) fn request(change: impl Fn(&mut Incoming) + Send + Sync + 'static) -> Self {
        Self::default().and_request(change)
    }

    /// Changes an answer before the caller sees it; the request is the one that the caller sent.
    pub(crate) fn answer(change: impl Fn(&Incoming, &mut Answer) + Send + Sync + 'static) -> Self {
        Self::default().and_answer(change)
    }

    pub(crate) fn and_request(mut self, change: impl Fn(&mut Incoming) + Send + Sync + 'static) -> Self {
        self.before = Some(Arc::new(change));
        self
    }

    pub(crate) fn and_answer(self, change: impl Fn(&Incoming, &mut Answer) + Send + Sync + 'static) -> Self {
        self.and_compared(move |incoming, _, answer| change(incoming, answer))
    }

    /// Sends another request first, whose answer [`Twist::and_compared`] sees.
    pub(crate) fn first(mut self, request: impl Fn(&Incoming) -> Option<Incoming> + Send + Sync + 'static) -> Self {
        self.first = Some(Arc::new(request));
        self
    }

    /// Sends another request after the one of the caller.
    pub(crate) fn also(mut self, request: impl Fn(&Incoming) -> Option<Incoming> + Send + Sync + 'static) -> Self {
        self.also = Some(Arc::new(request));
        self
    }

    pub(crate) fn and_compared(
        mut self,
        change: impl Fn(&Incoming, Option<&Answer>, &mut Answer) + Send + Sync + 'static,
    ) -> Self {
        self.after = Some(Arc::new(change));
        self
    }

    /// A path in front of the base path, as gateways have it.
    pub(crate) fn behind_prefix(mut self, prefix: &'static str) -> Self {
        self.prefix = prefix;
        self
    }
}

struct Shared {
    twist: Twist,
    upstream: String,
    http: reqwest::Client,
}

/// The running proxy.
pub(crate) struct Proxy {
    url: String,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

/// A client that follows nothing, and that no proxy of the environment comes between.
pub(crate) fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().expect("a client")
}

impl Proxy {
    pub(crate) async fn start(upstream: &str, twist: Twist) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let url = format!("http://{address}{}", twist.prefix);
        let shared = Arc::new(Shared { twist, upstream: upstream.to_owned(), http: http() });
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

async fn pass(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let full = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let path = full.strip_prefix(shared.twist.prefix).unwrap_or(full).to_owned();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default().to_vec();
    let mut headers = parts.headers;
    for name in [header::HOST, header::CONTENT_LENGTH, header::CONNECTION] {
        headers.remove(name);
    }
    let sent = Incoming { method: parts.method, path, headers, body };
    let mut incoming = sent.clone();
    if let Some(before) = &shared.twist.before {
        before(&mut incoming);
    }
    let first = match shared.twist.first.as_ref().and_then(|first| first(&incoming)) {
        Some(request) => Some(forward(&shared, &request).await),
        None => None,
    };
    let mut answer = forward(&shared, &incoming).await;
    if let Some(request) = shared.twist.also.as_ref().and_then(|also| also(&incoming)) {
        forward(&shared, &request).await;
    }
    if let Some(after) = &shared.twist.after {
        after(&sent, first.as_ref(), &mut answer);
    }
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).expect("a status");
    *response.headers_mut() = answer.headers;
    response
}

async fn forward(shared: &Shared, incoming: &Incoming) -> Answer {
    let url = format!("{}{}", shared.upstream, incoming.path);
    let request = shared.http.request(incoming.method.clone(), url).headers(incoming.headers.clone());
    let response = request.body(incoming.body.clone()).send().await.expect("the mock server answers");
    let (status, mut headers) = (response.status().as_u16(), response.headers().clone());
    for name in [header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION] {
        headers.remove(name);
    }
    let body = response.bytes().await.expect("the mock server's answer is complete").to_vec();
    Answer { status, headers, body }
}
