//! A few clients under one name, created once and shared by all cases that only list clients.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use authms_spec::operation::{CREATE_CLIENT, LIST_CLIENTS, UPDATE_CLIENT};
use serde_json::json;

use super::{
    context::CaseContext,
    run_state::Listed,
    settle::Settling,
    step::{Halt, Step},
};
use crate::http::{exchange::Exchange, request::Request};

/// Enough for a full page of two and one that is not full.
pub(crate) const COUNT: usize = 3;

/// How long a new client may take until it is listed, whatever the target: how soon that is, the contract leaves open.
const LISTED_WITHIN: Duration = Duration::from_secs(1);

/// The ids of the clients in a list.
pub(crate) fn ids(exchange: &Exchange) -> BTreeSet<String> {
    exchange.list("/items").iter().filter_map(|item| item["client_id"].as_str().map(str::to_owned)).collect()
}

impl CaseContext<'_> {
    /// The clients that list cases share; the first case that asks creates them.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if they cannot be created.
    pub(crate) async fn listed(&self) -> Step<&Listed> {
        self.state().listed.get_or_try_init(|| self.create_listed()).await
    }

    async fn create_listed(&self) -> Step<Listed> {
        let filter = self.name("listed");
        let mut ids = vec![self.create_named(&filter).await?.map_err(refused)?];
        // A server may want every name to be unique.
        let mut unique = false;
        while ids.len() < COUNT {
            let name = if unique { format!("{filter}-{}", ids.len()) } else { filter.clone() };
            match self.create_named(&name).await? {
                Ok(id) => ids.push(id),
                Err(400..500) if !unique => unique = true,
                Err(status) => return Err(refused(status)),
            }
        }
        let suspended = self.suspend(&ids[COUNT - 1]).await?;
        let all: BTreeSet<String> = ids.iter().cloned().collect();
        let found = self.wait_for(&filter, &all).await?;
        // A filter may also find whole names only; then it finds one client of each name.
        let whole = unique && found.len() == 1 && found.contains(&ids[0]);
        let ids = if whole { found } else { all };
        let suspended = suspended.filter(|id| ids.contains(id));
        Ok(Listed { filter, ids, suspended })
    }

    /// Creates a client under this name; the status if that is refused.
    async fn create_named(&self, name: &str) -> Step<Result<String, u16>> {
        let body = self.new_client_named(name);
        let exchange = self.arrange_with(Request::to(CREATE_CLIENT).json(&body).or_status(&[409, 422])).await?;
        Ok(exchange.text("/data/client_id").filter(|_| exchange.status < 300).map(str::to_owned).ok_or(exchange.status))
    }

    async fn suspend(&self, client_id: &str) -> Step<Option<String>> {
        let request = Request::to(UPDATE_CLIENT).client(client_id).json(&json!({ "status": "suspended" }));
        let exchange = self.arrange_with(request.or_status(&[409, 422])).await?;
        Ok((200..300).contains(&exchange.status).then(|| client_id.to_owned()))
    }

    /// Lists until all of them are there, or waiting is in vain: then the cases that list say what is missing.
    async fn wait_for(&self, filter: &str, all: &BTreeSet<String>) -> Step<BTreeSet<String>> {
        let (begin, mut late) = (Instant::now(), false);
        let mut settling = Settling::of(self.settle().max(LISTED_WITHIN));
        loop {
            let request = Request::to(LIST_CLIENTS).query("name", filter).query("page_size", 50);
            let found = ids(&self.arrange_with(request).await?);
            let is_complete = found.is_superset(all);
            if is_complete && late {
                self.state().settled_after(begin.elapsed());
            }
            if is_complete || !settling.lasts().await {
                return Ok(found);
            }
            late = true;
        }
    }

    /// A list of clients, read again until it is as it must be or waiting is in vain.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(crate) async fn list_until(&self, request: Request, shows: impl Fn(&Exchange) -> bool) -> Step<Exchange> {
        self.send_within(self.settle().max(LISTED_WITHIN), request, shows).await
    }
}

fn refused(status: u16) -> Halt {
    Halt::NotRun(format!("clients to list cannot be created (status {status})"))
}
