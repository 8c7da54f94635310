//! The contract's paths and the handlers behind them, as a table.

mod clients;
mod insights;
mod secrets;
mod tokens;

use axum::{
    Router,
    routing::{delete, get, post, put},
};

use crate::app::Shared;

/// Every operation of the contract.
pub(crate) fn all() -> Router<Shared> {
    let client = get(clients::get_client).put(clients::update_client).delete(clients::delete_client);
    Router::new()
        .route("/admin/oauth/clients", get(clients::list_clients).post(clients::create_client))
        .route("/admin/oauth/clients/{client_id}", client)
        .route("/admin/oauth/clients/{client_id}/clone", post(clients::clone_client))
        .route("/admin/oauth/clients/{client_id}/rotate-secret", post(secrets::rotate_client_secret))
        .route(
            "/admin/oauth/clients/{client_id}/secrets",
            get(secrets::list_client_secrets).post(secrets::create_client_secret),
        )
        .route("/admin/oauth/clients/{client_id}/secrets/{secret_id}", delete(secrets::delete_client_secret))
        .route(
            "/admin/oauth/clients/{client_id}/secrets/{secret_id}/deactivate",
            put(secrets::deactivate_client_secret),
        )
        .route(
            "/admin/oauth/clients/{client_id}/tokens",
            get(tokens::list_client_tokens).delete(tokens::revoke_client_tokens),
        )
        .route("/admin/oauth/tokens/user/{user_id}", delete(tokens::revoke_user_tokens))
        .route("/admin/oauth/clients/{client_id}/audit-logs", get(insights::list_client_audit_logs))
        .route("/admin/oauth/clients/{client_id}/stats", get(insights::get_client_stats))
}

#[cfg(test)]
mod tests {
    use authms_spec::contract;
    use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
    use serde_json::Value;

    use super::{
        clients::{
            CloneClientResponse, CreateClientRequest, CreateClientResponse, OAuthClientItem, UpdateClientRequest,
        },
        insights::{ClientStatsResponse, OAuthAuditLogItem},
        secrets::{
            CreateClientSecretResponse, OAuthClientSecretListData, OAuthClientSecretResponse, RotateSecretResponse,
        },
        tokens::{BatchRevokeUserTokensResponse, OAuthTokenItem, RevokeClientTokensResponse},
    };
    use crate::envelope::{Detail, List, PageInfo, SimpleResponse, Untimed};

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
        let deserialize = || SchemaSettings::draft07().for_deserialize();
        for (name, dto) in [
            ("CreateClientRequest", generate::<CreateClientRequest>(deserialize())),
            ("UpdateClientRequest", generate::<UpdateClientRequest>(deserialize())),
        ] {
            assert_eq!(properties(&dto), properties(component(name)), "{name}");
            assert_eq!(required(&dto), required(component(name)), "{name}");
        }
    }

    #[test]
    fn answers_have_the_contracts_properties_and_types_and_require_no_less() {
        let serialize = || SchemaSettings::draft07().for_serialize();
        for (name, dto) in [
            ("BatchRevokeDetailResponse", generate::<Untimed<BatchRevokeUserTokensResponse>>(serialize())),
            ("BatchRevokeUserTokensResponse", generate::<BatchRevokeUserTokensResponse>(serialize())),
            ("ClientStatsDetailResponse", generate::<Detail<ClientStatsResponse>>(serialize())),
            ("ClientStatsResponse", generate::<ClientStatsResponse>(serialize())),
            ("CloneClientDetailResponse", generate::<Detail<CloneClientResponse>>(serialize())),
            ("CloneClientResponse", generate::<CloneClientResponse>(serialize())),
            ("CreateClientDetailResponse", generate::<Untimed<CreateClientResponse>>(serialize())),
            ("CreateClientResponse", generate::<CreateClientResponse>(serialize())),
            ("CreateClientSecretDetailResponse", generate::<Detail<CreateClientSecretResponse>>(serialize())),
            ("CreateClientSecretResponse", generate::<CreateClientSecretResponse>(serialize())),
            ("OAuthAuditLogItem", generate::<OAuthAuditLogItem>(serialize())),
            ("OAuthAuditLogListResponse", generate::<List<OAuthAuditLogItem>>(serialize())),
            ("OAuthClientItem", generate::<OAuthClientItem>(serialize())),
            ("OAuthClientItemDetailResponse", generate::<Detail<OAuthClientItem>>(serialize())),
            ("OAuthClientListResponse", generate::<List<OAuthClientItem>>(serialize())),
            ("OAuthClientSecretDetailResponse", generate::<Detail<OAuthClientSecretResponse>>(serialize())),
            ("OAuthClientSecretListData", generate::<OAuthClientSecretListData>(serialize())),
            ("OAuthClientSecretListDetailResponse", generate::<Detail<OAuthClientSecretListData>>(serialize())),
            ("OAuthClientSecretResponse", generate::<OAuthClientSecretResponse>(serialize())),
            ("OAuthTokenItem", generate::<OAuthTokenItem>(serialize())),
            ("OAuthTokenListResponse", generate::<List<OAuthTokenItem>>(serialize())),
            ("PageInfo", generate::<PageInfo>(serialize())),
            ("RevokeClientTokensDetailResponse", generate::<Detail<RevokeClientTokensResponse>>(serialize())),
            ("RevokeClientTokensResponse", generate::<RevokeClientTokensResponse>(serialize())),
            ("RotateSecretDetailResponse", generate::<Detail<RotateSecretResponse>>(serialize())),
            ("RotateSecretResponse", generate::<RotateSecretResponse>(serialize())),
            ("SimpleResponse", generate::<SimpleResponse>(serialize())),
        ] {
            assert_eq!(properties(&dto), properties(component(name)), "{name}");
            let promised = required(&dto);
            assert!(required(component(name)).iter().all(|field| promised.contains(field)), "{name}");
        }
    }
}
