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
    /// A body validates against the schema of its operation and status.
    pub const SCHEMA_RESPONSE: Claim = Claim {
        id: "schema.response",
        text: "A body validates against the schema of its operation and status.",
        source: "seed: Responses, Referenced Schemas",
        class: Class::Contract,
    };
    /// A status is one that the operation documents.
    pub const SCHEMA_STATUS: Claim = Claim {
        id: "schema.status",
        text: "A status is one that the operation documents.",
        source: "seed: Responses",
        class: Class::Contract,
    };
    /// An answer with a body is application/json, on success and on every documented error.
    pub const SCHEMA_MEDIA_TYPE: Claim = Claim {
        id: "schema.media_type",
        text: "An answer with a body is application/json, on success and on every documented error.",
        source: "vendor document: produces",
        class: Class::Contract,
    };
    /// An answer has no fields beside the documented ones.
    pub const SCHEMA_EXTRA_FIELDS: Claim = Claim {
        id: "schema.extra_fields",
        text: "An answer has no fields beside the documented ones.",
        source: "seed: Referenced Schemas (a server may add fields, so this warns)",
        class: Class::Http,
    };
    /// A success envelope has `code` 0.
    pub const ENVELOPE_SUCCESS_CODE: Claim = Claim {
        id: "envelope.success_code",
        text: "A success envelope has `code` 0.",
        source: "contract.md: Facts seen outside the document, `code` is 0 on success",
        class: Class::Contract,
    };
    /// An error envelope has a `code` other than 0.
    pub const ENVELOPE_ERROR_CODE: Claim = Claim {
        id: "envelope.error_code",
        text: "An error envelope has a `code` other than 0.",
        source: "contract.md: Facts seen outside the document, a number on errors",
        class: Class::Contract,
    };
    /// An error says in `message` what is wrong.
    pub const ENVELOPE_MESSAGE: Claim = Claim {
        id: "envelope.message",
        text: "An error says in `message` what is wrong.",
        source: "seed: SimpleResponse",
        class: Class::Http,
    };
    /// A `timestamp` is an RFC 3339 time.
    pub const ENVELOPE_TIMESTAMP: Claim = Claim {
        id: "envelope.timestamp",
        text: "A `timestamp` is an RFC 3339 time.",
        source: "contract.md: timestamps are RFC 3339",
        class: Class::Contract,
    };
    /// A given field has the given value afterwards, in the answer and in a later read.
    pub const UPDATE_APPLIES: Claim = Claim {
        id: "update.applies",
        text: "A given field has the given value afterwards, in the answer and in a later read.",
        source: "seed: updates the configuration of the given client",
        class: Class::Contract,
    };
    /// A field that is not given keeps its value.
    pub const UPDATE_MERGE: Claim = Claim {
        id: "update.merge",
        text: "A field that is not given keeps its value.",
        source: "seed: every request field is optional",
        class: Class::Contract,
    };
    /// A given list replaces the old one.
    pub const UPDATE_REPLACES_LISTS: Claim = Claim {
        id: "update.replaces_lists",
        text: "A given list replaces the old one.",
        source: "seed: updates the configuration of the given client",
        class: Class::Contract,
    };
    /// An empty list clears the old one.
    pub const UPDATE_CLEARS_LISTS: Claim = Claim {
        id: "update.clears_lists",
        text: "An empty list clears the old one.",
        source: "seed: redirect_uris, scopes, grant_types and client_auth_methods are arrays",
        class: Class::Contract,
    };
    /// The answer to an update is the client as a read then shows it.
    pub const UPDATE_ANSWERS_ITEM: Claim = Claim {
        id: "update.answers_item",
        text: "The answer to an update is the client as a read then shows it.",
        source: "seed: 200 dto.OAuthClientItemDetailResponse",
        class: Class::Contract,
    };
    /// An update changes the named client and no other.
    pub const UPDATE_ONLY_THIS_CLIENT: Claim = Claim {
        id: "update.only_this_client",
        text: "An update changes the named client and no other.",
        source: "seed: updates the configuration of the given client",
        class: Class::Contract,
    };
    /// A field of the wrong type is answered with 400.
    pub const UPDATE_REJECTS_WRONG_TYPES: Claim = Claim {
        id: "update.rejects_wrong_types",
        text: "A field of the wrong type is answered with 400.",
        source: "seed: Request Body types; 400",
        class: Class::Contract,
    };
    /// A body that is no JSON object is answered with 400.
    pub const UPDATE_REJECTS_MALFORMED: Claim = Claim {
        id: "update.rejects_malformed",
        text: "A body that is no JSON object is answered with 400.",
        source: "seed: Request Body dto.UpdateClientRequest; 400",
        class: Class::Contract,
    };
    /// A rejected update stores nothing.
    pub const UPDATE_REJECTS_WHOLE: Claim = Claim {
        id: "update.rejects_whole",
        text: "A rejected update stores nothing.",
        source: "seed: 400",
        class: Class::Contract,
    };
    /// `id`, `client_id` and `tenant_id` never change.
    pub const ITEM_IDENTITY: Claim = Claim {
        id: "item.identity",
        text: "`id`, `client_id` and `tenant_id` never change.",
        source: "seed: they are no request fields",
        class: Class::Contract,
    };
    /// `created_at` never changes and is an RFC 3339 time.
    pub const ITEM_CREATED_AT: Claim = Claim {
        id: "item.created_at",
        text: "`created_at` never changes and is an RFC 3339 time.",
        source: "seed: created_at is no request field, example 2026-04-15T10:30:00Z",
        class: Class::Contract,
    };
    /// `updated_at` moves forward with an update, is an RFC 3339 time and is not before `created_at`.
    pub const ITEM_UPDATED_AT: Claim = Claim {
        id: "item.updated_at",
        text: "`updated_at` moves forward with an update, is an RFC 3339 time and is not before `created_at`.",
        source: "seed: updated_at, example 2026-04-15T10:30:00Z",
        class: Class::Contract,
    };
    /// An update leaves `cors_origins`, `secret_last_four` and `deleted_at` as they were.
    pub const ITEM_READ_ONLY: Claim = Claim {
        id: "item.read_only",
        text: "An update leaves `cors_origins`, `secret_last_four` and `deleted_at` as they were.",
        source: "seed: they are no request fields",
        class: Class::Contract,
    };
    /// `client_auth_methods` is a string that holds a JSON array of strings.
    pub const ITEM_AUTH_METHODS_ENCODING: Claim = Claim {
        id: "item.auth_methods_encoding",
        text: "`client_auth_methods` is a string that holds a JSON array of strings.",
        source: "seed: OAuthClientItem, example of client_auth_methods",
        class: Class::Contract,
    };
    /// An answer to a read or an update holds neither `jwks` nor a secret.
    pub const ITEM_NO_SECRETS: Claim = Claim {
        id: "item.no_secrets",
        text: "An answer to a read or an update holds neither `jwks` nor a secret.",
        source: "seed: OAuthClientItem has neither",
        class: Class::Contract,
    };
    /// A read of an existing client is answered with 200 and that client.
    pub const READ_ANSWERS: Claim = Claim {
        id: "read.answers",
        text: "A read of an existing client is answered with 200 and that client.",
        source: "seed: 200 dto.OAuthClientItemDetailResponse",
        class: Class::Contract,
    };
    /// A read changes nothing, `updated_at` included.
    pub const READ_SAFE: Claim = Claim {
        id: "read.safe",
        text: "A read changes nothing, `updated_at` included.",
        source: "RFC 9110 section 9.2.1",
        class: Class::Contract,
    };
    /// A request without a valid bearer token is answered with 401.
    pub const AUTH_REQUIRED: Claim = Claim {
        id: "auth.required",
        text: "A request without a valid bearer token is answered with 401.",
        source: "seed: 401",
        class: Class::Contract,
    };
    /// A valid token without the administrator role is answered with 403.
    pub const AUTH_ADMIN: Claim = Claim {
        id: "auth.admin",
        text: "A valid token without the administrator role is answered with 403.",
        source: "seed: 403",
        class: Class::Contract,
    };
    /// A request that is refused for its token changes nothing.
    pub const AUTH_NO_EFFECT: Claim = Claim {
        id: "auth.no_effect",
        text: "A request that is refused for its token changes nothing.",
        source: "seed: 401, 403",
        class: Class::Contract,
    };
    /// A 401 carries `WWW-Authenticate` with a challenge.
    pub const AUTH_CHALLENGE: Claim = Claim {
        id: "auth.challenge",
        text: "A 401 carries `WWW-Authenticate` with a challenge.",
        source: "RFC 9110 section 11.6.1",
        class: Class::Http,
    };
    /// The scheme name `Bearer` is case-insensitive.
    pub const AUTH_SCHEME_CASE: Claim = Claim {
        id: "auth.scheme_case",
        text: "The scheme name `Bearer` is case-insensitive.",
        source: "RFC 9110 section 11.1",
        class: Class::Http,
    };
    /// A token in the query is not accepted.
    pub const AUTH_NO_QUERY_TOKEN: Claim = Claim {
        id: "auth.no_query_token",
        text: "A token in the query is not accepted.",
        source: "RFC 6750 section 2.3, RFC 9700 section 4.3.2",
        class: Class::Security,
    };
    /// An error does not repeat the presented token.
    pub const AUTH_NO_ECHO: Claim = Claim {
        id: "auth.no_echo",
        text: "An error does not repeat the presented token.",
        source: "RFC 9700 section 4.3",
        class: Class::Security,
    };
    /// A client of another tenant is answered with 404 and stays as it is.
    pub const TENANT_WALL: Claim = Claim {
        id: "tenant.wall",
        text: "A client of another tenant is answered with 404 and stays as it is.",
        source: "contract.md: 404 unknown client or one of another tenant",
        class: Class::Contract,
    };
    /// An unknown client id is answered with 404 and is not created.
    pub const CLIENT_UNKNOWN: Claim = Claim {
        id: "client.unknown",
        text: "An unknown client id is answered with 404 and is not created.",
        source: "seed: 404",
        class: Class::Contract,
    };
    /// A method that a path does not know is answered with 405 and `Allow`.
    pub const HTTP_METHOD: Claim = Claim {
        id: "http.method",
        text: "A method that a path does not know is answered with 405 and `Allow`.",
        source: "RFC 9110 sections 15.5.6 and 10.2.1",
        class: Class::Http,
    };
    /// A body that is not declared as application/json is not accepted.
    pub const HTTP_CONTENT_TYPE: Claim = Claim {
        id: "http.content_type",
        text: "A body that is not declared as application/json is not accepted.",
        source: "vendor document: consumes; RFC 9110 section 15.5.16",
        class: Class::Http,
    };
    /// `application/json; charset=utf-8` is accepted like `application/json`.
    pub const HTTP_CHARSET: Claim = Claim {
        id: "http.charset",
        text: "`application/json; charset=utf-8` is accepted like `application/json`.",
        source: "RFC 9110 section 8.3.1, RFC 8259 section 11",
        class: Class::Http,
    };
    /// The SDK of this project decodes every answer that the contract allows, and keeps the status of every error.
    pub const SDK_DECODES: Claim = Claim {
        id: "sdk.decodes",
        text: "The SDK of this project decodes every answer that the contract allows, and keeps the status of every error.",
        source: "this project: both read the same contract, so a difference is a defect of the SDK or of the contract",
        class: Class::Contract,
    };
    /// A call through the SDK does what the same call by raw HTTP does.
    pub const SDK_AGREES: Claim = Claim {
        id: "sdk.agrees",
        text: "A call through the SDK does what the same call by raw HTTP does.",
        source: "this project: both read the same contract",
        class: Class::Contract,
    };
    /// The exchanges of a case, normalised, are those of its golden file.
    pub const GOLDEN_MATCH: Claim = Claim {
        id: "golden.match",
        text: "The exchanges of a case, normalised, are those of its golden file.",
        source: "this project: what every other claim of the case allows, written down once",
        class: Class::Contract,
    };
    /// Text is stored as it was sent: case, white space, non-ASCII and markup.
    pub const TEXT_PRESERVED: Claim = Claim {
        id: "text.preserved",
        text: "Text is stored as it was sent: case, white space, non-ASCII and markup.",
        source: "seed: updates the configuration of the given client",
        class: Class::Contract,
    };
    /// A list filtered by name holds only clients whose name matches, and every one of them.
    pub const LIST_FILTERS_NAME: Claim = Claim {
        id: "list.filters_name",
        text: "A list filtered by name holds only clients whose name matches, and every one of them.",
        source: "contract.md: Rules that the document states, client lists filter by name",
        class: Class::Contract,
    };
    /// A list filtered by status holds only clients with that status, and every one of them.
    pub const LIST_FILTERS_STATUS: Claim = Claim {
        id: "list.filters_status",
        text: "A list filtered by status holds only clients with that status, and every one of them.",
        source: "contract.md: Rules that the document states, client lists filter by status",
        class: Class::Contract,
    };
    /// The pages of a list are of the asked size, disjoint and together complete.
    pub const LIST_PAGES: Claim = Claim {
        id: "list.pages",
        text: "The pages of a list are of the asked size, disjoint and together complete.",
        source: "contract.md: Rules that the document states, page and page_size",
        class: Class::Contract,
    };
    /// `total` and `pagination` agree with each other and with what the pages hold.
    pub const LIST_PAGINATION: Claim = Claim {
        id: "list.pagination",
        text: "`total` and `pagination` agree with each other and with what the pages hold.",
        source: "contract.md: Rules that the document states, items, total and a pagination object",
        class: Class::Contract,
    };
    /// Without parameters a list begins with page 1 and has pages of 20.
    pub const LIST_DEFAULTS: Claim = Claim {
        id: "list.defaults",
        text: "Without parameters a list begins with page 1 and has pages of 20.",
        source: "contract.md: Rules that the document states, page from 1, page_size 20 by default",
        class: Class::Contract,
    };
    /// A list holds no client of another tenant.
    pub const LIST_TENANT: Claim = Claim {
        id: "list.tenant",
        text: "A list holds no client of another tenant.",
        source: "contract.md: the tenant comes from the token; another tenant's client is a 404",
        class: Class::Contract,
    };
    /// A new client is as it was asked for, in the answer and in a later read.
    pub const CREATE_ANSWERS: Claim = Claim {
        id: "create.answers",
        text: "A new client is as it was asked for, in the answer and in a later read.",
        source: "contract.md: POST 201 CreateClientDetailResponse",
        class: Class::Contract,
    };
    /// A client without a name or without a redirect URI is answered with 400 and not created.
    pub const CREATE_REQUIRES: Claim = Claim {
        id: "create.requires",
        text: "A client without a name or without a redirect URI is answered with 400 and not created.",
        source: "contract.md: Rules that the document states, create needs name and at least one redirect URI",
        class: Class::Contract,
    };
    /// Creating twice makes two clients.
    pub const CREATE_DISTINCT: Claim = Claim {
        id: "create.distinct",
        text: "Creating twice makes two clients.",
        source: "contract.md: POST; client_id identifies a client",
        class: Class::Contract,
    };
    /// A secret is in the answer that makes it and in no later one.
    pub const SECRET_SHOWN_ONCE: Claim = Claim {
        id: "secret.shown_once",
        text: "A secret is in the answer that makes it and in no later one.",
        source: "contract.md: Rules that the document states, returned once and never again",
        class: Class::Contract,
    };
    /// Every secret that is made is another one.
    pub const SECRET_FRESH: Claim = Claim {
        id: "secret.fresh",
        text: "Every secret that is made is another one.",
        source: "contract.md: Rules that the document states, a new secret, new credentials",
        class: Class::Contract,
    };
    /// A deleted client is answered with 404, and no list holds it.
    pub const DELETE_GONE: Claim = Claim {
        id: "delete.gone",
        text: "A deleted client is answered with 404, and no list holds it.",
        source: "contract.md: Rules that the document states, delete is soft; contract.md: 404 unknown client",
        class: Class::Contract,
    };
    /// A 204 has no body.
    pub const DELETE_NO_BODY: Claim = Claim {
        id: "delete.no_body",
        text: "A 204 has no body.",
        source: "RFC 9110 section 15.3.5",
        class: Class::Contract,
    };
    /// Deleting a client leaves every other one as it is.
    pub const DELETE_ONLY_THIS_CLIENT: Claim = Claim {
        id: "delete.only_this_client",
        text: "Deleting a client leaves every other one as it is.",
        source: "contract.md: DELETE of one client",
        class: Class::Contract,
    };
    /// A copy has the redirect URIs, scopes and grant types of its source.
    pub const CLONE_COPIES: Claim = Claim {
        id: "clone.copies",
        text: "A copy has the redirect URIs, scopes and grant types of its source.",
        source: "contract.md: Rules that the document states, clone keeps redirect URIs, scopes, grant types and key material",
        class: Class::Contract,
    };
    /// A copy has an identifier of its own, and its source stays as it is.
    pub const CLONE_OWN_IDENTITY: Claim = Claim {
        id: "clone.own_identity",
        text: "A copy has an identifier of its own, and its source stays as it is.",
        source: "contract.md: Rules that the document states, with new credentials",
        class: Class::Contract,
    };
    /// A made secret is listed, active, under the identifier that it was made with.
    pub const SECRETS_LISTED: Claim = Claim {
        id: "secrets.listed",
        text: "A made secret is listed, active, under the identifier that it was made with.",
        source: "contract.md: GET secrets, OAuthClientSecretResponse",
        class: Class::Contract,
    };
    /// A client has at most two active secrets; the third is answered with 409 and not made.
    pub const SECRETS_LIMIT: Claim = Claim {
        id: "secrets.limit",
        text: "A client has at most two active secrets; the third is answered with 409 and not made.",
        source: "contract.md: Rules that the document states, at most 2 active secrets per client: the third is 409",
        class: Class::Contract,
    };
    /// The last secret cannot be deleted: 400, and it is still listed.
    pub const SECRETS_LAST: Claim = Claim {
        id: "secrets.last",
        text: "The last secret cannot be deleted: 400, and it is still listed.",
        source: "contract.md: Rules that the document states, the last secret cannot be deleted: 400",
        class: Class::Contract,
    };
    /// A deleted secret is not listed any more, and the others are.
    pub const SECRETS_DELETED: Claim = Claim {
        id: "secrets.deleted",
        text: "A deleted secret is not listed any more, and the others are.",
        source: "contract.md: DELETE secrets/{secret_id} 204",
        class: Class::Contract,
    };
    /// A deactivated secret is listed as inactive, and no longer counts as active.
    pub const SECRETS_DEACTIVATED: Claim = Claim {
        id: "secrets.deactivated",
        text: "A deactivated secret is listed as inactive, and no longer counts as active.",
        source: "contract.md: Rules that the document states, deactivating sets the status inactive",
        class: Class::Contract,
    };
    /// An unknown secret is answered with 404.
    pub const SECRETS_UNKNOWN: Claim = Claim {
        id: "secrets.unknown",
        text: "An unknown secret is answered with 404.",
        source: "contract.md: 404",
        class: Class::Contract,
    };
    /// Rotating answers with a new secret for this client and leaves one secret more active than none.
    pub const SECRETS_ROTATED: Claim = Claim {
        id: "secrets.rotated",
        text: "Rotating answers with a new secret for this client and leaves one secret more active than none.",
        source: "contract.md: Rules that the document states, rotate: a new secret",
        class: Class::Contract,
    };
    /// A client to which nothing was issued has no tokens.
    pub const TOKENS_LISTED: Claim = Claim {
        id: "tokens.listed",
        text: "A client to which nothing was issued has no tokens.",
        source: "contract.md: GET tokens OAuthTokenListResponse",
        class: Class::Contract,
    };
    /// Revoking answers with both counts, and with none where there were no tokens.
    pub const TOKENS_REVOKED: Claim = Claim {
        id: "tokens.revoked",
        text: "Revoking answers with both counts, and with none where there were no tokens.",
        source: "contract.md: Rules that the document states, answers with both counts",
        class: Class::Contract,
    };
    /// The answer shows the grace period that was asked for.
    pub const TOKENS_GRACE: Claim = Claim {
        id: "tokens.grace",
        text: "The answer shows the grace period that was asked for.",
        source: "contract.md: Rules that the document states, takes an optional grace period in seconds; RevokeClientTokensResponse",
        class: Class::Contract,
    };
    /// The numbers of a client are those of its listed tokens, under its own client_id.
    pub const STATS_AGREE: Claim = Claim {
        id: "stats.agree",
        text: "The numbers of a client are those of its listed tokens, under its own client_id.",
        source: "contract.md: ClientStatsResponse",
        class: Class::Contract,
    };
    /// The audit log of a client is a list of entries with an integer timestamp.
    pub const AUDIT_SHAPE: Claim = Claim {
        id: "audit.shape",
        text: "The audit log of a client is a list of entries with an integer timestamp.",
        source: "contract.md: Rules that the document states, audit log entries carry an integer timestamp",
        class: Class::Contract,
    };
    /// What a change leaves in the audit log.
    pub const SILENT_AUDIT: Claim = Claim {
        id: "silent.audit",
        text: "What a change leaves in the audit log.",
        source: "contract.md: the document does not say",
        class: Class::Observed,
    };
    /// What a second delete is answered with.
    pub const SILENT_SECOND_DELETE: Claim = Claim {
        id: "silent.second_delete",
        text: "What a second delete is answered with.",
        source: "contract.md: Silent points, the second delete",
        class: Class::Observed,
    };
    /// What pages and sizes beyond the bounds are answered with.
    pub const SILENT_PAGE_BOUNDS: Claim = Claim {
        id: "silent.page_bounds",
        text: "What pages and sizes beyond the bounds are answered with.",
        source: "contract.md: Silent points, page_size bounds",
        class: Class::Observed,
    };
    /// Which secret `secret_last_four` belongs to.
    pub const SILENT_LAST_FOUR: Claim = Claim {
        id: "silent.last_four",
        text: "Which secret `secret_last_four` belongs to.",
        source: "contract.md: OAuthClientItem; the document does not say",
        class: Class::Observed,
    };
    /// The order of a list.
    pub const SILENT_ORDER: Claim = Claim {
        id: "silent.order",
        text: "The order of a list.",
        source: "contract.md: Silent points, order in lists",
        class: Class::Observed,
    };
    /// A replaced secret stays verifiable for four hours; no call shows it.
    pub const UNOBSERVABLE_HISTORY: Claim = Claim {
        id: "unobservable.history",
        text: "A replaced secret stays verifiable for four hours; no call shows it.",
        source: "contract.md: Rules that the document states, stays verifiable in history for 4 hours",
        class: Class::Observed,
    };
    /// What `null` does to a field.
    pub const SILENT_NULL: Claim = Claim {
        id: "silent.null",
        text: "What `null` does to a field.",
        source: "contract.md: Silent points",
        class: Class::Observed,
    };
    /// What the empty string does to a field.
    pub const SILENT_EMPTY_STRING: Claim = Claim {
        id: "silent.empty_string",
        text: "What the empty string does to a field.",
        source: "contract.md: Silent points",
        class: Class::Observed,
    };
    /// What an unknown request field does.
    pub const SILENT_UNKNOWN_FIELDS: Claim = Claim {
        id: "silent.unknown_fields",
        text: "What an unknown request field does.",
        source: "contract.md: Silent points",
        class: Class::Observed,
    };
    /// What a status value outside the known ones does.
    pub const SILENT_UNKNOWN_STATUS: Claim = Claim {
        id: "silent.unknown_status",
        text: "What a status value outside the known ones does.",
        source: "contract.md: Silent points",
        class: Class::Observed,
    };
    /// Which of 401, 403, 404 and 400 comes first.
    pub const SILENT_CHECK_ORDER: Claim = Claim {
        id: "silent.check_order",
        text: "Which of 401, 403, 404 and 400 comes first.",
        source: "contract.md: Silent points",
        class: Class::Observed,
    };
    /// What becomes of duplicates and of the order in a list.
    pub const SILENT_DUPLICATES: Claim = Claim {
        id: "silent.duplicates",
        text: "What becomes of duplicates and of the order in a list.",
        source: "contract.md: Silent points",
        class: Class::Observed,
    };
    /// `jwks` is stored; no answer shows it.
    pub const UNOBSERVABLE_JWKS: Claim = Claim {
        id: "unobservable.jwks",
        text: "`jwks` is stored; no answer shows it.",
        source: "contract.md: jwks is accepted by create and update; items never carry it",
        class: Class::Observed,
    };
    /// All of them, in the order of the source.
    pub const ALL: [Claim; 82] = [
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
        UPDATE_ANSWERS_ITEM,
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
        READ_ANSWERS,
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
        HTTP_METHOD,
        HTTP_CONTENT_TYPE,
        HTTP_CHARSET,
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
        CREATE_ANSWERS,
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
        UNOBSERVABLE_JWKS,
    ];
    /// The one with an id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Claim> {
        static EACH: [Claim; 82] = ALL;
        EACH.iter().find(|known| known.id == id)
    }
}
