//! Clients: reading one and updating one.

use jiff::Timestamp;

use super::{Namespace, StoreError};

/// One OAuth client. An unset string is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Client {
    pub(crate) id: String,
    pub(crate) client_id: String,
    pub(crate) tenant_id: String,
    pub(crate) name: String,
    pub(crate) status: String,
    pub(crate) is_confidential: bool,
    pub(crate) redirect_uris: Vec<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) grant_types: Vec<String>,
    pub(crate) client_auth_methods: Vec<String>,
    pub(crate) cors_origins: Vec<String>,
    pub(crate) fapi_profile: String,
    pub(crate) jwks: String,
    pub(crate) jwks_uri: String,
    pub(crate) logo_url: String,
    pub(crate) privacy_policy: String,
    pub(crate) terms_url: String,
    pub(crate) website: String,
    pub(crate) secret_last_four: String,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    pub(crate) deleted_at: Option<Timestamp>,
}

/// The fields to change; `None` keeps the value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ClientUpdate {
    pub(crate) name: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) is_confidential: Option<bool>,
    pub(crate) redirect_uris: Option<Vec<String>>,
    pub(crate) scopes: Option<Vec<String>>,
    pub(crate) grant_types: Option<Vec<String>>,
    pub(crate) client_auth_methods: Option<Vec<String>>,
    pub(crate) fapi_profile: Option<String>,
    pub(crate) jwks: Option<String>,
    pub(crate) jwks_uri: Option<String>,
    pub(crate) logo_url: Option<String>,
    pub(crate) privacy_policy: Option<String>,
    pub(crate) terms_url: Option<String>,
    pub(crate) website: Option<String>,
}

impl Client {
    fn apply(&mut self, update: ClientUpdate) {
        fn set<T>(field: &mut T, value: Option<T>) {
            if let Some(value) = value {
                *field = value;
            }
        }
        set(&mut self.name, update.name);
        set(&mut self.status, update.status);
        set(&mut self.is_confidential, update.is_confidential);
        set(&mut self.redirect_uris, update.redirect_uris);
        set(&mut self.scopes, update.scopes);
        set(&mut self.grant_types, update.grant_types);
        set(&mut self.client_auth_methods, update.client_auth_methods);
        set(&mut self.fapi_profile, update.fapi_profile);
        set(&mut self.jwks, update.jwks);
        set(&mut self.jwks_uri, update.jwks_uri);
        set(&mut self.logo_url, update.logo_url);
        set(&mut self.privacy_policy, update.privacy_policy);
        set(&mut self.terms_url, update.terms_url);
        set(&mut self.website, update.website);
    }
}

impl Namespace {
    /// A client of a tenant. One of another tenant is as unknown as one that does not exist.
    pub(crate) fn client(&self, tenant: &str, client_id: &str) -> Result<&Client, StoreError> {
        let found =
            self.clients.get(client_id).filter(|client| client.tenant_id == tenant && client.deleted_at.is_none());
        found.ok_or(StoreError::NoSuchClient)
    }

    /// Changes the given fields of a client and shows it as it is then.
    pub(crate) fn update_client(
        &mut self,
        tenant: &str,
        client_id: &str,
        update: ClientUpdate,
    ) -> Result<&Client, StoreError> {
        self.client(tenant, client_id)?;
        let now = self.now();
        let client = self.clients.get_mut(client_id).ok_or(StoreError::NoSuchClient)?;
        client.apply(update);
        // A machine's clock may be set back; what people see never is.
        client.updated_at = now.max(client.updated_at);
        Ok(client)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        clock::{Clock, ManualClock},
        ids::Ids,
        options::Seed,
    };

    fn store() -> (Namespace, ManualClock) {
        let clock = ManualClock::at("2026-06-01T00:00:00Z".parse().unwrap());
        (Namespace::new(Seed::Demo, Clock::Manual(clock.clone()), Ids::sequential()), clock)
    }

    #[test]
    fn an_update_changes_what_it_names_and_nothing_else() {
        let (mut store, clock) = store();
        let before = store.client("tenant-demo", "demo-payments").unwrap().clone();
        clock.advance(Duration::from_secs(1));
        let update = ClientUpdate { scopes: Some(vec![]), logo_url: Some(String::new()), ..ClientUpdate::default() };
        let after = store.update_client("tenant-demo", "demo-payments", update).unwrap().clone();
        let expected = Client { scopes: vec![], logo_url: String::new(), updated_at: clock.now(), ..before };
        assert_eq!(after, expected);
    }

    #[test]
    fn a_client_of_another_tenant_is_unknown_and_stays_as_it_is() {
        let (mut store, _) = store();
        let before = store.client("tenant-other", "demo-other").unwrap().clone();
        let update = ClientUpdate { name: Some("taken".into()), ..ClientUpdate::default() };
        assert_eq!(store.update_client("tenant-demo", "demo-other", update), Err(StoreError::NoSuchClient));
        assert_eq!(store.client("tenant-other", "demo-other"), Ok(&before));
    }

    #[test]
    fn updated_at_never_goes_back() {
        let (mut store, _) = store();
        let seen = store.update_client("tenant-demo", "demo-spa", ClientUpdate::default()).unwrap().updated_at;
        store.clock = Clock::Manual(ManualClock::at("2001-01-01T00:00:00Z".parse().unwrap()));
        assert_eq!(store.update_client("tenant-demo", "demo-spa", ClientUpdate::default()).unwrap().updated_at, seen);
    }
}
