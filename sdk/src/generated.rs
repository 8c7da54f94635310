// Made by `cargo xtask codegen` from spec/openapi.yaml. Never edited: change the contract and run it again.

/// SHA-256 of the contract that this file was made from.
pub(crate) const CONTRACT_HASH: &str = "17da2906effe002589868495f0ce9a950c9cb4d26c557a3f927b67d2b3b1e43e";

/// POST /admin/oauth/clients/{client_id}/clone
pub(crate) static CLONE_CLIENT: crate::operation::Operation = crate::operation::Operation { id: "clone_client", method: "POST", template: "/admin/oauth/clients/{client_id}/clone", idempotent: false, mints_secret: true, success: 201, documented: &[201, 400, 401, 403, 404, 500] };
/// POST /admin/oauth/clients
pub(crate) static CREATE_CLIENT: crate::operation::Operation = crate::operation::Operation { id: "create_client", method: "POST", template: "/admin/oauth/clients", idempotent: false, mints_secret: true, success: 201, documented: &[201, 400, 401, 403, 500] };
/// POST /admin/oauth/clients/{client_id}/secrets
pub(crate) static CREATE_CLIENT_SECRET: crate::operation::Operation = crate::operation::Operation { id: "create_client_secret", method: "POST", template: "/admin/oauth/clients/{client_id}/secrets", idempotent: false, mints_secret: true, success: 201, documented: &[201, 400, 401, 403, 404, 409, 500] };
/// PUT /admin/oauth/clients/{client_id}/secrets/{secret_id}/deactivate
pub(crate) static DEACTIVATE_CLIENT_SECRET: crate::operation::Operation = crate::operation::Operation { id: "deactivate_client_secret", method: "PUT", template: "/admin/oauth/clients/{client_id}/secrets/{secret_id}/deactivate", idempotent: true, mints_secret: false, success: 200, documented: &[200, 400, 401, 403, 404, 500] };
/// DELETE /admin/oauth/clients/{client_id}
pub(crate) static DELETE_CLIENT: crate::operation::Operation = crate::operation::Operation { id: "delete_client", method: "DELETE", template: "/admin/oauth/clients/{client_id}", idempotent: true, mints_secret: false, success: 204, documented: &[204, 400, 401, 403, 404, 500] };
/// DELETE /admin/oauth/clients/{client_id}/secrets/{secret_id}
pub(crate) static DELETE_CLIENT_SECRET: crate::operation::Operation = crate::operation::Operation { id: "delete_client_secret", method: "DELETE", template: "/admin/oauth/clients/{client_id}/secrets/{secret_id}", idempotent: true, mints_secret: false, success: 204, documented: &[204, 400, 401, 403, 404, 500] };
/// GET /admin/oauth/clients/{client_id}
pub(crate) static GET_CLIENT: crate::operation::Operation = crate::operation::Operation { id: "get_client", method: "GET", template: "/admin/oauth/clients/{client_id}", idempotent: true, mints_secret: false, success: 200, documented: &[200, 400, 401, 403, 404, 500] };
/// GET /admin/oauth/clients/{client_id}/stats
pub(crate) static GET_CLIENT_STATS: crate::operation::Operation = crate::operation::Operation { id: "get_client_stats", method: "GET", template: "/admin/oauth/clients/{client_id}/stats", idempotent: true, mints_secret: false, success: 200, documented: &[200, 400, 401, 403, 404, 500] };
/// GET /admin/oauth/clients/{client_id}/audit-logs
pub(crate) static LIST_CLIENT_AUDIT_LOGS: crate::operation::Operation = crate::operation::Operation { id: "list_client_audit_logs", method: "GET", template: "/admin/oauth/clients/{client_id}/audit-logs", idempotent: true, mints_secret: false, success: 200, documented: &[200, 400, 401, 403, 404, 500] };
/// GET /admin/oauth/clients/{client_id}/secrets
pub(crate) static LIST_CLIENT_SECRETS: crate::operation::Operation = crate::operation::Operation { id: "list_client_secrets", method: "GET", template: "/admin/oauth/clients/{client_id}/secrets", idempotent: true, mints_secret: false, success: 200, documented: &[200, 400, 401, 403, 404, 500] };
/// GET /admin/oauth/clients/{client_id}/tokens
pub(crate) static LIST_CLIENT_TOKENS: crate::operation::Operation = crate::operation::Operation { id: "list_client_tokens", method: "GET", template: "/admin/oauth/clients/{client_id}/tokens", idempotent: true, mints_secret: false, success: 200, documented: &[200, 400, 401, 403, 404, 500] };
/// GET /admin/oauth/clients
pub(crate) static LIST_CLIENTS: crate::operation::Operation = crate::operation::Operation { id: "list_clients", method: "GET", template: "/admin/oauth/clients", idempotent: true, mints_secret: false, success: 200, documented: &[200, 400, 401, 403, 500] };
/// DELETE /admin/oauth/clients/{client_id}/tokens
pub(crate) static REVOKE_CLIENT_TOKENS: crate::operation::Operation = crate::operation::Operation { id: "revoke_client_tokens", method: "DELETE", template: "/admin/oauth/clients/{client_id}/tokens", idempotent: true, mints_secret: false, success: 200, documented: &[200, 400, 401, 403, 404, 500] };
/// DELETE /admin/oauth/tokens/user/{user_id}
pub(crate) static REVOKE_USER_TOKENS: crate::operation::Operation = crate::operation::Operation { id: "revoke_user_tokens", method: "DELETE", template: "/admin/oauth/tokens/user/{user_id}", idempotent: true, mints_secret: false, success: 200, documented: &[200, 400, 401, 403, 500] };
/// POST /admin/oauth/clients/{client_id}/rotate-secret
pub(crate) static ROTATE_CLIENT_SECRET: crate::operation::Operation = crate::operation::Operation { id: "rotate_client_secret", method: "POST", template: "/admin/oauth/clients/{client_id}/rotate-secret", idempotent: false, mints_secret: true, success: 200, documented: &[200, 400, 401, 403, 404, 500] };
/// PUT /admin/oauth/clients/{client_id}
pub(crate) static UPDATE_CLIENT: crate::operation::Operation = crate::operation::Operation { id: "update_client", method: "PUT", template: "/admin/oauth/clients/{client_id}", idempotent: true, mints_secret: false, success: 200, documented: &[200, 400, 401, 403, 404, 500] };
/// Every operation of the contract, by id.
pub(crate) static OPERATIONS: [&crate::operation::Operation; 16] = [&CLONE_CLIENT, &CREATE_CLIENT, &CREATE_CLIENT_SECRET, &DEACTIVATE_CLIENT_SECRET, &DELETE_CLIENT, &DELETE_CLIENT_SECRET, &GET_CLIENT, &GET_CLIENT_STATS, &LIST_CLIENT_AUDIT_LOGS, &LIST_CLIENT_SECRETS, &LIST_CLIENT_TOKENS, &LIST_CLIENTS, &REVOKE_CLIENT_TOKENS, &REVOKE_USER_TOKENS, &ROTATE_CLIENT_SECRET, &UPDATE_CLIENT];

#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
    ///Success envelope around the numbers of a user's revocation. It has no `timestamp`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct BatchRevokeDetailResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<BatchRevokeUserTokensResponse>,
        ///Words for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///How many tokens of a user were revoked.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct BatchRevokeUserTokensResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        ///Revoked access tokens.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub revoked_access_tokens: ::std::option::Option<i64>,
        ///Revoked refresh tokens.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub revoked_refresh_tokens: ::std::option::Option<i64>,
    }
    ///Success envelope around the numbers of a client.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct ClientStatsDetailResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<ClientStatsResponse>,
        ///Words for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        ///When the response was made (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::std::string::String>,
    }
    ///What one client does.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct ClientStatsResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        ///Refresh tokens that are accepted.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub active_refresh_tokens: ::std::option::Option<i64>,
        ///Access tokens that are accepted.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub active_tokens: ::std::option::Option<i64>,
        ///Identifier of the client in OAuth (RFC 6749 section 2.2), the one that paths take.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub client_id: ::std::option::Option<::std::string::String>,
        ///When the client was last used (RFC 3339), if it was.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub last_request_at: ::std::option::Option<::std::string::String>,
    }
    ///Success envelope around a copy.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct CloneClientDetailResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<CloneClientResponse>,
        ///Words for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        ///When the response was made (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::std::string::String>,
    }
    ///A copy that was just made, with its secret.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct CloneClientResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub client_auth_methods: ::std::option::Option<crate::auth_methods::AuthMethods>,
        ///Identifier of the client in OAuth (RFC 6749 section 2.2), the one that paths take.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub client_id: ::std::option::Option<::std::string::String>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub client_secret: ::std::option::Option<crate::secret::SecretText>,
        ///Origins that may call the service from a browser. Nothing in this contract changes it.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub cors_origins: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub fapi_profile: ::std::option::Option<crate::open::FapiProfile>,
        ///Grant types that the client may use (RFC 7591 section 2).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub grant_types: ::std::option::Option<::std::vec::Vec<crate::open::GrantType>>,
        ///Identifier of the record inside the service, not the `client_id`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub id: ::std::option::Option<::std::string::String>,
        ///Where the client publishes its keys (RFC 7591 section 2).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub jwks_uri: ::std::option::Option<::std::string::String>,
        ///Name to show to people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub name: ::std::option::Option<::std::string::String>,
        ///Redirection endpoints (RFC 6749 section 3.1.2).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub redirect_uris: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ///Scopes that the client may ask for (RFC 6749 section 3.3).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub scopes: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub status: ::std::option::Option<crate::open::ClientStatus>,
    }
    ///Success envelope around a new client. It has no `timestamp`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct CreateClientDetailResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<CreateClientResponse>,
        ///Words for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
    }
    ///The client to create; it needs a name and a redirect URI.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct CreateClientRequest {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub client_auth_methods: ::std::option::Option<
            ::std::vec::Vec<::std::string::String>,
        >,
        ///Security profile of the Financial-grade API that the client follows.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub fapi_profile: ::std::option::Option<::std::string::String>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub grant_types: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ///Whether the client can keep a secret (RFC 6749 section 2.1).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub is_confidential: ::std::option::Option<bool>,
        /**Public keys of the client, a JSON Web Key Set (RFC 7517 section 5) as text. The response to this request
shows it, no later one does.*/
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub jwks: ::std::option::Option<::std::string::String>,
        ///Where the client publishes its keys (RFC 7591 section 2).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub jwks_uri: ::std::option::Option<::std::string::String>,
        ///Logo to show to the user.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub logo_url: ::std::option::Option<::std::string::String>,
        ///Name to show to people.
        pub name: ::std::string::String,
        ///URL of the privacy policy.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub privacy_policy: ::std::option::Option<::std::string::String>,
        ///Redirection endpoints (RFC 6749 section 3.1.2).
        pub redirect_uris: ::std::vec::Vec<::std::string::String>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub scopes: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ///URL of the terms of service.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub terms_url: ::std::option::Option<::std::string::String>,
        ///Home page of the client.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub website: ::std::option::Option<::std::string::String>,
    }
    ///A client that was just created, with its secret.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct CreateClientResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub client_auth_methods: ::std::option::Option<crate::auth_methods::AuthMethods>,
        ///Identifier of the client in OAuth (RFC 6749 section 2.2), the one that paths take.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub client_id: ::std::option::Option<::std::string::String>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub client_secret: ::std::option::Option<crate::secret::SecretText>,
        ///Origins that may call the service from a browser. Nothing in this contract changes it.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub cors_origins: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub fapi_profile: ::std::option::Option<crate::open::FapiProfile>,
        ///Grant types that the client may use (RFC 7591 section 2).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub grant_types: ::std::option::Option<::std::vec::Vec<crate::open::GrantType>>,
        ///Identifier of the record inside the service, not the `client_id`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub id: ::std::option::Option<::std::string::String>,
        ///Whether the client can keep a secret (RFC 6749 section 2.1).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub is_confidential: ::std::option::Option<bool>,
        ///Public keys of the client, a JSON Web Key Set (RFC 7517 section 5) as text, as they were given.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub jwks: ::std::option::Option<::std::string::String>,
        ///Where the client publishes its keys (RFC 7591 section 2).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub jwks_uri: ::std::option::Option<::std::string::String>,
        ///Logo to show to the user.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub logo_url: ::std::option::Option<::std::string::String>,
        ///Name to show to people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub name: ::std::option::Option<::std::string::String>,
        ///URL of the privacy policy.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub privacy_policy: ::std::option::Option<::std::string::String>,
        ///Redirection endpoints (RFC 6749 section 3.1.2).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub redirect_uris: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ///Scopes that the client may ask for (RFC 6749 section 3.3).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub scopes: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub status: ::std::option::Option<crate::open::ClientStatus>,
        ///URL of the terms of service.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub terms_url: ::std::option::Option<::std::string::String>,
        ///Home page of the client.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub website: ::std::option::Option<::std::string::String>,
    }
    ///Success envelope around a new secret.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct CreateClientSecretDetailResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<CreateClientSecretResponse>,
        ///Words for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        ///When the response was made (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::std::string::String>,
    }
    ///A secret that was just created.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct CreateClientSecretResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        ///When the secret was created (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub created_at: ::std::option::Option<::std::string::String>,
        ///Identifier of the secret, not the secret itself.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub secret_id: ::std::option::Option<::std::string::String>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub secret_value: ::std::option::Option<crate::secret::SecretText>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub status: ::std::option::Option<crate::open::SecretStatus>,
    }
    ///One recorded change.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct OAuthAuditLogItem {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        ///What was done.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub action: ::std::option::Option<::std::string::String>,
        ///Identifier of the entry.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub id: ::std::option::Option<::std::string::String>,
        ///Address that the change came from.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub ip: ::std::option::Option<::std::string::String>,
        ///Weight of the entry.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub level: ::std::option::Option<::std::string::String>,
        ///Words for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        ///Part of the service.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub module: ::std::option::Option<::std::string::String>,
        ///Who did it.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub operator_id: ::std::option::Option<::std::string::String>,
        ///What kind of operator.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub operator_type: ::std::option::Option<::std::string::String>,
        ///How it ended, as a number.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub status: ::std::option::Option<i64>,
        ///What it was done to.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub target_id: ::std::option::Option<::std::string::String>,
        ///What kind of target.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub target_type: ::std::option::Option<::std::string::String>,
        ///Tenant of the target.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub tenant_id: ::std::option::Option<::std::string::String>,
        ///When it was done, seconds since 1970 (the unit is assumed).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<i64>,
    }
    ///One page of recorded changes.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct OAuthAuditLogListResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        ///The entries of this page.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub items: ::std::option::Option<::std::vec::Vec<OAuthAuditLogItem>>,
        ///Words for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub pagination: ::std::option::Option<PageInfo>,
        ///When the response was made (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::std::string::String>,
        ///Entries on all pages.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub total: ::std::option::Option<i64>,
    }
    ///One OAuth client as the service shows it.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct OAuthClientItem {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub client_auth_methods: ::std::option::Option<crate::auth_methods::AuthMethods>,
        ///Identifier of the client in OAuth (RFC 6749 section 2.2), the one that paths take.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub client_id: ::std::option::Option<::std::string::String>,
        ///Origins that may call the service from a browser. Nothing in this contract changes it.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub cors_origins: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ///When the client was created (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub created_at: ::std::option::Option<::std::string::String>,
        ///When the client was deleted (RFC 3339), if it was.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub deleted_at: ::std::option::Option<::std::string::String>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub fapi_profile: ::std::option::Option<crate::open::FapiProfile>,
        ///Grant types that the client may use (RFC 7591 section 2).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub grant_types: ::std::option::Option<::std::vec::Vec<crate::open::GrantType>>,
        ///Identifier of the record inside the service, not the `client_id`.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub id: ::std::option::Option<::std::string::String>,
        ///Whether the client can keep a secret (RFC 6749 section 2.1).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub is_confidential: ::std::option::Option<bool>,
        ///Where the client publishes its keys (RFC 7591 section 2).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub jwks_uri: ::std::option::Option<::std::string::String>,
        ///Logo to show to the user.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub logo_url: ::std::option::Option<::std::string::String>,
        ///Name to show to people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub name: ::std::option::Option<::std::string::String>,
        ///URL of the privacy policy.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub privacy_policy: ::std::option::Option<::std::string::String>,
        ///Redirection endpoints (RFC 6749 section 3.1.2).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub redirect_uris: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ///Scopes that the client may ask for (RFC 6749 section 3.3).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub scopes: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
        ///Last four characters of the newest active secret, for people to tell secrets apart.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub secret_last_four: ::std::option::Option<::std::string::String>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub status: ::std::option::Option<crate::open::ClientStatus>,
        ///Tenant that owns the client.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub tenant_id: ::std::option::Option<::std::string::String>,
        ///URL of the terms of service.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub terms_url: ::std::option::Option<::std::string::String>,
        ///When the client was last changed (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub updated_at: ::std::option::Option<::std::string::String>,
        ///Home page of the client.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub website: ::std::option::Option<::std::string::String>,
    }
    ///Envelope around one client.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct OAuthClientItemDetailResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<OAuthClientItem>,
        ///Human-readable message.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        ///When the service responded (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::std::string::String>,
    }
    ///One page of clients.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct OAuthClientListResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        ///The clients of this page.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub items: ::std::option::Option<::std::vec::Vec<OAuthClientItem>>,
        ///Words for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub pagination: ::std::option::Option<PageInfo>,
        ///When the response was made (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::std::string::String>,
        ///Entries on all pages.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub total: ::std::option::Option<i64>,
    }
    ///Success envelope around one secret.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct OAuthClientSecretDetailResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<OAuthClientSecretResponse>,
        ///Words for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        ///When the response was made (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::std::string::String>,
    }
    ///The secrets of a client.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct OAuthClientSecretListData {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        ///The secrets, oldest first.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub secrets: ::std::option::Option<::std::vec::Vec<OAuthClientSecretResponse>>,
    }
    ///Success envelope around the secrets of a client.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct OAuthClientSecretListDetailResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<OAuthClientSecretListData>,
        ///Words for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        ///When the response was made (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::std::string::String>,
    }
    ///One secret of a client, without its value.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct OAuthClientSecretResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        ///When the secret was created (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub created_at: ::std::option::Option<::std::string::String>,
        ///Words for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub description: ::std::option::Option<::std::string::String>,
        ///When the secret ends (RFC 3339), if it does.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub expires_at: ::std::option::Option<::std::string::String>,
        ///When the secret was last used (RFC 3339), if it was.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub last_used_at: ::std::option::Option<::std::string::String>,
        ///Identifier of the secret, not the secret itself.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub secret_id: ::std::option::Option<::std::string::String>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub status: ::std::option::Option<crate::open::SecretStatus>,
        ///When the secret was last changed (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub updated_at: ::std::option::Option<::std::string::String>,
    }
    ///One token that was issued to a client, without its value.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct OAuthTokenItem {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        ///When the token was issued (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub created_at: ::std::option::Option<::std::string::String>,
        ///When the token ends (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub expires_at: ::std::option::Option<::std::string::String>,
        ///Scopes of the token, separated by spaces (RFC 6749 section 3.3).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub scope: ::std::option::Option<::std::string::String>,
        ///Kind of the token.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub token_type: ::std::option::Option<::std::string::String>,
        ///User for whom the token was issued.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub user_id: ::std::option::Option<::std::string::String>,
    }
    ///One page of tokens.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct OAuthTokenListResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        ///The tokens of this page.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub items: ::std::option::Option<::std::vec::Vec<OAuthTokenItem>>,
        ///Words for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub pagination: ::std::option::Option<PageInfo>,
        ///When the response was made (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::std::string::String>,
        ///Entries on all pages.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub total: ::std::option::Option<i64>,
    }
    ///Where a page stands among the others.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct PageInfo {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        ///Whether there is a later page.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub has_next: ::std::option::Option<bool>,
        ///Whether there is an earlier page.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub has_prev: ::std::option::Option<bool>,
        ///Number of this page, from 1.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub page: ::std::option::Option<i64>,
        ///Entries on a page.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub page_size: ::std::option::Option<i64>,
        ///Entries on all pages.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub total: ::std::option::Option<i64>,
        ///Number of pages.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub total_pages: ::std::option::Option<i64>,
    }
    ///Success envelope around the numbers of a revocation.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct RevokeClientTokensDetailResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<RevokeClientTokensResponse>,
        ///Words for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        ///When the response was made (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::std::string::String>,
    }
    ///How many tokens were revoked.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct RevokeClientTokensResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        ///Seconds until they end.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub grace_period: ::std::option::Option<i64>,
        ///Revoked access tokens.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub revoked_access_tokens: ::std::option::Option<i64>,
        ///Revoked refresh tokens.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub revoked_refresh_tokens: ::std::option::Option<i64>,
    }
    ///Success envelope around a replaced secret.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct RotateSecretDetailResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<RotateSecretResponse>,
        ///Words for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        ///When the response was made (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::std::string::String>,
    }
    ///The secret that replaces the old one.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct RotateSecretResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        ///Identifier of the client in OAuth (RFC 6749 section 2.2), the one that paths take.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub client_id: ::std::option::Option<::std::string::String>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub new_secret: ::std::option::Option<crate::secret::SecretText>,
        ///When the secret was replaced (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub rotated_at: ::std::option::Option<::std::string::String>,
    }
    ///Envelope without data; the shape of every error.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct SimpleResponse {
        /// No field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default, skip_serializing)]
        pub not_from_a_list: crate::object::NoEntry,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        ///Human-readable message.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        ///When the service responded (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::std::string::String>,
    }
    /**The fields of a client to change. An omitted field keeps its value; a present one replaces the value,
an empty list included.*/
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct UpdateClientRequest {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub client_auth_methods: ::std::option::Option<crate::patch::Patch<Vec<String>>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub fapi_profile: ::std::option::Option<crate::patch::Patch<String>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub grant_types: ::std::option::Option<crate::patch::Patch<Vec<String>>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub is_confidential: ::std::option::Option<crate::patch::Patch<bool>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub jwks: ::std::option::Option<crate::patch::Patch<String>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub jwks_uri: ::std::option::Option<crate::patch::Patch<String>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub logo_url: ::std::option::Option<crate::patch::Patch<String>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub name: ::std::option::Option<crate::patch::Patch<String>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub privacy_policy: ::std::option::Option<crate::patch::Patch<String>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub redirect_uris: ::std::option::Option<crate::patch::Patch<Vec<String>>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub scopes: ::std::option::Option<crate::patch::Patch<Vec<String>>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub status: ::std::option::Option<crate::patch::Patch<String>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub terms_url: ::std::option::Option<crate::patch::Patch<String>>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub website: ::std::option::Option<crate::patch::Patch<String>>,
    }
    /// Error types.
    pub mod error {
        /// Error from a `TryFrom` or `FromStr` implementation.
        pub struct ConversionError(::std::borrow::Cow<'static, str>);
        impl ::std::error::Error for ConversionError {}
        impl ::std::fmt::Display for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::std::fmt::Debug for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }
        impl From<&'static str> for ConversionError {
            fn from(value: &'static str) -> Self {
                Self(value.into())
            }
        }
        impl From<String> for ConversionError {
            fn from(value: String) -> Self {
                Self(value.into())
            }
        }
    }
}
#[derive(Clone, Debug)]
/**Client for AuthMS OAuth client administration

Administration of OAuth clients in AuthMS, the contract that the SDK, the mock server and the conformance
suite of this project are made from. Where each part comes from, and where it departs from the vendor's
document, is written in PROVENANCE.md.

Version: 1.0.0*/
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
    pub(crate) inner: crate::capture::Slot,
}
impl Client {
    /// Create a new client.
    ///
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub fn new(baseurl: &str, inner: crate::capture::Slot) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        let client = {
            let dur = ::std::time::Duration::from_secs(15u64);
            reqwest::ClientBuilder::new().connect_timeout(dur).timeout(dur)
        };
        #[cfg(target_arch = "wasm32")]
        let client = reqwest::ClientBuilder::new();
        Self::new_with_client(baseurl, client.build().unwrap(), inner)
    }
    /// Construct a new client with an existing `reqwest::Client`,
    /// allowing more control over its configuration.
    ///
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub fn new_with_client(
        baseurl: &str,
        client: reqwest::Client,
        inner: crate::capture::Slot,
    ) -> Self {
        Self {
            baseurl: baseurl.to_string(),
            client,
            inner,
        }
    }
}
impl ClientInfo<crate::capture::Slot> for Client {
    fn api_version() -> &'static str {
        "1.0.0"
    }
    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }
    fn client(&self) -> &reqwest::Client {
        &self.client
    }
    fn inner(&self) -> &crate::capture::Slot {
        &self.inner
    }
}
const _: () = {
    #[allow(dead_code)]
    fn assert_client_hooks()
    where
        Client: ClientHooks<crate::capture::Slot>,
    {}
};
#[allow(clippy::all)]
impl Client {
    /**List OAuth clients

Lists the clients of the tenant, page by page, filtered by name and by status. 客户端列表

Sends a `GET` request to `/admin/oauth/clients`

Arguments:
- `name`: Only clients whose name matches. 按名称搜索
- `page`: Number of the page, from 1. 页码
- `page_size`: Entries on a page. 每页数量
- `status`: Only clients with this status. 按状态筛选
*/
    pub async fn list_clients<'a>(
        &'a self,
        name: Option<&'a str>,
        page: Option<i64>,
        page_size: Option<i64>,
        status: Option<&'a str>,
    ) -> Result<ResponseValue<types::OAuthClientListResponse>, Error<()>> {
        let url = format!("{}/admin/oauth/clients", self.baseurl,);
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(self.inner.url(url))
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .query(&progenitor_client::QueryParam::new("name", &name))
            .query(&progenitor_client::QueryParam::new("page", &page))
            .query(&progenitor_client::QueryParam::new("page_size", &page_size))
            .query(&progenitor_client::QueryParam::new("status", &status))
            .build()?;
        let info = OperationInfo {
            operation_id: "list_clients",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Create an OAuth client

Creates a client with its first secret. The secret is shown in this response and never again.
创建客户端

Sends a `POST` request to `/admin/oauth/clients`

Arguments:
- `body`: The client to create.
*/
    pub async fn create_client<'a>(
        &'a self,
        body: &'a types::CreateClientRequest,
    ) -> Result<ResponseValue<types::CreateClientDetailResponse>, Error<()>> {
        let url = format!("{}/admin/oauth/clients", self.baseurl,);
        #[allow(unused_mut)]
        let mut request = self
            .client
            .post(self.inner.url(url))
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .json(&body)
            .build()?;
        let info = OperationInfo {
            operation_id: "create_client",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            201u16 => ResponseValue::from_response(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Read one OAuth client

Returns the whole configuration of one client. Secrets and `jwks` are never part of it.

Sends a `GET` request to `/admin/oauth/clients/{client_id}`

Arguments:
- `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
*/
    pub async fn get_client<'a>(
        &'a self,
        client_id: &'a str,
    ) -> Result<ResponseValue<types::OAuthClientItemDetailResponse>, Error<()>> {
        let url = format!(
            "{}/admin/oauth/clients/{}", self.baseurl, encode_path(& client_id
            .to_string()),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(self.inner.url(url))
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .build()?;
        let info = OperationInfo {
            operation_id: "get_client",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Update one OAuth client

Updates the given parts of one client's configuration (redirect URIs, scopes, grant types, name, status,
JWKS and so on) and returns the whole client.
更新指定 OAuth 客户端的配置信息(redirect_uris, scopes, grant_types, name, status, JWKS 等)

Sends a `PUT` request to `/admin/oauth/clients/{client_id}`

Arguments:
- `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
- `body`: The fields to change; each is optional.
*/
    pub async fn update_client<'a>(
        &'a self,
        client_id: &'a str,
        body: &'a types::UpdateClientRequest,
    ) -> Result<ResponseValue<types::OAuthClientItemDetailResponse>, Error<()>> {
        let url = format!(
            "{}/admin/oauth/clients/{}", self.baseurl, encode_path(& client_id
            .to_string()),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .put(self.inner.url(url))
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .json(&body)
            .build()?;
        let info = OperationInfo {
            operation_id: "update_client",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Delete one OAuth client

Marks the client as deleted, and deletes its tokens with it. It is not shown any more afterwards.
删除客户端

Sends a `DELETE` request to `/admin/oauth/clients/{client_id}`

Arguments:
- `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
*/
    pub async fn delete_client<'a>(
        &'a self,
        client_id: &'a str,
    ) -> Result<ResponseValue<()>, Error<()>> {
        let url = format!(
            "{}/admin/oauth/clients/{}", self.baseurl, encode_path(& client_id
            .to_string()),
        );
        #[allow(unused_mut)]
        let mut request = self.client.delete(self.inner.url(url)).build()?;
        let info = OperationInfo {
            operation_id: "delete_client",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            204u16 => Ok(ResponseValue::empty(response)),
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**List what was done to one client

Lists the recorded changes of one client, page by page. 审计日志

Sends a `GET` request to `/admin/oauth/clients/{client_id}/audit-logs`

Arguments:
- `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
- `page`: Number of the page, from 1. 页码
- `page_size`: Entries on a page. 每页数量
*/
    pub async fn list_client_audit_logs<'a>(
        &'a self,
        client_id: &'a str,
        page: Option<i64>,
        page_size: Option<i64>,
    ) -> Result<ResponseValue<types::OAuthAuditLogListResponse>, Error<()>> {
        let url = format!(
            "{}/admin/oauth/clients/{}/audit-logs", self.baseurl, encode_path(& client_id
            .to_string()),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(self.inner.url(url))
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .query(&progenitor_client::QueryParam::new("page", &page))
            .query(&progenitor_client::QueryParam::new("page_size", &page_size))
            .build()?;
        let info = OperationInfo {
            operation_id: "list_client_audit_logs",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Copy one OAuth client

Creates a client with the redirect URIs, scopes, grant types and key material of this one, and with credentials
of its own. The secret is shown in this response and never again. 克隆客户端

Sends a `POST` request to `/admin/oauth/clients/{client_id}/clone`

Arguments:
- `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
*/
    pub async fn clone_client<'a>(
        &'a self,
        client_id: &'a str,
    ) -> Result<ResponseValue<types::CloneClientDetailResponse>, Error<()>> {
        let url = format!(
            "{}/admin/oauth/clients/{}/clone", self.baseurl, encode_path(& client_id
            .to_string()),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .post(self.inner.url(url))
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .build()?;
        let info = OperationInfo {
            operation_id: "clone_client",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            201u16 => ResponseValue::from_response(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Replace the secret of one client

Creates a new secret, which is shown in this response and never again. The old one is refused for new use at once,
and can be verified in the history for four hours. 轮换密钥

Sends a `POST` request to `/admin/oauth/clients/{client_id}/rotate-secret`

Arguments:
- `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
*/
    pub async fn rotate_client_secret<'a>(
        &'a self,
        client_id: &'a str,
    ) -> Result<ResponseValue<types::RotateSecretDetailResponse>, Error<()>> {
        let url = format!(
            "{}/admin/oauth/clients/{}/rotate-secret", self.baseurl, encode_path(&
            client_id.to_string()),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .post(self.inner.url(url))
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .build()?;
        let info = OperationInfo {
            operation_id: "rotate_client_secret",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**List the secrets of one client

Lists the secrets of one client without their values. 密钥列表

Sends a `GET` request to `/admin/oauth/clients/{client_id}/secrets`

Arguments:
- `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
*/
    pub async fn list_client_secrets<'a>(
        &'a self,
        client_id: &'a str,
    ) -> Result<ResponseValue<types::OAuthClientSecretListDetailResponse>, Error<()>> {
        let url = format!(
            "{}/admin/oauth/clients/{}/secrets", self.baseurl, encode_path(& client_id
            .to_string()),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(self.inner.url(url))
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .build()?;
        let info = OperationInfo {
            operation_id: "list_client_secrets",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Add a secret to one client

Creates a further secret, which is shown in this response and never again. A client has at most two active ones.
新增密钥

Sends a `POST` request to `/admin/oauth/clients/{client_id}/secrets`

Arguments:
- `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
*/
    pub async fn create_client_secret<'a>(
        &'a self,
        client_id: &'a str,
    ) -> Result<ResponseValue<types::CreateClientSecretDetailResponse>, Error<()>> {
        let url = format!(
            "{}/admin/oauth/clients/{}/secrets", self.baseurl, encode_path(& client_id
            .to_string()),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .post(self.inner.url(url))
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .build()?;
        let info = OperationInfo {
            operation_id: "create_client_secret",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            201u16 => ResponseValue::from_response(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Delete one secret

Deletes a secret. The last one of a client cannot be deleted. 删除密钥

Sends a `DELETE` request to `/admin/oauth/clients/{client_id}/secrets/{secret_id}`

Arguments:
- `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
- `secret_id`: Identifier of the secret, not the secret itself. 密钥ID
*/
    pub async fn delete_client_secret<'a>(
        &'a self,
        client_id: &'a str,
        secret_id: &'a str,
    ) -> Result<ResponseValue<()>, Error<()>> {
        let url = format!(
            "{}/admin/oauth/clients/{}/secrets/{}", self.baseurl, encode_path(& client_id
            .to_string()), encode_path(& secret_id.to_string()),
        );
        #[allow(unused_mut)]
        let mut request = self.client.delete(self.inner.url(url)).build()?;
        let info = OperationInfo {
            operation_id: "delete_client_secret",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            204u16 => Ok(ResponseValue::empty(response)),
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Deactivate one secret

Sets the secret to `inactive`: what was issued with it stays verifiable, nothing new is accepted with it.
停用密钥

Sends a `PUT` request to `/admin/oauth/clients/{client_id}/secrets/{secret_id}/deactivate`

Arguments:
- `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
- `secret_id`: Identifier of the secret, not the secret itself. 密钥ID
*/
    pub async fn deactivate_client_secret<'a>(
        &'a self,
        client_id: &'a str,
        secret_id: &'a str,
    ) -> Result<ResponseValue<types::OAuthClientSecretDetailResponse>, Error<()>> {
        let url = format!(
            "{}/admin/oauth/clients/{}/secrets/{}/deactivate", self.baseurl,
            encode_path(& client_id.to_string()), encode_path(& secret_id.to_string()),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .put(self.inner.url(url))
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .build()?;
        let info = OperationInfo {
            operation_id: "deactivate_client_secret",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Count the tokens of one client

Counts the active tokens of one client and says when it was last used. 统计

Sends a `GET` request to `/admin/oauth/clients/{client_id}/stats`

Arguments:
- `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
*/
    pub async fn get_client_stats<'a>(
        &'a self,
        client_id: &'a str,
    ) -> Result<ResponseValue<types::ClientStatsDetailResponse>, Error<()>> {
        let url = format!(
            "{}/admin/oauth/clients/{}/stats", self.baseurl, encode_path(& client_id
            .to_string()),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(self.inner.url(url))
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .build()?;
        let info = OperationInfo {
            operation_id: "get_client_stats",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**List the tokens of one client

Lists the tokens that were issued to one client, page by page, without their values. 令牌列表

Sends a `GET` request to `/admin/oauth/clients/{client_id}/tokens`

Arguments:
- `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
- `page`: Number of the page, from 1. 页码
- `page_size`: Entries on a page. 每页数量
*/
    pub async fn list_client_tokens<'a>(
        &'a self,
        client_id: &'a str,
        page: Option<i64>,
        page_size: Option<i64>,
    ) -> Result<ResponseValue<types::OAuthTokenListResponse>, Error<()>> {
        let url = format!(
            "{}/admin/oauth/clients/{}/tokens", self.baseurl, encode_path(& client_id
            .to_string()),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(self.inner.url(url))
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .query(&progenitor_client::QueryParam::new("page", &page))
            .query(&progenitor_client::QueryParam::new("page_size", &page_size))
            .build()?;
        let info = OperationInfo {
            operation_id: "list_client_tokens",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Revoke the tokens of one client

Revokes every token of one client, at once or after a grace period. 吊销客户端令牌

Sends a `DELETE` request to `/admin/oauth/clients/{client_id}/tokens`

Arguments:
- `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
- `grace_period`: Seconds until the tokens end. 宽限期(秒)
*/
    pub async fn revoke_client_tokens<'a>(
        &'a self,
        client_id: &'a str,
        grace_period: Option<i64>,
    ) -> Result<ResponseValue<types::RevokeClientTokensDetailResponse>, Error<()>> {
        let url = format!(
            "{}/admin/oauth/clients/{}/tokens", self.baseurl, encode_path(& client_id
            .to_string()),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .delete(self.inner.url(url))
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .query(&progenitor_client::QueryParam::new("grace_period", &grace_period))
            .build()?;
        let info = OperationInfo {
            operation_id: "revoke_client_tokens",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
    /**Revoke the tokens of one user

Revokes every token of one user, whichever client it was issued to. 吊销用户令牌

Sends a `DELETE` request to `/admin/oauth/tokens/user/{user_id}`

Arguments:
- `user_id`: Identifier of the user. 用户ID
*/
    pub async fn revoke_user_tokens<'a>(
        &'a self,
        user_id: &'a str,
    ) -> Result<ResponseValue<types::BatchRevokeDetailResponse>, Error<()>> {
        let url = format!(
            "{}/admin/oauth/tokens/user/{}", self.baseurl, encode_path(& user_id
            .to_string()),
        );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .delete(self.inner.url(url))
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .build()?;
        let info = OperationInfo {
            operation_id: "revoke_user_tokens",
        };
        self.pre(&mut request, &info).await?;
        let result = self.exec(request, &info).await;
        self.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
}
/// Items consumers will typically use such as the Client.
pub mod prelude {
    #[allow(unused_imports)]
    pub use super::Client;
}
