// Made by `cargo xtask codegen` from spec/openapi.yaml and spec/claims.toml. Never edited: change those and run it again.

pub mod operation {
    //! The operations of the contract.
    use crate::{
        facts::{Operation, Parameter, Payload, Place},
        field::FieldType,
    };
    /// `GET /admin/oauth/clients`
    pub const LIST_CLIENTS: Operation = Operation {
        id: "list_clients",
        method: "GET",
        path: "/admin/oauth/clients",
        tag: "clients",
        parameters: &[
            Parameter {
                name: "page",
                place: Place::Query,
                required: false,
                field_type: FieldType::Integer,
            },
            Parameter {
                name: "page_size",
                place: Place::Query,
                required: false,
                field_type: FieldType::Integer,
            },
            Parameter {
                name: "name",
                place: Place::Query,
                required: false,
                field_type: FieldType::String,
            },
            Parameter {
                name: "status",
                place: Place::Query,
                required: false,
                field_type: FieldType::String,
            },
        ],
        request: None,
        responses: &[
            (200, Some("OAuthClientListResponse")),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 200,
        payload: Some(Payload::Items("OAuthClientItem")),
        creates: None,
        mints: None,
    };
    /// `POST /admin/oauth/clients`
    pub const CREATE_CLIENT: Operation = Operation {
        id: "create_client",
        method: "POST",
        path: "/admin/oauth/clients",
        tag: "clients",
        parameters: &[],
        request: Some("CreateClientRequest"),
        responses: &[
            (201, Some("CreateClientDetailResponse")),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 201,
        payload: Some(Payload::Data("CreateClientResponse")),
        creates: Some("client_id"),
        mints: Some("client_secret"),
    };
    /// `GET /admin/oauth/clients/{client_id}`
    pub const GET_CLIENT: Operation = Operation {
        id: "get_client",
        method: "GET",
        path: "/admin/oauth/clients/{client_id}",
        tag: "clients",
        parameters: &[
            Parameter {
                name: "client_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
        ],
        request: None,
        responses: &[
            (200, Some("OAuthClientItemDetailResponse")),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (404, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 200,
        payload: Some(Payload::Data("OAuthClientItem")),
        creates: None,
        mints: None,
    };
    /// `PUT /admin/oauth/clients/{client_id}`
    pub const UPDATE_CLIENT: Operation = Operation {
        id: "update_client",
        method: "PUT",
        path: "/admin/oauth/clients/{client_id}",
        tag: "clients",
        parameters: &[
            Parameter {
                name: "client_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
        ],
        request: Some("UpdateClientRequest"),
        responses: &[
            (200, Some("OAuthClientItemDetailResponse")),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (404, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 200,
        payload: Some(Payload::Data("OAuthClientItem")),
        creates: None,
        mints: None,
    };
    /// `DELETE /admin/oauth/clients/{client_id}`
    pub const DELETE_CLIENT: Operation = Operation {
        id: "delete_client",
        method: "DELETE",
        path: "/admin/oauth/clients/{client_id}",
        tag: "clients",
        parameters: &[
            Parameter {
                name: "client_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
        ],
        request: None,
        responses: &[
            (204, None),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (404, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 204,
        payload: None,
        creates: None,
        mints: None,
    };
    /// `GET /admin/oauth/clients/{client_id}/audit-logs`
    pub const LIST_CLIENT_AUDIT_LOGS: Operation = Operation {
        id: "list_client_audit_logs",
        method: "GET",
        path: "/admin/oauth/clients/{client_id}/audit-logs",
        tag: "insights",
        parameters: &[
            Parameter {
                name: "client_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
            Parameter {
                name: "page",
                place: Place::Query,
                required: false,
                field_type: FieldType::Integer,
            },
            Parameter {
                name: "page_size",
                place: Place::Query,
                required: false,
                field_type: FieldType::Integer,
            },
        ],
        request: None,
        responses: &[
            (200, Some("OAuthAuditLogListResponse")),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (404, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 200,
        payload: Some(Payload::Items("OAuthAuditLogItem")),
        creates: None,
        mints: None,
    };
    /// `POST /admin/oauth/clients/{client_id}/clone`
    pub const CLONE_CLIENT: Operation = Operation {
        id: "clone_client",
        method: "POST",
        path: "/admin/oauth/clients/{client_id}/clone",
        tag: "clients",
        parameters: &[
            Parameter {
                name: "client_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
        ],
        request: None,
        responses: &[
            (201, Some("CloneClientDetailResponse")),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (404, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 201,
        payload: Some(Payload::Data("CloneClientResponse")),
        creates: Some("client_id"),
        mints: Some("client_secret"),
    };
    /// `POST /admin/oauth/clients/{client_id}/rotate-secret`
    pub const ROTATE_CLIENT_SECRET: Operation = Operation {
        id: "rotate_client_secret",
        method: "POST",
        path: "/admin/oauth/clients/{client_id}/rotate-secret",
        tag: "secrets",
        parameters: &[
            Parameter {
                name: "client_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
        ],
        request: None,
        responses: &[
            (200, Some("RotateSecretDetailResponse")),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (404, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 200,
        payload: Some(Payload::Data("RotateSecretResponse")),
        creates: None,
        mints: Some("new_secret"),
    };
    /// `GET /admin/oauth/clients/{client_id}/secrets`
    pub const LIST_CLIENT_SECRETS: Operation = Operation {
        id: "list_client_secrets",
        method: "GET",
        path: "/admin/oauth/clients/{client_id}/secrets",
        tag: "secrets",
        parameters: &[
            Parameter {
                name: "client_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
        ],
        request: None,
        responses: &[
            (200, Some("OAuthClientSecretListDetailResponse")),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (404, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 200,
        payload: Some(Payload::Data("OAuthClientSecretListData")),
        creates: None,
        mints: None,
    };
    /// `POST /admin/oauth/clients/{client_id}/secrets`
    pub const CREATE_CLIENT_SECRET: Operation = Operation {
        id: "create_client_secret",
        method: "POST",
        path: "/admin/oauth/clients/{client_id}/secrets",
        tag: "secrets",
        parameters: &[
            Parameter {
                name: "client_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
        ],
        request: None,
        responses: &[
            (201, Some("CreateClientSecretDetailResponse")),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (404, Some("SimpleResponse")),
            (409, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 201,
        payload: Some(Payload::Data("CreateClientSecretResponse")),
        creates: Some("secret_id"),
        mints: Some("secret_value"),
    };
    /// `DELETE /admin/oauth/clients/{client_id}/secrets/{secret_id}`
    pub const DELETE_CLIENT_SECRET: Operation = Operation {
        id: "delete_client_secret",
        method: "DELETE",
        path: "/admin/oauth/clients/{client_id}/secrets/{secret_id}",
        tag: "secrets",
        parameters: &[
            Parameter {
                name: "client_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
            Parameter {
                name: "secret_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
        ],
        request: None,
        responses: &[
            (204, None),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (404, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 204,
        payload: None,
        creates: None,
        mints: None,
    };
    /// `PUT /admin/oauth/clients/{client_id}/secrets/{secret_id}/deactivate`
    pub const DEACTIVATE_CLIENT_SECRET: Operation = Operation {
        id: "deactivate_client_secret",
        method: "PUT",
        path: "/admin/oauth/clients/{client_id}/secrets/{secret_id}/deactivate",
        tag: "secrets",
        parameters: &[
            Parameter {
                name: "client_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
            Parameter {
                name: "secret_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
        ],
        request: None,
        responses: &[
            (200, Some("OAuthClientSecretDetailResponse")),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (404, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 200,
        payload: Some(Payload::Data("OAuthClientSecretResponse")),
        creates: None,
        mints: None,
    };
    /// `GET /admin/oauth/clients/{client_id}/stats`
    pub const GET_CLIENT_STATS: Operation = Operation {
        id: "get_client_stats",
        method: "GET",
        path: "/admin/oauth/clients/{client_id}/stats",
        tag: "insights",
        parameters: &[
            Parameter {
                name: "client_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
        ],
        request: None,
        responses: &[
            (200, Some("ClientStatsDetailResponse")),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (404, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 200,
        payload: Some(Payload::Data("ClientStatsResponse")),
        creates: None,
        mints: None,
    };
    /// `GET /admin/oauth/clients/{client_id}/tokens`
    pub const LIST_CLIENT_TOKENS: Operation = Operation {
        id: "list_client_tokens",
        method: "GET",
        path: "/admin/oauth/clients/{client_id}/tokens",
        tag: "tokens",
        parameters: &[
            Parameter {
                name: "client_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
            Parameter {
                name: "page",
                place: Place::Query,
                required: false,
                field_type: FieldType::Integer,
            },
            Parameter {
                name: "page_size",
                place: Place::Query,
                required: false,
                field_type: FieldType::Integer,
            },
        ],
        request: None,
        responses: &[
            (200, Some("OAuthTokenListResponse")),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (404, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 200,
        payload: Some(Payload::Items("OAuthTokenItem")),
        creates: None,
        mints: None,
    };
    /// `DELETE /admin/oauth/clients/{client_id}/tokens`
    pub const REVOKE_CLIENT_TOKENS: Operation = Operation {
        id: "revoke_client_tokens",
        method: "DELETE",
        path: "/admin/oauth/clients/{client_id}/tokens",
        tag: "tokens",
        parameters: &[
            Parameter {
                name: "client_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
            Parameter {
                name: "grace_period",
                place: Place::Query,
                required: false,
                field_type: FieldType::Integer,
            },
        ],
        request: None,
        responses: &[
            (200, Some("RevokeClientTokensDetailResponse")),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (404, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 200,
        payload: Some(Payload::Data("RevokeClientTokensResponse")),
        creates: None,
        mints: None,
    };
    /// `DELETE /admin/oauth/tokens/user/{user_id}`
    pub const REVOKE_USER_TOKENS: Operation = Operation {
        id: "revoke_user_tokens",
        method: "DELETE",
        path: "/admin/oauth/tokens/user/{user_id}",
        tag: "tokens",
        parameters: &[
            Parameter {
                name: "user_id",
                place: Place::Path,
                required: true,
                field_type: FieldType::String,
            },
        ],
        request: None,
        responses: &[
            (200, Some("BatchRevokeDetailResponse")),
            (400, Some("SimpleResponse")),
            (401, Some("SimpleResponse")),
            (403, Some("SimpleResponse")),
            (500, Some("SimpleResponse")),
        ],
        success: 200,
        payload: Some(Payload::Data("BatchRevokeUserTokensResponse")),
        creates: None,
        mints: None,
    };
    /// All of them, in the order of the source.
    pub const ALL: [Operation; 16] = [
        LIST_CLIENTS,
        CREATE_CLIENT,
        GET_CLIENT,
        UPDATE_CLIENT,
        DELETE_CLIENT,
        LIST_CLIENT_AUDIT_LOGS,
        CLONE_CLIENT,
        ROTATE_CLIENT_SECRET,
        LIST_CLIENT_SECRETS,
        CREATE_CLIENT_SECRET,
        DELETE_CLIENT_SECRET,
        DEACTIVATE_CLIENT_SECRET,
        GET_CLIENT_STATS,
        LIST_CLIENT_TOKENS,
        REVOKE_CLIENT_TOKENS,
        REVOKE_USER_TOKENS,
    ];
    /// The one with an id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Operation> {
        static EACH: [Operation; 16] = ALL;
        EACH.iter().find(|known| known.id == id)
    }
}
pub mod claim {
    //! The claims about a server, from `spec/claims.toml`.
    use crate::claims::{Claim, Class};
    /// A response body is valid against the schema of its operation and status.
    pub const SCHEMA_RESPONSE: Claim = Claim {
        id: "schema.response",
        text: "A response body is valid against the schema of its operation and status.",
        source: "spec/SOURCES.md#response-schemas",
        class: Class::Contract,
    };
    /// A response has a status that the operation documents.
    pub const SCHEMA_STATUS: Claim = Claim {
        id: "schema.status",
        text: "A response has a status that the operation documents.",
        source: "spec/SOURCES.md#response-schemas",
        class: Class::Contract,
    };
    /// A response with a body is `application/json`, on success and on every documented error.
    pub const SCHEMA_MEDIA_TYPE: Claim = Claim {
        id: "schema.media_type",
        text: "A response with a body is `application/json`, on success and on every documented error.",
        source: "spec/SOURCES.md#media-type",
        class: Class::Contract,
    };
    /// A response has no fields beside the documented ones.
    pub const SCHEMA_EXTRA_FIELDS: Claim = Claim {
        id: "schema.extra_fields",
        text: "A response has no fields beside the documented ones.",
        source: "spec/SOURCES.md#response-schemas",
        class: Class::Http,
    };
    /// A success envelope has `code` 0.
    pub const ENVELOPE_SUCCESS_CODE: Claim = Claim {
        id: "envelope.success_code",
        text: "A success envelope has `code` 0.",
        source: "spec/SOURCES.md#envelope-code",
        class: Class::Contract,
    };
    /// An error envelope has a `code` other than 0.
    pub const ENVELOPE_ERROR_CODE: Claim = Claim {
        id: "envelope.error_code",
        text: "An error envelope has a `code` other than 0.",
        source: "spec/SOURCES.md#envelope-code",
        class: Class::Contract,
    };
    /// An error envelope says in `message` what is wrong.
    pub const ENVELOPE_MESSAGE: Claim = Claim {
        id: "envelope.message",
        text: "An error envelope says in `message` what is wrong.",
        source: "spec/SOURCES.md#error-shape",
        class: Class::Http,
    };
    /// A `timestamp` is an RFC 3339 time.
    pub const ENVELOPE_TIMESTAMP: Claim = Claim {
        id: "envelope.timestamp",
        text: "A `timestamp` is an RFC 3339 time.",
        source: "spec/SOURCES.md#item-times",
        class: Class::Contract,
    };
    /// An update sets each given field to the given value, in the response and in later reads.
    pub const UPDATE_APPLIES: Claim = Claim {
        id: "update.applies",
        text: "An update sets each given field to the given value, in the response and in later reads.",
        source: "spec/SOURCES.md#update-applies",
        class: Class::Contract,
    };
    /// An update keeps the value of each field that it does not name.
    pub const UPDATE_MERGE: Claim = Claim {
        id: "update.merge",
        text: "An update keeps the value of each field that it does not name.",
        source: "spec/SOURCES.md#update-merge",
        class: Class::Contract,
    };
    /// A list in an update replaces the old list.
    pub const UPDATE_REPLACES_LISTS: Claim = Claim {
        id: "update.replaces_lists",
        text: "A list in an update replaces the old list.",
        source: "spec/SOURCES.md#update-lists",
        class: Class::Contract,
    };
    /// An empty list in an update empties the old list or leaves it as it is.
    pub const UPDATE_CLEARS_LISTS: Claim = Claim {
        id: "update.clears_lists",
        text: "An empty list in an update empties the old list or leaves it as it is.",
        source: "spec/SOURCES.md#update-lists",
        class: Class::Contract,
    };
    /// The response to an update shows the client as later reads show it.
    pub const UPDATE_RETURNS_ITEM: Claim = Claim {
        id: "update.returns_item",
        text: "The response to an update shows the client as later reads show it.",
        source: "spec/SOURCES.md#update-result",
        class: Class::Contract,
    };
    /// An update changes the named client and no other client.
    pub const UPDATE_ONLY_THIS_CLIENT: Claim = Claim {
        id: "update.only_this_client",
        text: "An update changes the named client and no other client.",
        source: "spec/SOURCES.md#update-one-client",
        class: Class::Contract,
    };
    /// The service refuses a field of the wrong type with 400.
    pub const UPDATE_REJECTS_WRONG_TYPES: Claim = Claim {
        id: "update.rejects_wrong_types",
        text: "The service refuses a field of the wrong type with 400.",
        source: "spec/SOURCES.md#update-refusals",
        class: Class::Contract,
    };
    /// The service refuses a body that is not a JSON object with 400.
    pub const UPDATE_REJECTS_MALFORMED: Claim = Claim {
        id: "update.rejects_malformed",
        text: "The service refuses a body that is not a JSON object with 400.",
        source: "spec/SOURCES.md#update-refusals",
        class: Class::Contract,
    };
    /// A refused update stores nothing.
    pub const UPDATE_REJECTS_WHOLE: Claim = Claim {
        id: "update.rejects_whole",
        text: "A refused update stores nothing.",
        source: "spec/SOURCES.md#update-refusals",
        class: Class::Contract,
    };
    /// `id`, `client_id` and `tenant_id` never change.
    pub const ITEM_IDENTITY: Claim = Claim {
        id: "item.identity",
        text: "`id`, `client_id` and `tenant_id` never change.",
        source: "spec/SOURCES.md#item-read-only",
        class: Class::Contract,
    };
    /// `created_at` never changes and is an RFC 3339 time.
    pub const ITEM_CREATED_AT: Claim = Claim {
        id: "item.created_at",
        text: "`created_at` never changes and is an RFC 3339 time.",
        source: "spec/SOURCES.md#item-times",
        class: Class::Contract,
    };
    /// `updated_at` moves forward with an update, is an RFC 3339 time and is not before `created_at`.
    pub const ITEM_UPDATED_AT: Claim = Claim {
        id: "item.updated_at",
        text: "`updated_at` moves forward with an update, is an RFC 3339 time and is not before `created_at`.",
        source: "spec/SOURCES.md#item-times",
        class: Class::Contract,
    };
    /// An update does not change `cors_origins`, `secret_last_four` and `deleted_at`.
    pub const ITEM_READ_ONLY: Claim = Claim {
        id: "item.read_only",
        text: "An update does not change `cors_origins`, `secret_last_four` and `deleted_at`.",
        source: "spec/SOURCES.md#item-read-only",
        class: Class::Contract,
    };
    /// `client_auth_methods` is a string that holds a JSON array of strings.
    pub const ITEM_AUTH_METHODS_ENCODING: Claim = Claim {
        id: "item.auth_methods_encoding",
        text: "`client_auth_methods` is a string that holds a JSON array of strings.",
        source: "spec/SOURCES.md#auth-methods-encoding",
        class: Class::Contract,
    };
    /// The response to a read or an update contains neither `jwks` nor a secret.
    pub const ITEM_NO_SECRETS: Claim = Claim {
        id: "item.no_secrets",
        text: "The response to a read or an update contains neither `jwks` nor a secret.",
        source: "spec/SOURCES.md#item-fields",
        class: Class::Contract,
    };
    /// A read of an existing client returns 200 and that client.
    pub const READ_RETURNS: Claim = Claim {
        id: "read.returns",
        text: "A read of an existing client returns 200 and that client.",
        source: "spec/SOURCES.md#read",
        class: Class::Contract,
    };
    /// A read changes nothing, `updated_at` included.
    pub const READ_SAFE: Claim = Claim {
        id: "read.safe",
        text: "A read changes nothing, `updated_at` included.",
        source: "spec/SOURCES.md#reads-are-safe, RFC 9110 section 9.2.1",
        class: Class::Contract,
    };
    /// The service refuses a request without a valid bearer token with 401.
    pub const AUTH_REQUIRED: Claim = Claim {
        id: "auth.required",
        text: "The service refuses a request without a valid bearer token with 401.",
        source: "spec/SOURCES.md#bearer-token",
        class: Class::Contract,
    };
    /// The service refuses a valid token without the administrator role with 403.
    pub const AUTH_ADMIN: Claim = Claim {
        id: "auth.admin",
        text: "The service refuses a valid token without the administrator role with 403.",
        source: "spec/SOURCES.md#administrator",
        class: Class::Contract,
    };
    /// A request that is refused for its token changes nothing.
    pub const AUTH_NO_EFFECT: Claim = Claim {
        id: "auth.no_effect",
        text: "A request that is refused for its token changes nothing.",
        source: "spec/SOURCES.md#administrator",
        class: Class::Contract,
    };
    /// A 401 response carries a challenge in `WWW-Authenticate`.
    pub const AUTH_CHALLENGE: Claim = Claim {
        id: "auth.challenge",
        text: "A 401 response carries a challenge in `WWW-Authenticate`.",
        source: "spec/SOURCES.md#http-rules, RFC 9110 section 11.6.1",
        class: Class::Http,
    };
    /// The service accepts the scheme name `Bearer` in any case.
    pub const AUTH_SCHEME_CASE: Claim = Claim {
        id: "auth.scheme_case",
        text: "The service accepts the scheme name `Bearer` in any case.",
        source: "spec/SOURCES.md#http-rules, RFC 9110 section 11.1",
        class: Class::Http,
    };
    /// The service does not accept a token in the query.
    pub const AUTH_NO_QUERY_TOKEN: Claim = Claim {
        id: "auth.no_query_token",
        text: "The service does not accept a token in the query.",
        source: "spec/SOURCES.md#token-practice, RFC 6750 section 2.3, RFC 9700 section 4.3.2",
        class: Class::Security,
    };
    /// An error response does not repeat the presented token.
    pub const AUTH_NO_ECHO: Claim = Claim {
        id: "auth.no_echo",
        text: "An error response does not repeat the presented token.",
        source: "spec/SOURCES.md#token-practice, RFC 9700 section 4.3",
        class: Class::Security,
    };
    /// A request for a client of another tenant returns 404 and changes nothing.
    pub const TENANT_WALL: Claim = Claim {
        id: "tenant.wall",
        text: "A request for a client of another tenant returns 404 and changes nothing.",
        source: "spec/SOURCES.md#tenant",
        class: Class::Contract,
    };
    /// A request for an unknown client id returns 404 and creates nothing.
    pub const CLIENT_UNKNOWN: Claim = Claim {
        id: "client.unknown",
        text: "A request for an unknown client id returns 404 and creates nothing.",
        source: "spec/SOURCES.md#unknown-client",
        class: Class::Contract,
    };
    /// The service does not fail with a 5xx status where it may accept or refuse a request.
    pub const HTTP_NO_SERVER_ERROR: Claim = Claim {
        id: "http.no_server_error",
        text: "The service does not fail with a 5xx status where it may accept or refuse a request.",
        source: "spec/SOURCES.md#http-rules, RFC 9110 section 15.6",
        class: Class::Http,
    };
    /// The SDK of this project decodes every response that the contract allows, and keeps the status of every error.
    pub const SDK_DECODES: Claim = Claim {
        id: "sdk.decodes",
        text: "The SDK of this project decodes every response that the contract allows, and keeps the status of every error.",
        source: "spec/SOURCES.md#sdk-and-contract",
        class: Class::Contract,
    };
    /// A call through the SDK does what the same call by raw HTTP does.
    pub const SDK_AGREES: Claim = Claim {
        id: "sdk.agrees",
        text: "A call through the SDK does what the same call by raw HTTP does.",
        source: "spec/SOURCES.md#sdk-and-contract",
        class: Class::Contract,
    };
    /// The normalised exchanges of a case match its golden file.
    pub const GOLDEN_MATCH: Claim = Claim {
        id: "golden.match",
        text: "The normalised exchanges of a case match its golden file.",
        source: "spec/SOURCES.md#golden-files",
        class: Class::Contract,
    };
    /// The service stores text as it was sent: case, white space, non-ASCII characters and markup.
    pub const TEXT_PRESERVED: Claim = Claim {
        id: "text.preserved",
        text: "The service stores text as it was sent: case, white space, non-ASCII characters and markup.",
        source: "spec/SOURCES.md#update-applies",
        class: Class::Contract,
    };
    /// A list filtered by name holds every client whose name matches, and no other client.
    pub const LIST_FILTERS_NAME: Claim = Claim {
        id: "list.filters_name",
        text: "A list filtered by name holds every client whose name matches, and no other client.",
        source: "spec/SOURCES.md#list-filters",
        class: Class::Contract,
    };
    /// A list filtered by status holds every client with that status, and no other client.
    pub const LIST_FILTERS_STATUS: Claim = Claim {
        id: "list.filters_status",
        text: "A list filtered by status holds every client with that status, and no other client.",
        source: "spec/SOURCES.md#list-filters",
        class: Class::Contract,
    };
    /// The pages of a list have the requested size, do not overlap, and together hold every entry.
    pub const LIST_PAGES: Claim = Claim {
        id: "list.pages",
        text: "The pages of a list have the requested size, do not overlap, and together hold every entry.",
        source: "spec/SOURCES.md#list-pages",
        class: Class::Contract,
    };
    /// `total` and `pagination` agree with each other and with what the pages hold.
    pub const LIST_PAGINATION: Claim = Claim {
        id: "list.pagination",
        text: "`total` and `pagination` agree with each other and with what the pages hold.",
        source: "spec/SOURCES.md#list-pages",
        class: Class::Contract,
    };
    /// Without parameters, a list begins with page 1 and has pages of 20.
    pub const LIST_DEFAULTS: Claim = Claim {
        id: "list.defaults",
        text: "Without parameters, a list begins with page 1 and has pages of 20.",
        source: "spec/SOURCES.md#list-pages",
        class: Class::Contract,
    };
    /// A list holds only clients of the caller's tenant.
    pub const LIST_TENANT: Claim = Claim {
        id: "list.tenant",
        text: "A list holds only clients of the caller's tenant.",
        source: "spec/SOURCES.md#tenant",
        class: Class::Contract,
    };
    /// A new client has the requested configuration, in the response and in later reads.
    pub const CREATE_RETURNS: Claim = Claim {
        id: "create.returns",
        text: "A new client has the requested configuration, in the response and in later reads.",
        source: "spec/SOURCES.md#create",
        class: Class::Contract,
    };
    /// The service refuses a client without a name or without a redirect URI with 400, and does not create it.
    pub const CREATE_REQUIRES: Claim = Claim {
        id: "create.requires",
        text: "The service refuses a client without a name or without a redirect URI with 400, and does not create it.",
        source: "spec/SOURCES.md#create",
        class: Class::Contract,
    };
    /// Creating twice makes two clients.
    pub const CREATE_DISTINCT: Claim = Claim {
        id: "create.distinct",
        text: "Creating twice makes two clients.",
        source: "spec/SOURCES.md#create",
        class: Class::Contract,
    };
    /// A secret is in the response that creates it and in no later response.
    pub const SECRET_SHOWN_ONCE: Claim = Claim {
        id: "secret.shown_once",
        text: "A secret is in the response that creates it and in no later response.",
        source: "spec/SOURCES.md#secret-shown-once",
        class: Class::Contract,
    };
    /// Every new secret differs from the earlier ones.
    pub const SECRET_FRESH: Claim = Claim {
        id: "secret.fresh",
        text: "Every new secret differs from the earlier ones.",
        source: "spec/SOURCES.md#secret-shown-once",
        class: Class::Contract,
    };
    /// A request for a deleted client returns 404, and no list holds the client.
    pub const DELETE_GONE: Claim = Claim {
        id: "delete.gone",
        text: "A request for a deleted client returns 404, and no list holds the client.",
        source: "spec/SOURCES.md#delete",
        class: Class::Contract,
    };
    /// A 204 response has no body.
    pub const DELETE_NO_BODY: Claim = Claim {
        id: "delete.no_body",
        text: "A 204 response has no body.",
        source: "spec/SOURCES.md#delete, RFC 9110 section 15.3.5",
        class: Class::Contract,
    };
    /// Deleting a client does not change any other client.
    pub const DELETE_ONLY_THIS_CLIENT: Claim = Claim {
        id: "delete.only_this_client",
        text: "Deleting a client does not change any other client.",
        source: "spec/SOURCES.md#delete",
        class: Class::Contract,
    };
    /// A clone has the redirect URIs, scopes and grant types of its source.
    pub const CLONE_COPIES: Claim = Claim {
        id: "clone.copies",
        text: "A clone has the redirect URIs, scopes and grant types of its source.",
        source: "spec/SOURCES.md#clone",
        class: Class::Contract,
    };
    /// A clone has its own identifier, and its source does not change.
    pub const CLONE_OWN_IDENTITY: Claim = Claim {
        id: "clone.own_identity",
        text: "A clone has its own identifier, and its source does not change.",
        source: "spec/SOURCES.md#clone",
        class: Class::Contract,
    };
    /// A new secret is listed as active, under the identifier that it was created with.
    pub const SECRETS_LISTED: Claim = Claim {
        id: "secrets.listed",
        text: "A new secret is listed as active, under the identifier that it was created with.",
        source: "spec/SOURCES.md#secrets-list",
        class: Class::Contract,
    };
    /// A client has at most two active secrets; the service refuses the third with 409 and does not create it.
    pub const SECRETS_LIMIT: Claim = Claim {
        id: "secrets.limit",
        text: "A client has at most two active secrets; the service refuses the third with 409 and does not create it.",
        source: "spec/SOURCES.md#secrets-limit",
        class: Class::Contract,
    };
    /// The service refuses to delete the last secret with 400, and the secret stays listed.
    pub const SECRETS_LAST: Claim = Claim {
        id: "secrets.last",
        text: "The service refuses to delete the last secret with 400, and the secret stays listed.",
        source: "spec/SOURCES.md#secrets-delete",
        class: Class::Contract,
    };
    /// A deleted secret is no longer listed, and the other secrets are.
    pub const SECRETS_DELETED: Claim = Claim {
        id: "secrets.deleted",
        text: "A deleted secret is no longer listed, and the other secrets are.",
        source: "spec/SOURCES.md#secrets-delete",
        class: Class::Contract,
    };
    /// A deactivated secret is listed as inactive and no longer counts as active.
    pub const SECRETS_DEACTIVATED: Claim = Claim {
        id: "secrets.deactivated",
        text: "A deactivated secret is listed as inactive and no longer counts as active.",
        source: "spec/SOURCES.md#secrets-deactivate",
        class: Class::Contract,
    };
    /// A request for an unknown secret returns 404.
    pub const SECRETS_UNKNOWN: Claim = Claim {
        id: "secrets.unknown",
        text: "A request for an unknown secret returns 404.",
        source: "spec/SOURCES.md#secrets-delete",
        class: Class::Contract,
    };
    /// Rotating returns a new secret for this client and leaves the client with an active secret.
    pub const SECRETS_ROTATED: Claim = Claim {
        id: "secrets.rotated",
        text: "Rotating returns a new secret for this client and leaves the client with an active secret.",
        source: "spec/SOURCES.md#secrets-rotate",
        class: Class::Contract,
    };
    /// A client to which no token was issued has an empty token list.
    pub const TOKENS_LISTED: Claim = Claim {
        id: "tokens.listed",
        text: "A client to which no token was issued has an empty token list.",
        source: "spec/SOURCES.md#tokens-list",
        class: Class::Contract,
    };
    /// Revoking returns both counts, which are 0 if there were no tokens.
    pub const TOKENS_REVOKED: Claim = Claim {
        id: "tokens.revoked",
        text: "Revoking returns both counts, which are 0 if there were no tokens.",
        source: "spec/SOURCES.md#tokens-revoke",
        class: Class::Contract,
    };
    /// The response to a revocation shows the requested grace period.
    pub const TOKENS_GRACE: Claim = Claim {
        id: "tokens.grace",
        text: "The response to a revocation shows the requested grace period.",
        source: "spec/SOURCES.md#tokens-revoke",
        class: Class::Contract,
    };
    /// The statistics of a client carry its `client_id` and agree with its listed tokens.
    pub const STATS_AGREE: Claim = Claim {
        id: "stats.agree",
        text: "The statistics of a client carry its `client_id` and agree with its listed tokens.",
        source: "spec/SOURCES.md#stats",
        class: Class::Contract,
    };
    /// The audit log of a client is a list of entries with an integer `timestamp`.
    pub const AUDIT_SHAPE: Claim = Claim {
        id: "audit.shape",
        text: "The audit log of a client is a list of entries with an integer `timestamp`.",
        source: "spec/SOURCES.md#audit-log",
        class: Class::Contract,
    };
    /// Open: what a change writes to the audit log.
    pub const SILENT_AUDIT: Claim = Claim {
        id: "silent.audit",
        text: "Open: what a change writes to the audit log.",
        source: "spec/SOURCES.md#silent-audit",
        class: Class::Observed,
    };
    /// Open: how the service responds to a second delete.
    pub const SILENT_SECOND_DELETE: Claim = Claim {
        id: "silent.second_delete",
        text: "Open: how the service responds to a second delete.",
        source: "spec/SOURCES.md#silent-second-delete",
        class: Class::Observed,
    };
    /// Open: how the service responds to pages and sizes out of bounds.
    pub const SILENT_PAGE_BOUNDS: Claim = Claim {
        id: "silent.page_bounds",
        text: "Open: how the service responds to pages and sizes out of bounds.",
        source: "spec/SOURCES.md#silent-page-bounds",
        class: Class::Observed,
    };
    /// Open: which secret `secret_last_four` shows.
    pub const SILENT_LAST_FOUR: Claim = Claim {
        id: "silent.last_four",
        text: "Open: which secret `secret_last_four` shows.",
        source: "spec/SOURCES.md#silent-last-four",
        class: Class::Observed,
    };
    /// Open: the order of a list.
    pub const SILENT_ORDER: Claim = Claim {
        id: "silent.order",
        text: "Open: the order of a list.",
        source: "spec/SOURCES.md#silent-order",
        class: Class::Observed,
    };
    /// A replaced secret stays verifiable for four hours, which no response shows.
    pub const UNOBSERVABLE_HISTORY: Claim = Claim {
        id: "unobservable.history",
        text: "A replaced secret stays verifiable for four hours, which no response shows.",
        source: "spec/SOURCES.md#secrets-rotate",
        class: Class::Observed,
    };
    /// Open: what `null` does to a field.
    pub const SILENT_NULL: Claim = Claim {
        id: "silent.null",
        text: "Open: what `null` does to a field.",
        source: "spec/SOURCES.md#silent-null",
        class: Class::Observed,
    };
    /// Open: what the empty string does to a field.
    pub const SILENT_EMPTY_STRING: Claim = Claim {
        id: "silent.empty_string",
        text: "Open: what the empty string does to a field.",
        source: "spec/SOURCES.md#silent-empty-string",
        class: Class::Observed,
    };
    /// Open: what an unknown request field does.
    pub const SILENT_UNKNOWN_FIELDS: Claim = Claim {
        id: "silent.unknown_fields",
        text: "Open: what an unknown request field does.",
        source: "spec/SOURCES.md#silent-unknown-fields",
        class: Class::Observed,
    };
    /// Open: what a status value outside the known ones does.
    pub const SILENT_UNKNOWN_STATUS: Claim = Claim {
        id: "silent.unknown_status",
        text: "Open: what a status value outside the known ones does.",
        source: "spec/SOURCES.md#silent-status-values",
        class: Class::Observed,
    };
    /// Open: which of 401, 403, 404 and 400 comes first.
    pub const SILENT_CHECK_ORDER: Claim = Claim {
        id: "silent.check_order",
        text: "Open: which of 401, 403, 404 and 400 comes first.",
        source: "spec/SOURCES.md#silent-check-order",
        class: Class::Observed,
    };
    /// Open: what happens to duplicates in a list and to its order.
    pub const SILENT_DUPLICATES: Claim = Claim {
        id: "silent.duplicates",
        text: "Open: what happens to duplicates in a list and to its order.",
        source: "spec/SOURCES.md#silent-duplicates",
        class: Class::Observed,
    };
    /// Open: what an empty list does to a list.
    pub const SILENT_EMPTY_LIST: Claim = Claim {
        id: "silent.empty_list",
        text: "Open: what an empty list does to a list.",
        source: "spec/SOURCES.md#silent-empty-list",
        class: Class::Observed,
    };
    /// Open: which bodies that are not quite JSON objects the service reads.
    pub const SILENT_LENIENT_BODIES: Claim = Claim {
        id: "silent.lenient_bodies",
        text: "Open: which bodies that are not quite JSON objects the service reads.",
        source: "spec/SOURCES.md#silent-lenient-bodies",
        class: Class::Observed,
    };
    /// Open: which media types of a body the service accepts.
    pub const SILENT_MEDIA_TYPES: Claim = Claim {
        id: "silent.media_types",
        text: "Open: which media types of a body the service accepts.",
        source: "spec/SOURCES.md#silent-media-types",
        class: Class::Observed,
    };
    /// Open: how the service responds to a method that a path does not have.
    pub const SILENT_METHODS: Claim = Claim {
        id: "silent.methods",
        text: "Open: how the service responds to a method that a path does not have.",
        source: "spec/SOURCES.md#silent-methods",
        class: Class::Observed,
    };
    /// Open: whether the name filter minds case.
    pub const SILENT_NAME_FILTER: Claim = Claim {
        id: "silent.name_filter",
        text: "Open: whether the name filter minds case.",
        source: "spec/SOURCES.md#silent-name-filter",
        class: Class::Observed,
    };
    /// Open: whether two clients may have the same name.
    pub const SILENT_UNIQUE_NAMES: Claim = Claim {
        id: "silent.unique_names",
        text: "Open: whether two clients may have the same name.",
        source: "spec/SOURCES.md#silent-unique-names",
        class: Class::Observed,
    };
    /// Open: what happens to the secrets of a client that becomes public.
    pub const SILENT_PUBLIC_SECRETS: Claim = Claim {
        id: "silent.public_secrets",
        text: "Open: what happens to the secrets of a client that becomes public.",
        source: "spec/SOURCES.md#silent-public-secrets",
        class: Class::Observed,
    };
    /// Open: how soon every read shows what was written.
    pub const SILENT_SETTLE: Claim = Claim {
        id: "silent.settle",
        text: "Open: how soon every read shows what was written.",
        source: "spec/SOURCES.md#silent-settle",
        class: Class::Observed,
    };
    /// The service stores `jwks`, which no response shows.
    pub const UNOBSERVABLE_JWKS: Claim = Claim {
        id: "unobservable.jwks",
        text: "The service stores `jwks`, which no response shows.",
        source: "spec/SOURCES.md#jwks-write-only",
        class: Class::Observed,
    };
    /// All of them, in the order of the source.
    pub const ALL: [Claim; 88] = [
        SCHEMA_RESPONSE,
        SCHEMA_STATUS,
        SCHEMA_MEDIA_TYPE,
        SCHEMA_EXTRA_FIELDS,
        ENVELOPE_SUCCESS_CODE,
        ENVELOPE_ERROR_CODE,
        ENVELOPE_MESSAGE,
        ENVELOPE_TIMESTAMP,
        UPDATE_APPLIES,
        UPDATE_MERGE,
        UPDATE_REPLACES_LISTS,
        UPDATE_CLEARS_LISTS,
        UPDATE_RETURNS_ITEM,
        UPDATE_ONLY_THIS_CLIENT,
        UPDATE_REJECTS_WRONG_TYPES,
        UPDATE_REJECTS_MALFORMED,
        UPDATE_REJECTS_WHOLE,
        ITEM_IDENTITY,
        ITEM_CREATED_AT,
        ITEM_UPDATED_AT,
        ITEM_READ_ONLY,
        ITEM_AUTH_METHODS_ENCODING,
        ITEM_NO_SECRETS,
        READ_RETURNS,
        READ_SAFE,
        AUTH_REQUIRED,
        AUTH_ADMIN,
        AUTH_NO_EFFECT,
        AUTH_CHALLENGE,
        AUTH_SCHEME_CASE,
        AUTH_NO_QUERY_TOKEN,
        AUTH_NO_ECHO,
        TENANT_WALL,
        CLIENT_UNKNOWN,
        HTTP_NO_SERVER_ERROR,
        SDK_DECODES,
        SDK_AGREES,
        GOLDEN_MATCH,
        TEXT_PRESERVED,
        LIST_FILTERS_NAME,
        LIST_FILTERS_STATUS,
        LIST_PAGES,
        LIST_PAGINATION,
        LIST_DEFAULTS,
        LIST_TENANT,
        CREATE_RETURNS,
        CREATE_REQUIRES,
        CREATE_DISTINCT,
        SECRET_SHOWN_ONCE,
        SECRET_FRESH,
        DELETE_GONE,
        DELETE_NO_BODY,
        DELETE_ONLY_THIS_CLIENT,
        CLONE_COPIES,
        CLONE_OWN_IDENTITY,
        SECRETS_LISTED,
        SECRETS_LIMIT,
        SECRETS_LAST,
        SECRETS_DELETED,
        SECRETS_DEACTIVATED,
        SECRETS_UNKNOWN,
        SECRETS_ROTATED,
        TOKENS_LISTED,
        TOKENS_REVOKED,
        TOKENS_GRACE,
        STATS_AGREE,
        AUDIT_SHAPE,
        SILENT_AUDIT,
        SILENT_SECOND_DELETE,
        SILENT_PAGE_BOUNDS,
        SILENT_LAST_FOUR,
        SILENT_ORDER,
        UNOBSERVABLE_HISTORY,
        SILENT_NULL,
        SILENT_EMPTY_STRING,
        SILENT_UNKNOWN_FIELDS,
        SILENT_UNKNOWN_STATUS,
        SILENT_CHECK_ORDER,
        SILENT_DUPLICATES,
        SILENT_EMPTY_LIST,
        SILENT_LENIENT_BODIES,
        SILENT_MEDIA_TYPES,
        SILENT_METHODS,
        SILENT_NAME_FILTER,
        SILENT_UNIQUE_NAMES,
        SILENT_PUBLIC_SECRETS,
        SILENT_SETTLE,
        UNOBSERVABLE_JWKS,
    ];
    /// The one with an id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Claim> {
        static EACH: [Claim; 88] = ALL;
        EACH.iter().find(|known| known.id == id)
    }
}
