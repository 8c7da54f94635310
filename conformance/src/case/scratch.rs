//! The clients that a case works on: the one that the run was lent, or scratch clients, which change hands from case to
//! case as long as none of them finds anything wrong.

use std::collections::BTreeSet;

use authms_spec::operation::{CREATE_CLIENT, UPDATE_CLIENT};
use serde_json::Value;

use super::{
    context::CaseContext,
    run_state::{Idle, Known},
    step::{Halt, Step, Touches},
};
use crate::http::{exchange::Exchange, request::Request};

impl CaseContext<'_> {
    /// Takes hold of the client that the case works on, if it says that it touches one.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if there is none and none can be created.
    pub(crate) async fn take_hold(&self) -> Step {
        let lent = self.state().lent().now().filter(|_| self.touches().is_on_the_lent_client());
        let idle = match (lent, self.touches()) {
            (Some(lent), _) => {
                Idle { client_id: lent.to_owned(), known: std::mem::take(&mut *self.state().lent_known()) }
            }
            (None, Touches::Subject | Touches::ReadsSubject | Touches::Scratch) => match self.state().take_scratch() {
                Some(idle) => idle,
                None => self.another("scratch").await?,
            },
            _ => return Ok(()),
        };
        self.known().insert(idle.client_id.clone(), idle.known);
        // A case takes hold once.
        let _ = self.held().set(idle.client_id);
        Ok(())
    }

    /// A new client; where no more may be created, one whose case found something wrong.
    async fn another(&self, purpose: &str) -> Step<Idle> {
        let arranged = match self.session().distrusts() {
            Some(why) => Err(Halt::Stopped(why)),
            None => self.arranged(purpose).await,
        };
        match arranged {
            Ok(client_id) => Ok(Idle::unknown(client_id)),
            Err(halt) => self.state().take_dubious().map(Idle::unknown).ok_or(halt),
        }
    }

    /// Lets go of what the case has worked on. A case that found something wrong after it had written leaves its client
    /// only to those that get no other.
    pub(crate) fn let_go(&self, found_nothing_wrong: bool) {
        let is_in_good_order = found_nothing_wrong || self.has_only_read();
        let left: BTreeSet<String> = self.left().drain(..).chain(self.held().get().cloned()).collect();
        for client_id in left {
            let known = self.known().remove(&client_id).unwrap_or_default();
            let lent = self.state().lent();
            if lent.has(&client_id) {
                // Nobody works any more on one that is gone.
                if lent.now() == Some(client_id.as_str()) {
                    *self.state().lent_known() = if is_in_good_order { known } else { Known::default() };
                }
            } else if is_in_good_order {
                self.state().give_scratch(Idle { client_id, known });
            } else {
                self.state().give_dubious(client_id);
            }
        }
    }

    /// Leaves a client that the case has created to the cases that come.
    pub(crate) fn leave(&self, client_id: &str) {
        if self.session().disowns(client_id).is_none() {
            self.left().push(client_id.to_owned());
        }
    }

    /// Creates a client with every field set, for this case alone.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if it cannot be created.
    pub(crate) async fn scratch(&self, purpose: &str) -> Step<String> {
        created(&self.send(Request::to(CREATE_CLIENT).json(&self.new_client(purpose))).await?)
    }

    async fn arranged(&self, purpose: &str) -> Step<String> {
        created(&self.arrange_with(Request::to(CREATE_CLIENT).json(&self.new_client(purpose))).await?)
    }

    /// A client that the case may delete: one that is not needed any more, or a new one.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::scratch`].
    pub(crate) async fn doomed(&self) -> Step<String> {
        match self.state().take_scratch() {
            Some(idle) => Ok(idle.client_id),
            None => Ok(self.another("doomed").await?.client_id),
        }
    }

    /// Sends an update that is not judged: the arrangement before what a case is about.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if the status is not 200.
    pub(crate) async fn arrange(&self, body: &Value) -> Step {
        let exchange = self.send(self.on_subject(UPDATE_CLIENT).json(body)).await?;
        if exchange.status == 200 {
            return Ok(());
        }
        Err(Halt::NotRun(format!("the case cannot be arranged: an update has status {}", exchange.status)))
    }
}

fn created(exchange: &Exchange) -> Step<String> {
    match (exchange.status, exchange.text("/data/client_id")) {
        (200..=299, Some(id)) => Ok(id.to_owned()),
        (status, _) => Err(Halt::NotRun(format!("a scratch client cannot be created (status {status})"))),
    }
}
