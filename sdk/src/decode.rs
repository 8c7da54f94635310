//! What the SDK makes of an answer that somebody else has received.

use http::{HeaderMap, HeaderValue, header};

use crate::{
    envelope::{Envelope, FromData},
    error::Error,
    events::{OpenValues, Subscriber, Watch},
    generated::types,
    insights::{AuditEntry, ClientStats},
    kind::ErrorKind,
    model::{CreatedClient, OAuthClient},
    operation::Operation,
    page::Page,
    response::{Raw, read, read_empty},
    secrets::{ClientSecret, CreatedSecret, RotatedSecret},
    tokens::{Revoked, TokenInfo},
};

/// Reads an answer to an operation as a live call would.
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
    let raw = Raw { status, headers, body: bytes::Bytes::copy_from_slice(body) };
    let nobody = Subscriber::default();
    let watch = &Watch::new(operation, status, &nobody);
    let result = match operation.id {
        "clone_client" => reads::<types::CloneClientDetailResponse, CreatedClient>(&raw, watch),
        "create_client" => reads::<types::CreateClientDetailResponse, CreatedClient>(&raw, watch),
        "create_client_secret" => reads::<types::CreateClientSecretDetailResponse, CreatedSecret>(&raw, watch),
        "deactivate_client_secret" => reads::<types::OAuthClientSecretDetailResponse, ClientSecret>(&raw, watch),
        "delete_client" | "delete_client_secret" => read_empty(&raw, watch),
        "get_client" | "update_client" => reads::<types::OAuthClientItemDetailResponse, OAuthClient>(&raw, watch),
        "get_client_stats" => reads::<types::ClientStatsDetailResponse, ClientStats>(&raw, watch),
        "list_client_audit_logs" => reads::<types::OAuthAuditLogListResponse, Page<AuditEntry>>(&raw, watch),
        "list_client_secrets" => reads::<types::OAuthClientSecretListDetailResponse, Vec<ClientSecret>>(&raw, watch),
        "list_client_tokens" => reads::<types::OAuthTokenListResponse, Page<TokenInfo>>(&raw, watch),
        "list_clients" => reads::<types::OAuthClientListResponse, Page<OAuthClient>>(&raw, watch),
        "revoke_client_tokens" => reads::<types::RevokeClientTokensDetailResponse, Revoked>(&raw, watch),
        "revoke_user_tokens" => reads::<types::BatchRevokeDetailResponse, Revoked>(&raw, watch),
        "rotate_client_secret" => reads::<types::RotateSecretDetailResponse, RotatedSecret>(&raw, watch),
        _ => Err(unknown()),
    };
    result.map_err(|error| error.of(operation).answered(raw.status, raw.headers, raw.body))
}

fn reads<E: Envelope, T: FromData<E::Data> + OpenValues>(raw: &Raw, watch: &Watch<'_>) -> Result<(), Error> {
    read::<E, T>(raw, watch).map(drop)
}
