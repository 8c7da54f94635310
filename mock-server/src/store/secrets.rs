//! The secrets of a client: shown once, at most two active, the last one cannot be deleted.

use authms_spec::operation;
use jiff::{SignedDuration, Timestamp};

use super::{
    error::StoreError,
    namespace::Namespace,
    records::{Client, Operator, RetiredSecret, Secret, Target},
};

/// Active secrets that a client can have at most.
const MAX_ACTIVE: usize = 2;

/// How long a replaced secret stays verifiable.
const HISTORY: SignedDuration = SignedDuration::from_hours(4);

impl Namespace {
    /// Adds a secret. Its value is returned only this once.
    pub(crate) fn create_secret(&mut self, by: Operator<'_>, client_id: &str) -> Result<(&Secret, String), StoreError> {
        let (now, ids) = (self.now(), self.ids.clone());
        let client = self.client_mut(by.tenant, client_id)?;
        if !client.configuration.is_confidential {
            return Err(StoreError::PublicClient);
        }
        if client.secrets.iter().filter(|secret| secret.active).count() >= MAX_ACTIVE {
            return Err(StoreError::TooManySecrets);
        }
        let (at, value) = client.mint(&ids, now);
        client.touch(now);
        self.record(by, &operation::CREATE_CLIENT_SECRET, Target::Client(client_id));
        Ok((&self.client(by.tenant, client_id)?.secrets[at], value))
    }

    /// Replaces the newest active secret; the old one stays verifiable for four hours.
    pub(crate) fn rotate_secret(
        &mut self,
        by: Operator<'_>,
        client_id: &str,
    ) -> Result<(String, Timestamp), StoreError> {
        let (now, ids) = (self.now(), self.ids.clone());
        let client = self.client_mut(by.tenant, client_id)?;
        if !client.configuration.is_confidential {
            return Err(StoreError::PublicClient);
        }
        client.retired.retain(|secret| now < secret.verifiable_until);
        if let Some(at) = client.newest_active() {
            let old = client.secrets.remove(at);
            let verifiable_until = now.checked_add(HISTORY).unwrap_or(Timestamp::MAX);
            client.retired.push(RetiredSecret { value: old.value, verifiable_until });
        }
        let (_, value) = client.mint(&ids, now);
        client.touch(now);
        self.record(by, &operation::ROTATE_CLIENT_SECRET, Target::Client(client_id));
        Ok((value, now))
    }

    /// Deactivates a secret. Tokens that were issued with it stay verifiable.
    pub(crate) fn deactivate_secret(
        &mut self,
        by: Operator<'_>,
        client_id: &str,
        secret_id: &str,
    ) -> Result<&Secret, StoreError> {
        let now = self.now();
        let client = self.client_mut(by.tenant, client_id)?;
        let at = position(client, secret_id)?;
        // Deactivating it again changes nothing and adds no entry.
        if client.secrets[at].active {
            client.secrets[at].active = false;
            client.secrets[at].updated_at = now;
            client.touch(now);
            self.record(by, &operation::DEACTIVATE_CLIENT_SECRET, Target::Client(client_id));
        }
        Ok(&self.client(by.tenant, client_id)?.secrets[at])
    }

    /// Deletes a secret, unless it is the client's last one, active or not.
    pub(crate) fn delete_secret(
        &mut self,
        by: Operator<'_>,
        client_id: &str,
        secret_id: &str,
    ) -> Result<(), StoreError> {
        let now = self.now();
        let client = self.client_mut(by.tenant, client_id)?;
        let at = position(client, secret_id)?;
        if client.secrets.len() == 1 {
            return Err(StoreError::LastSecret);
        }
        client.secrets.remove(at);
        client.touch(now);
        self.record(by, &operation::DELETE_CLIENT_SECRET, Target::Client(client_id));
        Ok(())
    }
}

fn position(client: &Client, secret_id: &str) -> Result<usize, StoreError> {
    client.secrets.iter().position(|secret| secret.secret_id == secret_id).ok_or(StoreError::NoSuchSecret)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        options::Seed,
        sources::{Clock, Ids, ManualClock},
        store::records::ConfigurationUpdate,
    };

    const ADMIN: Operator<'_> = Operator { tenant: "tenant-demo", user: "user-admin" };

    struct Fixture {
        store: Namespace,
        clock: ManualClock,
        id: String,
        first: String,
    }

    fn fixture() -> Fixture {
        let clock = ManualClock::at("2026-06-01T00:00:00Z".parse().unwrap());
        let mut store = Namespace::new(Seed::Empty, Clock::Manual(clock.clone()), Ids::sequential());
        let (client, secret) = store.create_client(ADMIN, ConfigurationUpdate::default());
        let (id, first) = (client.client_id.clone(), secret.unwrap());
        Fixture { store, clock, id, first }
    }

    impl Fixture {
        fn client(&self) -> &Client {
            self.store.client("tenant-demo", &self.id).unwrap()
        }
    }

    #[test]
    fn a_client_has_at_most_two_active_secrets() {
        let mut f = fixture();
        let second = f.store.create_secret(ADMIN, &f.id).unwrap().0.secret_id.clone();
        assert_eq!(f.store.create_secret(ADMIN, &f.id), Err(StoreError::TooManySecrets));
        f.store.deactivate_secret(ADMIN, &f.id, &second).unwrap();
        let third = f.store.create_secret(ADMIN, &f.id).unwrap().1;
        assert_eq!(f.client().last_four(), &third[44..]);
    }

    #[test]
    fn the_last_secret_cannot_be_deleted_active_or_not() {
        let mut f = fixture();
        let only = f.client().secrets[0].secret_id.clone();
        f.store.deactivate_secret(ADMIN, &f.id, &only).unwrap();
        assert_eq!(f.store.delete_secret(ADMIN, &f.id, &only), Err(StoreError::LastSecret));
        assert_eq!(f.client().last_four(), "");
        f.store.create_secret(ADMIN, &f.id).unwrap();
        f.store.delete_secret(ADMIN, &f.id, &only).unwrap();
        assert_eq!(f.store.delete_secret(ADMIN, &f.id, &only), Err(StoreError::NoSuchSecret));
    }

    #[test]
    fn a_rotated_secret_is_verifiable_for_four_hours() {
        let mut f = fixture();
        let (new, _) = f.store.rotate_secret(ADMIN, &f.id).unwrap();
        assert_eq!((f.client().secrets.len(), f.client().last_four()), (1, &new[44..]));
        f.clock.advance(Duration::from_secs(4 * 3600 - 1));
        assert!(f.client().verifies(&f.first, f.clock.now()) && f.client().verifies(&new, f.clock.now()));
        f.clock.advance(Duration::from_secs(1));
        assert!(!f.client().verifies(&f.first, f.clock.now()));
    }

    #[test]
    fn rotation_replaces_the_newest_active_secret_only() {
        let mut f = fixture();
        let oldest = f.client().secrets[0].secret_id.clone();
        f.store.create_secret(ADMIN, &f.id).unwrap();
        f.store.rotate_secret(ADMIN, &f.id).unwrap();
        assert_eq!((f.client().secrets.len(), f.client().secrets[0].secret_id.as_str()), (2, oldest.as_str()));
    }

    #[test]
    fn a_public_client_has_no_secrets() {
        let mut f = fixture();
        let id = f
            .store
            .create_client(
                ADMIN,
                ConfigurationUpdate { is_confidential: Some(false), ..ConfigurationUpdate::default() },
            )
            .0
            .client_id
            .clone();
        assert_eq!(f.store.rotate_secret(ADMIN, &id), Err(StoreError::PublicClient));
        assert_eq!(f.store.create_secret(ADMIN, &id).unwrap_err(), StoreError::PublicClient);
    }
}
