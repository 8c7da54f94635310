//! A client that was just created, and the id of any client. The fields of a client are generated.

use crate::{
    errors::error::Error,
    models::setters::setters,
    types::{
        generated::OAuthClient,
        id::ClientId,
        secret::Secret,
        unset::{named, set},
    },
    wire::{
        envelope::{Data, OpenValues},
        generated::schemas::{CloneClientResponse, CreateClientResponse},
    },
};

/// A client that was just created, by creating or by cloning. Its secret is never shown again.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// let copy = client.clone_client(&id).await?;
/// if let Some(secret) = &copy.secret {
///     store(secret.expose()); // now or never
/// }
/// # fn store(_: &str) {}
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
#[must_use = "the secret is never shown again"]
pub struct CreatedClient {
    /// The client as far as the service shows it here: without tenant and times, and for a clone with fewer fields still.
    pub client: OAuthClient,
    /// Its secret. A public client has none; for any other, `None` means that the service does not show it.
    pub secret: Option<Secret>,
    /// Its public keys as they were given; a clone does not show them.
    pub jwks: Option<String>,
}

setters!(CreatedClient { secret: Secret, jwks: String });

impl CreatedClient {
    /// Sets `client`.
    pub fn client(mut self, client: OAuthClient) -> Self {
        self.client = client;
        self
    }
}

impl OAuthClient {
    /// The id to call this client by.
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
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the response has no id, or one that is not valid in a path.
    pub fn to_id(&self) -> Result<ClientId, Error> {
        named(self.client_id.as_ref(), self.invalid_client_id.as_deref(), "client")
    }
}

impl Data for CreateClientResponse {
    type Value = CreatedClient;

    fn into_value(mut self) -> CreatedClient {
        let (secret, jwks) = (self.client_secret.take(), self.jwks.take());
        CreatedClient { client: self.into_client(), secret: secret.map(|text| text.0), jwks: set(jwks) }
    }
}

impl Data for CloneClientResponse {
    type Value = CreatedClient;

    fn into_value(mut self) -> CreatedClient {
        let secret = self.client_secret.take();
        CreatedClient { client: self.into_client(), secret: secret.map(|text| text.0), jwks: None }
    }
}

impl OpenValues for CreatedClient {
    fn unknown_values(&self, found: &mut dyn FnMut(&'static str, &str)) {
        self.client.unknown_values(found);
    }
}
