//! What is noted before and after each request: what it uses up, creates and removes, and which secrets it shows.

use authms_spec::operation::DELETE_CLIENT;

use super::{budget::Budget, disowned::Disowned, guard::creates_client, tally::Counting};
use crate::http::{
    exchange::Exchange,
    ledger::{Ledger, error::LedgerError},
    limits::Limits,
    no_response::NoResponse,
    redact::Redactor,
    request::Request,
    stop::{Stop, StopCause},
};

/// The books of one run.
pub(crate) struct Books<'t> {
    pub(crate) ledger: Ledger,
    pub(crate) budget: Budget,
    pub(crate) redactor: Redactor,
    pub(crate) counting: Counting,
    pub(crate) disowned: Disowned,
    stop: &'t Stop,
}

impl<'t> Books<'t> {
    pub(crate) fn new(ledger: &Ledger, limits: &Limits, stop: &'t Stop) -> Self {
        Self {
            ledger: ledger.clone(),
            budget: Budget::new(limits),
            redactor: Redactor::default(),
            counting: Counting::default(),
            disowned: Disowned::default(),
            stop,
        }
    }

    /// Notes a request that is about to be sent. It must not be if that is not possible.
    pub(crate) fn before(&self, request: &Request, in_clean_up: bool) -> Result<(), NoResponse> {
        if creates_client(request) {
            self.budget.client()?;
            self.keep(self.ledger.creating(&format!("{}*", self.ledger.run().prefix())))?;
        }
        self.budget.request(in_clean_up);
        self.counting.sent(&request.method);
        Ok(())
    }

    /// Notes a response.
    pub(crate) fn after(&self, exchange: &Exchange) {
        let request = &exchange.request;
        self.counting.responded(&request.method, exchange.status);
        self.redactor.learn_from_body(&exchange.bytes, exchange.body.as_ref());
        let minted = request.operation.and_then(|operation| operation.mints);
        if minted.is_some_and(|name| exchange.text(&format!("/data/{name}")).is_some()) {
            self.ledger.secret();
        }
        let succeeds = (200..300).contains(&exchange.status);
        // After a server error the client may exist nevertheless. After a success it does, and nobody has seen yet whether
        // the id in the response is its own.
        if (300..500).contains(&exchange.status) && exchange.status != 408 {
            self.not_created(request);
        }
        if request.operation == Some(DELETE_CLIENT)
            && succeeds
            && let Some(id) = request.client_id()
        {
            // The memory of the ledger still knows its clients, so the clean-up removes them.
            let _ = self.keep(self.ledger.removed(id));
        }
    }

    /// Notes the client that a creation has made.
    pub(crate) fn created(&self, client_id: &str) {
        // As above.
        let _ = self.keep(self.ledger.created(client_id));
        self.ledger.resolved();
    }

    /// Notes a client that a response names as new, and that no read has shown to be one of this run.
    pub(crate) fn named(&self, client_id: &str) {
        // As above.
        let _ = self.keep(self.ledger.named(client_id));
    }

    /// A request has surely not created a client.
    pub(crate) fn not_created(&self, request: &Request) {
        if creates_client(request) {
            self.ledger.resolved();
            self.budget.no_client();
        }
    }

    /// Ends the run if a line cannot be written.
    fn keep(&self, written: Result<(), LedgerError>) -> Result<(), NoResponse> {
        written.map_err(|error| {
            self.stop.now(StopCause::Unwritable(error.reason()));
            NoResponse::Stopped(error.reason())
        })
    }
}
