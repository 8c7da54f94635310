// Made by `cargo xtask codegen` from spec/openapi.yaml. Never edited: change the contract and run it again.

use serde::{Deserialize, Serialize};

use crate::{
    wire::envelope::{Data, OpenValues},
    wire::generated::schemas::{
        CloneClientResponse, CreateClientRequest, CreateClientResponse, OAuthClientItem,
        UpdateClientRequest,
    },
    types::id::{ClientId, split},
    types::jwks::Jwks, types::new_client::NewClient,
    types::values::{AuthMethod, ClientStatus, FapiProfile, GrantType, unnamed},
    wire::patch::Patch, types::timestamp::Timestamp, types::unset::{known, set, time},
    types::update::UpdateClient,
};

/// The setters, one or two for each field of the contract.
impl UpdateClient {
    /// Replaces `client_auth_methods`: how the client authenticates at the token endpoint (RFC 7591 `token_endpoint_auth_method`; a list here).
    /// Responses carry the same list as a JSON-encoded string.
    pub fn client_auth_methods(
        mut self,
        client_auth_methods: impl IntoIterator<Item = impl Into<AuthMethod>>,
    ) -> Self {
        self.body.client_auth_methods = Some(
            Patch::Value(
                client_auth_methods
                    .into_iter()
                    .map(|item| item.into().as_str().to_owned())
                    .collect(),
            ),
        );
        self
    }

    /// Empties `client_auth_methods`: sends `[]`.
    pub fn clear_client_auth_methods(mut self) -> Self {
        self.body.client_auth_methods = Some(Patch::Value(Vec::new()));
        self
    }

    /// Sets `fapi_profile`: security profile of the Financial-grade API that the client follows.
    pub fn fapi_profile(mut self, fapi_profile: impl Into<FapiProfile>) -> Self {
        self.body.fapi_profile = Some(
            Patch::Value(fapi_profile.into().as_str().to_owned()),
        );
        self
    }

    /// Empties `fapi_profile`: sends `""`.
    pub fn clear_fapi_profile(mut self) -> Self {
        self.body.fapi_profile = Some(Patch::Value(String::new()));
        self
    }

    /// Replaces `grant_types`: grant types that the client may use (RFC 7591 section 2).
    pub fn grant_types(
        mut self,
        grant_types: impl IntoIterator<Item = impl Into<GrantType>>,
    ) -> Self {
        self.body.grant_types = Some(
            Patch::Value(
                grant_types
                    .into_iter()
                    .map(|item| item.into().as_str().to_owned())
                    .collect(),
            ),
        );
        self
    }

    /// Empties `grant_types`: sends `[]`.
    pub fn clear_grant_types(mut self) -> Self {
        self.body.grant_types = Some(Patch::Value(Vec::new()));
        self
    }

    /// Sets `is_confidential`: whether the client can keep a secret (RFC 6749 section 2.1).
    pub fn is_confidential(mut self, is_confidential: bool) -> Self {
        self.body.is_confidential = Some(Patch::Value(is_confidential));
        self
    }

    /// Sets `jwks`: public keys of the client, a JSON Web Key Set (RFC 7517 section 5) as text. Write-only in effect: no
    /// response to this request or to a read carries it.
    pub fn jwks(mut self, jwks: &Jwks) -> Self {
        self.body.jwks = Some(Patch::Value(jwks.to_json()));
        self
    }

    /// Empties `jwks`: sends `""`.
    pub fn clear_jwks(mut self) -> Self {
        self.body.jwks = Some(Patch::Value(String::new()));
        self
    }

    /// Sets `jwks_uri`: where the client publishes its keys (RFC 7591 section 2).
    pub fn jwks_uri(mut self, jwks_uri: impl Into<String>) -> Self {
        self.body.jwks_uri = Some(Patch::Value(jwks_uri.into()));
        self
    }

    /// Empties `jwks_uri`: sends `""`.
    pub fn clear_jwks_uri(mut self) -> Self {
        self.body.jwks_uri = Some(Patch::Value(String::new()));
        self
    }

    /// Sets `logo_url`: logo to show to the user.
    pub fn logo_url(mut self, logo_url: impl Into<String>) -> Self {
        self.body.logo_url = Some(Patch::Value(logo_url.into()));
        self
    }

    /// Empties `logo_url`: sends `""`.
    pub fn clear_logo_url(mut self) -> Self {
        self.body.logo_url = Some(Patch::Value(String::new()));
        self
    }

    /// Sets `name`: name to show to people.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.body.name = Some(Patch::Value(name.into()));
        self
    }

    /// Sets `privacy_policy`: URL of the privacy policy.
    pub fn privacy_policy(mut self, privacy_policy: impl Into<String>) -> Self {
        self.body.privacy_policy = Some(Patch::Value(privacy_policy.into()));
        self
    }

    /// Empties `privacy_policy`: sends `""`.
    pub fn clear_privacy_policy(mut self) -> Self {
        self.body.privacy_policy = Some(Patch::Value(String::new()));
        self
    }

    /// Replaces `redirect_uris`: redirection endpoints (RFC 6749 section 3.1.2).
    pub fn redirect_uris(
        mut self,
        redirect_uris: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.body.redirect_uris = Some(
            Patch::Value(redirect_uris.into_iter().map(Into::into).collect()),
        );
        self
    }

    /// Empties `redirect_uris`: sends `[]`.
    pub fn clear_redirect_uris(mut self) -> Self {
        self.body.redirect_uris = Some(Patch::Value(Vec::new()));
        self
    }

    /// Replaces `scopes`: scopes that the client may ask for (RFC 6749 section 3.3).
    pub fn scopes(
        mut self,
        scopes: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.body.scopes = Some(
            Patch::Value(scopes.into_iter().map(Into::into).collect()),
        );
        self
    }

    /// Empties `scopes`: sends `[]`.
    pub fn clear_scopes(mut self) -> Self {
        self.body.scopes = Some(Patch::Value(Vec::new()));
        self
    }

    /// Sets `status`: whether the client may be used.
    pub fn status(mut self, status: impl Into<ClientStatus>) -> Self {
        self.body.status = Some(Patch::Value(status.into().as_str().to_owned()));
        self
    }

    /// Sets `terms_url`: URL of the terms of service.
    pub fn terms_url(mut self, terms_url: impl Into<String>) -> Self {
        self.body.terms_url = Some(Patch::Value(terms_url.into()));
        self
    }

    /// Empties `terms_url`: sends `""`.
    pub fn clear_terms_url(mut self) -> Self {
        self.body.terms_url = Some(Patch::Value(String::new()));
        self
    }

    /// Sets `website`: home page of the client.
    pub fn website(mut self, website: impl Into<String>) -> Self {
        self.body.website = Some(Patch::Value(website.into()));
        self
    }

    /// Empties `website`: sends `""`.
    pub fn clear_website(mut self) -> Self {
        self.body.website = Some(Patch::Value(String::new()));
        self
    }

    /// Sends `null` for a field. The contract does not say what a service does with it; see the guide.
    ///
    /// ```
    /// use authms_sdk::{Field, UpdateClient};
    ///
    /// let update = UpdateClient::new().null(Field::Website);
    /// assert_eq!(format!("{update:?}"), "UpdateClient { website }");
    /// ```
    pub fn null(mut self, field: Field) -> Self {
        match field {
            Field::ClientAuthMethods => self.body.client_auth_methods = Some(Patch::Null),
            Field::FapiProfile => self.body.fapi_profile = Some(Patch::Null),
            Field::GrantTypes => self.body.grant_types = Some(Patch::Null),
            Field::IsConfidential => self.body.is_confidential = Some(Patch::Null),
            Field::Jwks => self.body.jwks = Some(Patch::Null),
            Field::JwksUri => self.body.jwks_uri = Some(Patch::Null),
            Field::LogoUrl => self.body.logo_url = Some(Patch::Null),
            Field::Name => self.body.name = Some(Patch::Null),
            Field::PrivacyPolicy => self.body.privacy_policy = Some(Patch::Null),
            Field::RedirectUris => self.body.redirect_uris = Some(Patch::Null),
            Field::Scopes => self.body.scopes = Some(Patch::Null),
            Field::Status => self.body.status = Some(Patch::Null),
            Field::TermsUrl => self.body.terms_url = Some(Patch::Null),
            Field::Website => self.body.website = Some(Patch::Null),
        }
        self
    }
}

/// A field of [`UpdateClient`], for [`UpdateClient::null`].
///
/// ```
/// use authms_sdk::{Field, UpdateClient};
///
/// let update = [Field::Website, Field::LogoUrl].into_iter().fold(UpdateClient::new(), UpdateClient::null);
/// assert_eq!(format!("{update:?}"), "UpdateClient { logo_url, website }");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// `client_auth_methods`
    ClientAuthMethods,
    /// `fapi_profile`
    FapiProfile,
    /// `grant_types`
    GrantTypes,
    /// `is_confidential`
    IsConfidential,
    /// `jwks`
    Jwks,
    /// `jwks_uri`
    JwksUri,
    /// `logo_url`
    LogoUrl,
    /// `name`
    Name,
    /// `privacy_policy`
    PrivacyPolicy,
    /// `redirect_uris`
    RedirectUris,
    /// `scopes`
    Scopes,
    /// `status`
    Status,
    /// `terms_url`
    TermsUrl,
    /// `website`
    Website,
}

impl UpdateClientRequest {
    /// The names of the fields that are given, sorted.
    pub(crate) fn given(&self) -> impl Iterator<Item = &'static str> {
        let fields = [
            ("client_auth_methods", self.client_auth_methods.is_some()),
            ("fapi_profile", self.fapi_profile.is_some()),
            ("grant_types", self.grant_types.is_some()),
            ("is_confidential", self.is_confidential.is_some()),
            ("jwks", self.jwks.is_some()),
            ("jwks_uri", self.jwks_uri.is_some()),
            ("logo_url", self.logo_url.is_some()),
            ("name", self.name.is_some()),
            ("privacy_policy", self.privacy_policy.is_some()),
            ("redirect_uris", self.redirect_uris.is_some()),
            ("scopes", self.scopes.is_some()),
            ("status", self.status.is_some()),
            ("terms_url", self.terms_url.is_some()),
            ("website", self.website.is_some()),
        ];
        fields.into_iter().filter_map(|(name, given)| given.then_some(name))
    }
}

/// What a client must have, and a setter for each other field of the contract.
impl NewClient {
    /// A client with the fields that are required.
    ///
    /// - `name`: name to show to people.
    /// - `redirect_uris`: redirection endpoints (RFC 6749 section 3.1.2).
    pub fn new(
        name: impl Into<String>,
        redirect_uris: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let body = CreateClientRequest {
            client_auth_methods: None,
            fapi_profile: None,
            grant_types: None,
            is_confidential: None,
            jwks: None,
            jwks_uri: None,
            logo_url: None,
            name: name.into(),
            privacy_policy: None,
            redirect_uris: redirect_uris.into_iter().map(Into::into).collect(),
            scopes: None,
            terms_url: None,
            website: None,
        };
        Self { body }
    }

    /// Sets `client_auth_methods`: how the client authenticates at the token endpoint (RFC 7591 `token_endpoint_auth_method`; a list here).
    /// Responses carry the same list as a JSON-encoded string.
    pub fn client_auth_methods(
        mut self,
        client_auth_methods: impl IntoIterator<Item = impl Into<AuthMethod>>,
    ) -> Self {
        self.body.client_auth_methods = Some(
            client_auth_methods
                .into_iter()
                .map(|item| item.into().as_str().to_owned())
                .collect(),
        );
        self
    }

    /// Sets `fapi_profile`: security profile of the Financial-grade API that the client follows.
    pub fn fapi_profile(mut self, fapi_profile: impl Into<FapiProfile>) -> Self {
        self.body.fapi_profile = Some(fapi_profile.into().as_str().to_owned());
        self
    }

    /// Sets `grant_types`: grant types that the client may use (RFC 7591 section 2).
    pub fn grant_types(
        mut self,
        grant_types: impl IntoIterator<Item = impl Into<GrantType>>,
    ) -> Self {
        self.body.grant_types = Some(
            grant_types.into_iter().map(|item| item.into().as_str().to_owned()).collect(),
        );
        self
    }

    /// Sets `is_confidential`: whether the client can keep a secret (RFC 6749 section 2.1).
    pub fn is_confidential(mut self, is_confidential: bool) -> Self {
        self.body.is_confidential = Some(is_confidential);
        self
    }

    /// Sets `jwks`: public keys of the client, a JSON Web Key Set (RFC 7517 section 5) as text. The response to this request
    /// shows it, no later one does.
    pub fn jwks(mut self, jwks: &Jwks) -> Self {
        self.body.jwks = Some(jwks.to_json());
        self
    }

    /// Sets `jwks_uri`: where the client publishes its keys (RFC 7591 section 2).
    pub fn jwks_uri(mut self, jwks_uri: impl Into<String>) -> Self {
        self.body.jwks_uri = Some(jwks_uri.into());
        self
    }

    /// Sets `logo_url`: logo to show to the user.
    pub fn logo_url(mut self, logo_url: impl Into<String>) -> Self {
        self.body.logo_url = Some(logo_url.into());
        self
    }

    /// Sets `privacy_policy`: URL of the privacy policy.
    pub fn privacy_policy(mut self, privacy_policy: impl Into<String>) -> Self {
        self.body.privacy_policy = Some(privacy_policy.into());
        self
    }

    /// Sets `scopes`: scopes that the client may ask for (RFC 6749 section 3.3).
    pub fn scopes(
        mut self,
        scopes: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.body.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Sets `terms_url`: URL of the terms of service.
    pub fn terms_url(mut self, terms_url: impl Into<String>) -> Self {
        self.body.terms_url = Some(terms_url.into());
        self
    }

    /// Sets `website`: home page of the client.
    pub fn website(mut self, website: impl Into<String>) -> Self {
        self.body.website = Some(website.into());
        self
    }
}

impl CreateClientRequest {
    /// The first field that must have a value, and has none.
    pub(crate) fn empty(&self) -> Option<&'static str> {
        [
            ("name", self.name.is_empty()),
            ("redirect_uris", self.redirect_uris.is_empty()),
        ]
            .into_iter()
            .find_map(|(name, is_empty)| is_empty.then_some(name))
    }
}

/// One OAuth client as the service shows it.
///
/// A string that is absent, `null` or empty is `None`; a list that is absent or `null` is empty. Secrets and
/// `jwks` are never part of it. Calls take the id that [`to_id`](Self::to_id) returns.
///
/// Serialized, it has the names of the contract, `null` for what is unset, and every list as a list.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// use authms_sdk::{ClientStatus, GrantType};
///
/// let found = client.get_client(&id).await?;
/// if found.status == Some(ClientStatus::Active) && found.grant_types.contains(&GrantType::Implicit) {
///     println!("{:?} still uses the implicit grant", found.name);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct OAuthClient {
    /// How the client authenticates at the token endpoint (RFC 7591 `token_endpoint_auth_method`; a list here).
    /// Responses carry the same list as a JSON-encoded string.
    pub client_auth_methods: Vec<AuthMethod>,
    /// The OAuth `client_id` (RFC 6749 section 2.2), which paths contain.
    pub client_id: Option<ClientId>,
    /// The text of `client_id`, if it is not valid in a path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invalid_client_id: Option<String>,
    /// Origins whose pages may call the service (RFC 6454). No operation of this contract changes them.
    pub cors_origins: Vec<String>,
    /// When the client was created (RFC 3339).
    pub created_at: Option<Timestamp>,
    /// When the client was deleted (RFC 3339), if ever.
    pub deleted_at: Option<Timestamp>,
    /// Security profile of the Financial-grade API that the client follows.
    pub fapi_profile: Option<FapiProfile>,
    /// Grant types that the client may use (RFC 7591 section 2).
    pub grant_types: Vec<GrantType>,
    /// Identifier of the record inside the service, not the `client_id`.
    pub id: Option<String>,
    /// Whether the client can keep a secret (RFC 6749 section 2.1).
    pub is_confidential: Option<bool>,
    /// Where the client publishes its keys (RFC 7591 section 2).
    pub jwks_uri: Option<String>,
    /// Logo to show to the user.
    pub logo_url: Option<String>,
    /// Name to show to people.
    pub name: Option<String>,
    /// URL of the privacy policy.
    pub privacy_policy: Option<String>,
    /// Redirection endpoints (RFC 6749 section 3.1.2).
    pub redirect_uris: Vec<String>,
    /// Scopes that the client may ask for (RFC 6749 section 3.3).
    pub scopes: Vec<String>,
    /// Last four characters of the newest active secret, to tell secrets apart.
    pub secret_last_four: Option<String>,
    /// Whether the client may be used.
    pub status: Option<ClientStatus>,
    /// Tenant that owns the client.
    pub tenant_id: Option<String>,
    /// URL of the terms of service.
    pub terms_url: Option<String>,
    /// When the client was last changed (RFC 3339).
    pub updated_at: Option<Timestamp>,
    /// Home page of the client.
    pub website: Option<String>,
}

/// Setters, to build values in tests.
///
/// ```
/// use authms_sdk::{ClientStatus, OAuthClient};
///
/// let client = OAuthClient::default().client_id("demo").status(ClientStatus::Active).scopes(["openid"]);
/// assert_eq!((client.to_id()?.as_str(), client.scopes), ("demo", vec!["openid".to_owned()]));
/// # Ok::<(), authms_sdk::Error>(())
/// ```
impl OAuthClient {
    /// Sets `client_auth_methods`.
    #[must_use]
    pub fn client_auth_methods(
        mut self,
        client_auth_methods: impl IntoIterator<Item = impl Into<AuthMethod>>,
    ) -> Self {
        self.client_auth_methods = client_auth_methods
            .into_iter()
            .map(Into::into)
            .collect();
        self
    }

    /// Sets `client_id`, or `invalid_client_id` if the text is not valid in a path.
    #[must_use]
    pub fn client_id(mut self, client_id: impl Into<String>) -> Self {
        (self.client_id, self.invalid_client_id) = split(Some(client_id.into()));
        self
    }

    /// Sets `cors_origins`.
    #[must_use]
    pub fn cors_origins(
        mut self,
        cors_origins: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.cors_origins = cors_origins.into_iter().map(Into::into).collect();
        self
    }

    /// Sets `created_at`.
    #[must_use]
    pub fn created_at(mut self, created_at: impl Into<Timestamp>) -> Self {
        self.created_at = Some(created_at.into());
        self
    }

    /// Sets `deleted_at`.
    #[must_use]
    pub fn deleted_at(mut self, deleted_at: impl Into<Timestamp>) -> Self {
        self.deleted_at = Some(deleted_at.into());
        self
    }

    /// Sets `fapi_profile`.
    #[must_use]
    pub fn fapi_profile(mut self, fapi_profile: impl Into<FapiProfile>) -> Self {
        self.fapi_profile = Some(fapi_profile.into());
        self
    }

    /// Sets `grant_types`.
    #[must_use]
    pub fn grant_types(
        mut self,
        grant_types: impl IntoIterator<Item = impl Into<GrantType>>,
    ) -> Self {
        self.grant_types = grant_types.into_iter().map(Into::into).collect();
        self
    }

    /// Sets `id`.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets `is_confidential`.
    #[must_use]
    pub fn is_confidential(mut self, is_confidential: impl Into<bool>) -> Self {
        self.is_confidential = Some(is_confidential.into());
        self
    }

    /// Sets `jwks_uri`.
    #[must_use]
    pub fn jwks_uri(mut self, jwks_uri: impl Into<String>) -> Self {
        self.jwks_uri = Some(jwks_uri.into());
        self
    }

    /// Sets `logo_url`.
    #[must_use]
    pub fn logo_url(mut self, logo_url: impl Into<String>) -> Self {
        self.logo_url = Some(logo_url.into());
        self
    }

    /// Sets `name`.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets `privacy_policy`.
    #[must_use]
    pub fn privacy_policy(mut self, privacy_policy: impl Into<String>) -> Self {
        self.privacy_policy = Some(privacy_policy.into());
        self
    }

    /// Sets `redirect_uris`.
    #[must_use]
    pub fn redirect_uris(
        mut self,
        redirect_uris: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.redirect_uris = redirect_uris.into_iter().map(Into::into).collect();
        self
    }

    /// Sets `scopes`.
    #[must_use]
    pub fn scopes(
        mut self,
        scopes: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Sets `secret_last_four`.
    #[must_use]
    pub fn secret_last_four(mut self, secret_last_four: impl Into<String>) -> Self {
        self.secret_last_four = Some(secret_last_four.into());
        self
    }

    /// Sets `status`.
    #[must_use]
    pub fn status(mut self, status: impl Into<ClientStatus>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Sets `tenant_id`.
    #[must_use]
    pub fn tenant_id(mut self, tenant_id: impl Into<String>) -> Self {
        self.tenant_id = Some(tenant_id.into());
        self
    }

    /// Sets `terms_url`.
    #[must_use]
    pub fn terms_url(mut self, terms_url: impl Into<String>) -> Self {
        self.terms_url = Some(terms_url.into());
        self
    }

    /// Sets `updated_at`.
    #[must_use]
    pub fn updated_at(mut self, updated_at: impl Into<Timestamp>) -> Self {
        self.updated_at = Some(updated_at.into());
        self
    }

    /// Sets `website`.
    #[must_use]
    pub fn website(mut self, website: impl Into<String>) -> Self {
        self.website = Some(website.into());
        self
    }
}

impl Data for OAuthClientItem {
    type Value = OAuthClient;

    fn into_value(self) -> OAuthClient {
        let (client_id, invalid_client_id) = split(self.client_id);
        OAuthClient {
            client_auth_methods: self.client_auth_methods.unwrap_or_default().0,
            client_id,
            invalid_client_id,
            cors_origins: self.cors_origins.unwrap_or_default(),
            created_at: time(self.created_at),
            deleted_at: time(self.deleted_at),
            fapi_profile: known(self.fapi_profile),
            grant_types: self.grant_types.unwrap_or_default(),
            id: set(self.id),
            is_confidential: self.is_confidential,
            jwks_uri: set(self.jwks_uri),
            logo_url: set(self.logo_url),
            name: set(self.name),
            privacy_policy: set(self.privacy_policy),
            redirect_uris: self.redirect_uris.unwrap_or_default(),
            scopes: self.scopes.unwrap_or_default(),
            secret_last_four: set(self.secret_last_four),
            status: known(self.status),
            tenant_id: set(self.tenant_id),
            terms_url: set(self.terms_url),
            updated_at: time(self.updated_at),
            website: set(self.website),
        }
    }
}

impl OpenValues for OAuthClient {
    fn unknown_values(&self, found: &mut dyn FnMut(&'static str, &str)) {
        unnamed("client_auth_methods", &self.client_auth_methods, found);
        unnamed("fapi_profile", &self.fapi_profile, found);
        unnamed("grant_types", &self.grant_types, found);
        unnamed("status", &self.status, found);
    }
}

impl CreateClientResponse {
    /// The client, as far as this response shows it.
    pub(crate) fn into_client(self) -> OAuthClient {
        let (client_id, invalid_client_id) = split(self.client_id);
        OAuthClient {
            client_auth_methods: self.client_auth_methods.unwrap_or_default().0,
            client_id,
            invalid_client_id,
            cors_origins: self.cors_origins.unwrap_or_default(),
            fapi_profile: known(self.fapi_profile),
            grant_types: self.grant_types.unwrap_or_default(),
            id: set(self.id),
            is_confidential: self.is_confidential,
            jwks_uri: set(self.jwks_uri),
            logo_url: set(self.logo_url),
            name: set(self.name),
            privacy_policy: set(self.privacy_policy),
            redirect_uris: self.redirect_uris.unwrap_or_default(),
            scopes: self.scopes.unwrap_or_default(),
            status: known(self.status),
            terms_url: set(self.terms_url),
            website: set(self.website),
            ..OAuthClient::default()
        }
    }
}

impl CloneClientResponse {
    /// The client, as far as this response shows it.
    pub(crate) fn into_client(self) -> OAuthClient {
        let (client_id, invalid_client_id) = split(self.client_id);
        OAuthClient {
            client_auth_methods: self.client_auth_methods.unwrap_or_default().0,
            client_id,
            invalid_client_id,
            cors_origins: self.cors_origins.unwrap_or_default(),
            fapi_profile: known(self.fapi_profile),
            grant_types: self.grant_types.unwrap_or_default(),
            id: set(self.id),
            jwks_uri: set(self.jwks_uri),
            name: set(self.name),
            redirect_uris: self.redirect_uris.unwrap_or_default(),
            scopes: self.scopes.unwrap_or_default(),
            status: known(self.status),
            ..OAuthClient::default()
        }
    }
}
