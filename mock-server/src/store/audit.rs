//! The audit log: one entry for each mutation, none for a refusal.

use authms_spec::Operation;

use super::{
    error::StoreError,
    namespace::Namespace,
    page::{Page, PageQuery},
    records::{AuditEntry, Operator, Target},
};

impl Namespace {
    pub(super) fn record(&mut self, by: Operator<'_>, operation: &Operation, target: Target<'_>) {
        let (target_id, target_type) = match target {
            Target::Client(id) => (id, "oauth_client"),
            Target::User(id) => (id, "user"),
        };
        let entry = AuditEntry {
            id: format!("audit_{}", self.ids.next()),
            action: operation.id,
            operator_id: by.user.to_owned(),
            target_id: target_id.to_owned(),
            target_type,
            tenant_id: by.tenant.to_owned(),
            time: self.now(),
        };
        self.audit.entry(target_id.to_owned()).or_default().push(entry);
    }

    /// The entries about a client, oldest first.
    pub(crate) fn audit_of(
        &self,
        tenant: &str,
        client_id: &str,
        page: PageQuery,
    ) -> Result<Page<&AuditEntry>, StoreError> {
        self.client(tenant, client_id)?;
        let entries = self.audit.get(client_id).map_or(&[][..], Vec::as_slice);
        Ok(Page::of(entries.iter(), entries.len(), page))
    }
}

#[cfg(test)]
mod tests {
    use authms_spec::operation;

    use super::*;
    use crate::{
        options::Seed,
        sources::{Clock, Ids},
        store::records::ConfigurationUpdate,
    };

    const ADMIN: Operator<'_> = Operator { tenant: "tenant-demo", user: "user-admin" };

    fn actions(store: &Namespace, client_id: &str) -> Vec<&'static str> {
        let page = store.audit_of("tenant-demo", client_id, PageQuery::default()).unwrap();
        page.items.iter().map(|entry| entry.action).collect()
    }

    #[test]
    fn a_mutation_adds_one_entry_and_a_refusal_adds_none() {
        let mut store = Namespace::new(Seed::Empty, Clock::Real, Ids::sequential());
        let id = store.create_client(ADMIN, ConfigurationUpdate::default()).0.client_id.clone();
        store.update_client(ADMIN, &id, ConfigurationUpdate::default()).unwrap();
        let secret = store.create_secret(ADMIN, &id).unwrap().0.secret_id.clone();
        store.create_secret(ADMIN, &id).unwrap_err();
        store.deactivate_secret(ADMIN, &id, &secret).unwrap();
        store.delete_secret(ADMIN, &id, &secret).unwrap();
        store.delete_secret(ADMIN, &id, &secret).unwrap_err();
        store.rotate_secret(ADMIN, &id).unwrap();
        store.revoke_client_tokens(ADMIN, &id, 0).unwrap();
        let copy = store.clone_client(ADMIN, &id).unwrap().0.client_id.clone();
        assert_eq!(
            actions(&store, &id),
            [
                operation::CREATE_CLIENT.id,
                operation::UPDATE_CLIENT.id,
                operation::CREATE_CLIENT_SECRET.id,
                operation::DEACTIVATE_CLIENT_SECRET.id,
                operation::DELETE_CLIENT_SECRET.id,
                operation::ROTATE_CLIENT_SECRET.id,
                operation::REVOKE_CLIENT_TOKENS.id,
            ]
        );
        assert_eq!(actions(&store, &copy), [operation::CLONE_CLIENT.id]);
    }
}
