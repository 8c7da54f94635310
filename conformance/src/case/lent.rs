//! Clients that the run has not made: one that it was lent, or those of others, which a run that may create none reads.
//!
//! What somebody else does to such a client is no fault of the service.

use std::sync::atomic::{AtomicUsize, Ordering};

use authms_spec::operation::GET_CLIENT;

use super::{
    context::CaseContext,
    step::{Halt, Step},
};
use crate::{
    http::{caller::Caller, request::Request},
    judging::item::Item,
};

/// The clients that the run has not made, of which cases work on one at a time.
#[derive(Default)]
pub(crate) struct Lent {
    client_ids: Vec<String>,
    /// Whether they are others' clients, who know nothing of the run.
    borrowed: bool,
    /// How many of them are gone.
    gone: AtomicUsize,
}

impl Lent {
    /// The client that the run was lent.
    pub(crate) fn one(client_id: String) -> Self {
        Self { client_ids: vec![client_id], ..Self::default() }
    }

    /// Clients of others, which the run may read.
    pub(crate) fn borrowed(client_ids: Vec<String>) -> Self {
        Self { client_ids, borrowed: true, ..Self::default() }
    }

    /// The one that cases work on now; `None` if they work on clients that the run makes.
    pub(crate) fn now(&self) -> Option<&str> {
        let last = self.client_ids.len().checked_sub(1)?;
        self.client_ids.get(self.gone.load(Ordering::Relaxed).min(last)).map(String::as_str)
    }

    /// Whether it is one of them.
    pub(crate) fn has(&self, client_id: &str) -> bool {
        self.client_ids.iter().any(|id| id == client_id)
    }

    /// From now on cases work on the next one, if there is one.
    fn is_gone(&self, client_id: &str) {
        if self.now() == Some(client_id) {
            self.gone.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl CaseContext<'_> {
    /// Before a 404 is judged: whether the administrator still finds a client that the run has not made.
    ///
    /// # Errors
    ///
    /// [`Halt::Moved`] if not; otherwise as [`CaseContext::send`].
    pub(super) async fn is_not_gone(&self, request: &Request, status: u16) -> Step {
        let lent = self.state().lent();
        let may_read = matches!(request.caller, Caller::Admin | Caller::LowerCaseScheme);
        let Some(id) = request.client_id().filter(|id| status == 404 && may_read && lent.has(id)) else {
            return Ok(());
        };
        let read = Request::to(GET_CLIENT).client(id);
        self.count(&read);
        if self.session().send(read).await?.status != 404 {
            return Ok(());
        }
        lent.is_gone(id);
        Err(Halt::Moved(format!("somebody else has deleted the client `{id}`, which the run has not made")))
    }

    /// Before a difference between two readings is judged: whether it is the service's, or the client is somebody's who
    /// knows nothing of the run.
    ///
    /// # Errors
    ///
    /// [`Halt::Moved`] if two readings of such a client differ.
    pub(crate) fn has_not_moved(&self, before: &Item, after: Option<&Item>) -> Step {
        let differs = after.is_some_and(|after| !before.differences(after).is_empty());
        if differs && self.state().lent().borrowed {
            let id = self.client_id();
            return Err(Halt::Moved(format!("the client `{id}`, which the run has not made, has changed meanwhile")));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_go_on_to_the_next_client_when_one_is_gone_and_stay_with_the_last() {
        let lent = Lent::borrowed(vec!["one".to_owned(), "two".to_owned()]);
        assert_eq!(lent.now(), Some("one"));
        for _ in 0..2 {
            lent.is_gone("one");
            assert_eq!(lent.now(), Some("two"), "it is gone once");
        }
        lent.is_gone("two");
        assert_eq!(lent.now(), Some("two"));
        assert!(lent.has("one") && !lent.has("three"));
        assert_eq!(Lent::default().now(), None);
    }
}
