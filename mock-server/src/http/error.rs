//! Errors that a handler or an extractor returns.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::store::StoreError;

/// An error with its status and a message that tells the caller what to do.
#[derive(Debug, Clone)]
pub(crate) struct ApiError {
    status: StatusCode,
    pub(crate) message: String,
    pub(crate) challenge: Option<&'static str>,
}

impl ApiError {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), challenge: None }
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// An error for a missing or invalid token, with its challenge (RFC 6750 section 3).
    pub(crate) fn unauthenticated(message: impl Into<String>, challenge: &'static str) -> Self {
        Self { challenge: Some(challenge), ..Self::new(StatusCode::UNAUTHORIZED, message) }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let (status, message) = match error {
            StoreError::NoSuchClient => (StatusCode::NOT_FOUND, "the tenant of the token has no such client"),
            StoreError::NoSuchSecret => (StatusCode::NOT_FOUND, "the client has no such secret"),
            StoreError::TooManySecrets => {
                (StatusCode::CONFLICT, "the client has two active secrets; hint: deactivate or delete one first")
            }
            StoreError::LastSecret => {
                (StatusCode::BAD_REQUEST, "the last secret cannot be deleted; hint: create another one first")
            }
            StoreError::PublicClient => {
                (StatusCode::BAD_REQUEST, "a public client has no secrets; hint: set `is_confidential` first")
            }
        };
        Self::new(status, message)
    }
}

impl IntoResponse for ApiError {
    /// Without a body: `envelope::shape` writes it, since it knows the time and the profile.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
