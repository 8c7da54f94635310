//! Request bodies: from bytes to a checked value, with a reason and a remedy for whatever is wrong.
//!
//! The raw value is checked against the contract before it is parsed: serde alone would take a list for an object and
//! `null` for "not given".

use std::collections::HashMap;

use authms_spec::{Schema, contract};
use axum::{
    body::to_bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::{
    app::Shared,
    envelope::ApiError,
    violations::{Violations, did_you_mean, quoted},
};
use authms_spec::profile::{Duplicates, EmptyString, Null, Profile, UnknownFields, UnknownValues};

/// Largest body that is read, in bytes.
const LIMIT: usize = 1 << 20;

/// The contract's request schemas by name, compiled once.
#[derive(Debug)]
pub(crate) struct Schemas(HashMap<String, Schema>);

impl Default for Schemas {
    fn default() -> Self {
        let names =
            contract().operations().iter().filter_map(|operation| operation.request.as_deref()?.rsplit('/').next());
        Self(names.filter_map(|name| Some((name.to_owned(), contract().schema(name)?))).collect())
    }
}

/// A body as it came; what is wrong with it is only said when it is asked for, so that 404 can come before 400.
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
                let message = format!("the body is larger than {LIMIT} bytes or broke off");
                Err(ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, message))
            }
        };
        Ok(Self { bytes, violations })
    }
}

impl RawBody {
    /// The body as a value of the contract's schema of that name, silent points settled by the profile.
    pub(crate) fn read<T: DeserializeOwned>(self, app: &Shared, schema: &str) -> Result<T, ApiError> {
        let mut value = parse(&self.bytes?)?;
        let reader = Reader { profile: &app.profile, violations: &self.violations, schema };
        if let Value::Object(map) = &mut value {
            reader.settle_silent_points(map)?;
        }
        let Some(compiled) = app.schemas.0.get(schema) else {
            return Err(ApiError::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                format!("the contract has no schema {schema}"),
            ));
        };
        let broken: Vec<String> = compiled.violations(&value).iter().map(ToString::to_string).collect();
        if !broken.is_empty() {
            let hint = hint_for(&value);
            return Err(ApiError::bad_request(format!("{}{hint}", broken.join("; "))));
        }
        serde_json::from_value(value)
            .map_err(|_| ApiError::bad_request("the body does not have the shape of the contract"))
    }
}

fn check_content_type(headers: &HeaderMap) -> Result<(), ApiError> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = given.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    let what = if essence.is_empty() {
        "there is no content type".to_owned()
    } else {
        format!("the content type is {}", quoted(essence))
    };
    Err(ApiError::bad_request(format!("{what}; hint: send `Content-Type: application/json`")))
}

fn parse(bytes: &[u8]) -> Result<Value, ApiError> {
    if bytes.is_empty() {
        return Err(ApiError::bad_request("the body is empty; hint: send a JSON object, `{}` to change nothing"));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| ApiError::bad_request(format!("the body is no UTF-8 from byte {} on", error.valid_up_to())))?;
    serde_json::from_str(text).map_err(|error| {
        // serde's own words may quote the body; its position may be told.
        let what = if error.is_eof() { "breaks off" } else { "is no JSON" };
        ApiError::bad_request(format!("the body {what} at line {}, column {}", error.line(), error.column()))
    })
}

/// What frontends are known to get wrong.
fn hint_for(value: &Value) -> &'static str {
    match value.get("redirect_uris") {
        Some(Value::String(text)) if text.contains('\n') => {
            "; hint: one text with line breaks was sent, send a JSON array with one string for each URI"
        }
        Some(Value::String(_)) => "; hint: send a JSON array, also for one URI",
        _ => "",
    }
}

/// Settles what the contract leaves open, by the profile.
struct Reader<'r> {
    profile: &'r Profile,
    violations: &'r Violations,
    schema: &'r str,
}

impl Reader<'_> {
    fn settle_silent_points(&self, map: &mut Map<String, Value>) -> Result<(), ApiError> {
        let known = contract().properties(self.schema);
        let names: Vec<String> = map.keys().cloned().collect();
        for name in names {
            if !known.contains(&name.as_str()) {
                self.unknown_field(map, &name, &known)?;
                continue;
            }
            self.null(map, &name)?;
            self.empty_string(map, &name)?;
            self.known_values(map, &name)?;
            if let (Duplicates::Remove, Some(Value::Array(items))) = (self.profile.duplicates, map.get_mut(&name)) {
                let mut seen = Vec::new();
                items.retain(|item| {
                    !seen.contains(item) && {
                        seen.push(item.clone());
                        true
                    }
                });
            }
        }
        Ok(())
    }

    fn unknown_field(&self, map: &mut Map<String, Value>, name: &str, known: &[&str]) -> Result<(), ApiError> {
        let meant = did_you_mean(name, known).map(|known| format!(", did you mean `{known}`?")).unwrap_or_default();
        let text = format!("{} is no field of {}{meant}", quoted(name), self.schema);
        if self.profile.unknown_fields == UnknownFields::Reject {
            return Err(ApiError::bad_request(text));
        }
        map.remove(name);
        self.violations.add(text);
        Ok(())
    }

    fn null(&self, map: &mut Map<String, Value>, name: &str) -> Result<(), ApiError> {
        if map.get(name) != Some(&Value::Null) {
            return Ok(());
        }
        match self.profile.null {
            Null::Reject => {
                return Err(ApiError::bad_request(format!("`{name}` must not be null; hint: leave it out to keep it")));
            }
            Null::Keep => {
                map.remove(name);
                self.violations.add(format!(
                    "`{name}` is null and keeps its value; leave it out to keep it, send an empty value to clear it"
                ));
            }
            Null::Clear => {
                self.violations.add(format!("`{name}` is null and is cleared; the contract does not say so"));
                match self.property(name)["type"].as_str() {
                    Some("array") => map.insert(name.to_owned(), json!([])),
                    Some("string") => map.insert(name.to_owned(), json!("")),
                    _ => map.remove(name),
                };
            }
        }
        Ok(())
    }

    fn empty_string(&self, map: &mut Map<String, Value>, name: &str) -> Result<(), ApiError> {
        let text = self.property(name)["type"] == "string";
        if !text || map.get(name).and_then(Value::as_str) != Some("") {
            return Ok(());
        }
        match self.profile.empty_string {
            EmptyString::Clear => {}
            EmptyString::Keep => {
                map.remove(name);
            }
            EmptyString::Reject => {
                return Err(ApiError::bad_request(format!(
                    "`{name}` must not be empty; hint: leave it out to keep it"
                )));
            }
        }
        Ok(())
    }

    fn known_values(&self, map: &Map<String, Value>, name: &str) -> Result<(), ApiError> {
        let property = self.property(name);
        let Some(known) = property["x-known-values"].as_array() else { return Ok(()) };
        let given: Vec<&str> = match map.get(name) {
            Some(Value::String(text)) if !text.is_empty() => vec![text],
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let known: Vec<&str> = known.iter().filter_map(Value::as_str).collect();
        if given.iter().all(|value| known.contains(value)) {
            return Ok(());
        }
        let text = format!("`{name}` has a value beside the known ones: {}", known.join(", "));
        if self.profile.unknown_values == UnknownValues::Reject {
            return Err(ApiError::bad_request(text));
        }
        self.violations.add(text);
        Ok(())
    }

    fn property(&self, name: &str) -> &'static Value {
        let pointer = format!("/components/schemas/{}/properties/{name}", self.schema);
        contract().document().pointer(&pointer).unwrap_or(&Value::Null)
    }
}
