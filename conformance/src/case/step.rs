//! How the steps of a case end, what a case touches, and what it cannot do without.

use reqwest::Method;

use crate::http::{no_response::NoResponse, request::Request};

/// Why a case ended before its last step.
#[derive(Debug)]
pub(crate) enum Halt {
    /// A judgement was made that leaves nothing to look at.
    Judged,
    /// No judgement is possible, for the reason given.
    NotRun(String),
    /// The run itself ends it: a limit, a signal, a doubt about the clients of the service.
    Stopped(String),
    /// There was no response, which says nothing of the service; another try may get one.
    Weather(String),
    /// Somebody else has changed or deleted a client that the run has not made; another try may find it still.
    Moved(String),
    /// The suite itself is at fault.
    Internal(String),
}

impl From<NoResponse> for Halt {
    fn from(why: NoResponse) -> Self {
        let text = why.to_string();
        match why {
            NoResponse::Weather(_) => Self::Weather(text),
            NoResponse::Stopped(_) => Self::Stopped(text),
            NoResponse::NotOurs(_) => Self::Internal(text),
        }
    }
}

impl From<authms_sdk::InvalidId> for Halt {
    fn from(error: authms_sdk::InvalidId) -> Self {
        Self::NotRun(error.to_string())
    }
}

/// How a step ends.
pub(crate) type Step<T = ()> = Result<T, Halt>;

/// What a case cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A token of a user who is not an administrator.
    UserToken,
    /// A token of an administrator of another tenant.
    OtherTenantToken,
    /// A second client to watch.
    Bystander,
}

/// What a case reads and writes on the server, and so which other cases it may run beside. A case that sends more than
/// it says is not run to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touches {
    /// It reads nothing that another case may change.
    Nothing,
    /// It only reads, but the client that the run was lent, or a scratch client, and expects that nothing changes it
    /// meanwhile.
    ReadsSubject,
    /// It writes to the client that the run was lent, or to a scratch client, and expects that nothing else does
    /// meanwhile.
    Subject,
    /// It writes to a scratch client and leaves it to the cases that come. One that it has harmed is not used again.
    Scratch,
    /// It writes to clients that it has created itself, or to ids that do not exist.
    OwnClients,
    /// It only reads lists of a few clients that such cases share, of which the first creates them.
    Listed,
    /// It only reads, but the list of all clients, which every case that creates one changes.
    SharedList,
}

impl Touches {
    /// Whether a case that touches this may send a request, on a client of its own for the time being (`held`) and
    /// beside this bystander.
    pub(crate) fn allow(self, request: &Request, held: &str, bystander: &str) -> bool {
        let reads = request.method == Method::GET;
        match request.client_id() {
            Some(id) if id == bystander => reads,
            Some(id) if id == held => reads || matches!(self, Self::Subject | Self::Scratch),
            _ => reads || matches!(self, Self::Subject | Self::Scratch | Self::OwnClients),
        }
    }

    /// Whether a case that touches this only sends `GET`, apart from creating what it reads.
    #[must_use]
    pub fn only_reads(self) -> bool {
        matches!(self, Self::Nothing | Self::ReadsSubject | Self::Listed | Self::SharedList)
    }

    /// Whether a case that touches this needs clients that the run creates, even if the run was lent one.
    #[must_use]
    pub fn creates(self) -> bool {
        matches!(self, Self::Scratch | Self::OwnClients | Self::Listed)
    }

    /// Whether such a case works on the client that the run was lent, if there is one.
    pub(crate) fn is_on_the_lent_client(self) -> bool {
        matches!(self, Self::Subject | Self::ReadsSubject)
    }
}

impl std::fmt::Display for Touches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Nothing => "nothing",
            Self::ReadsSubject => "nothing (it reads the run's client)",
            Self::Subject => "the run's client",
            Self::OwnClients => "clients of its own",
            Self::Scratch => "a scratch client",
            Self::Listed => "nothing (it reads lists of clients that cases share)",
            Self::SharedList => "nothing (it reads the list of all clients)",
        })
    }
}

#[cfg(test)]
mod tests {
    use authms_spec::operation::{CREATE_CLIENT, DELETE_CLIENT, GET_CLIENT, LIST_CLIENTS, UPDATE_CLIENT};

    use super::*;

    fn allowed(touches: Touches) -> Vec<&'static str> {
        let requests = [
            ("read what it holds", Request::to(GET_CLIENT).client("held")),
            ("read the bystander", Request::to(GET_CLIENT).client("bystander")),
            ("read the list", Request::to(LIST_CLIENTS)),
            ("create a client", Request::to(CREATE_CLIENT)),
            ("delete its own", Request::to(DELETE_CLIENT).client("own")),
            ("update what it holds", Request::to(UPDATE_CLIENT).client("held")),
            ("update the bystander", Request::to(UPDATE_CLIENT).client("bystander")),
        ];
        let allowed = requests.into_iter().filter(|(_, request)| touches.allow(request, "held", "bystander"));
        allowed.map(|(what, _)| what).collect()
    }

    #[test]
    fn a_case_may_write_only_to_what_it_says_that_it_touches() {
        for touches in [Touches::Nothing, Touches::ReadsSubject, Touches::Listed, Touches::SharedList] {
            assert!(touches.only_reads());
            assert_eq!(allowed(touches), ["read what it holds", "read the bystander", "read the list"], "{touches:?}");
        }
        assert_eq!(allowed(Touches::OwnClients)[3..], ["create a client", "delete its own"]);
        for touches in [Touches::Subject, Touches::Scratch] {
            let writes = ["create a client", "delete its own", "update what it holds"];
            assert_eq!(allowed(touches)[3..], writes, "{touches:?}");
        }
    }
}
