//! What the service shows of a client.

use crate::{
    envelope::{Data, OpenValues},
    error::Error,
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

impl Data for types::OAuthClientItem {
    type Value = OAuthClient;

    fn into_value(self) -> OAuthClient {
        OAuthClient {
            id: set(self.id),
            client_id: set(self.client_id),
            tenant_id: set(self.tenant_id),
            name: set(self.name),
            status: known(self.status),
            is_confidential: self.is_confidential,
            redirect_uris: self.redirect_uris.unwrap_or_default(),
            scopes: self.scopes.unwrap_or_default(),
            grant_types: self.grant_types.unwrap_or_default(),
            client_auth_methods: self.client_auth_methods.unwrap_or_default().0,
            cors_origins: self.cors_origins.unwrap_or_default(),
            fapi_profile: known(self.fapi_profile),
            jwks_uri: set(self.jwks_uri),
            logo_url: set(self.logo_url),
            privacy_policy: set(self.privacy_policy),
            terms_url: set(self.terms_url),
            website: set(self.website),
            secret_last_four: set(self.secret_last_four),
            created_at: time(self.created_at),
            updated_at: time(self.updated_at),
            deleted_at: time(self.deleted_at),
        }
    }
}

impl Data for types::CreateClientResponse {
    type Value = CreatedClient;

    fn into_value(self) -> CreatedClient {
        let item = types::OAuthClientItem {
            client_auth_methods: self.client_auth_methods,
            client_id: self.client_id,
            cors_origins: self.cors_origins,
            fapi_profile: self.fapi_profile,
            grant_types: self.grant_types,
            id: self.id,
            is_confidential: self.is_confidential,
            jwks_uri: self.jwks_uri,
            logo_url: self.logo_url,
            name: self.name,
            privacy_policy: self.privacy_policy,
            redirect_uris: self.redirect_uris,
            scopes: self.scopes,
            status: self.status,
            terms_url: self.terms_url,
            website: self.website,
            ..types::OAuthClientItem::default()
        };
        CreatedClient {
            client: item.into_value(),
            client_secret: self.client_secret.map(|text| text.0),
            jwks: set(self.jwks),
        }
    }
}

impl Data for types::CloneClientResponse {
    type Value = CreatedClient;

    fn into_value(self) -> CreatedClient {
        let item = types::OAuthClientItem {
            client_auth_methods: self.client_auth_methods,
            client_id: self.client_id,
            cors_origins: self.cors_origins,
            fapi_profile: self.fapi_profile,
            grant_types: self.grant_types,
            id: self.id,
            jwks_uri: self.jwks_uri,
            name: self.name,
            redirect_uris: self.redirect_uris,
            scopes: self.scopes,
            status: self.status,
            ..types::OAuthClientItem::default()
        };
        CreatedClient { client: item.into_value(), client_secret: self.client_secret.map(|text| text.0), jwks: None }
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
