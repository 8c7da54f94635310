//! From a method of the generated client to a request: nothing is sent here.
//!
//! Progenitor builds good requests, but it would decode the answer itself, lose the status of what it cannot decode and
//! print whole bodies (sdk-F8, sdk-F9), and its hooks cannot return errors of ours (sdk-F11). So the hook that would send
//! the request keeps it and never answers; the SDK sends what was kept.

use std::{
    future,
    pin::pin,
    sync::{Mutex, PoisonError},
};

use futures_util::FutureExt;
use progenitor_client::{ClientHooks, ClientInfo, OperationInfo};
use reqwest::{Request, Response};

use crate::{error::Error, generated, kind::ErrorKind, operation::Operation};

/// Takes the request out of the hook.
#[derive(Default)]
pub(crate) struct Slot(Mutex<Option<Request>>);

/// Empty: what one client has kept is no other's. The generated client asks for it, and nobody clones that.
impl Clone for Slot {
    fn clone(&self) -> Self {
        Self::default()
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
        *self.inner().0.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        future::pending().await
    }
}

/// The request that a method of the generated client makes.
pub(crate) fn request(
    http: &reqwest::Client,
    base_url: &str,
    operation: &'static Operation,
    call: impl AsyncFnOnce(&generated::Client),
) -> Result<Request, Error> {
    let client = generated::Client::new_with_client(base_url, http.clone(), Slot::default());
    // Nothing waits before the hook: building is synchronous.
    let _ = pin!(call(&client)).now_or_never();
    let kept = client.inner().0.lock().unwrap_or_else(PoisonError::into_inner).take();
    let unbuilt = || Error::new(ErrorKind::InvalidInput, "the request cannot be built").of(operation);
    let request = kept.ok_or_else(unbuilt)?;
    stays_in_place(base_url, &request, operation)?;
    Ok(request)
}

/// A URL parser resolves dot segments and, in http URLs, takes `\` for `/`. Ids are checked when they are made; this
/// holds even if a parameter got past that (sdk-F1).
fn stays_in_place(base_url: &str, request: &Request, operation: &'static Operation) -> Result<(), Error> {
    let moved = || {
        let what = "a path parameter would move the request to another resource";
        Error::new(ErrorKind::InvalidInput, what).of(operation)
    };
    let (url, query) = (request.url().as_str(), request.url().query());
    let without_query = match query {
        Some(query) => url.strip_suffix(query).and_then(|url| url.strip_suffix('?')),
        None => Some(url),
    };
    let path = without_query.and_then(|url| url.strip_prefix(base_url));
    if path.is_some_and(|path| fits(operation.template, path)) { Ok(()) } else { Err(moved()) }
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
        request(&reqwest::Client::new(), "http://127.0.0.1/api/v1", operation, call)
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
