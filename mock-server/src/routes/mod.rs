//! The contract's paths and the handlers behind them, as a table.

mod clients;

use axum::{Router, routing::get};

use crate::app::Shared;

/// Every operation of the contract.
pub(crate) fn all() -> Router<Shared> {
    Router::new().route("/admin/oauth/clients/{client_id}", get(clients::get_client).put(clients::update_client))
}

#[cfg(test)]
mod tests {
    use authms_spec::contract;
    use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
    use serde_json::Value;

    use super::clients::{OAuthClientItem, UpdateClientRequest};
    use crate::envelope::{Detail, SimpleResponse};

    fn generate<T: JsonSchema>(settings: SchemaSettings) -> Value {
        let settings = settings.with(|settings| settings.inline_subschemas = true);
        SchemaGenerator::new(settings).into_root_schema_for::<T>().to_value()
    }

    /// The JSON type of a property, `null` beside it left out, and that of its items.
    fn kind(property: &Value) -> (String, String) {
        let of = |value: &Value| match &value["type"] {
            Value::Array(types) => {
                types.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or_default().to_owned()
            }
            other => other.as_str().unwrap_or("object").to_owned(),
        };
        (of(property), property.get("items").map(of).unwrap_or_default())
    }

    fn properties(schema: &Value) -> Vec<(String, (String, String))> {
        schema["properties"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, property)| (name.clone(), kind(property)))
            .collect()
    }

    fn required(schema: &Value) -> Vec<&str> {
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }

    fn component(name: &str) -> &'static Value {
        contract().document().pointer(&format!("/components/schemas/{name}")).unwrap()
    }

    #[test]
    fn requests_have_the_contracts_properties_types_and_required_fields() {
        let dto = generate::<UpdateClientRequest>(SchemaSettings::draft07().for_deserialize());
        assert_eq!(properties(&dto), properties(component("UpdateClientRequest")));
        assert_eq!(required(&dto), required(component("UpdateClientRequest")));
    }

    #[test]
    fn answers_have_the_contracts_properties_and_types_and_require_no_less() {
        let serialize = || SchemaSettings::draft07().for_serialize();
        for (name, dto) in [
            ("OAuthClientItem", generate::<OAuthClientItem>(serialize())),
            ("OAuthClientItemDetailResponse", generate::<Detail<OAuthClientItem>>(serialize())),
            ("SimpleResponse", generate::<SimpleResponse>(serialize())),
        ] {
            assert_eq!(properties(&dto), properties(component(name)), "{name}");
            let promised = required(&dto);
            assert!(required(component(name)).iter().all(|field| promised.contains(field)), "{name}");
        }
    }
}
