//! For tests: what the SDK makes of an answer, without a server.

use http::{HeaderMap, HeaderValue, header};

use crate::{
    error::{Error, ErrorKind},
    generated::types,
    operation::Operation,
    response::{Raw, read, read_empty},
};

/// Reads an answer to an operation as a live call would.
///
/// ```
/// use authms_sdk::{ErrorKind, test_util::decode_response};
///
/// decode_response("get_client", 200, Some("application/json"), br#"{"code":0,"data":{"name":"Payments"}}"#)?;
/// let error = decode_response("get_client", 401, Some("text/html"), b"<html>").unwrap_err();
/// assert_eq!((error.kind(), error.status()), (ErrorKind::Auth, Some(401)));
/// # Ok::<(), authms_sdk::Error>(())
/// ```
///
/// # Errors
///
/// What a live call returns for that answer; [`ErrorKind::InvalidInput`] if there is no such operation.
pub fn decode_response(operation: &str, status: u16, content_type: Option<&str>, body: &[u8]) -> Result<(), Error> {
    let unknown = || Error::new(ErrorKind::InvalidInput, format!("there is no operation `{operation}`"));
    let operation = Operation::find(operation).ok_or_else(unknown)?;
    let mut headers = HeaderMap::new();
    if let Some(value) = content_type.and_then(|text| HeaderValue::from_str(text).ok()) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    let raw = Raw { status, headers, body: body.to_vec() };
    match operation.id {
        "clone_client" => read::<types::CloneClientDetailResponse>(operation, raw).map(drop),
        "create_client" => read::<types::CreateClientDetailResponse>(operation, raw).map(drop),
        "create_client_secret" => read::<types::CreateClientSecretDetailResponse>(operation, raw).map(drop),
        "deactivate_client_secret" => read::<types::OAuthClientSecretDetailResponse>(operation, raw).map(drop),
        "delete_client" | "delete_client_secret" => read_empty(operation, raw),
        "get_client" | "update_client" => read::<types::OAuthClientItemDetailResponse>(operation, raw).map(drop),
        "get_client_stats" => read::<types::ClientStatsDetailResponse>(operation, raw).map(drop),
        "list_client_audit_logs" => read::<types::OAuthAuditLogListResponse>(operation, raw).map(drop),
        "list_client_secrets" => read::<types::OAuthClientSecretListDetailResponse>(operation, raw).map(drop),
        "list_client_tokens" => read::<types::OAuthTokenListResponse>(operation, raw).map(drop),
        "list_clients" => read::<types::OAuthClientListResponse>(operation, raw).map(drop),
        "revoke_client_tokens" => read::<types::RevokeClientTokensDetailResponse>(operation, raw).map(drop),
        "revoke_user_tokens" => read::<types::BatchRevokeDetailResponse>(operation, raw).map(drop),
        "rotate_client_secret" => read::<types::RotateSecretDetailResponse>(operation, raw).map(drop),
        _ => Err(unknown()),
    }
}
