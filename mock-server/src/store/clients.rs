//! Clients: their records, and what can be done to one of them.

use jiff::Timestamp;

use super::{Namespace, Operator, Page, PageQuery, RetiredSecret, Secret, StoreError, Target};

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
    pub(crate) secrets: Vec<Secret>,
    pub(crate) retired: Vec<RetiredSecret>,
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

/// What a client begins with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct NewClient {
    pub(crate) name: String,
    pub(crate) redirect_uris: Vec<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) grant_types: Vec<String>,
    pub(crate) client_auth_methods: Vec<String>,
    /// Confidential unless the caller says otherwise; the contract is silent.
    pub(crate) is_confidential: Option<bool>,
    pub(crate) fapi_profile: String,
    pub(crate) jwks: String,
    pub(crate) jwks_uri: String,
    pub(crate) logo_url: String,
    pub(crate) privacy_policy: String,
    pub(crate) terms_url: String,
    pub(crate) website: String,
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
    /// A client of a tenant. One of another tenant is as unknown as one that does not exist or was deleted.
    pub(crate) fn client(&self, tenant: &str, client_id: &str) -> Result<&Client, StoreError> {
        let found =
            self.clients.get(client_id).filter(|client| client.tenant_id == tenant && client.deleted_at.is_none());
        found.ok_or(StoreError::NoSuchClient)
    }

    pub(super) fn client_mut(&mut self, tenant: &str, client_id: &str) -> Result<&mut Client, StoreError> {
        let found = self.clients.get_mut(client_id);
        found.filter(|client| client.tenant_id == tenant && client.deleted_at.is_none()).ok_or(StoreError::NoSuchClient)
    }

    /// Creates a client, with its first secret if it can keep one. The secret is returned this once.
    pub(crate) fn create_client(&mut self, by: Operator<'_>, new: NewClient) -> (&Client, Option<String>) {
        let (client_id, secret) = self.insert_new(by.tenant, new);
        self.record(by, "create_client", Target::Client(&client_id));
        (&self.clients[&client_id], secret)
    }

    /// Creates a client like another one, with credentials of its own.
    pub(crate) fn clone_client(
        &mut self,
        by: Operator<'_>,
        client_id: &str,
    ) -> Result<(&Client, Option<String>), StoreError> {
        let source = self.client(by.tenant, client_id)?;
        let new = NewClient {
            name: format!("{} (copy)", source.name),
            redirect_uris: source.redirect_uris.clone(),
            scopes: source.scopes.clone(),
            grant_types: source.grant_types.clone(),
            client_auth_methods: source.client_auth_methods.clone(),
            is_confidential: Some(source.is_confidential),
            fapi_profile: source.fapi_profile.clone(),
            jwks: source.jwks.clone(),
            jwks_uri: source.jwks_uri.clone(),
            ..NewClient::default()
        };
        let cors_origins = source.cors_origins.clone();
        let (copy, secret) = self.insert_new(by.tenant, new);
        self.record(by, "clone_client", Target::Client(&copy));
        if let Some(client) = self.clients.get_mut(&copy) {
            client.cors_origins = cors_origins;
        }
        Ok((&self.clients[&copy], secret))
    }

    fn insert_new(&mut self, tenant: &str, new: NewClient) -> (String, Option<String>) {
        let now = self.now();
        let mut client = Client {
            id: format!("client_{}", self.ids.next()),
            client_id: format!("app-{}", self.ids.next()),
            tenant_id: tenant.to_owned(),
            name: new.name,
            status: "active".to_owned(),
            is_confidential: new.is_confidential.unwrap_or(true),
            redirect_uris: new.redirect_uris,
            scopes: new.scopes,
            grant_types: new.grant_types,
            client_auth_methods: new.client_auth_methods,
            cors_origins: Vec::new(),
            fapi_profile: new.fapi_profile,
            jwks: new.jwks,
            jwks_uri: new.jwks_uri,
            logo_url: new.logo_url,
            privacy_policy: new.privacy_policy,
            terms_url: new.terms_url,
            website: new.website,
            secrets: Vec::new(),
            retired: Vec::new(),
            created_at: now,
            updated_at: now,
            deleted_at: None,
        };
        let secret = client.is_confidential.then(|| client.mint(&self.ids, now).1);
        let client_id = client.client_id.clone();
        self.insert(client);
        (client_id, secret)
    }

    /// Changes the given fields of a client and shows it as it is then.
    pub(crate) fn update_client(
        &mut self,
        by: Operator<'_>,
        client_id: &str,
        update: ClientUpdate,
    ) -> Result<&Client, StoreError> {
        let now = self.now();
        let client = self.client_mut(by.tenant, client_id)?;
        client.apply(update);
        client.touch(now);
        self.record(by, "update_client", Target::Client(client_id));
        self.client(by.tenant, client_id)
    }

    /// Marks a client as deleted, and deletes its tokens with it.
    pub(crate) fn delete_client(&mut self, by: Operator<'_>, client_id: &str) -> Result<(), StoreError> {
        let now = self.now();
        let client = self.client_mut(by.tenant, client_id)?;
        client.touch(now);
        client.deleted_at = Some(now);
        let place = client.place();
        if let Some(index) = self.by_tenant.get_mut(by.tenant) {
            index.remove(&place);
        }
        self.tokens.remove(client_id);
        self.record(by, "delete_client", Target::Client(client_id));
        Ok(())
    }

    /// The clients of a tenant whose name holds a text and whose status is the given one, oldest first.
    pub(crate) fn list_clients(
        &self,
        tenant: &str,
        name: Option<&str>,
        status: Option<&str>,
        page: PageQuery,
    ) -> Page<&Client> {
        let Some(index) = self.by_tenant.get(tenant) else { return Page::of(std::iter::empty(), 0, page) };
        let clients = index.values().filter_map(|client_id| self.clients.get(client_id));
        if name.is_none() && status.is_none() {
            return Page::of(clients, index.len(), page);
        }
        let name = name.map(str::to_lowercase);
        let matches = |client: &&Client| {
            name.as_ref().is_none_or(|name| client.name.to_lowercase().contains(name))
                && status.is_none_or(|status| client.status == status)
        };
        let found: Vec<&Client> = clients.filter(matches).collect();
        let total = found.len();
        Page::of(found.into_iter(), total, page)
    }
}

impl Client {
    /// Where a client stands in lists: by age, then by id.
    pub(super) fn place(&self) -> (Timestamp, String) {
        (self.created_at, self.client_id.clone())
    }

    /// A machine's clock may be set back; what people see never is.
    pub(super) fn touch(&mut self, now: Timestamp) {
        self.updated_at = now.max(self.updated_at);
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

    const ADMIN: Operator<'_> = Operator { tenant: "tenant-demo", user: "user-admin" };

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
        let after = store.update_client(ADMIN, "demo-payments", update).unwrap().clone();
        let expected = Client { scopes: vec![], logo_url: String::new(), updated_at: clock.now(), ..before };
        assert_eq!(after, expected);
    }

    #[test]
    fn a_client_of_another_tenant_is_unknown_and_stays_as_it_is() {
        let (mut store, _) = store();
        let before = store.client("tenant-other", "demo-other").unwrap().clone();
        let update = ClientUpdate { name: Some("taken".into()), ..ClientUpdate::default() };
        assert_eq!(store.update_client(ADMIN, "demo-other", update), Err(StoreError::NoSuchClient));
        assert_eq!(store.client("tenant-other", "demo-other"), Ok(&before));
    }

    #[test]
    fn a_deleted_client_is_gone_with_its_tokens_and_keeps_its_record() {
        let (mut store, clock) = store();
        store.delete_client(ADMIN, "demo-payments").unwrap();
        assert_eq!(store.client("tenant-demo", "demo-payments"), Err(StoreError::NoSuchClient));
        assert_eq!(store.delete_client(ADMIN, "demo-payments"), Err(StoreError::NoSuchClient));
        assert!(!store.tokens.contains_key("demo-payments"));
        assert_eq!(store.clients["demo-payments"].deleted_at, Some(clock.now()));
        assert_eq!(names(&store, None, None), ["demo-legacy", "demo-spa"]);
    }

    #[test]
    fn a_copy_has_the_configuration_and_credentials_of_its_own() {
        let (mut store, _) = store();
        let source = store.client("tenant-demo", "demo-payments").unwrap().clone();
        let (copy, secret) = store.clone_client(ADMIN, "demo-payments").unwrap();
        assert_eq!(
            (&copy.redirect_uris, &copy.scopes, &copy.grant_types, &copy.jwks),
            (&source.redirect_uris, &source.scopes, &source.grant_types, &source.jwks)
        );
        assert!(copy.client_id != source.client_id && copy.id != source.id && secret.is_some());
        assert_eq!(copy.secrets.len(), 1);
    }

    #[test]
    fn only_a_confidential_client_is_born_with_a_secret() {
        let (mut store, _) = store();
        let new = NewClient { is_confidential: Some(false), ..NewClient::default() };
        assert_eq!(store.create_client(ADMIN, new).1, None);
        let (client, secret) = store.create_client(ADMIN, NewClient::default());
        assert_eq!(client.last_four(), &secret.unwrap()[44..]);
    }

    fn names(store: &Namespace, name: Option<&str>, status: Option<&str>) -> Vec<String> {
        let page = store.list_clients("tenant-demo", name, status, PageQuery::default());
        page.items.iter().map(|client| client.client_id.clone()).collect()
    }

    #[test]
    fn lists_are_oldest_first_and_filters_combine() {
        let (mut store, clock) = store();
        clock.advance(Duration::from_secs(1));
        let newest =
            store.create_client(ADMIN, NewClient { name: "PAY".into(), ..NewClient::default() }).0.client_id.clone();
        assert_eq!(names(&store, None, None), ["demo-legacy", "demo-payments", "demo-spa", newest.as_str()]);
        assert_eq!(names(&store, Some("pay"), None), ["demo-payments", newest.as_str()]);
        assert_eq!(names(&store, None, Some("suspended")), ["demo-legacy"]);
        assert_eq!(names(&store, Some("pay"), Some("suspended")), Vec::<String>::new());
    }

    #[test]
    fn updated_at_never_goes_back() {
        let (mut store, _) = store();
        let seen = store.update_client(ADMIN, "demo-spa", ClientUpdate::default()).unwrap().updated_at;
        store.clock = Clock::Manual(ManualClock::at("2001-01-01T00:00:00Z".parse().unwrap()));
        assert_eq!(store.update_client(ADMIN, "demo-spa", ClientUpdate::default()).unwrap().updated_at, seen);
    }
}
