//! Random sequences of operations on the store, compared with a model that is simple enough to be obviously right.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use proptest::prelude::*;

use super::{
    error::StoreError,
    namespace::Namespace,
    page::PageQuery,
    records::{ConfigurationUpdate, Operator},
};
use crate::{
    options::Seed,
    sources::{Clock, Ids, ManualClock},
};

const TENANTS: [&str; 2] = ["tenant-demo", "tenant-other"];

/// An operation. Numbers select one of the existing clients and secrets.
#[derive(Debug, Clone)]
enum Step {
    Create { tenant: usize, confidential: bool },
    Update { tenant: usize, client: usize, name: u8 },
    Delete { tenant: usize, client: usize },
    Clone { tenant: usize, client: usize },
    Rotate { tenant: usize, client: usize },
    CreateSecret { tenant: usize, client: usize },
    Deactivate { tenant: usize, client: usize, secret: usize },
    DeleteSecret { tenant: usize, client: usize, secret: usize },
    Wait { minutes: u64 },
}

fn step() -> impl Strategy<Value = Step> {
    let (tenant, client, secret) = (0..2usize, 0..8usize, 0..4usize);
    prop_oneof![
        3 => (tenant.clone(), any::<bool>()).prop_map(|(tenant, confidential)| Step::Create { tenant, confidential }),
        2 => (tenant.clone(), client.clone(), any::<u8>()).prop_map(|(tenant, client, name)| Step::Update { tenant, client, name }),
        1 => (tenant.clone(), client.clone()).prop_map(|(tenant, client)| Step::Delete { tenant, client }),
        1 => (tenant.clone(), client.clone()).prop_map(|(tenant, client)| Step::Clone { tenant, client }),
        2 => (tenant.clone(), client.clone()).prop_map(|(tenant, client)| Step::Rotate { tenant, client }),
        3 => (tenant.clone(), client.clone()).prop_map(|(tenant, client)| Step::CreateSecret { tenant, client }),
        2 => (tenant.clone(), client.clone(), secret.clone()).prop_map(|(tenant, client, secret)| Step::Deactivate { tenant, client, secret }),
        2 => (tenant, client, secret).prop_map(|(tenant, client, secret)| Step::DeleteSecret { tenant, client, secret }),
        1 => (1..300u64).prop_map(|minutes| Step::Wait { minutes }),
    ]
}

/// A client in the model. Each secret is only whether it is active, in order of creation; entries are counted.
#[derive(Debug, Clone, Default)]
struct Known {
    tenant: usize,
    name: String,
    confidential: bool,
    secrets: Vec<bool>,
    entries: usize,
    deleted: bool,
}

#[derive(Default)]
struct Model {
    clients: BTreeMap<String, Known>,
    /// Ids in the order of creation, so that numbers select the same ones in every run.
    order: Vec<String>,
    values: BTreeSet<String>,
}

impl Model {
    fn pick(&self, number: usize) -> Option<String> {
        (!self.order.is_empty()).then(|| self.order[number % self.order.len()].clone())
    }

    /// The client, if it is visible to the tenant.
    fn visible(&mut self, tenant: usize, id: &str) -> Option<&mut Known> {
        self.clients.get_mut(id).filter(|known| known.tenant == tenant && !known.deleted)
    }

    fn add(&mut self, id: String, known: Known) {
        self.order.push(id.clone());
        self.clients.insert(id, known);
    }

    /// Whether a secret was never created before.
    fn fresh(&mut self, value: Option<String>) -> bool {
        value.is_none_or(|value| self.values.insert(value))
    }
}

/// Applies one step to the store and the model, and compares the results.
fn take(step: &Step, store: &mut Namespace, clock: &ManualClock, model: &mut Model) -> Result<(), TestCaseError> {
    let by = |tenant: usize| Operator { tenant: TENANTS[tenant], user: "user" };
    match *step {
        Step::Wait { minutes } => clock.advance(Duration::from_secs(60 * minutes)),
        Step::Create { tenant, confidential } => {
            let new = ConfigurationUpdate { is_confidential: Some(confidential), ..ConfigurationUpdate::default() };
            let (client, secret) = store.create_client(by(tenant), new);
            let id = client.client_id.clone();
            prop_assert_eq!(secret.is_some(), confidential);
            prop_assert!(model.fresh(secret));
            let secrets = if confidential { vec![true] } else { vec![] };
            model.add(id, Known { tenant, confidential, secrets, entries: 1, ..Known::default() });
        }
        Step::Update { tenant, client, name } => {
            let Some(id) = model.pick(client) else { return Ok(()) };
            let update = ConfigurationUpdate { name: Some(name.to_string()), ..ConfigurationUpdate::default() };
            let done = store.update_client(by(tenant), &id, update).is_ok();
            let known = model.visible(tenant, &id);
            prop_assert_eq!(done, known.is_some());
            if let Some(known) = known {
                known.name = name.to_string();
                known.entries += 1;
            }
        }
        Step::Delete { tenant, client } => {
            let Some(id) = model.pick(client) else { return Ok(()) };
            let done = store.delete_client(by(tenant), &id).is_ok();
            let known = model.visible(tenant, &id);
            prop_assert_eq!(done, known.is_some());
            if let Some(known) = known {
                known.deleted = true;
            }
        }
        Step::Clone { tenant, client } => {
            let Some(id) = model.pick(client) else { return Ok(()) };
            let made = store
                .clone_client(by(tenant), &id)
                .map(|(copy, secret)| (copy.client_id.clone(), copy.configuration.name.clone(), secret));
            let source = model.visible(tenant, &id).cloned();
            prop_assert_eq!(made.is_ok(), source.is_some());
            if let (Ok((copy, name, secret)), Some(source)) = (made, source) {
                prop_assert!(copy != id && secret.is_some() == source.confidential);
                prop_assert!(model.fresh(secret));
                let secrets = if source.confidential { vec![true] } else { vec![] };
                model.add(
                    copy,
                    Known { tenant, name, confidential: source.confidential, secrets, entries: 1, deleted: false },
                );
            }
        }
        Step::Rotate { tenant, client } => {
            let Some(id) = model.pick(client) else { return Ok(()) };
            let made = store.rotate_secret(by(tenant), &id).ok().map(|(value, _)| value);
            let known = model.visible(tenant, &id).filter(|known| known.confidential);
            prop_assert_eq!(made.is_some(), known.is_some());
            if let Some(known) = known {
                if let Some(at) = known.secrets.iter().rposition(|active| *active) {
                    known.secrets.remove(at);
                }
                known.secrets.push(true);
                known.entries += 1;
            }
            prop_assert!(model.fresh(made));
        }
        Step::CreateSecret { tenant, client } => {
            let Some(id) = model.pick(client) else { return Ok(()) };
            let made = store.create_secret(by(tenant), &id).map(|(_, value)| value);
            let expected = match model.visible(tenant, &id) {
                None => Some(StoreError::NoSuchClient),
                Some(known) if !known.confidential => Some(StoreError::PublicClient),
                Some(known) if known.secrets.iter().filter(|active| **active).count() >= 2 => {
                    Some(StoreError::TooManySecrets)
                }
                Some(known) => {
                    known.secrets.push(true);
                    known.entries += 1;
                    None
                }
            };
            prop_assert_eq!(made.as_ref().err().copied(), expected);
            prop_assert!(model.fresh(made.ok()));
        }
        Step::Deactivate { tenant, client, secret } => {
            let Some((id, secret_id, at)) = chosen(store, model, client, secret) else { return Ok(()) };
            let done = store.deactivate_secret(by(tenant), &id, &secret_id).is_ok();
            let known = model.visible(tenant, &id);
            prop_assert_eq!(done, known.is_some());
            if let Some(known) = known {
                known.entries += usize::from(std::mem::replace(&mut known.secrets[at], false));
            }
        }
        Step::DeleteSecret { tenant, client, secret } => {
            let Some((id, secret_id, at)) = chosen(store, model, client, secret) else { return Ok(()) };
            let done = store.delete_secret(by(tenant), &id, &secret_id);
            let expected = match model.visible(tenant, &id) {
                None => Err(StoreError::NoSuchClient),
                Some(known) if known.secrets.len() == 1 => Err(StoreError::LastSecret),
                Some(known) => {
                    known.secrets.remove(at);
                    known.entries += 1;
                    Ok(())
                }
            };
            prop_assert_eq!(done, expected);
        }
    }
    Ok(())
}

/// A secret of a client of any tenant.
fn chosen(store: &Namespace, model: &Model, client: usize, secret: usize) -> Option<(String, String, usize)> {
    let id = model.pick(client)?;
    let secrets = &store.clients.get(&id)?.secrets;
    let at = secret.checked_rem(secrets.len())?;
    Some((id, secrets[at].secret_id.clone(), at))
}

/// The conditions that hold after every step.
fn invariants(store: &Namespace, model: &Model) -> Result<(), TestCaseError> {
    for (number, tenant) in TENANTS.iter().enumerate() {
        let seen = |known: &&Known| known.tenant == number && !known.deleted;
        let list = store.list_clients(tenant, None, None, PageQuery { page: 1, page_size: 100 });
        prop_assert_eq!(list.total as usize, model.clients.values().filter(seen).count());
        prop_assert!(list.items.is_sorted_by_key(|client| client.place()));
    }
    for (id, known) in &model.clients {
        let tenant = TENANTS[known.tenant];
        prop_assert_eq!(store.client(TENANTS[1 - known.tenant], id), Err(StoreError::NoSuchClient));
        let found = store.client(tenant, id);
        prop_assert_eq!(found.is_ok(), !known.deleted);
        let Ok(client) = found else { continue };
        let active: Vec<bool> = client.secrets.iter().map(|secret| secret.active).collect();
        prop_assert_eq!(&active, &known.secrets);
        prop_assert!(active.iter().filter(|active| **active).count() <= 2);
        prop_assert_eq!(client.last_four().is_empty(), !active.contains(&true));
        prop_assert_eq!(&client.configuration.name, &known.name);
        let entries = store.audit_of(tenant, id, PageQuery::default()).map(|page| page.total as usize);
        prop_assert_eq!(entries, Ok(known.entries));
    }
    Ok(())
}

proptest! {
    #[test]
    fn the_store_agrees_with_the_model_on_any_sequence_of_operations(steps in prop::collection::vec(step(), 1..40)) {
        let clock = ManualClock::at("2026-06-01T00:00:00Z".parse().expect("a time"));
        let mut store = Namespace::new(Seed::Empty, Clock::Manual(clock.clone()), Ids::sequential());
        let mut model = Model::default();
        for step in &steps {
            take(step, &mut store, &clock, &mut model)?;
            invariants(&store, &model)?;
        }
    }
}
