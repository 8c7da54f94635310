//! The tokens of a client, and how many were revoked.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{
    models::setters::setters,
    types::{
        timestamp::Timestamp,
        unset::{count, set, time},
    },
    wire::{
        envelope::{Data, OpenValues},
        generated::schemas,
    },
};

/// One token that was issued to a client, without its value.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// let tokens = client.list_client_tokens(&id).await?.items;
/// let of_users = tokens.iter().filter(|token| token.user_id.is_some());
/// println!("{} of {} tokens were issued for a user", of_users.count(), tokens.len());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TokenInfo {
    /// Kind of the token.
    pub token_type: Option<String>,
    /// User for whom it was issued.
    pub user_id: Option<String>,
    /// Its scopes, separated by spaces (RFC 6749 section 3.3).
    pub scope: Option<String>,
    /// When it was issued.
    pub created_at: Option<Timestamp>,
    /// When it expires.
    pub expires_at: Option<Timestamp>,
}

/// How many tokens were revoked.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// let revoked = client.revoke_client_tokens(&id, None).await?;
/// match (revoked.access_tokens, revoked.earlier_attempt) {
///     (Some(ended), false) => println!("{ended} access tokens ended"),
///     (ended, _) => println!("at least {} access tokens ended", ended.unwrap_or(0)),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Revoked {
    /// Access tokens.
    pub access_tokens: Option<u64>,
    /// Refresh tokens.
    pub refresh_tokens: Option<u64>,
    /// Time until they end, if the service says.
    pub grace_period: Option<Duration>,
    /// Whether an earlier attempt of the call may have revoked tokens already, so that these numbers can be too small: the call
    /// was repeated after its first response was lost.
    pub earlier_attempt: bool,
}

setters!(TokenInfo {
    token_type: String,
    user_id: String,
    scope: String,
    created_at: Timestamp,
    expires_at: Timestamp,
});

setters!(Revoked { access_tokens: u64, refresh_tokens: u64, grace_period: Duration });

impl Revoked {
    /// Marks the numbers of a call that was repeated.
    pub(crate) fn mark(&mut self) {
        self.earlier_attempt = true;
    }
}

impl Data for schemas::OAuthTokenItem {
    type Value = TokenInfo;

    fn into_value(self) -> TokenInfo {
        TokenInfo {
            token_type: set(self.token_type),
            user_id: set(self.user_id),
            scope: set(self.scope),
            created_at: time(self.created_at),
            expires_at: time(self.expires_at),
        }
    }
}

impl Data for schemas::RevokeClientTokensResponse {
    type Value = Revoked;

    fn into_value(self) -> Revoked {
        Revoked {
            access_tokens: count(self.revoked_access_tokens),
            refresh_tokens: count(self.revoked_refresh_tokens),
            grace_period: count(self.grace_period).map(Duration::from_secs),
            earlier_attempt: false,
        }
    }
}

impl Data for schemas::BatchRevokeUserTokensResponse {
    type Value = Revoked;

    fn into_value(self) -> Revoked {
        Revoked {
            access_tokens: count(self.revoked_access_tokens),
            refresh_tokens: count(self.revoked_refresh_tokens),
            grace_period: None,
            earlier_attempt: false,
        }
    }
}

/// It has no values of open sets.
impl OpenValues for TokenInfo {
    fn unknown_values(&self, _: &mut dyn FnMut(&'static str, &str)) {}
}

/// It has no values of open sets.
impl OpenValues for Revoked {
    fn unknown_values(&self, _: &mut dyn FnMut(&'static str, &str)) {}
}
