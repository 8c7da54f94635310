//! An update: the fields to change, and nothing about the others.

use std::fmt;

use crate::{
    generated::types::UpdateClientRequest,
    jwks::Jwks,
    open::{AuthMethod, ClientStatus, FapiProfile, GrantType},
    patch::Patch,
};

/// The fields of a client to change.
///
/// A field that is not named keeps its value. Setting a field replaces the value, a list as a whole; `clear_…` empties
/// it. There is no clearing of `name`, `status` and `is_confidential`.
///
/// ```
/// use authms_sdk::{ClientStatus, UpdateClient};
///
/// let update = UpdateClient::new()
///     .name("Payments")
///     .status(ClientStatus::Active)
///     .scopes(["openid", "profile"])
///     .clear_logo_url();
/// assert_eq!(format!("{update:?}"), "UpdateClient { logo_url, name, scopes, status }");
/// ```
#[derive(Clone, Default)]
#[must_use = "an update does nothing until it is sent"]
pub struct UpdateClient {
    pub(crate) body: UpdateClientRequest,
}

impl UpdateClient {
    /// An update that changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the name to show to people.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.body.name = Some(Patch::Value(name.into()));
        self
    }

    /// Sets whether the client may be used.
    pub fn status(mut self, status: impl Into<ClientStatus>) -> Self {
        self.body.status = Some(Patch::Value(status.into().as_str().to_owned()));
        self
    }

    /// Sets whether the client can keep a secret (RFC 6749 section 2.1).
    pub fn is_confidential(mut self, is_confidential: bool) -> Self {
        self.body.is_confidential = Some(Patch::Value(is_confidential));
        self
    }

    /// Sets the public keys. No answer ever shows them.
    pub fn jwks(mut self, jwks: &Jwks) -> Self {
        self.body.jwks = Some(Patch::Value(jwks.to_json()));
        self
    }

    /// Empties the public keys.
    pub fn clear_jwks(mut self) -> Self {
        self.body.jwks = Some(Patch::Value(String::new()));
        self
    }

    /// Sets the security profile.
    pub fn fapi_profile(mut self, fapi_profile: impl Into<FapiProfile>) -> Self {
        self.body.fapi_profile = Some(Patch::Value(fapi_profile.into().as_str().to_owned()));
        self
    }

    /// Empties the security profile.
    pub fn clear_fapi_profile(mut self) -> Self {
        self.body.fapi_profile = Some(Patch::Value(String::new()));
        self
    }

    /// Sets the place where the client publishes its keys (RFC 7591 section 2).
    pub fn jwks_uri(mut self, jwks_uri: impl Into<String>) -> Self {
        self.body.jwks_uri = Some(Patch::Value(jwks_uri.into()));
        self
    }

    /// Empties the place where the client publishes its keys (RFC 7591 section 2).
    pub fn clear_jwks_uri(mut self) -> Self {
        self.body.jwks_uri = Some(Patch::Value(String::new()));
        self
    }

    /// Sets the logo to show to the user.
    pub fn logo_url(mut self, logo_url: impl Into<String>) -> Self {
        self.body.logo_url = Some(Patch::Value(logo_url.into()));
        self
    }

    /// Empties the logo to show to the user.
    pub fn clear_logo_url(mut self) -> Self {
        self.body.logo_url = Some(Patch::Value(String::new()));
        self
    }

    /// Sets the URL of the privacy policy.
    pub fn privacy_policy(mut self, privacy_policy: impl Into<String>) -> Self {
        self.body.privacy_policy = Some(Patch::Value(privacy_policy.into()));
        self
    }

    /// Empties the URL of the privacy policy.
    pub fn clear_privacy_policy(mut self) -> Self {
        self.body.privacy_policy = Some(Patch::Value(String::new()));
        self
    }

    /// Sets the URL of the terms of service.
    pub fn terms_url(mut self, terms_url: impl Into<String>) -> Self {
        self.body.terms_url = Some(Patch::Value(terms_url.into()));
        self
    }

    /// Empties the URL of the terms of service.
    pub fn clear_terms_url(mut self) -> Self {
        self.body.terms_url = Some(Patch::Value(String::new()));
        self
    }

    /// Sets the home page of the client.
    pub fn website(mut self, website: impl Into<String>) -> Self {
        self.body.website = Some(Patch::Value(website.into()));
        self
    }

    /// Empties the home page of the client.
    pub fn clear_website(mut self) -> Self {
        self.body.website = Some(Patch::Value(String::new()));
        self
    }

    /// Replaces the redirection endpoints (RFC 6749 section 3.1.2).
    pub fn redirect_uris(mut self, redirect_uris: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body.redirect_uris = Some(Patch::Value(redirect_uris.into_iter().map(Into::into).collect()));
        self
    }

    /// Empties the redirection endpoints (RFC 6749 section 3.1.2).
    pub fn clear_redirect_uris(mut self) -> Self {
        self.body.redirect_uris = Some(Patch::Value(Vec::new()));
        self
    }

    /// Replaces the scopes that the client may ask for (RFC 6749 section 3.3).
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body.scopes = Some(Patch::Value(scopes.into_iter().map(Into::into).collect()));
        self
    }

    /// Empties the scopes that the client may ask for (RFC 6749 section 3.3).
    pub fn clear_scopes(mut self) -> Self {
        self.body.scopes = Some(Patch::Value(Vec::new()));
        self
    }

    /// Replaces the grant types that the client may use.
    pub fn grant_types(mut self, grant_types: impl IntoIterator<Item = impl Into<GrantType>>) -> Self {
        self.body.grant_types =
            Some(Patch::Value(grant_types.into_iter().map(|item| item.into().as_str().to_owned()).collect()));
        self
    }

    /// Empties the grant types that the client may use.
    pub fn clear_grant_types(mut self) -> Self {
        self.body.grant_types = Some(Patch::Value(Vec::new()));
        self
    }

    /// Replaces the ways in which the client authenticates.
    pub fn client_auth_methods(mut self, client_auth_methods: impl IntoIterator<Item = impl Into<AuthMethod>>) -> Self {
        self.body.client_auth_methods =
            Some(Patch::Value(client_auth_methods.into_iter().map(|item| item.into().as_str().to_owned()).collect()));
        self
    }

    /// Empties the ways in which the client authenticates.
    pub fn clear_client_auth_methods(mut self) -> Self {
        self.body.client_auth_methods = Some(Patch::Value(Vec::new()));
        self
    }

    /// Sends `null` for a field of the contract. What a service makes of it is not promised; see the guide.
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

    /// Whether nothing would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.given().is_empty()
    }

    /// The names of the fields that are given, sorted.
    fn given(&self) -> Vec<&'static str> {
        let body = &self.body;
        let fields = [
            ("client_auth_methods", body.client_auth_methods.is_some()),
            ("fapi_profile", body.fapi_profile.is_some()),
            ("grant_types", body.grant_types.is_some()),
            ("is_confidential", body.is_confidential.is_some()),
            ("jwks", body.jwks.is_some()),
            ("jwks_uri", body.jwks_uri.is_some()),
            ("logo_url", body.logo_url.is_some()),
            ("name", body.name.is_some()),
            ("privacy_policy", body.privacy_policy.is_some()),
            ("redirect_uris", body.redirect_uris.is_some()),
            ("scopes", body.scopes.is_some()),
            ("status", body.status.is_some()),
            ("terms_url", body.terms_url.is_some()),
            ("website", body.website.is_some()),
        ];
        fields.into_iter().filter(|(_, given)| *given).map(|(name, _)| name).collect()
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

/// The names of the given fields; their values stay out of logs.
impl fmt::Debug for UpdateClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UpdateClient {{ {} }}", self.given().join(", "))
    }
}
