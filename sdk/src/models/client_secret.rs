//! The secrets of a client, as listed and as created.

use serde::{Deserialize, Serialize};

use crate::{
    errors::error::Error,
    models::setters::setters,
    types::{
        id::{SecretId, split},
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
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ClientSecret {
    /// Identifier of the secret, not the secret itself.
    pub secret_id: Option<SecretId>,
    /// The text of `secret_id`, if it is not valid in a path.
    pub invalid_secret_id: Option<String>,
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
/// let value = made.secret.as_ref().map(|value| value.expose()); // now or never
/// # let _ = value;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
#[must_use = "the secret is never shown again"]
pub struct CreatedSecret {
    /// Identifier of the secret.
    pub secret_id: Option<SecretId>,
    /// The text of `secret_id`, if it is not valid in a path.
    pub invalid_secret_id: Option<String>,
    /// The secret itself, in every value that a call returns: a success that does not show it is an error.
    pub secret: Option<Secret>,
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
/// let value = made.secret.as_ref().map(|value| value.expose()); // now or never
/// # let _ = value;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
#[must_use = "the secret is never shown again"]
pub struct RotatedSecret {
    /// The client.
    pub client_id: Option<String>,
    /// The new secret, in every value that a call returns: a success that does not show it is an error.
    pub secret: Option<Secret>,
    /// When it replaced the old one.
    pub rotated_at: Option<Timestamp>,
}

setters!(ClientSecret {
    status: SecretStatus,
    description: String,
    created_at: Timestamp,
    updated_at: Timestamp,
    last_used_at: Timestamp,
    expires_at: Timestamp,
});

setters!(CreatedSecret { secret: Secret, status: SecretStatus, created_at: Timestamp });

setters!(RotatedSecret { client_id: String, secret: Secret, rotated_at: Timestamp });

impl ClientSecret {
    /// Sets `secret_id`, or `invalid_secret_id` if the text is not valid in a path.
    #[must_use = "a setter returns the changed value"]
    pub fn secret_id(mut self, secret_id: impl Into<String>) -> Self {
        (self.secret_id, self.invalid_secret_id) = split(Some(secret_id.into()));
        self
    }

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
        named(self.secret_id.as_ref(), self.invalid_secret_id.as_deref(), "secret")
    }
}

impl CreatedSecret {
    /// Sets `secret_id`, or `invalid_secret_id` if the text is not valid in a path.
    pub fn secret_id(mut self, secret_id: impl Into<String>) -> Self {
        (self.secret_id, self.invalid_secret_id) = split(Some(secret_id.into()));
        self
    }

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
        named(self.secret_id.as_ref(), self.invalid_secret_id.as_deref(), "secret")
    }
}

impl Data for schemas::OAuthClientSecretResponse {
    type Value = ClientSecret;

    fn into_value(self) -> ClientSecret {
        let (secret_id, invalid_secret_id) = split(self.secret_id);
        ClientSecret {
            secret_id,
            invalid_secret_id,
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
        let (secret_id, invalid_secret_id) = split(self.secret_id);
        CreatedSecret {
            secret_id,
            invalid_secret_id,
            secret: self.secret_value.map(|text| text.0),
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
            secret: self.new_secret.map(|text| text.0),
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
