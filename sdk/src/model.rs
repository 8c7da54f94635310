//! What the service shows of a client.

use crate::{
    envelope::FromData,
    error::Error,
    events::OpenValues,
    generated::types,
    id::{ClientId, InvalidId},
    kind::ErrorKind,
    open::{AuthMethod, ClientStatus, FapiProfile, GrantType},
    secret::Secret,
    timestamp::Timestamp,
};

/// One OAuth client as the service shows it.
///
/// A string that is absent, `null` or empty is `None`; a list that is absent or `null` is empty. Secrets and `jwks` are
/// never part of it.
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct OAuthClient {
    /// Identifier of the record inside the service, not the one that paths take.
    pub id: Option<String>,
    /// Identifier of the client in OAuth (RFC 6749 section 2.2).
    pub client_id: Option<String>,
    /// Tenant that owns the client.
    pub tenant_id: Option<String>,
    /// Name to show to people.
    pub name: Option<String>,
    /// Whether the client may be used.
    pub status: Option<ClientStatus>,
    /// Whether the client can keep a secret (RFC 6749 section 2.1).
    pub is_confidential: Option<bool>,
    /// Redirection endpoints (RFC 6749 section 3.1.2).
    pub redirect_uris: Vec<String>,
    /// Scopes that the client may ask for (RFC 6749 section 3.3).
    pub scopes: Vec<String>,
    /// Grant types that the client may use.
    pub grant_types: Vec<GrantType>,
    /// How the client authenticates, whichever way the service spells the list.
    pub client_auth_methods: Vec<AuthMethod>,
    /// Origins that may call the service from a browser.
    pub cors_origins: Vec<String>,
    /// Security profile of the Financial-grade API.
    pub fapi_profile: Option<FapiProfile>,
    /// Where the client publishes its keys.
    pub jwks_uri: Option<String>,
    /// Logo to show to the user.
    pub logo_url: Option<String>,
    /// URL of the privacy policy.
    pub privacy_policy: Option<String>,
    /// URL of the terms of service.
    pub terms_url: Option<String>,
    /// Home page of the client.
    pub website: Option<String>,
    /// Last four characters of the newest active secret.
    pub secret_last_four: Option<String>,
    /// When the client was created.
    pub created_at: Option<Timestamp>,
    /// When the client was last changed.
    pub updated_at: Option<Timestamp>,
    /// When the client was deleted, if it was.
    pub deleted_at: Option<Timestamp>,
}

/// A client that was just created, by creating or by cloning. Its secret is never shown again.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// let copy = client.clone_client(&id).await?;
/// if let Some(secret) = &copy.client_secret {
///     store(secret.expose()); // now or never
/// }
/// # fn store(_: &str) {}
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
#[must_use = "the secret is never shown again"]
pub struct CreatedClient {
    /// The client, as far as the service shows it here: tenant and times are missing, a clone shows less still.
    pub client: OAuthClient,
    /// Its secret; none for a public client.
    pub client_secret: Option<Secret>,
    /// Its public keys as they were given; a clone does not show them.
    pub jwks: Option<String>,
}

impl OAuthClient {
    /// The id under which calls take this client.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
    /// use authms_sdk::{NewClient, UpdateClient};
    ///
    /// let new = NewClient::new("Payments", ["https://payments.example.com/callback"]);
    /// let id = client.create_client(&new).await?.client.to_id()?;
    /// client.update_client(&id, &UpdateClient::new().scopes(["openid"])).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] if the answer named none, or one that no path can carry.
    pub fn to_id(&self) -> Result<ClientId, Error> {
        named(self.client_id.as_deref(), "client")
    }
}

/// An identifier that an answer has named.
pub(crate) fn named<'a, T: TryFrom<&'a str, Error = InvalidId>>(id: Option<&'a str>, of: &str) -> Result<T, Error> {
    let none = || Error::new(ErrorKind::Decode, format!("the answer names no {of}"));
    let unfit = |error| Error::new(ErrorKind::Decode, format!("the {of}'s id fits in no path")).caused_by(error);
    T::try_from(id.ok_or_else(none)?).map_err(unfit)
}

pub(crate) fn set(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

pub(crate) fn time(text: Option<String>) -> Option<Timestamp> {
    set(text).map(Timestamp::from)
}

/// A value of an open set, unless it is the empty text of an unset one.
pub(crate) fn known<T: AsRef<str>>(value: Option<T>) -> Option<T> {
    value.filter(|value| !value.as_ref().is_empty())
}

impl FromData<types::OAuthClientItem> for OAuthClient {
    fn from_data(item: types::OAuthClientItem) -> Self {
        Self {
            id: set(item.id),
            client_id: set(item.client_id),
            tenant_id: set(item.tenant_id),
            name: set(item.name),
            status: known(item.status),
            is_confidential: item.is_confidential,
            redirect_uris: item.redirect_uris.unwrap_or_default(),
            scopes: item.scopes.unwrap_or_default(),
            grant_types: item.grant_types.unwrap_or_default(),
            client_auth_methods: item.client_auth_methods.unwrap_or_default().0,
            cors_origins: item.cors_origins.unwrap_or_default(),
            fapi_profile: known(item.fapi_profile),
            jwks_uri: set(item.jwks_uri),
            logo_url: set(item.logo_url),
            privacy_policy: set(item.privacy_policy),
            terms_url: set(item.terms_url),
            website: set(item.website),
            secret_last_four: set(item.secret_last_four),
            created_at: time(item.created_at),
            updated_at: time(item.updated_at),
            deleted_at: time(item.deleted_at),
        }
    }
}

impl FromData<types::CreateClientResponse> for CreatedClient {
    fn from_data(created: types::CreateClientResponse) -> Self {
        let item = types::OAuthClientItem {
            client_auth_methods: created.client_auth_methods,
            client_id: created.client_id,
            cors_origins: created.cors_origins,
            fapi_profile: created.fapi_profile,
            grant_types: created.grant_types,
            id: created.id,
            is_confidential: created.is_confidential,
            jwks_uri: created.jwks_uri,
            logo_url: created.logo_url,
            name: created.name,
            privacy_policy: created.privacy_policy,
            redirect_uris: created.redirect_uris,
            scopes: created.scopes,
            status: created.status,
            terms_url: created.terms_url,
            website: created.website,
            ..types::OAuthClientItem::default()
        };
        Self {
            client: OAuthClient::from_data(item),
            client_secret: created.client_secret.map(|text| text.0),
            jwks: set(created.jwks),
        }
    }
}

impl FromData<types::CloneClientResponse> for CreatedClient {
    fn from_data(created: types::CloneClientResponse) -> Self {
        let item = types::OAuthClientItem {
            client_auth_methods: created.client_auth_methods,
            client_id: created.client_id,
            cors_origins: created.cors_origins,
            fapi_profile: created.fapi_profile,
            grant_types: created.grant_types,
            id: created.id,
            jwks_uri: created.jwks_uri,
            name: created.name,
            redirect_uris: created.redirect_uris,
            scopes: created.scopes,
            status: created.status,
            ..types::OAuthClientItem::default()
        };
        Self {
            client: OAuthClient::from_data(item),
            client_secret: created.client_secret.map(|text| text.0),
            jwks: None,
        }
    }
}

impl OpenValues for OAuthClient {
    fn unknown_values(&self, found: &mut dyn FnMut(&'static str, &str)) {
        let status = self.status.iter().filter(|status| !status.is_known());
        status.for_each(|status| found("status", status.as_str()));
        let profile = self.fapi_profile.iter().filter(|profile| !profile.is_known());
        profile.for_each(|profile| found("fapi_profile", profile.as_str()));
        let grants = self.grant_types.iter().filter(|grant| !grant.is_known());
        grants.for_each(|grant| found("grant_types", grant.as_str()));
        let methods = self.client_auth_methods.iter().filter(|method| !method.is_known());
        methods.for_each(|method| found("client_auth_methods", method.as_str()));
    }
}

impl OpenValues for CreatedClient {
    fn unknown_values(&self, found: &mut dyn FnMut(&'static str, &str)) {
        self.client.unknown_values(found);
    }
}
