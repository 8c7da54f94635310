// Made by `cargo xtask codegen` from spec/openapi.yaml. Never edited: change the contract and run it again.

use std::collections::BTreeSet;

use reqwest::header;

use crate::{
    types::secret::SecretText, wire::entries::one_by_one,
    wire::envelope::{Envelope, NoBody, Opened, RawPage},
    wire::operation::{Endpoint, Operation},
    wire::requests::{BuildError, Request, Requests, segment},
};

/// SHA-256 of the contract that this file was made from.
pub(crate) const CONTRACT_HASH: &str = "7ee56b1f79d2858c42802c2cc6992a1071048a805d84dd1080854e1300355c4a";

/// `POST /admin/oauth/clients/{client_id}/clone`
pub(crate) enum CloneClient {}

impl Endpoint for CloneClient {
    type Success = schemas::CloneClientDetailResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "clone_client",
        method: "POST",
        template: "/admin/oauth/clients/{client_id}/clone",
        idempotent: false,
        mints: Some("client_secret"),
        success: 201,
        documented: &[201, 400, 401, 403, 404, 500],
    };
}

/// `POST /admin/oauth/clients`
pub(crate) enum CreateClient {}

impl Endpoint for CreateClient {
    type Success = schemas::CreateClientDetailResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "create_client",
        method: "POST",
        template: "/admin/oauth/clients",
        idempotent: false,
        mints: Some("client_secret"),
        success: 201,
        documented: &[201, 400, 401, 403, 500],
    };
}

/// `POST /admin/oauth/clients/{client_id}/secrets`
pub(crate) enum CreateClientSecret {}

impl Endpoint for CreateClientSecret {
    type Success = schemas::CreateClientSecretDetailResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "create_client_secret",
        method: "POST",
        template: "/admin/oauth/clients/{client_id}/secrets",
        idempotent: false,
        mints: Some("secret_value"),
        success: 201,
        documented: &[201, 400, 401, 403, 404, 409, 500],
    };
}

/// `PUT /admin/oauth/clients/{client_id}/secrets/{secret_id}/deactivate`
pub(crate) enum DeactivateClientSecret {}

impl Endpoint for DeactivateClientSecret {
    type Success = schemas::OAuthClientSecretDetailResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "deactivate_client_secret",
        method: "PUT",
        template: "/admin/oauth/clients/{client_id}/secrets/{secret_id}/deactivate",
        idempotent: true,
        mints: None,
        success: 200,
        documented: &[200, 400, 401, 403, 404, 500],
    };
}

/// `DELETE /admin/oauth/clients/{client_id}`
pub(crate) enum DeleteClient {}

impl Endpoint for DeleteClient {
    type Success = NoBody;

    const OPERATION: &'static Operation = &Operation {
        id: "delete_client",
        method: "DELETE",
        template: "/admin/oauth/clients/{client_id}",
        idempotent: true,
        mints: None,
        success: 204,
        documented: &[204, 400, 401, 403, 404, 500],
    };
}

/// `DELETE /admin/oauth/clients/{client_id}/secrets/{secret_id}`
pub(crate) enum DeleteClientSecret {}

impl Endpoint for DeleteClientSecret {
    type Success = NoBody;

    const OPERATION: &'static Operation = &Operation {
        id: "delete_client_secret",
        method: "DELETE",
        template: "/admin/oauth/clients/{client_id}/secrets/{secret_id}",
        idempotent: true,
        mints: None,
        success: 204,
        documented: &[204, 400, 401, 403, 404, 500],
    };
}

/// `GET /admin/oauth/clients/{client_id}`
pub(crate) enum GetClient {}

impl Endpoint for GetClient {
    type Success = schemas::OAuthClientItemDetailResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "get_client",
        method: "GET",
        template: "/admin/oauth/clients/{client_id}",
        idempotent: true,
        mints: None,
        success: 200,
        documented: &[200, 400, 401, 403, 404, 500],
    };
}

/// `GET /admin/oauth/clients/{client_id}/stats`
pub(crate) enum GetClientStats {}

impl Endpoint for GetClientStats {
    type Success = schemas::ClientStatsDetailResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "get_client_stats",
        method: "GET",
        template: "/admin/oauth/clients/{client_id}/stats",
        idempotent: true,
        mints: None,
        success: 200,
        documented: &[200, 400, 401, 403, 404, 500],
    };
}

/// `GET /admin/oauth/clients/{client_id}/audit-logs`
pub(crate) enum ListClientAuditLogs {}

impl Endpoint for ListClientAuditLogs {
    type Success = schemas::OAuthAuditLogListResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "list_client_audit_logs",
        method: "GET",
        template: "/admin/oauth/clients/{client_id}/audit-logs",
        idempotent: true,
        mints: None,
        success: 200,
        documented: &[200, 400, 401, 403, 404, 500],
    };
}

/// `GET /admin/oauth/clients/{client_id}/secrets`
pub(crate) enum ListClientSecrets {}

impl Endpoint for ListClientSecrets {
    type Success = schemas::OAuthClientSecretListDetailResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "list_client_secrets",
        method: "GET",
        template: "/admin/oauth/clients/{client_id}/secrets",
        idempotent: true,
        mints: None,
        success: 200,
        documented: &[200, 400, 401, 403, 404, 500],
    };
}

/// `GET /admin/oauth/clients/{client_id}/tokens`
pub(crate) enum ListClientTokens {}

impl Endpoint for ListClientTokens {
    type Success = schemas::OAuthTokenListResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "list_client_tokens",
        method: "GET",
        template: "/admin/oauth/clients/{client_id}/tokens",
        idempotent: true,
        mints: None,
        success: 200,
        documented: &[200, 400, 401, 403, 404, 500],
    };
}

/// `GET /admin/oauth/clients`
pub(crate) enum ListClients {}

impl Endpoint for ListClients {
    type Success = schemas::OAuthClientListResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "list_clients",
        method: "GET",
        template: "/admin/oauth/clients",
        idempotent: true,
        mints: None,
        success: 200,
        documented: &[200, 400, 401, 403, 500],
    };
}

/// `DELETE /admin/oauth/clients/{client_id}/tokens`
pub(crate) enum RevokeClientTokens {}

impl Endpoint for RevokeClientTokens {
    type Success = schemas::RevokeClientTokensDetailResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "revoke_client_tokens",
        method: "DELETE",
        template: "/admin/oauth/clients/{client_id}/tokens",
        idempotent: true,
        mints: None,
        success: 200,
        documented: &[200, 400, 401, 403, 404, 500],
    };
}

/// `DELETE /admin/oauth/tokens/user/{user_id}`
pub(crate) enum RevokeUserTokens {}

impl Endpoint for RevokeUserTokens {
    type Success = schemas::BatchRevokeDetailResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "revoke_user_tokens",
        method: "DELETE",
        template: "/admin/oauth/tokens/user/{user_id}",
        idempotent: true,
        mints: None,
        success: 200,
        documented: &[200, 400, 401, 403, 500],
    };
}

/// `POST /admin/oauth/clients/{client_id}/rotate-secret`
pub(crate) enum RotateClientSecret {}

impl Endpoint for RotateClientSecret {
    type Success = schemas::RotateSecretDetailResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "rotate_client_secret",
        method: "POST",
        template: "/admin/oauth/clients/{client_id}/rotate-secret",
        idempotent: false,
        mints: Some("new_secret"),
        success: 200,
        documented: &[200, 400, 401, 403, 404, 500],
    };
}

/// `PUT /admin/oauth/clients/{client_id}`
pub(crate) enum UpdateClient {}

impl Endpoint for UpdateClient {
    type Success = schemas::OAuthClientItemDetailResponse;

    const OPERATION: &'static Operation = &Operation {
        id: "update_client",
        method: "PUT",
        template: "/admin/oauth/clients/{client_id}",
        idempotent: true,
        mints: None,
        success: 200,
        documented: &[200, 400, 401, 403, 404, 500],
    };
}

impl Envelope for schemas::BatchRevokeDetailResponse {
    type Data = schemas::BatchRevokeUserTokensResponse;

    const UNREAD: &'static [&'static str] = &["message"];
    fn open(self) -> Opened<Self::Data> {
        Opened {
            code: self.code,
            data: self.data,
            unreadable: BTreeSet::new(),
        }
    }
}

impl Envelope for schemas::ClientStatsDetailResponse {
    type Data = schemas::ClientStatsResponse;

    const UNREAD: &'static [&'static str] = &["message", "timestamp"];
    fn open(self) -> Opened<Self::Data> {
        Opened {
            code: self.code,
            data: self.data,
            unreadable: BTreeSet::new(),
        }
    }
}

impl Envelope for schemas::CloneClientDetailResponse {
    type Data = schemas::CloneClientResponse;

    const UNREAD: &'static [&'static str] = &["message", "timestamp"];
    fn open(self) -> Opened<Self::Data> {
        Opened {
            code: self.code,
            data: self.data,
            unreadable: BTreeSet::new(),
        }
    }

    fn secret(data: &mut Self::Data) -> Option<&mut Option<SecretText>> {
        Some(&mut data.client_secret)
    }
}

impl Envelope for schemas::CreateClientDetailResponse {
    type Data = schemas::CreateClientResponse;

    const UNREAD: &'static [&'static str] = &["message"];
    fn open(self) -> Opened<Self::Data> {
        Opened {
            code: self.code,
            data: self.data,
            unreadable: BTreeSet::new(),
        }
    }

    fn secret(data: &mut Self::Data) -> Option<&mut Option<SecretText>> {
        Some(&mut data.client_secret)
    }
}

impl Envelope for schemas::CreateClientSecretDetailResponse {
    type Data = schemas::CreateClientSecretResponse;

    const UNREAD: &'static [&'static str] = &["message", "timestamp"];
    fn open(self) -> Opened<Self::Data> {
        Opened {
            code: self.code,
            data: self.data,
            unreadable: BTreeSet::new(),
        }
    }

    fn secret(data: &mut Self::Data) -> Option<&mut Option<SecretText>> {
        Some(&mut data.secret_value)
    }
}

impl Envelope for schemas::OAuthAuditLogListResponse {
    type Data = RawPage<schemas::OAuthAuditLogItem, schemas::PageInfo>;

    const UNREAD: &'static [&'static str] = &["message", "timestamp"];
    fn open(self) -> Opened<Self::Data> {
        Opened {
            code: self.code,
            data: RawPage::of(self.items, self.total, self.pagination),
            unreadable: BTreeSet::new(),
        }
    }

    fn open_one_by_one(body: &[u8]) -> Option<Opened<Self::Data>> {
        one_by_one(body)
    }
}

impl Envelope for schemas::OAuthClientItemDetailResponse {
    type Data = schemas::OAuthClientItem;

    const UNREAD: &'static [&'static str] = &["message", "timestamp"];
    fn open(self) -> Opened<Self::Data> {
        Opened {
            code: self.code,
            data: self.data,
            unreadable: BTreeSet::new(),
        }
    }
}

impl Envelope for schemas::OAuthClientListResponse {
    type Data = RawPage<schemas::OAuthClientItem, schemas::PageInfo>;

    const UNREAD: &'static [&'static str] = &["message", "timestamp"];
    fn open(self) -> Opened<Self::Data> {
        Opened {
            code: self.code,
            data: RawPage::of(self.items, self.total, self.pagination),
            unreadable: BTreeSet::new(),
        }
    }

    fn open_one_by_one(body: &[u8]) -> Option<Opened<Self::Data>> {
        one_by_one(body)
    }
}

impl Envelope for schemas::OAuthClientSecretDetailResponse {
    type Data = schemas::OAuthClientSecretResponse;

    const UNREAD: &'static [&'static str] = &["message", "timestamp"];
    fn open(self) -> Opened<Self::Data> {
        Opened {
            code: self.code,
            data: self.data,
            unreadable: BTreeSet::new(),
        }
    }
}

impl Envelope for schemas::OAuthClientSecretListDetailResponse {
    type Data = schemas::OAuthClientSecretListData;

    const UNREAD: &'static [&'static str] = &["message", "timestamp"];
    fn open(self) -> Opened<Self::Data> {
        Opened {
            code: self.code,
            data: self.data,
            unreadable: BTreeSet::new(),
        }
    }
}

impl Envelope for schemas::OAuthTokenListResponse {
    type Data = RawPage<schemas::OAuthTokenItem, schemas::PageInfo>;

    const UNREAD: &'static [&'static str] = &["message", "timestamp"];
    fn open(self) -> Opened<Self::Data> {
        Opened {
            code: self.code,
            data: RawPage::of(self.items, self.total, self.pagination),
            unreadable: BTreeSet::new(),
        }
    }

    fn open_one_by_one(body: &[u8]) -> Option<Opened<Self::Data>> {
        one_by_one(body)
    }
}

impl Envelope for schemas::RevokeClientTokensDetailResponse {
    type Data = schemas::RevokeClientTokensResponse;

    const UNREAD: &'static [&'static str] = &["message", "timestamp"];
    fn open(self) -> Opened<Self::Data> {
        Opened {
            code: self.code,
            data: self.data,
            unreadable: BTreeSet::new(),
        }
    }
}

impl Envelope for schemas::RotateSecretDetailResponse {
    type Data = schemas::RotateSecretResponse;

    const UNREAD: &'static [&'static str] = &["message", "timestamp"];
    fn open(self) -> Opened<Self::Data> {
        Opened {
            code: self.code,
            data: self.data,
            unreadable: BTreeSet::new(),
        }
    }

    fn secret(data: &mut Self::Data) -> Option<&mut Option<SecretText>> {
        Some(&mut data.new_secret)
    }
}

/// The fields that show a secret once and never again.
pub(crate) const MINTED: &[&str] = &["client_secret", "new_secret", "secret_value"];

/// Gives every operation to a macro: its id, and its type.
#[cfg(feature = "decode")]
macro_rules! every_operation {
    ($with:ident) => {
        $with! {
            clone_client => $crate::wire::generated::CloneClient,
            create_client => $crate::wire::generated::CreateClient,
            create_client_secret => $crate::wire::generated::CreateClientSecret,
            deactivate_client_secret => $crate::wire::generated::DeactivateClientSecret,
            delete_client => $crate::wire::generated::DeleteClient,
            delete_client_secret => $crate::wire::generated::DeleteClientSecret,
            get_client => $crate::wire::generated::GetClient,
            get_client_stats => $crate::wire::generated::GetClientStats,
            list_client_audit_logs => $crate::wire::generated::ListClientAuditLogs,
            list_client_secrets => $crate::wire::generated::ListClientSecrets,
            list_client_tokens => $crate::wire::generated::ListClientTokens,
            list_clients => $crate::wire::generated::ListClients,
            revoke_client_tokens => $crate::wire::generated::RevokeClientTokens,
            revoke_user_tokens => $crate::wire::generated::RevokeUserTokens,
            rotate_client_secret => $crate::wire::generated::RotateClientSecret,
            update_client => $crate::wire::generated::UpdateClient,
        }
    };
}

#[cfg(feature = "decode")]
pub(crate) use every_operation;

/// Each method builds the request of one operation.
impl Requests {
    /// Copy one OAuth client
    ///
    /// Creates a client with the redirect URIs, scopes, grant types and key material of this one, and with credentials
    /// of its own. The secret is shown in this response and never again. 克隆客户端
    ///
    /// Sends a `POST` request to `/admin/oauth/clients/{client_id}/clone`
    ///
    /// Arguments:
    /// - `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
    pub(crate) fn clone_client(
        &self,
        client_id: &str,
    ) -> Result<Request<CloneClient>, BuildError> {
        let path = format!(
            "{}/admin/oauth/clients/{}/clone", self.prefix, segment(client_id)
        );
        let request = self
            .http
            .post(self.url(path))
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()?;
        self.checked(request)
    }

    /// Create an OAuth client
    ///
    /// Creates a client with its first secret. The secret is shown in this response and never again.
    /// 创建客户端
    ///
    /// Sends a `POST` request to `/admin/oauth/clients`
    ///
    /// Arguments:
    /// - `body`: The client to create.
    pub(crate) fn create_client(
        &self,
        body: &schemas::CreateClientRequest,
    ) -> Result<Request<CreateClient>, BuildError> {
        let path = format!("{}/admin/oauth/clients", self.prefix,);
        let request = self
            .http
            .post(self.url(path))
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .json(body)
            .build()?;
        self.checked(request)
    }

    /// Add a secret to one client
    ///
    /// Creates a further secret, which is shown in this response and never again. A client has at most two active ones.
    /// 新增密钥
    ///
    /// Sends a `POST` request to `/admin/oauth/clients/{client_id}/secrets`
    ///
    /// Arguments:
    /// - `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
    pub(crate) fn create_client_secret(
        &self,
        client_id: &str,
    ) -> Result<Request<CreateClientSecret>, BuildError> {
        let path = format!(
            "{}/admin/oauth/clients/{}/secrets", self.prefix, segment(client_id)
        );
        let request = self
            .http
            .post(self.url(path))
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()?;
        self.checked(request)
    }

    /// Deactivate one secret
    ///
    /// Sets the secret to `inactive`: what was issued with it stays verifiable, nothing new is accepted with it.
    /// 停用密钥
    ///
    /// Sends a `PUT` request to `/admin/oauth/clients/{client_id}/secrets/{secret_id}/deactivate`
    ///
    /// Arguments:
    /// - `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
    /// - `secret_id`: Identifier of the secret, not the secret itself. 密钥ID
    pub(crate) fn deactivate_client_secret(
        &self,
        client_id: &str,
        secret_id: &str,
    ) -> Result<Request<DeactivateClientSecret>, BuildError> {
        let path = format!(
            "{}/admin/oauth/clients/{}/secrets/{}/deactivate", self.prefix,
            segment(client_id), segment(secret_id)
        );
        let request = self
            .http
            .put(self.url(path))
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()?;
        self.checked(request)
    }

    /// Delete one OAuth client
    ///
    /// Marks the client as deleted, and deletes its tokens with it. Later reads and lists do not show it.
    /// 删除客户端
    ///
    /// Sends a `DELETE` request to `/admin/oauth/clients/{client_id}`
    ///
    /// Arguments:
    /// - `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
    pub(crate) fn delete_client(
        &self,
        client_id: &str,
    ) -> Result<Request<DeleteClient>, BuildError> {
        let path = format!("{}/admin/oauth/clients/{}", self.prefix, segment(client_id));
        let request = self.http.delete(self.url(path)).build()?;
        self.checked(request)
    }

    /// Delete one secret
    ///
    /// Deletes a secret. The last one of a client cannot be deleted. 删除密钥
    ///
    /// Sends a `DELETE` request to `/admin/oauth/clients/{client_id}/secrets/{secret_id}`
    ///
    /// Arguments:
    /// - `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
    /// - `secret_id`: Identifier of the secret, not the secret itself. 密钥ID
    pub(crate) fn delete_client_secret(
        &self,
        client_id: &str,
        secret_id: &str,
    ) -> Result<Request<DeleteClientSecret>, BuildError> {
        let path = format!(
            "{}/admin/oauth/clients/{}/secrets/{}", self.prefix, segment(client_id),
            segment(secret_id)
        );
        let request = self.http.delete(self.url(path)).build()?;
        self.checked(request)
    }

    /// Read one OAuth client
    ///
    /// Returns the whole configuration of one client. Secrets and `jwks` are never part of it.
    ///
    /// Sends a `GET` request to `/admin/oauth/clients/{client_id}`
    ///
    /// Arguments:
    /// - `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
    pub(crate) fn get_client(
        &self,
        client_id: &str,
    ) -> Result<Request<GetClient>, BuildError> {
        let path = format!("{}/admin/oauth/clients/{}", self.prefix, segment(client_id));
        let request = self
            .http
            .get(self.url(path))
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()?;
        self.checked(request)
    }

    /// Count the tokens of one client
    ///
    /// Counts the active tokens of one client and says when it was last used. 统计
    ///
    /// Sends a `GET` request to `/admin/oauth/clients/{client_id}/stats`
    ///
    /// Arguments:
    /// - `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
    pub(crate) fn get_client_stats(
        &self,
        client_id: &str,
    ) -> Result<Request<GetClientStats>, BuildError> {
        let path = format!(
            "{}/admin/oauth/clients/{}/stats", self.prefix, segment(client_id)
        );
        let request = self
            .http
            .get(self.url(path))
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()?;
        self.checked(request)
    }

    /// List the audit log of one client
    ///
    /// Lists the recorded changes of one client, page by page. 审计日志
    ///
    /// Sends a `GET` request to `/admin/oauth/clients/{client_id}/audit-logs`
    ///
    /// Arguments:
    /// - `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
    /// - `page`: Number of the page, from 1. 页码
    /// - `page_size`: Entries on a page. 每页数量
    pub(crate) fn list_client_audit_logs(
        &self,
        client_id: &str,
        page: Option<i64>,
        page_size: Option<i64>,
    ) -> Result<Request<ListClientAuditLogs>, BuildError> {
        let path = format!(
            "{}/admin/oauth/clients/{}/audit-logs", self.prefix, segment(client_id)
        );
        let request = self
            .http
            .get(self.url(path))
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query(&[("page", page)])
            .query(&[("page_size", page_size)])
            .build()?;
        self.checked(request)
    }

    /// List the secrets of one client
    ///
    /// Lists the secrets of one client without their values. 密钥列表
    ///
    /// Sends a `GET` request to `/admin/oauth/clients/{client_id}/secrets`
    ///
    /// Arguments:
    /// - `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
    pub(crate) fn list_client_secrets(
        &self,
        client_id: &str,
    ) -> Result<Request<ListClientSecrets>, BuildError> {
        let path = format!(
            "{}/admin/oauth/clients/{}/secrets", self.prefix, segment(client_id)
        );
        let request = self
            .http
            .get(self.url(path))
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()?;
        self.checked(request)
    }

    /// List the tokens of one client
    ///
    /// Lists the tokens that were issued to one client, page by page, without their values. 令牌列表
    ///
    /// Sends a `GET` request to `/admin/oauth/clients/{client_id}/tokens`
    ///
    /// Arguments:
    /// - `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
    /// - `page`: Number of the page, from 1. 页码
    /// - `page_size`: Entries on a page. 每页数量
    pub(crate) fn list_client_tokens(
        &self,
        client_id: &str,
        page: Option<i64>,
        page_size: Option<i64>,
    ) -> Result<Request<ListClientTokens>, BuildError> {
        let path = format!(
            "{}/admin/oauth/clients/{}/tokens", self.prefix, segment(client_id)
        );
        let request = self
            .http
            .get(self.url(path))
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query(&[("page", page)])
            .query(&[("page_size", page_size)])
            .build()?;
        self.checked(request)
    }

    /// List OAuth clients
    ///
    /// Lists the clients of the tenant, page by page, filtered by name and by status. 客户端列表
    ///
    /// Sends a `GET` request to `/admin/oauth/clients`
    ///
    /// Arguments:
    /// - `name`: Only clients whose name matches. 按名称搜索
    /// - `page`: Number of the page, from 1. 页码
    /// - `page_size`: Entries on a page. 每页数量
    /// - `status`: Only clients with this status. 按状态筛选
    pub(crate) fn list_clients(
        &self,
        name: Option<&str>,
        page: Option<i64>,
        page_size: Option<i64>,
        status: Option<&str>,
    ) -> Result<Request<ListClients>, BuildError> {
        let path = format!("{}/admin/oauth/clients", self.prefix,);
        let request = self
            .http
            .get(self.url(path))
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query(&[("name", name)])
            .query(&[("page", page)])
            .query(&[("page_size", page_size)])
            .query(&[("status", status)])
            .build()?;
        self.checked(request)
    }

    /// Revoke the tokens of one client
    ///
    /// Revokes every token of one client, at once or after a grace period. 吊销客户端令牌
    ///
    /// Sends a `DELETE` request to `/admin/oauth/clients/{client_id}/tokens`
    ///
    /// Arguments:
    /// - `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
    /// - `grace_period`: Seconds until the tokens expire. 宽限期(秒)
    pub(crate) fn revoke_client_tokens(
        &self,
        client_id: &str,
        grace_period: Option<i64>,
    ) -> Result<Request<RevokeClientTokens>, BuildError> {
        let path = format!(
            "{}/admin/oauth/clients/{}/tokens", self.prefix, segment(client_id)
        );
        let request = self
            .http
            .delete(self.url(path))
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .query(&[("grace_period", grace_period)])
            .build()?;
        self.checked(request)
    }

    /// Revoke the tokens of one user
    ///
    /// Revokes every token of one user, whichever client it was issued to. 吊销用户令牌
    ///
    /// Sends a `DELETE` request to `/admin/oauth/tokens/user/{user_id}`
    ///
    /// Arguments:
    /// - `user_id`: Identifier of the user. 用户ID
    pub(crate) fn revoke_user_tokens(
        &self,
        user_id: &str,
    ) -> Result<Request<RevokeUserTokens>, BuildError> {
        let path = format!(
            "{}/admin/oauth/tokens/user/{}", self.prefix, segment(user_id)
        );
        let request = self
            .http
            .delete(self.url(path))
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()?;
        self.checked(request)
    }

    /// Replace the secret of one client
    ///
    /// Creates a new secret, which is shown in this response and never again. The old one is refused for new use at once,
    /// and can be verified in the history for four hours. 轮换密钥
    ///
    /// Sends a `POST` request to `/admin/oauth/clients/{client_id}/rotate-secret`
    ///
    /// Arguments:
    /// - `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
    pub(crate) fn rotate_client_secret(
        &self,
        client_id: &str,
    ) -> Result<Request<RotateClientSecret>, BuildError> {
        let path = format!(
            "{}/admin/oauth/clients/{}/rotate-secret", self.prefix, segment(client_id)
        );
        let request = self
            .http
            .post(self.url(path))
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .build()?;
        self.checked(request)
    }

    /// Update one OAuth client
    ///
    /// Updates the given parts of one client's configuration (redirect URIs, scopes, grant types, name, status,
    /// JWKS and so on) and returns the whole client.
    /// 更新指定 OAuth 客户端的配置信息(redirect_uris, scopes, grant_types, name, status, JWKS 等)
    ///
    /// Sends a `PUT` request to `/admin/oauth/clients/{client_id}`
    ///
    /// Arguments:
    /// - `client_id`: Identifier of the OAuth client (RFC 6749 section 2.2). 客户端ID
    /// - `body`: The fields to change; each is optional.
    pub(crate) fn update_client(
        &self,
        client_id: &str,
        body: &schemas::UpdateClientRequest,
    ) -> Result<Request<UpdateClient>, BuildError> {
        let path = format!("{}/admin/oauth/clients/{}", self.prefix, segment(client_id));
        let request = self
            .http
            .put(self.url(path))
            .header(header::ACCEPT, header::HeaderValue::from_static("application/json"))
            .json(body)
            .build()?;
        self.checked(request)
    }
}

/// The schemas of the contract.
pub(crate) mod schemas {
    use serde::{Deserialize, Serialize};
    use crate::types::secret::SecretText;
    use crate::types::values::ClientStatus;
    use crate::types::values::FapiProfile;
    use crate::types::values::GrantType;
    use crate::types::values::SecretStatus;
    use crate::wire::auth_methods::AuthMethods;
    use crate::wire::code::Code;
    use crate::wire::lenient;
    use crate::wire::patch::Patch;
    use crate::wire::reject_seq::RejectSeq;

    /// Success envelope around the numbers of a user's revocation. It has no `timestamp`.
    #[derive(Default, Deserialize)]
    pub(crate) struct BatchRevokeDetailResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        #[serde(default, deserialize_with = "Code::read")]
        pub(crate) code: Option<Code>,
        pub(crate) data: Option<BatchRevokeUserTokensResponse>,
    }

    /// How many tokens of a user were revoked.
    #[derive(Default, Deserialize)]
    pub(crate) struct BatchRevokeUserTokensResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        /// Revoked access tokens.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) revoked_access_tokens: Option<i64>,
        /// Revoked refresh tokens.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) revoked_refresh_tokens: Option<i64>,
    }

    /// Success envelope around the numbers of a client.
    #[derive(Default, Deserialize)]
    pub(crate) struct ClientStatsDetailResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        #[serde(default, deserialize_with = "Code::read")]
        pub(crate) code: Option<Code>,
        pub(crate) data: Option<ClientStatsResponse>,
    }

    /// Statistics of one client.
    #[derive(Default, Deserialize)]
    pub(crate) struct ClientStatsResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        /// Refresh tokens that are accepted.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) active_refresh_tokens: Option<i64>,
        /// Access tokens that are accepted.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) active_tokens: Option<i64>,
        /// The OAuth `client_id` (RFC 6749 section 2.2), which paths contain.
        pub(crate) client_id: Option<String>,
        /// When the client was last used (RFC 3339), if ever.
        #[serde(default, deserialize_with = "lenient::time")]
        pub(crate) last_request_at: Option<String>,
    }

    /// Success envelope around a copy.
    #[derive(Default, Deserialize)]
    pub(crate) struct CloneClientDetailResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        #[serde(default, deserialize_with = "Code::read")]
        pub(crate) code: Option<Code>,
        pub(crate) data: Option<CloneClientResponse>,
    }

    /// A copy that was just made, with its secret.
    #[derive(Default, Deserialize)]
    pub(crate) struct CloneClientResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        pub(crate) client_auth_methods: Option<AuthMethods>,
        /// The OAuth `client_id` (RFC 6749 section 2.2), which paths contain.
        pub(crate) client_id: Option<String>,
        #[serde(default, deserialize_with = "lenient::secret")]
        pub(crate) client_secret: Option<SecretText>,
        /// Origins whose pages may call the service (RFC 6454). No operation of this contract changes them.
        #[serde(default, deserialize_with = "lenient::list")]
        pub(crate) cors_origins: Option<Vec<String>>,
        pub(crate) fapi_profile: Option<FapiProfile>,
        /// Grant types that the client may use (RFC 7591 section 2).
        #[serde(default, deserialize_with = "lenient::list")]
        pub(crate) grant_types: Option<Vec<GrantType>>,
        /// Identifier of the record inside the service, not the `client_id`.
        pub(crate) id: Option<String>,
        /// Where the client publishes its keys (RFC 7591 section 2).
        pub(crate) jwks_uri: Option<String>,
        /// Name to show to people.
        pub(crate) name: Option<String>,
        /// Redirection endpoints (RFC 6749 section 3.1.2).
        #[serde(default, deserialize_with = "lenient::list")]
        pub(crate) redirect_uris: Option<Vec<String>>,
        /// Scopes that the client may ask for (RFC 6749 section 3.3).
        #[serde(default, deserialize_with = "lenient::list")]
        pub(crate) scopes: Option<Vec<String>>,
        pub(crate) status: Option<ClientStatus>,
    }

    /// Success envelope around a new client. It has no `timestamp`.
    #[derive(Default, Deserialize)]
    pub(crate) struct CreateClientDetailResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        #[serde(default, deserialize_with = "Code::read")]
        pub(crate) code: Option<Code>,
        pub(crate) data: Option<CreateClientResponse>,
    }

    /// The client to create; it needs a name and a redirect URI.
    #[derive(Clone, PartialEq, Eq, Serialize)]
    pub(crate) struct CreateClientRequest {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) client_auth_methods: Option<Vec<String>>,
        /// Security profile of the Financial-grade API that the client follows.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) fapi_profile: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) grant_types: Option<Vec<String>>,
        /// Whether the client can keep a secret (RFC 6749 section 2.1).
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) is_confidential: Option<bool>,
        /// Public keys of the client, a JSON Web Key Set (RFC 7517 section 5) as text. The response to this request
        /// shows it, no later one does.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) jwks: Option<String>,
        /// Where the client publishes its keys (RFC 7591 section 2).
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) jwks_uri: Option<String>,
        /// Logo to show to the user.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) logo_url: Option<String>,
        /// Name to show to people.
        pub(crate) name: String,
        /// URL of the privacy policy.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) privacy_policy: Option<String>,
        /// Redirection endpoints (RFC 6749 section 3.1.2).
        pub(crate) redirect_uris: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) scopes: Option<Vec<String>>,
        /// URL of the terms of service.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) terms_url: Option<String>,
        /// Home page of the client.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) website: Option<String>,
    }

    /// A client that was just created, with its secret.
    #[derive(Default, Deserialize)]
    pub(crate) struct CreateClientResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        pub(crate) client_auth_methods: Option<AuthMethods>,
        /// The OAuth `client_id` (RFC 6749 section 2.2), which paths contain.
        pub(crate) client_id: Option<String>,
        #[serde(default, deserialize_with = "lenient::secret")]
        pub(crate) client_secret: Option<SecretText>,
        /// Origins whose pages may call the service (RFC 6454). No operation of this contract changes them.
        #[serde(default, deserialize_with = "lenient::list")]
        pub(crate) cors_origins: Option<Vec<String>>,
        pub(crate) fapi_profile: Option<FapiProfile>,
        /// Grant types that the client may use (RFC 7591 section 2).
        #[serde(default, deserialize_with = "lenient::list")]
        pub(crate) grant_types: Option<Vec<GrantType>>,
        /// Identifier of the record inside the service, not the `client_id`.
        pub(crate) id: Option<String>,
        /// Whether the client can keep a secret (RFC 6749 section 2.1).
        #[serde(default, deserialize_with = "lenient::flag")]
        pub(crate) is_confidential: Option<bool>,
        /// Public keys of the client, a JSON Web Key Set (RFC 7517 section 5) as text, as they were given.
        pub(crate) jwks: Option<String>,
        /// Where the client publishes its keys (RFC 7591 section 2).
        pub(crate) jwks_uri: Option<String>,
        /// Logo to show to the user.
        pub(crate) logo_url: Option<String>,
        /// Name to show to people.
        pub(crate) name: Option<String>,
        /// URL of the privacy policy.
        pub(crate) privacy_policy: Option<String>,
        /// Redirection endpoints (RFC 6749 section 3.1.2).
        #[serde(default, deserialize_with = "lenient::list")]
        pub(crate) redirect_uris: Option<Vec<String>>,
        /// Scopes that the client may ask for (RFC 6749 section 3.3).
        #[serde(default, deserialize_with = "lenient::list")]
        pub(crate) scopes: Option<Vec<String>>,
        pub(crate) status: Option<ClientStatus>,
        /// URL of the terms of service.
        pub(crate) terms_url: Option<String>,
        /// Home page of the client.
        pub(crate) website: Option<String>,
    }

    /// Success envelope around a new secret.
    #[derive(Default, Deserialize)]
    pub(crate) struct CreateClientSecretDetailResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        #[serde(default, deserialize_with = "Code::read")]
        pub(crate) code: Option<Code>,
        pub(crate) data: Option<CreateClientSecretResponse>,
    }

    /// A secret that was just created.
    #[derive(Default, Deserialize)]
    pub(crate) struct CreateClientSecretResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        /// When the secret was created (RFC 3339).
        #[serde(default, deserialize_with = "lenient::time")]
        pub(crate) created_at: Option<String>,
        /// Identifier of the secret, not the secret itself.
        pub(crate) secret_id: Option<String>,
        #[serde(default, deserialize_with = "lenient::secret")]
        pub(crate) secret_value: Option<SecretText>,
        pub(crate) status: Option<SecretStatus>,
    }

    /// One recorded change.
    #[derive(Default, Deserialize)]
    pub(crate) struct OAuthAuditLogItem {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        /// The action, such as `update_client`.
        pub(crate) action: Option<String>,
        /// Identifier of the entry.
        pub(crate) id: Option<String>,
        /// Address that the change came from.
        pub(crate) ip: Option<String>,
        /// Severity of the entry.
        pub(crate) level: Option<String>,
        /// Human-readable message.
        pub(crate) message: Option<String>,
        /// Part of the service.
        pub(crate) module: Option<String>,
        /// Identifier of the operator.
        pub(crate) operator_id: Option<String>,
        /// Kind of operator.
        pub(crate) operator_type: Option<String>,
        /// Result of the action, as a number.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) status: Option<i64>,
        /// Identifier of the target.
        pub(crate) target_id: Option<String>,
        /// Kind of target.
        pub(crate) target_type: Option<String>,
        /// Tenant of the target.
        pub(crate) tenant_id: Option<String>,
        /// Time of the action, in seconds since 1970 (the unit is assumed).
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) timestamp: Option<i64>,
    }

    /// One page of recorded changes.
    #[derive(Default, Deserialize)]
    pub(crate) struct OAuthAuditLogListResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        #[serde(default, deserialize_with = "Code::read")]
        pub(crate) code: Option<Code>,
        /// The entries of this page.
        pub(crate) items: Option<Vec<OAuthAuditLogItem>>,
        pub(crate) pagination: Option<PageInfo>,
        /// Entries on all pages.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) total: Option<i64>,
    }

    /// One OAuth client as the service shows it.
    #[derive(Default, Deserialize)]
    pub(crate) struct OAuthClientItem {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        pub(crate) client_auth_methods: Option<AuthMethods>,
        /// The OAuth `client_id` (RFC 6749 section 2.2), which paths contain.
        pub(crate) client_id: Option<String>,
        /// Origins whose pages may call the service (RFC 6454). No operation of this contract changes them.
        #[serde(default, deserialize_with = "lenient::list")]
        pub(crate) cors_origins: Option<Vec<String>>,
        /// When the client was created (RFC 3339).
        #[serde(default, deserialize_with = "lenient::time")]
        pub(crate) created_at: Option<String>,
        /// When the client was deleted (RFC 3339), if ever.
        #[serde(default, deserialize_with = "lenient::time")]
        pub(crate) deleted_at: Option<String>,
        pub(crate) fapi_profile: Option<FapiProfile>,
        /// Grant types that the client may use (RFC 7591 section 2).
        #[serde(default, deserialize_with = "lenient::list")]
        pub(crate) grant_types: Option<Vec<GrantType>>,
        /// Identifier of the record inside the service, not the `client_id`.
        pub(crate) id: Option<String>,
        /// Whether the client can keep a secret (RFC 6749 section 2.1).
        #[serde(default, deserialize_with = "lenient::flag")]
        pub(crate) is_confidential: Option<bool>,
        /// Where the client publishes its keys (RFC 7591 section 2).
        pub(crate) jwks_uri: Option<String>,
        /// Logo to show to the user.
        pub(crate) logo_url: Option<String>,
        /// Name to show to people.
        pub(crate) name: Option<String>,
        /// URL of the privacy policy.
        pub(crate) privacy_policy: Option<String>,
        /// Redirection endpoints (RFC 6749 section 3.1.2).
        #[serde(default, deserialize_with = "lenient::list")]
        pub(crate) redirect_uris: Option<Vec<String>>,
        /// Scopes that the client may ask for (RFC 6749 section 3.3).
        #[serde(default, deserialize_with = "lenient::list")]
        pub(crate) scopes: Option<Vec<String>>,
        /// Last four characters of the newest active secret, to tell secrets apart.
        pub(crate) secret_last_four: Option<String>,
        pub(crate) status: Option<ClientStatus>,
        /// Tenant that owns the client.
        pub(crate) tenant_id: Option<String>,
        /// URL of the terms of service.
        pub(crate) terms_url: Option<String>,
        /// When the client was last changed (RFC 3339).
        #[serde(default, deserialize_with = "lenient::time")]
        pub(crate) updated_at: Option<String>,
        /// Home page of the client.
        pub(crate) website: Option<String>,
    }

    /// Envelope around one client.
    #[derive(Default, Deserialize)]
    pub(crate) struct OAuthClientItemDetailResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        #[serde(default, deserialize_with = "Code::read")]
        pub(crate) code: Option<Code>,
        pub(crate) data: Option<OAuthClientItem>,
    }

    /// One page of clients.
    #[derive(Default, Deserialize)]
    pub(crate) struct OAuthClientListResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        #[serde(default, deserialize_with = "Code::read")]
        pub(crate) code: Option<Code>,
        /// The clients of this page.
        pub(crate) items: Option<Vec<OAuthClientItem>>,
        pub(crate) pagination: Option<PageInfo>,
        /// Entries on all pages.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) total: Option<i64>,
    }

    /// Success envelope around one secret.
    #[derive(Default, Deserialize)]
    pub(crate) struct OAuthClientSecretDetailResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        #[serde(default, deserialize_with = "Code::read")]
        pub(crate) code: Option<Code>,
        pub(crate) data: Option<OAuthClientSecretResponse>,
    }

    /// The secrets of a client.
    #[derive(Default, Deserialize)]
    pub(crate) struct OAuthClientSecretListData {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        /// The secrets, oldest first.
        pub(crate) secrets: Option<Vec<OAuthClientSecretResponse>>,
    }

    /// Success envelope around the secrets of a client.
    #[derive(Default, Deserialize)]
    pub(crate) struct OAuthClientSecretListDetailResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        #[serde(default, deserialize_with = "Code::read")]
        pub(crate) code: Option<Code>,
        pub(crate) data: Option<OAuthClientSecretListData>,
    }

    /// One secret of a client, without its value.
    #[derive(Default, Deserialize)]
    pub(crate) struct OAuthClientSecretResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        /// When the secret was created (RFC 3339).
        #[serde(default, deserialize_with = "lenient::time")]
        pub(crate) created_at: Option<String>,
        /// Human-readable description of the secret.
        pub(crate) description: Option<String>,
        /// When the secret expires (RFC 3339), if ever.
        #[serde(default, deserialize_with = "lenient::time")]
        pub(crate) expires_at: Option<String>,
        /// When the secret was last used (RFC 3339), if ever.
        #[serde(default, deserialize_with = "lenient::time")]
        pub(crate) last_used_at: Option<String>,
        /// Identifier of the secret, not the secret itself.
        pub(crate) secret_id: Option<String>,
        pub(crate) status: Option<SecretStatus>,
        /// When the secret was last changed (RFC 3339).
        #[serde(default, deserialize_with = "lenient::time")]
        pub(crate) updated_at: Option<String>,
    }

    /// One token that was issued to a client, without its value.
    #[derive(Default, Deserialize)]
    pub(crate) struct OAuthTokenItem {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        /// When the token was issued (RFC 3339).
        #[serde(default, deserialize_with = "lenient::time")]
        pub(crate) created_at: Option<String>,
        /// When the token expires (RFC 3339).
        #[serde(default, deserialize_with = "lenient::time")]
        pub(crate) expires_at: Option<String>,
        /// Scopes of the token, separated by spaces (RFC 6749 section 3.3).
        pub(crate) scope: Option<String>,
        /// Kind of the token.
        pub(crate) token_type: Option<String>,
        /// User for whom the token was issued.
        pub(crate) user_id: Option<String>,
    }

    /// One page of tokens.
    #[derive(Default, Deserialize)]
    pub(crate) struct OAuthTokenListResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        #[serde(default, deserialize_with = "Code::read")]
        pub(crate) code: Option<Code>,
        /// The tokens of this page.
        pub(crate) items: Option<Vec<OAuthTokenItem>>,
        pub(crate) pagination: Option<PageInfo>,
        /// Entries on all pages.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) total: Option<i64>,
    }

    /// Position of a page in its list.
    #[derive(Default, Deserialize)]
    pub(crate) struct PageInfo {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        /// Whether there is a later page.
        #[serde(default, deserialize_with = "lenient::flag")]
        pub(crate) has_next: Option<bool>,
        /// Whether there is an earlier page.
        #[serde(default, deserialize_with = "lenient::flag")]
        pub(crate) has_prev: Option<bool>,
        /// Number of this page, from 1.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) page: Option<i64>,
        /// Entries on a page.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) page_size: Option<i64>,
        /// Entries on all pages.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) total: Option<i64>,
        /// Number of pages.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) total_pages: Option<i64>,
    }

    /// Success envelope around the numbers of a revocation.
    #[derive(Default, Deserialize)]
    pub(crate) struct RevokeClientTokensDetailResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        #[serde(default, deserialize_with = "Code::read")]
        pub(crate) code: Option<Code>,
        pub(crate) data: Option<RevokeClientTokensResponse>,
    }

    /// How many tokens were revoked.
    #[derive(Default, Deserialize)]
    pub(crate) struct RevokeClientTokensResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        /// Seconds until the tokens expire.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) grace_period: Option<i64>,
        /// Revoked access tokens.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) revoked_access_tokens: Option<i64>,
        /// Revoked refresh tokens.
        #[serde(default, deserialize_with = "lenient::number")]
        pub(crate) revoked_refresh_tokens: Option<i64>,
    }

    /// Success envelope around a replaced secret.
    #[derive(Default, Deserialize)]
    pub(crate) struct RotateSecretDetailResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        #[serde(default, deserialize_with = "Code::read")]
        pub(crate) code: Option<Code>,
        pub(crate) data: Option<RotateSecretResponse>,
    }

    /// The secret that replaces the old one.
    #[derive(Default, Deserialize)]
    pub(crate) struct RotateSecretResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        /// The OAuth `client_id` (RFC 6749 section 2.2), which paths contain.
        pub(crate) client_id: Option<String>,
        #[serde(default, deserialize_with = "lenient::secret")]
        pub(crate) new_secret: Option<SecretText>,
        /// When the secret was replaced (RFC 3339).
        #[serde(default, deserialize_with = "lenient::time")]
        pub(crate) rotated_at: Option<String>,
    }

    /// Envelope without data; the shape of every error.
    #[derive(Default, Deserialize)]
    pub(crate) struct SimpleResponse {
        /// Not a field of the contract: it keeps lists out.
        #[serde(rename = "\u{0}", default)]
        pub(crate) not_from_a_list: RejectSeq,
        /// Nor is this one: it has no default, and keeps the empty list out.
        #[serde(rename = "\u{1}")]
        pub(crate) not_from_an_empty_list: Option<RejectSeq>,
        #[serde(default, deserialize_with = "Code::read")]
        pub(crate) code: Option<Code>,
    }

    /// The fields of a client to change. An omitted field keeps its value; a present one replaces the value,
    /// an empty list included.
    #[derive(Clone, Default, PartialEq, Eq, Serialize)]
    pub(crate) struct UpdateClientRequest {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) client_auth_methods: Option<Patch<Vec<String>>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) fapi_profile: Option<Patch<String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) grant_types: Option<Patch<Vec<String>>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) is_confidential: Option<Patch<bool>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) jwks: Option<Patch<String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) jwks_uri: Option<Patch<String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) logo_url: Option<Patch<String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) name: Option<Patch<String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) privacy_policy: Option<Patch<String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) redirect_uris: Option<Patch<Vec<String>>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) scopes: Option<Patch<Vec<String>>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) status: Option<Patch<String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) terms_url: Option<Patch<String>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) website: Option<Patch<String>>,
    }
}
