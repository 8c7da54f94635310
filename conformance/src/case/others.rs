//! What somebody else does to a client that the run has not made, which is not held against the service.

use authms_spec::operation::GET_CLIENT;

use super::{
    context::CaseContext,
    step::{Halt, Step},
};
use crate::{
    http::{caller::Caller, request::Request},
    judging::{item::Item, judgement::Judgement},
};

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

    /// Judges that two readings of the client that the case works on show the same. If the client is somebody's who knows
    /// nothing of the run, a difference is not the service's.
    ///
    /// # Errors
    ///
    /// [`Halt::Moved`] if two readings of such a client differ.
    pub(crate) fn same_client(&self, judgement: Judgement<'_>, before: &Item, after: Option<&Item>) -> Step {
        let differs = after.is_some_and(|after| !before.differences(after).is_empty());
        if differs && self.state().lent().is_borrowed() {
            let id = self.client_id();
            return Err(Halt::Moved(format!("the client `{id}`, which the run has not made, has changed meanwhile")));
        }
        let is_lent = self.state().lent().has(self.client_id()) && !self.may_write_what_no_read_shows();
        let doubt = is_lent.then_some("somebody else has changed the lent client");
        judgement.unless(doubt).same_client(before, after);
        Ok(())
    }
}
