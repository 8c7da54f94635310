//! From a method of the generated client to a request: nothing is sent here.
//!
//! Progenitor builds good requests, but it would decode the answer itself, lose the status of what it cannot decode and
//! print whole bodies (sdk-F8, sdk-F9), and its hooks cannot return errors of ours (sdk-F11). So the hook that would send
//! the request keeps it and never answers; the SDK sends what was kept.

use std::{
    future,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use futures_util::FutureExt;
use progenitor_client::{ClientHooks, ClientInfo, OperationInfo};
use reqwest::{Request, Response, Url};

use crate::{error::Error, generated, kind::ErrorKind, operation::Operation};

/// Where a service is.
pub(crate) struct Base {
    pub(crate) url: Url,
    /// Path of the URL without a slash at its end: the gateway's prefix.
    prefix: String,
}

impl Base {
    pub(crate) fn new(url: Url) -> Self {
        let prefix = url.path().trim_end_matches('/').to_owned();
        Self { url, prefix }
    }
}

/// What the generated client is given: where requests go, and a place for the one that is made.
pub(crate) struct Slot {
    base: Arc<Base>,
    request: Mutex<Option<Request>>,
}

impl Slot {
    fn new(base: Arc<Base>) -> Self {
        Self { base, request: Mutex::default() }
    }

    /// The URL of a path, prefix included. Parsing a whole URL for every request would cost more, and a parameter could
    /// change more than the path.
    pub(crate) fn url(&self, path: String) -> Url {
        let mut url = self.base.url.clone();
        url.set_path(&path);
        url
    }

    fn request(&self) -> MutexGuard<'_, Option<Request>> {
        self.request.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Empty: what one client has kept is no other's. The generated client asks for it, and nobody clones that.
impl Clone for Slot {
    fn clone(&self) -> Self {
        Self::new(Arc::clone(&self.base))
    }
}

/// Never the request.
impl std::fmt::Debug for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Slot")
    }
}

impl ClientHooks<Slot> for generated::Client {
    async fn exec(&self, request: Request, _: &OperationInfo) -> reqwest::Result<Response> {
        *self.inner().request() = Some(request);
        future::pending().await
    }
}

/// The request that a method of the generated client makes.
pub(crate) fn request(
    http: &reqwest::Client,
    base: &Arc<Base>,
    operation: &'static Operation,
    call: impl AsyncFnOnce(&generated::Client),
) -> Result<Request, Error> {
    let client = generated::Client::new_with_client(&base.prefix, http.clone(), Slot::new(Arc::clone(base)));
    // Nothing waits before the hook: building is synchronous.
    let _ = pin!(call(&client)).now_or_never();
    let kept = client.inner().request().take();
    let refused = |what| Error::new(ErrorKind::InvalidInput, what).of(operation);
    let request = kept.ok_or_else(|| refused("the request cannot be built"))?;
    // A URL parser resolves dot segments and, in http URLs, takes `\` for `/`. Ids are checked when they are made; this
    // holds even if a parameter got past that (sdk-F1).
    match request.url().path().strip_prefix(&base.prefix) {
        Some(path) if fits(operation.template, path) => Ok(request),
        _ => Err(refused("a path parameter would move the request to another resource")),
    }
}

/// Whether a path is a template with one segment, not empty, for each of its parameters.
fn fits(template: &str, path: &str) -> bool {
    let Some((literal, parameter)) = template.split_once('{') else { return template == path };
    let Some(found) = path.strip_prefix(literal) else { return false };
    let (_, template) = parameter.split_once('}').unwrap_or_default();
    let end = found.find('/').unwrap_or(found.len());
    end > 0 && found.get(end..).is_some_and(|path| fits(template, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captured(id: &str) -> Result<Request, Error> {
        let operation = Operation::find("get_client").unwrap();
        let call = async |client: &generated::Client| drop(client.get_client(id).await);
        let base = Arc::new(Base::new("http://127.0.0.1/api/v1/".parse().unwrap()));
        request(&reqwest::Client::new(), &base, operation, call)
    }

    #[test]
    fn f01_the_generated_client_alone_moves_a_request_and_it_is_noticed() {
        for id in ["..", ".", "", "a\\b", "..\\..\\x"] {
            assert!(captured(id).is_err(), "{id:?}");
        }
        for id in ["demo", "a/b", "%2e%2e", "客户", "a b", "?", "#", "..."] {
            assert!(captured(id).is_ok(), "{id:?}");
        }
    }

    #[test]
    fn f08_f09_the_generators_own_error_loses_the_status_and_prints_the_body() {
        let secret = "canary-secret-41b7";
        let broken = serde_json::from_str::<bool>("x").unwrap_err();
        let error = progenitor_client::Error::<()>::InvalidResponsePayload(secret.into(), broken);
        assert!(error.status().is_none() && format!("{error:?}").contains(secret));
    }

    #[test]
    fn f10_the_generators_own_error_calls_a_broken_request_retryable() {
        let broken = reqwest::Client::new().get("no url").build().unwrap_err();
        assert!(progenitor_client::Error::<()>::CommunicationError(broken).is_retryable());
    }
}
