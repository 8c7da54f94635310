//! How a case reads. What a write must show is looked for again until it shows or the time to settle is over: a read
//! that shows an older state within that time is a matter of replicas, and no fault.

use std::time::{Duration, Instant};

use authms_spec::operation::GET_CLIENT;

use super::{
    context::CaseContext,
    run_state::Known,
    settle::Settling,
    step::{Halt, Step},
};
use crate::{
    http::{exchange::Exchange, request::Request},
    judging::item::Item,
};

impl CaseContext<'_> {
    /// Reads the client that the case works on.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if it cannot be read.
    pub(crate) async fn read(&self) -> Step<Item> {
        self.read_client(self.client_id()).await
    }

    /// What that client is now: what the last read showed, if nothing was written since.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::read`].
    pub(crate) async fn before(&self) -> Step<Item> {
        let (read, is_certain) = match self.known().get(self.client_id()) {
            Some(known) if known.was_read => (known.expected.clone(), true),
            known => (None, known.is_some_and(|known| known.expected.is_some())),
        };
        if let Some(item) = read {
            return Ok(item);
        }
        if !is_certain {
            self.settled(self.client_id()).await;
        }
        self.read().await
    }

    /// Waits until the last write to a client, by whichever case, must show: before a read of which nobody knows what
    /// it must show.
    pub(crate) async fn settled(&self, client_id: &str) {
        let written = self.known().get(client_id).and_then(|known| known.written);
        if let Some(left) = written.and_then(|since| self.settle().checked_sub(since.elapsed())) {
            tokio::time::sleep(left).await;
        }
    }

    /// Reads any client of the tenant, again until it shows the last write.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if it cannot be read.
    pub(crate) async fn read_client(&self, client_id: &str) -> Step<Item> {
        self.read_client_until(client_id, |_| true).await
    }

    /// As [`CaseContext::read_client`], for a write whose response does not show the client.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::read_client`].
    pub(crate) async fn read_client_until(&self, client_id: &str, shows: impl Fn(&Item) -> bool) -> Step<Item> {
        let (item, status) = self.look(client_id, shows).await?;
        item.ok_or_else(|| Halt::NotRun(format!("the client cannot be read (status {status})")))
    }

    /// Reads a client that may be gone.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(crate) async fn read_if_there(&self, client_id: &str) -> Step<Option<Item>> {
        Ok(self.look(client_id, |_| true).await?.0)
    }

    async fn look(&self, client_id: &str, shows: impl Fn(&Item) -> bool) -> Step<(Option<Item>, u16)> {
        let expected = self.known().get(client_id).and_then(|known| known.expected.clone());
        let is_shown = |exchange: &Exchange| {
            let item = Item::of(exchange.body.as_ref()).filter(|_| exchange.status == 200);
            let as_expected = |item: &Item| expected.as_ref().is_none_or(|it| it.differences(item).is_empty());
            item.is_some_and(|item| as_expected(&item) && shows(&item))
        };
        let exchange = self.send_until(Request::to(GET_CLIENT).client(client_id), is_shown).await?;
        let item = Item::of(exchange.body.as_ref()).filter(|_| exchange.status == 200);
        if let Some(item) = &item {
            let written = self.known().get(client_id).and_then(|known| known.written);
            let known = Known { expected: Some(item.clone()), was_read: true, written };
            self.known().insert(client_id.to_owned(), known);
        }
        Ok((item, exchange.status))
    }

    /// Sends a read again until it shows what it must, or the time to settle is over.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(crate) async fn send_until(&self, request: Request, shows: impl Fn(&Exchange) -> bool) -> Step<Exchange> {
        self.send_within(self.settle(), request, shows).await
    }

    /// As [`CaseContext::send_until`], within another time.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(super) async fn send_within(
        &self,
        time: Duration,
        request: Request,
        shows: impl Fn(&Exchange) -> bool,
    ) -> Step<Exchange> {
        let begin = Instant::now();
        let (mut settling, mut late) = (Settling::of(time), false);
        loop {
            let exchange = self.send(request.clone()).await?;
            let shown = shows(&exchange);
            if shown && late {
                self.state().settled_after(begin.elapsed());
            }
            if shown || !settling.lasts().await {
                return Ok(exchange);
            }
            late = true;
        }
    }

    /// As [`CaseContext::send_until`]; the last exchange is part of the golden file of the case.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(crate) async fn act_until(&self, request: Request, shows: impl Fn(&Exchange) -> bool) -> Step<Exchange> {
        let exchange = self.send_until(request, shows).await?;
        self.show(&exchange);
        Ok(exchange)
    }

    /// As [`CaseContext::act_until`], for a list of clients.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(crate) async fn act_list_until(&self, request: Request, shows: impl Fn(&Exchange) -> bool) -> Step<Exchange> {
        let exchange = self.list_until(request, shows).await?;
        self.show(&exchange);
        Ok(exchange)
    }
}
