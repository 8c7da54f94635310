//! Reads responses that were received by other means.

use http::{HeaderMap, HeaderValue, header};

use crate::{
    errors::{error::Error, kind::ErrorKind, known::Known},
    exchange::response::{Raw, Success},
    observe::watch::{Subscriber, Watch},
    wire::{
        generated::every_operation,
        operation::{Endpoint, Operation},
    },
};

/// Reads a response to an operation as a live call would.
///
/// ```
/// use authms_sdk::{ErrorKind, decode_response};
///
/// decode_response("get_client", 200, Some("application/json"), br#"{"code":0,"data":{"name":"Payments"}}"#)?;
/// let error = decode_response("get_client", 401, Some("text/html"), b"<html>").unwrap_err();
/// assert_eq!((error.kind(), error.status()), (ErrorKind::Auth, Some(401)));
/// # Ok::<(), authms_sdk::Error>(())
/// ```
///
/// An entry of a list that cannot be read is not an error of its page, see [`Page::invalid`](crate::Page::invalid).
///
/// # Errors
///
/// What a live call returns for that response; [`ErrorKind::InvalidInput`] if there is no such operation.
pub fn decode_response(operation: &str, status: u16, content_type: Option<&str>, body: &[u8]) -> Result<(), Error> {
    let unknown = || Error::new(ErrorKind::InvalidInput, format!("there is no operation `{operation}`"));
    let (operation, check) = check(operation).ok_or_else(unknown)?;
    let mut headers = HeaderMap::new();
    if let Some(value) = content_type.and_then(|text| HeaderValue::from_str(text).ok()) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    let raw = Raw { status, headers, body: bytes::Bytes::copy_from_slice(body) };
    let result = check(&raw, &Watch::new(operation, status, &Subscriber::default()));
    result.map_err(|error| raw.blame(operation, error).told(Known::default()))
}

/// Reads a response and drops the value.
type Check = fn(&Raw, &Watch<'_>) -> Result<(), Error>;

macro_rules! check {
    ($($id:ident => $endpoint:ty,)*) => {
        /// The operation with an id, and how its responses are read.
        fn check(id: &str) -> Option<(&'static Operation, Check)> {
            $(if id == stringify!($id) {
                return Some((<$endpoint>::OPERATION, |raw, watch| drop_value::<$endpoint>(raw, watch)));
            })*
            None
        }
    };
}

every_operation!(check);

fn drop_value<E: Endpoint<Success: Success>>(raw: &Raw, watch: &Watch<'_>) -> Result<(), Error> {
    E::Success::read(raw, watch).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! ids {
        ($($id:ident => $endpoint:ty,)*) => {
            const OPERATIONS: &[&str] = &[$(stringify!($id)),*];
        };
    }

    every_operation!(ids);

    #[test]
    fn f14_only_what_mints_a_secret_or_is_not_idempotent_is_not_to_be_repeated() {
        let busy = |id: &&&str| !decode_response(id, 503, None, b"").unwrap_err().is_retryable();
        let once: Vec<&&str> = OPERATIONS.iter().filter(busy).collect();
        for minting in ["clone_client", "create_client", "create_client_secret", "rotate_client_secret"] {
            assert!(once.contains(&&minting), "{minting}");
        }
        for repeatable in ["delete_client", "get_client", "update_client", "revoke_client_tokens"] {
            assert!(!once.contains(&&repeatable), "{repeatable}");
        }
        // RFC 9110 section 9.2.2, for every operation: a POST is not idempotent, the other methods here are.
        for id in OPERATIONS {
            let (operation, _) = check(id).unwrap();
            let expected = operation.method == "POST" || operation.mints.is_some();
            assert_eq!(once.contains(&id), expected, "{id}");
        }
    }
}
