//! Request bodies: from bytes to a checked value. Each refusal names the reason and a remedy.
//!
//! The raw value is checked against the contract before it is parsed: serde alone would accept a list as an object and
//! `null` as "absent".

use authms_spec::Operation;
use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    error::ApiError,
    silent_points::SilentPoints,
    state::Shared,
    violations::{Violations, quoted},
};

/// Largest body that is read, in bytes.
const LIMIT: usize = 1 << 20;

/// A body as received. Its errors are reported only when it is read, so that 404 can come before 400.
pub(crate) struct RawBody {
    bytes: Result<Vec<u8>, ApiError>,
    violations: Violations,
}

impl FromRequest<Shared> for RawBody {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &Shared) -> Result<Self, ApiError> {
        let violations = request.extensions().get::<Violations>().cloned().unwrap_or_default();
        let (parts, body) = request.into_parts();
        let bytes = match to_bytes(body, LIMIT).await {
            Ok(bytes) => check_content_type(&parts.headers).map(|()| bytes.to_vec()),
            Err(_) => {
                let message = format!("the body is larger than {LIMIT} bytes or incomplete");
                Err(ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, message))
            }
        };
        Ok(Self { bytes, violations })
    }
}

impl RawBody {
    /// Reads the body as the request of an operation, and settles silent points as the profile says.
    pub(crate) fn read<T: DeserializeOwned>(self, app: &Shared, operation: &Operation) -> Result<T, ApiError> {
        let mut value = parse(&self.bytes?)?;
        let Some((schema, compiled)) = operation.request.and_then(|name| Some((name, app.schemas.get(name)?))) else {
            let message = format!("the contract has no request schema for {}", operation.id);
            return Err(ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, message));
        };
        if let Value::Object(map) = &mut value {
            SilentPoints { profile: &app.profile, violations: &self.violations, schema }.settle(map)?;
        }
        let broken: Vec<String> = compiled.violations(&value).iter().map(ToString::to_string).collect();
        if !broken.is_empty() {
            let hint = hint_for(&value);
            return Err(ApiError::bad_request(format!("{}{hint}", broken.join("; "))));
        }
        serde_json::from_value(value).map_err(|_| ApiError::bad_request("the body does not match the contract"))
    }
}

fn check_content_type(headers: &HeaderMap) -> Result<(), ApiError> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = given.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    let what = if essence.is_empty() {
        "the content type is missing".to_owned()
    } else {
        format!("the content type is {}", quoted(essence))
    };
    Err(ApiError::bad_request(format!("{what}; hint: send `Content-Type: application/json`")))
}

fn parse(bytes: &[u8]) -> Result<Value, ApiError> {
    if bytes.is_empty() {
        return Err(ApiError::bad_request("the body is empty; hint: send a JSON object, `{}` to change nothing"));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        ApiError::bad_request(format!("the body is not valid UTF-8 from byte {} on", error.valid_up_to()))
    })?;
    serde_json::from_str(text).map_err(|error| {
        // serde's message may quote the body, so only the position is repeated.
        let what = if error.is_eof() { "ends too early" } else { "is not valid JSON" };
        ApiError::bad_request(format!("the body {what} at line {}, column {}", error.line(), error.column()))
    })
}

/// A hint for mistakes that frontends are known to make.
fn hint_for(value: &Value) -> &'static str {
    match value.get("redirect_uris") {
        Some(Value::String(text)) if text.contains('\n') => {
            "; hint: this is one string with line breaks, send a JSON array with one string for each URI"
        }
        Some(Value::String(_)) => "; hint: send a JSON array, also for one URI",
        _ => "",
    }
}
