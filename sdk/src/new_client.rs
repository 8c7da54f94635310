//! A client to create.

use std::fmt;

use crate::{
    generated::types::CreateClientRequest,
    jwks::Jwks,
    open::{AuthMethod, FapiProfile, GrantType},
};

/// A client to create: a name, at least one redirect URI, and what else is known.
///
/// ```
/// use authms_sdk::{GrantType, NewClient};
///
/// let new = NewClient::new("Payments", ["https://payments.example.com/callback"])
///     .scopes(["openid"])
///     .grant_types([GrantType::AuthorizationCode]);
/// # let _ = new;
/// ```
#[derive(Clone)]
#[must_use = "a client is not created until it is sent"]
pub struct NewClient {
    pub(crate) body: CreateClientRequest,
}

/// The name; the other values stay out of logs.
impl fmt::Debug for NewClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewClient").field("name", &self.body.name).finish_non_exhaustive()
    }
}

impl NewClient {
    /// A client with this name and these redirect URIs (RFC 6749 section 3.1.2).
    pub fn new(name: impl Into<String>, redirect_uris: impl IntoIterator<Item = impl Into<String>>) -> Self {
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

    /// Sets whether the client can keep a secret (RFC 6749 section 2.1).
    pub fn is_confidential(mut self, is_confidential: bool) -> Self {
        self.body.is_confidential = Some(is_confidential);
        self
    }

    /// Sets the security profile of the Financial-grade API.
    pub fn fapi_profile(mut self, profile: impl Into<FapiProfile>) -> Self {
        self.body.fapi_profile = Some(profile.into().as_str().to_owned());
        self
    }

    /// Sets the public keys.
    pub fn jwks(mut self, jwks: &Jwks) -> Self {
        self.body.jwks = Some(jwks.to_json());
        self
    }

    /// Sets the place where the client publishes its keys.
    pub fn jwks_uri(mut self, jwks_uri: impl Into<String>) -> Self {
        self.body.jwks_uri = Some(jwks_uri.into());
        self
    }

    /// Sets the logo to show to the user.
    pub fn logo_url(mut self, logo_url: impl Into<String>) -> Self {
        self.body.logo_url = Some(logo_url.into());
        self
    }

    /// Sets the URL of the privacy policy.
    pub fn privacy_policy(mut self, privacy_policy: impl Into<String>) -> Self {
        self.body.privacy_policy = Some(privacy_policy.into());
        self
    }

    /// Sets the URL of the terms of service.
    pub fn terms_url(mut self, terms_url: impl Into<String>) -> Self {
        self.body.terms_url = Some(terms_url.into());
        self
    }

    /// Sets the home page of the client.
    pub fn website(mut self, website: impl Into<String>) -> Self {
        self.body.website = Some(website.into());
        self
    }

    /// Sets the scopes that the client may ask for (RFC 6749 section 3.3). An empty list is sent as such, and is not the same
    /// as leaving the choice to the service.
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Sets the grant types that the client may use.
    pub fn grant_types(mut self, grant_types: impl IntoIterator<Item = impl Into<GrantType>>) -> Self {
        self.body.grant_types = Some(grant_types.into_iter().map(|item| item.into().as_str().to_owned()).collect());
        self
    }

    /// Sets the ways in which the client authenticates.
    pub fn client_auth_methods(mut self, client_auth_methods: impl IntoIterator<Item = impl Into<AuthMethod>>) -> Self {
        self.body.client_auth_methods =
            Some(client_auth_methods.into_iter().map(|item| item.into().as_str().to_owned()).collect());
        self
    }
}
