//! A separate server for each test, and a client that reads whole responses.

use authms_mock_server::{Clock, Ids, ManualClock, MockServer, Options, spawn, tokens};
use reqwest::{Method, RequestBuilder, header::HeaderMap};
use serde_json::Value;

/// A running server with a clock that the test advances and ids that are counted.
pub(crate) struct Mock {
    pub(crate) server: MockServer,
    pub(crate) clock: ManualClock,
    http: reqwest::Client,
}

/// A response, read to its end.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Response {
    pub(crate) async fn of(response: reqwest::Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, text: response.text().await.expect("a whole body") }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not valid JSON: {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("visible ASCII"))
    }

    /// Status and body, as snapshots show them.
    pub(crate) fn shown(&self) -> String {
        format!("{}\n{}", self.status, serde_json::to_string_pretty(&self.json()).expect("JSON"))
    }
}

/// A client that ignores proxies of the environment.
pub(crate) fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().expect("a client")
}

impl Mock {
    pub(crate) async fn start() -> Self {
        Self::with(Options::default()).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let clock = ManualClock::at("2026-06-01T12:00:00Z".parse().expect("a time"));
        let options = Options { clock: Clock::Manual(clock.clone()), ids: Ids::sequential(), ..options };
        let server = spawn(options).await.expect("a free port");
        Self { server, clock, http: http() }
    }

    /// A request below the base path, as the administrator.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.anonymous(method, path).bearer_auth(tokens::ADMIN)
    }

    pub(crate) fn anonymous(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.server.url()))
    }

    pub(crate) async fn get(&self, client_id: &str) -> Response {
        let request = self.request(Method::GET, &format!("/admin/oauth/clients/{client_id}"));
        Response::of(request.send().await.expect("a response")).await
    }

    pub(crate) async fn put(&self, client_id: &str, body: &Value) -> Response {
        self.put_raw(client_id, "application/json", body.to_string().into_bytes()).await
    }

    pub(crate) async fn put_raw(&self, client_id: &str, content_type: &str, body: Vec<u8>) -> Response {
        let request = self.request(Method::PUT, &format!("/admin/oauth/clients/{client_id}"));
        Response::of(request.header("content-type", content_type).body(body).send().await.expect("a response")).await
    }
}
