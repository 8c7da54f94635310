//! The secrets of a client: list, create, rotate, deactivate, delete.

use crate::{
    api::call::Call,
    client::Client,
    models::client_secret::{ClientSecret, CreatedSecret, RotatedSecret},
    types::id::{ClientId, InvalidId, SecretId, both, given},
};

/// Secrets. Errors are those of [`Client::get_client`], and those that each call lists.
impl Client {
    /// Lists the secrets of a client without their values.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// use authms_sdk::SecretStatus;
    ///
    /// let secrets = client.list_client_secrets(&id).await?;
    /// let active = secrets.iter().filter(|secret| secret.status == Some(SecretStatus::Active));
    /// println!("{} of {} secrets are accepted", active.count(), secrets.len());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`].
    pub fn list_client_secrets(&self, id: impl TryInto<ClientId, Error: Into<InvalidId>>) -> Call<Vec<ClientSecret>> {
        self.call(given(id), |requests, id: ClientId| requests.list_client_secrets(id.as_str()))
    }

    /// Adds a secret. Its value is never shown again, and the SDK never repeats the call.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// match client.create_client_secret(&id).await {
    ///     Ok(created) => store(created.secret.as_ref().map(|value| value.expose())), // now or never
    ///     Err(error) if error.is_conflict() => println!("there are two already; deactivate one first"),
    ///     Err(error) => return Err(error),
    /// }
    /// # fn store(_: Option<&str>) {}
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::is_conflict`](crate::Error::is_conflict) if the client has as many active secrets as it may have (two).
    pub fn create_client_secret(&self, id: impl TryInto<ClientId, Error: Into<InvalidId>>) -> Call<CreatedSecret> {
        self.call(given(id), |requests, id: ClientId| requests.create_client_secret(id.as_str()))
    }

    /// Replaces the secret. The old one is refused for new use at once, and the SDK never repeats the call.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// let rotated = client.rotate_client_secret(&id).await?;
    /// store(rotated.secret.as_ref().map(|value| value.expose())); // now or never
    /// # fn store(_: Option<&str>) {}
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`].
    pub fn rotate_client_secret(&self, id: impl TryInto<ClientId, Error: Into<InvalidId>>) -> Call<RotatedSecret> {
        self.call(given(id), |requests, id: ClientId| requests.rotate_client_secret(id.as_str()))
    }

    /// Deactivates a secret: what was issued with it stays verifiable, nothing new is accepted with it.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// use authms_sdk::{SecretId, SecretStatus};
    ///
    /// let old = SecretId::new("secret-1")?;
    /// let deactivated = client.deactivate_client_secret(&id, &old).await?;
    /// assert_eq!(deactivated.status, Some(SecretStatus::Inactive));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::is_not_found`](crate::Error::is_not_found) if there is no such client or no such secret.
    pub fn deactivate_client_secret(
        &self,
        id: impl TryInto<ClientId, Error: Into<InvalidId>>,
        secret: impl TryInto<SecretId, Error: Into<InvalidId>>,
    ) -> Call<ClientSecret> {
        self.call(both(id, secret), |requests, (id, secret)| {
            requests.deactivate_client_secret(id.as_str(), secret.as_str())
        })
    }

    /// Deletes a secret.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// client.delete_client_secret(&id, "secret-1").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::is_not_found`](crate::Error::is_not_found) if there is no such client or no such secret;
    /// [`ErrorKind::Api`](crate::ErrorKind::Api) with status 400 if it is the last one.
    pub fn delete_client_secret(
        &self,
        id: impl TryInto<ClientId, Error: Into<InvalidId>>,
        secret: impl TryInto<SecretId, Error: Into<InvalidId>>,
    ) -> Call<()> {
        self.call(both(id, secret), |requests, (id, secret)| {
            requests.delete_client_secret(id.as_str(), secret.as_str())
        })
    }
}
