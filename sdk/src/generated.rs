// Made by `cargo xtask codegen` from spec/openapi.yaml. Never edited: change the contract and run it again.

/// SHA-256 of the contract that this file was made from.
pub(crate) const CONTRACT_HASH: &str = "e99e0c4e5247956c354d24004de488f1866d6e4e35d89de0d6daa4a3a39fed93";

/// Every operation of the contract, by id.
pub(crate) static OPERATIONS: [crate::operation::Operation; 2] = [
    crate::operation::Operation { id: "get_client", method: "GET", template: "/admin/oauth/clients/{client_id}", idempotent: true, mints_secret: false, success: 200 },
    crate::operation::Operation { id: "update_client", method: "PUT", template: "/admin/oauth/clients/{client_id}", idempotent: true, mints_secret: false, success: 200 },
];

#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
    ///One OAuth client as the service shows it.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct OAuthClientItem {
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
        ///Security profile of the Financial-grade API that the client follows.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub fapi_profile: ::std::option::Option<::std::string::String>,
        ///Grant types that the client may use (RFC 7591 section 2).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub grant_types: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
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
        ///Whether the client may be used.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub status: ::std::option::Option<::std::string::String>,
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
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub data: ::std::option::Option<OAuthClientItem>,
        ///Text for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        ///When the service answered (RFC 3339).
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub timestamp: ::std::option::Option<::std::string::String>,
    }
    ///Envelope without data; the shape of every error.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct SimpleResponse {
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub code: ::std::option::Option<crate::response::Code>,
        ///Text for people.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub message: ::std::option::Option<::std::string::String>,
        ///When the service answered (RFC 3339).
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
    pub(crate) inner: crate::call::Slot,
}
impl Client {
    /// Create a new client.
    ///
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub fn new(baseurl: &str, inner: crate::call::Slot) -> Self {
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
        inner: crate::call::Slot,
    ) -> Self {
        Self {
            baseurl: baseurl.to_string(),
            client,
            inner,
        }
    }
}
impl ClientInfo<crate::call::Slot> for Client {
    fn api_version() -> &'static str {
        "1.0.0"
    }
    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }
    fn client(&self) -> &reqwest::Client {
        &self.client
    }
    fn inner(&self) -> &crate::call::Slot {
        &self.inner
    }
}
const _: () = {
    #[allow(dead_code)]
    fn assert_client_hooks()
    where
        Client: ClientHooks<crate::call::Slot>,
    {}
};
#[allow(clippy::all)]
impl Client {
    /**Read one OAuth client

Answers with the whole configuration of one client. Secrets and `jwks` are never part of it.

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
        let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
        header_map
            .append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(Self::api_version()),
            );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .headers(header_map)
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
JWKS and so on) and answers with the whole client.
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
        let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
        header_map
            .append(
                ::reqwest::header::HeaderName::from_static("api-version"),
                ::reqwest::header::HeaderValue::from_static(Self::api_version()),
            );
        #[allow(unused_mut)]
        let mut request = self
            .client
            .put(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .json(&body)
            .headers(header_map)
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
}
/// Items consumers will typically use such as the Client.
pub mod prelude {
    #[allow(unused_imports)]
    pub use super::Client;
}
