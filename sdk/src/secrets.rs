//! The secrets of a client: list, create, rotate, deactivate, delete.

use crate::{
    call::{send, send_empty},
    client::Client,
    error::Error,
    generated::{self, types},
    id::{ClientId, SecretId},
    model::{Timestamp, set, time},
    open::SecretStatus,
    secret::Secret,
};

/// One secret of a client, without its value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ClientSecret {
    /// Identifier of the secret, not the secret itself.
    pub secret_id: Option<String>,
    /// Whether it is accepted.
    pub status: Option<SecretStatus>,
    /// Words for people.
    pub description: Option<String>,
    /// When it was created.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
    /// When it ends.
    pub expires_at: Option<Timestamp>,
}

/// A secret that was just created. Its value is never shown again.
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

impl From<types::OAuthClientSecretResponse> for ClientSecret {
    fn from(secret: types::OAuthClientSecretResponse) -> Self {
        Self {
            secret_id: set(secret.secret_id),
            status: set(secret.status).map(SecretStatus::from),
            description: set(secret.description),
            created_at: time(secret.created_at),
            updated_at: time(secret.updated_at),
            last_used_at: time(secret.last_used_at),
            expires_at: time(secret.expires_at),
        }
    }
}

impl From<types::CreateClientSecretResponse> for CreatedSecret {
    fn from(secret: types::CreateClientSecretResponse) -> Self {
        Self {
            secret_id: set(secret.secret_id),
            secret_value: secret.secret_value,
            status: set(secret.status).map(SecretStatus::from),
            created_at: time(secret.created_at),
        }
    }
}

impl From<types::RotateSecretResponse> for RotatedSecret {
    fn from(rotated: types::RotateSecretResponse) -> Self {
        Self { client_id: set(rotated.client_id), new_secret: rotated.new_secret, rotated_at: time(rotated.rotated_at) }
    }
}

/// Secrets. Errors are those of [`Client::get_client`], and what each call names.
impl Client {
    /// Lists the secrets of a client without their values.
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`].
    pub async fn list_client_secrets(&self, id: &ClientId) -> Result<Vec<ClientSecret>, Error> {
        let call = async |client: &generated::Client| drop(client.list_client_secrets(id.as_str()).await);
        let data =
            send::<types::OAuthClientSecretListDetailResponse>(&self.shared, "list_client_secrets", call).await?;
        Ok(data.secrets.unwrap_or_default().into_iter().map(ClientSecret::from).collect())
    }

    /// Adds a secret, which is never shown again. Never repeated by the SDK.
    ///
    /// # Errors
    ///
    /// [`Error::is_conflict`] if the client has as many active secrets as it may have (two).
    pub async fn create_client_secret(&self, id: &ClientId) -> Result<CreatedSecret, Error> {
        let call = async |client: &generated::Client| drop(client.create_client_secret(id.as_str()).await);
        let created = send::<types::CreateClientSecretDetailResponse>(&self.shared, "create_client_secret", call).await;
        created.map(CreatedSecret::from)
    }

    /// Replaces the secret. The old one is refused for new use at once. Never repeated by the SDK.
    ///
    /// # Errors
    ///
    /// As [`Client::get_client`].
    pub async fn rotate_client_secret(&self, id: &ClientId) -> Result<RotatedSecret, Error> {
        let call = async |client: &generated::Client| drop(client.rotate_client_secret(id.as_str()).await);
        send::<types::RotateSecretDetailResponse>(&self.shared, "rotate_client_secret", call)
            .await
            .map(RotatedSecret::from)
    }

    /// Deactivates a secret: what was issued with it stays verifiable, nothing new is accepted with it.
    ///
    /// # Errors
    ///
    /// [`Error::is_not_found`] if there is no such client or no such secret.
    pub async fn deactivate_client_secret(&self, id: &ClientId, secret: &SecretId) -> Result<ClientSecret, Error> {
        let call = async |client: &generated::Client| {
            drop(client.deactivate_client_secret(id.as_str(), secret.as_str()).await);
        };
        let changed =
            send::<types::OAuthClientSecretDetailResponse>(&self.shared, "deactivate_client_secret", call).await;
        changed.map(ClientSecret::from)
    }

    /// Deletes a secret.
    ///
    /// # Errors
    ///
    /// [`Error::is_not_found`] if there is no such client or no such secret; [`ErrorKind::Api`](crate::ErrorKind::Api)
    /// with status 400 if it is the last one.
    pub async fn delete_client_secret(&self, id: &ClientId, secret: &SecretId) -> Result<(), Error> {
        let call = async |client: &generated::Client| {
            drop(client.delete_client_secret(id.as_str(), secret.as_str()).await);
        };
        send_empty(&self.shared, "delete_client_secret", call).await
    }
}
