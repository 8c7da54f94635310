//! A server on this machine that responds as it is told and keeps what it was asked.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, Response},
};
use tokio::{net::TcpListener, task::JoinHandle};

/// What was asked: the method, path and query, and the headers.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
}

impl Asked {
    /// Whether it presents this token.
    pub(crate) fn is_by(&self, token: &str) -> bool {
        self.headers.get("authorization").is_some_and(|value| value == &format!("Bearer {token}"))
    }
}

/// What it responds with: a status, headers, and a body.
pub(crate) type Reply = (u16, Vec<(&'static str, String)>, String);

/// A running server.
pub(crate) struct Recorder {
    origin: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    task: JoinHandle<()>,
}

impl Recorder {
    pub(crate) async fn start(reply: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("bound"));
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (kept, reply) = (Arc::clone(&asked), Arc::new(reply));
        let app = Router::new().fallback(move |request: Request<Body>| {
            let (kept, reply) = (Arc::clone(&kept), Arc::clone(&reply));
            async move {
                let one = Asked {
                    method: request.method().to_string(),
                    path: request.uri().to_string(),
                    headers: request.headers().clone(),
                };
                let (status, headers, body) = reply(&one);
                kept.lock().expect("no panic").push(one);
                let response = Response::builder().status(status);
                let response =
                    headers.into_iter().fold(response, |response, (name, value)| response.header(name, value));
                response.body(Body::from(body)).expect("a response")
            }
        });
        let task = tokio::spawn(async move { axum::serve(listener, app).await.expect("it serves") });
        Self { origin, asked, task }
    }

    /// Scheme, host and port.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no panic").clone()
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.task.abort();
    }
}

pub(crate) fn json(status: u16, body: &str) -> Reply {
    (status, vec![("content-type", "application/json".to_owned())], body.to_owned())
}
