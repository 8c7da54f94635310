//! Clients: create, clone, read, update, delete and list.

use authms_spec::operation;

use super::{
    error::StoreError,
    namespace::Namespace,
    page::{Page, PageQuery},
    records::{Client, Configuration, ConfigurationUpdate, Operator, Target},
};

impl Namespace {
    /// A client of a tenant. A client of another tenant is as unknown as one that does not exist or was deleted.
    pub(crate) fn client(&self, tenant: &str, client_id: &str) -> Result<&Client, StoreError> {
        let found =
            self.clients.get(client_id).filter(|client| client.tenant_id == tenant && client.deleted_at.is_none());
        found.ok_or(StoreError::NoSuchClient)
    }

    pub(super) fn client_mut(&mut self, tenant: &str, client_id: &str) -> Result<&mut Client, StoreError> {
        let found = self.clients.get_mut(client_id);
        found.filter(|client| client.tenant_id == tenant && client.deleted_at.is_none()).ok_or(StoreError::NoSuchClient)
    }

    /// Creates a client and, if it is confidential, its first secret. The secret is returned only this once.
    pub(crate) fn create_client(&mut self, by: Operator<'_>, fields: ConfigurationUpdate) -> (&Client, Option<String>) {
        let mut configuration = Configuration::initial();
        configuration.apply(fields);
        let (client_id, secret) = self.insert_new(by.tenant, configuration, Vec::new());
        self.record(by, &operation::CREATE_CLIENT, Target::Client(&client_id));
        (&self.clients[&client_id], secret)
    }

    /// Creates a client with the configuration of another one and its own credentials.
    pub(crate) fn clone_client(
        &mut self,
        by: Operator<'_>,
        client_id: &str,
    ) -> Result<(&Client, Option<String>), StoreError> {
        let source = self.client(by.tenant, client_id)?;
        let (configuration, cors_origins) = (source.configuration.copied(), source.cors_origins.clone());
        let (copy, secret) = self.insert_new(by.tenant, configuration, cors_origins);
        self.record(by, &operation::CLONE_CLIENT, Target::Client(&copy));
        Ok((&self.clients[&copy], secret))
    }

    fn insert_new(
        &mut self,
        tenant: &str,
        configuration: Configuration,
        cors_origins: Vec<String>,
    ) -> (String, Option<String>) {
        let now = self.now();
        let mut client = Client {
            id: format!("client_{}", self.ids.next()),
            client_id: format!("app-{}", self.ids.next()),
            tenant_id: tenant.to_owned(),
            configuration,
            cors_origins,
            secrets: Vec::new(),
            retired: Vec::new(),
            created_at: now,
            updated_at: now,
            deleted_at: None,
        };
        let secret = client.configuration.is_confidential.then(|| client.mint(&self.ids, now).1);
        let client_id = client.client_id.clone();
        self.insert(client);
        (client_id, secret)
    }

    /// Changes the given fields of a client and returns the changed client.
    pub(crate) fn update_client(
        &mut self,
        by: Operator<'_>,
        client_id: &str,
        update: ConfigurationUpdate,
    ) -> Result<&Client, StoreError> {
        let now = self.now();
        let client = self.client_mut(by.tenant, client_id)?;
        client.configuration.apply(update);
        client.touch(now);
        self.record(by, &operation::UPDATE_CLIENT, Target::Client(client_id));
        self.client(by.tenant, client_id)
    }

    /// Marks a client as deleted, and deletes its tokens.
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
        self.record(by, &operation::DELETE_CLIENT, Target::Client(client_id));
        Ok(())
    }

    /// The clients of a tenant whose name contains a text and whose status is the given one, oldest first.
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
            name.as_ref().is_none_or(|name| client.configuration.name.to_lowercase().contains(name))
                && status.is_none_or(|status| client.configuration.status == status)
        };
        let found: Vec<&Client> = clients.filter(matches).collect();
        let total = found.len();
        Page::of(found.into_iter(), total, page)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        options::Seed,
        sources::{Clock, Ids, ManualClock},
        store::records::{PresentationUpdate, ProtocolUpdate},
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
        let update = ConfigurationUpdate {
            protocol: ProtocolUpdate { scopes: Some(vec![]), ..ProtocolUpdate::default() },
            presentation: PresentationUpdate { logo_url: Some(String::new()), ..PresentationUpdate::default() },
            ..ConfigurationUpdate::default()
        };
        let after = store.update_client(ADMIN, "demo-payments", update).unwrap().clone();
        let mut expected = Client { updated_at: clock.now(), ..before };
        expected.configuration.protocol.scopes.clear();
        expected.configuration.presentation.logo_url.clear();
        assert_eq!(after, expected);
    }

    #[test]
    fn a_client_of_another_tenant_is_unknown_and_unchanged() {
        let (mut store, _) = store();
        let before = store.client("tenant-other", "demo-other").unwrap().clone();
        let update = ConfigurationUpdate { name: Some("taken".into()), ..ConfigurationUpdate::default() };
        assert_eq!(store.update_client(ADMIN, "demo-other", update), Err(StoreError::NoSuchClient));
        assert_eq!(store.client("tenant-other", "demo-other"), Ok(&before));
    }

    #[test]
    fn a_deleted_client_is_unknown_without_tokens_but_its_record_stays() {
        let (mut store, clock) = store();
        store.delete_client(ADMIN, "demo-payments").unwrap();
        assert_eq!(store.client("tenant-demo", "demo-payments"), Err(StoreError::NoSuchClient));
        assert_eq!(store.delete_client(ADMIN, "demo-payments"), Err(StoreError::NoSuchClient));
        assert!(!store.tokens.contains_key("demo-payments"));
        assert_eq!(store.clients["demo-payments"].deleted_at, Some(clock.now()));
        assert_eq!(names(&store, None, None), ["demo-legacy", "demo-spa"]);
    }

    #[test]
    fn a_clone_has_the_same_protocol_and_its_own_credentials() {
        let (mut store, _) = store();
        let source = store.client("tenant-demo", "demo-payments").unwrap().clone();
        let (copy, secret) = store.clone_client(ADMIN, "demo-payments").unwrap();
        assert_eq!(copy.configuration.redirect_uris, source.configuration.redirect_uris);
        assert_eq!(copy.configuration.protocol, source.configuration.protocol);
        assert_eq!(copy.configuration.presentation, Configuration::default().presentation);
        assert_eq!(copy.cors_origins, source.cors_origins);
        assert!(copy.client_id != source.client_id && copy.id != source.id && secret.is_some());
        assert_eq!(copy.secrets.len(), 1);
    }

    #[test]
    fn only_a_confidential_client_starts_with_a_secret() {
        let (mut store, _) = store();
        let new = ConfigurationUpdate { is_confidential: Some(false), ..ConfigurationUpdate::default() };
        assert_eq!(store.create_client(ADMIN, new).1, None);
        let (client, secret) = store.create_client(ADMIN, ConfigurationUpdate::default());
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
        let newest = store
            .create_client(ADMIN, ConfigurationUpdate { name: Some("PAY".into()), ..ConfigurationUpdate::default() })
            .0
            .client_id
            .clone();
        assert_eq!(names(&store, None, None), ["demo-legacy", "demo-payments", "demo-spa", newest.as_str()]);
        assert_eq!(names(&store, Some("pay"), None), ["demo-payments", newest.as_str()]);
        assert_eq!(names(&store, None, Some("suspended")), ["demo-legacy"]);
        assert_eq!(names(&store, Some("pay"), Some("suspended")), Vec::<String>::new());
    }

    #[test]
    fn updated_at_never_goes_back() {
        let (mut store, _) = store();
        let seen = store.update_client(ADMIN, "demo-spa", ConfigurationUpdate::default()).unwrap().updated_at;
        store.clock = Clock::Manual(ManualClock::at("2001-01-01T00:00:00Z".parse().unwrap()));
        assert_eq!(store.update_client(ADMIN, "demo-spa", ConfigurationUpdate::default()).unwrap().updated_at, seen);
    }
}
