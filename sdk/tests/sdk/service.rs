//! A server that gives one response, and a client of it.

use authms_sdk::{Client, ClientId, RetryPolicy};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

/// A token that must not appear in any output.
pub(crate) const TOKEN: &str = "canary-token-9f2c";

/// A server that responds to everything alike.
pub(crate) struct Service {
    pub(crate) server: MockServer,
}

impl Service {
    pub(crate) async fn responding(template: ResponseTemplate) -> Self {
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(template).mount(&server).await;
        Self { server }
    }

    /// A success envelope around this item.
    pub(crate) async fn with_item(item: Value) -> Self {
        Self::responding(ok(item)).await
    }

    pub(crate) fn client(&self) -> Client {
        Client::builder(format!("{}/api/v1", self.server.uri()))
            .bearer_token(TOKEN)
            .retry(RetryPolicy::new().attempts(1))
            .build()
            .expect("good settings")
    }

    pub(crate) async fn requests(&self) -> Vec<Request> {
        self.server.received_requests().await.expect("recording is on")
    }

    /// The body of the only request.
    pub(crate) async fn sent(&self) -> Value {
        let requests = self.requests().await;
        assert_eq!(requests.len(), 1);
        serde_json::from_slice(&requests[0].body).expect("JSON")
    }
}

pub(crate) fn ok(item: Value) -> ResponseTemplate {
    ResponseTemplate::new(200)
        .set_body_json(json!({"code": 0, "message": "ok", "data": item, "timestamp": "2026-04-15T10:30:00Z"}))
}

pub(crate) fn id() -> ClientId {
    "app-123".parse().expect("an id")
}
