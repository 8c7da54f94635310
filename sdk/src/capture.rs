//! From a method of the generated client to a request: nothing is sent here.
//!
//! Progenitor builds good requests, but it would decode the answer itself, lose the status of what it cannot decode and
//! print whole bodies (sdk-F8, sdk-F9), and its hooks cannot return errors of ours (sdk-F11). So its `pre` hook keeps the
//! request and stops there; the SDK sends what was kept.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use http::Method;
use progenitor_client::{ClientHooks, ClientInfo, OperationInfo};
use reqwest::Request;

use crate::{error::Error, generated, kind::ErrorKind, operation::Operation};

/// Takes the request out of the hook.
#[derive(Clone, Default)]
pub(crate) struct Slot(Arc<Mutex<Option<Request>>>);

/// Never the request.
impl std::fmt::Debug for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Slot")
    }
}

impl ClientHooks<Slot> for generated::Client {
    async fn pre<E>(&self, request: &mut Request, _: &OperationInfo) -> Result<(), progenitor_client::Error<E>> {
        let nothing = Request::new(Method::GET, request.url().clone());
        let request = std::mem::replace(request, nothing);
        *self.inner().0.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        Err(progenitor_client::Error::Custom(String::new()))
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
    // Nothing in there waits: building is synchronous, and the hook stops there.
    let _ = call(&client).now_or_never();
    let kept = client.inner().0.lock().unwrap_or_else(PoisonError::into_inner).take();
    let unbuilt = || Error::new(ErrorKind::InvalidInput, "the request cannot be built").of(operation);
    let mut request = kept.ok_or_else(unbuilt)?;
    stays_in_place(base_url, &request, operation)?;
    // Progenitor sends the contract's version with every request; the service knows no such header (sdk-F13).
    request.headers_mut().remove("api-version");
    Ok(request)
}

/// A URL parser resolves dot segments and, in http URLs, takes `\` for `/`. Ids are checked when they are made; this
/// holds even if a parameter got past that (sdk-F1).
fn stays_in_place(base_url: &str, request: &Request, operation: &'static Operation) -> Result<(), Error> {
    let moved = || {
        let what = "a path parameter would move the request to another resource";
        Error::new(ErrorKind::InvalidInput, what).of(operation)
    };
    let below = request.url().as_str().strip_prefix(base_url).ok_or_else(moved)?;
    let end = below.bytes().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(below.len());
    let (mut found, mut wanted) = (below.get(..end).unwrap_or_default().split('/'), operation.template.split('/'));
    let in_place = loop {
        match (wanted.next(), found.next()) {
            (None, None) => break true,
            (Some(wanted), Some(found)) if wanted == found || wanted.starts_with('{') && !found.is_empty() => {}
            _ => break false,
        }
    };
    if in_place { Ok(()) } else { Err(moved()) }
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

    #[test]
    fn f13_the_generated_client_alone_sends_an_api_version() {
        let client = generated::Client::new_with_client("http://a.invalid", reqwest::Client::new(), Slot::default());
        let _ = client.get_client("demo").now_or_never();
        let request = client.inner().0.lock().unwrap().take().unwrap();
        assert!(request.headers().contains_key("api-version"));
    }
}
