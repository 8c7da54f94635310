//! Settles what the contract leaves open about a request body, as the profile says.

use authms_spec::{
    contract,
    profile::{Duplicates, EmptyString, Null, Profile, UnknownFields, UnknownValues},
};
use serde_json::{Map, Value, json};

use super::{
    error::ApiError,
    violations::{Violations, did_you_mean, quoted},
};

/// The profile, applied to one body.
pub(crate) struct SilentPoints<'s> {
    pub(crate) profile: &'s Profile,
    pub(crate) violations: &'s Violations,
    pub(crate) schema: &'s str,
}

impl SilentPoints<'_> {
    /// Settles each field of a body in turn.
    pub(crate) fn settle(&self, map: &mut Map<String, Value>) -> Result<(), ApiError> {
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
        let text = format!("unknown field {} in {}{meant}", quoted(name), self.schema);
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
                return Err(ApiError::bad_request(format!(
                    "`{name}` must not be null; hint: omit it to keep its value"
                )));
            }
            Null::Keep => {
                map.remove(name);
                self.violations.add(format!(
                    "`{name}` is null and keeps its value; hint: omit it to keep it, send an empty value to clear it"
                ));
            }
            Null::Clear => {
                self.violations.add(format!("`{name}` is null and was cleared; the contract does not define this"));
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
                    "`{name}` must not be empty; hint: omit it to keep its value"
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
        let text = format!("`{name}` has a value other than the known ones: {}", known.join(", "));
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
