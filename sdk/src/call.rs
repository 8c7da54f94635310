//! One call: the generated client builds the request, the hooks here send it and keep the raw answer.
//!
//! Progenitor would decode the answer itself, lose the status of what it cannot decode and print whole bodies (sdk-F8,
//! sdk-F9). So the answer goes into a slot, and progenitor gets an empty one with a status that it does not know.

use std::sync::{Arc, Mutex, PoisonError};

use http::{HeaderValue, StatusCode, header};
use progenitor_client::{ClientHooks, ClientInfo, OperationInfo};
use reqwest::{Body, Request, Response};

use crate::{
    error::{Error, ErrorKind},
    generated,
    operation::Operation,
    response::{Envelope, Raw, read, read_empty},
};

/// A status that no operation documents, for the answer that progenitor sees.
const KEPT: u16 = 599;

/// What calls of one client share.
pub(crate) struct Shared {
    pub(crate) http: reqwest::Client,
    pub(crate) base_url: String,
    pub(crate) authorization: Option<HeaderValue>,
    pub(crate) body_limit: usize,
}

/// Carries the settings into the hooks and the raw answer out of them.
#[derive(Clone)]
pub(crate) struct Slot {
    shared: Arc<Shared>,
    answer: Arc<Mutex<Option<Result<Raw, Error>>>>,
}

/// Never the token, never an answer.
impl std::fmt::Debug for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Slot")
    }
}

/// Sends one operation through the generated client and reads what came back.
pub(crate) async fn send<E: Envelope>(
    shared: &Arc<Shared>,
    operation: &'static str,
    call: impl AsyncFnOnce(&generated::Client),
) -> Result<E::Data, Error> {
    let (operation, raw) = exchanged(shared, operation, call).await?;
    read::<E>(operation, raw)
}

/// As [`send`], for operations whose success carries no body.
pub(crate) async fn send_empty(
    shared: &Arc<Shared>,
    operation: &'static str,
    call: impl AsyncFnOnce(&generated::Client),
) -> Result<(), Error> {
    let (operation, raw) = exchanged(shared, operation, call).await?;
    read_empty(operation, raw)
}

async fn exchanged(
    shared: &Arc<Shared>,
    operation: &'static str,
    call: impl AsyncFnOnce(&generated::Client),
) -> Result<(&'static Operation, Raw), Error> {
    let Some(operation) = Operation::find(operation) else {
        return Err(Error::new(ErrorKind::InvalidInput, format!("there is no operation `{operation}`")));
    };
    let slot = Slot { shared: Arc::clone(shared), answer: Arc::default() };
    let client = generated::Client::new_with_client(&shared.base_url, shared.http.clone(), slot);
    call(&client).await;
    let answer = client.inner().answer.lock().unwrap_or_else(PoisonError::into_inner).take();
    match answer {
        Some(Ok(raw)) => Ok((operation, raw)),
        Some(Err(error)) => Err(error.of(operation)),
        // The hooks always leave an answer; without one the request could not even be built.
        None => Err(Error::new(ErrorKind::InvalidInput, "the request cannot be built").of(operation)),
    }
}

impl ClientHooks<Slot> for generated::Client {
    async fn exec(&self, request: Request, info: &OperationInfo) -> reqwest::Result<Response> {
        let slot = self.inner();
        let answer = exchange(&slot.shared, request, info.operation_id).await;
        *slot.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        let mut kept = http::Response::new(Body::default());
        *kept.status_mut() = StatusCode::from_u16(KEPT).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Ok(Response::from(kept))
    }
}

async fn exchange(shared: &Shared, mut request: Request, operation: &str) -> Result<Raw, Error> {
    stays_in_place(shared, &request, operation)?;
    // Progenitor sends the contract's version with every request; the service knows no such header (sdk-F13).
    request.headers_mut().remove("api-version");
    if let Some(value) = &shared.authorization {
        request.headers_mut().insert(header::AUTHORIZATION, value.clone());
    }
    let response = shared.http.execute(request).await.map_err(transport)?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    match body(response, shared.body_limit).await {
        Ok(body) => Ok(Raw { status, headers, body }),
        Err(error) => Err(error.answered(status, headers, Vec::new())),
    }
}

/// A URL parser resolves dot segments and, in http URLs, takes `\` for `/`. Ids are checked when they are made; this
/// holds even if a parameter got past that (sdk-F1).
fn stays_in_place(shared: &Shared, request: &Request, operation: &str) -> Result<(), Error> {
    let moved = || Error::new(ErrorKind::InvalidInput, "a path parameter would move the request to another resource");
    let template = Operation::find(operation).ok_or_else(moved)?.template;
    let below = request.url().as_str().strip_prefix(shared.base_url.as_str()).ok_or_else(moved)?;
    let path = below.split(['?', '#']).next().unwrap_or_default();
    let same =
        |(wanted, found): (&str, &str)| if wanted.starts_with('{') { !found.is_empty() } else { wanted == found };
    let in_place =
        path.split('/').count() == template.split('/').count() && template.split('/').zip(path.split('/')).all(same);
    if in_place { Ok(()) } else { Err(moved()) }
}

/// Reads a body up to a limit (sdk-F19).
async fn body(mut response: Response, limit: usize) -> Result<Vec<u8>, Error> {
    let too_large = || Error::new(ErrorKind::BodyTooLarge, format!("the answer is larger than {limit} bytes"));
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(too_large());
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(transport)? {
        if body.len() + chunk.len() > limit {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn transport(error: reqwest::Error) -> Error {
    let (kind, what) = if error.is_builder() {
        (ErrorKind::InvalidInput, "the request cannot be built")
    } else if error.is_connect() {
        (ErrorKind::Connect, "no connection to the service")
    } else if error.is_timeout() {
        (ErrorKind::Timeout, "no answer in time")
    } else {
        (ErrorKind::Transport, "the connection broke")
    };
    // The URL may come from a configuration with secrets in it.
    Error::new(kind, what).caused_by(error.without_url())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(base_url: &str) -> Shared {
        Shared { http: reqwest::Client::new(), base_url: base_url.to_owned(), authorization: None, body_limit: 1 }
    }

    fn stays(id: &str) -> bool {
        // As the generated client builds it.
        let base = "http://127.0.0.1/api/v1";
        let url = format!("{base}/admin/oauth/clients/{}", progenitor_client::encode_path(id));
        let request = Request::new(http::Method::GET, url.parse().unwrap());
        stays_in_place(&shared(base), &request, "get_client").is_ok()
    }

    #[test]
    fn f08_f09_the_generators_own_error_loses_the_status_and_prints_the_body() {
        let secret = "canary-secret-41b7";
        let broken = serde_json::from_str::<bool>("x").unwrap_err();
        let error = progenitor_client::Error::<()>::InvalidResponsePayload(secret.into(), broken);
        assert!(
            error.status().is_none() && format!("{error:?}").contains("99, 97, 110")
                || format!("{error:?}").contains(secret)
        );
    }

    #[test]
    fn f01_the_generated_client_alone_moves_a_request_and_the_hook_notices() {
        for id in ["..", ".", "", "a\\b", "..\\..\\x"] {
            assert!(!stays(id), "{id:?}");
        }
        for id in ["demo", "a/b", "%2e%2e", "客户", "a b", "?", "#", "..."] {
            assert!(stays(id), "{id:?}");
        }
    }
}
