//! The secrets of a client: list, create, rotate, deactivate, delete.

use crate::{
    api::call::Call,
    client::Client,
    errors::error::Error,
    types::{
        id::{ClientId, SecretId},
        secret::Secret,
        timestamp::Timestamp,
        unset::{known, named, set, time},
        values::{SecretStatus, unnamed},
    },
    wire::{
        envelope::{Data, OpenValues},
        generated::schemas,
    },
};

/// One secret of a client, without its value.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// for secret in client.list_client_secrets(&id).await? {
///     println!("{:?}: {:?} since {:?}", secret.secret_id, secret.status, secret.created_at);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ClientSecret {
    /// Identifier of the secret, not the secret itself.
    pub secret_id: Option<String>,
    /// Whether it is accepted.
    pub status: Option<SecretStatus>,
    /// Human-readable description.
    pub description: Option<String>,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
    /// When it expires.
    pub expires_at: Option<Timestamp>,
}

/// A secret that was just created. Its value is never shown again.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// let made = client.create_client_secret(&id).await?;
/// let value = made.secret_value.as_ref().map(|value| value.expose()); // now or never
/// # let _ = value;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
#[must_use = "the secret is never shown again"]
pub struct CreatedSecret {
    /// Identifier of the secret.
    pub secret_id: Option<String>,
    /// The secret itself.
    pub secret_value: Option<Secret>,
    /// Whether it is accepted.
    pub status: Option<SecretStatus>,
    /// When it was created.
    pub created_at: Option<Timestamp>,
}

/// The secret that replaces the old one. It is never shown again.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// let made = client.rotate_client_secret(&id).await?;
/// let value = made.new_secret.as_ref().map(|value| value.expose()); // now or never
/// # let _ = value;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
#[must_use = "the secret is never shown again"]
pub struct RotatedSecret {
    /// The client.
    pub client_id: Option<String>,
    /// The new secret.
    pub new_secret: Option<Secret>,
    /// When it replaced the old one.
    pub rotated_at: Option<Timestamp>,
}

impl ClientSecret {
    /// The id to call this secret by.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// for secret in client.list_client_secrets(&id).await? {
    ///     client.deactivate_client_secret(&id, &secret.to_id()?).await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the response has no id, or one that is not valid in a path.
    pub fn to_id(&self) -> Result<SecretId, Error> {
        named(self.secret_id.as_deref(), "secret")
    }
}

impl CreatedSecret {
    /// The id to call this secret by.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// let created = client.create_client_secret(&id).await?;
    /// println!("created {}", created.to_id()?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`ClientSecret::to_id`].
    pub fn to_id(&self) -> Result<SecretId, Error> {
        named(self.secret_id.as_deref(), "secret")
    }
}

impl Data for schemas::OAuthClientSecretResponse {
    type Value = ClientSecret;

    fn into_value(self) -> ClientSecret {
        ClientSecret {
            secret_id: set(self.secret_id),
            status: known(self.status),
            description: set(self.description),
            created_at: time(self.created_at),
            updated_at: time(self.updated_at),
            last_used_at: time(self.last_used_at),
            expires_at: time(self.expires_at),
        }
    }
}

impl Data for schemas::CreateClientSecretResponse {
    type Value = CreatedSecret;

    fn into_value(self) -> CreatedSecret {
        CreatedSecret {
            secret_id: set(self.secret_id),
            secret_value: self.secret_value.map(|text| text.0),
            status: known(self.status),
            created_at: time(self.created_at),
        }
    }
}

impl Data for schemas::RotateSecretResponse {
    type Value = RotatedSecret;

    fn into_value(self) -> RotatedSecret {
        RotatedSecret {
            client_id: set(self.client_id),
            new_secret: self.new_secret.map(|text| text.0),
            rotated_at: time(self.rotated_at),
        }
    }
}

impl Data for schemas::OAuthClientSecretListData {
    type Value = Vec<ClientSecret>;

    fn into_value(self) -> Vec<ClientSecret> {
        self.secrets.unwrap_or_default().into_iter().map(Data::into_value).collect()
    }
}

impl OpenValues for ClientSecret {
    fn unknown_values(&self, found: &mut dyn FnMut(&'static str, &str)) {
        unnamed("status", &self.status, found);
    }
}

impl OpenValues for Vec<ClientSecret> {
    fn unknown_values(&self, found: &mut dyn FnMut(&'static str, &str)) {
        self.iter().for_each(|secret| secret.unknown_values(found));
    }
}

impl OpenValues for CreatedSecret {
    fn unknown_values(&self, found: &mut dyn FnMut(&'static str, &str)) {
        unnamed("status", &self.status, found);
    }
}

/// It has no values of open sets.
impl OpenValues for RotatedSecret {
    fn unknown_values(&self, _: &mut dyn FnMut(&'static str, &str)) {}
}

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
    pub fn list_client_secrets(&self, id: &ClientId) -> Call<Vec<ClientSecret>> {
        self.call(self.requests().list_client_secrets(id.as_str()))
    }

    /// Adds a secret. Its value is never shown again, and the SDK never repeats the call.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// match client.create_client_secret(&id).await {
    ///     Ok(created) => store(created.secret_value.as_ref().map(|value| value.expose())), // now or never
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
    pub fn create_client_secret(&self, id: &ClientId) -> Call<CreatedSecret> {
        self.call(self.requests().create_client_secret(id.as_str()))
    }

    /// Replaces the secret. The old one is refused for new use at once, and the SDK never repeats the call.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// let rotated = client.rotate_client_secret(&id).await?;
    /// store(rotated.new_secret.as_ref().map(|value| value.expose())); // now or never
    /// # fn store(_: Option<&str>) {}
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`].
    pub fn rotate_client_secret(&self, id: &ClientId) -> Call<RotatedSecret> {
        self.call(self.requests().rotate_client_secret(id.as_str()))
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
    pub fn deactivate_client_secret(&self, id: &ClientId, secret: &SecretId) -> Call<ClientSecret> {
        self.call(self.requests().deactivate_client_secret(id.as_str(), secret.as_str()))
    }

    /// Deletes a secret.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// client.delete_client_secret(&id, &"secret-1".parse()?).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::is_not_found`](crate::Error::is_not_found) if there is no such client or no such secret; [`ErrorKind::Api`](crate::ErrorKind::Api)
    /// with status 400 if it is the last one.
    pub fn delete_client_secret(&self, id: &ClientId, secret: &SecretId) -> Call<()> {
        self.call(self.requests().delete_client_secret(id.as_str(), secret.as_str()))
    }
}
