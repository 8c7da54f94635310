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
}

impl From<NoResponse> for Halt {
    fn from(why: NoResponse) -> Self {
        Self::NotRun(why.to_string())
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
    /// It only reads, but the client that the run was lent, and expects that nothing changes it meanwhile.
    ReadsSubject,
    /// It writes to the client that the run was lent, and expects that nothing else does meanwhile.
    Subject,
    /// It writes to clients that it has created itself, or to ids that do not exist.
    OwnClients,
    /// It tries to harm the one scratch client that such cases share.
    Victim,
    /// It only reads, but the list of all clients, which every case that creates one changes.
    SharedList,
}

impl Touches {
    /// Whether a case that touches this may send a request, on a run with this subject and this bystander.
    pub(crate) fn allow(self, request: &Request, subject: &str, bystander: &str) -> bool {
        let reads = request.method == Method::GET;
        match request.client_id() {
            Some(id) if id == bystander => reads,
            Some(id) if id == subject => self == Self::Subject || reads && self == Self::ReadsSubject,
            _ => reads || matches!(self, Self::Subject | Self::OwnClients | Self::Victim),
        }
    }
}

impl std::fmt::Display for Touches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Nothing => "nothing",
            Self::ReadsSubject => "nothing (it reads the run's client)",
            Self::Subject => "the run's client",
            Self::OwnClients => "clients of its own",
            Self::Victim => "a scratch client that cases share",
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
            ("read the subject", Request::to(GET_CLIENT).client("subject")),
            ("read the bystander", Request::to(GET_CLIENT).client("bystander")),
            ("read the list", Request::to(LIST_CLIENTS)),
            ("create a client", Request::to(CREATE_CLIENT)),
            ("delete its own", Request::to(DELETE_CLIENT).client("own")),
            ("update the subject", Request::to(UPDATE_CLIENT).client("subject")),
            ("update the bystander", Request::to(UPDATE_CLIENT).client("bystander")),
        ];
        let allowed = requests.into_iter().filter(|(_, request)| touches.allow(request, "subject", "bystander"));
        allowed.map(|(what, _)| what).collect()
    }

    #[test]
    fn a_case_may_write_only_to_what_it_says_that_it_touches() {
        let writes = |touches| {
            let mut allowed = allowed(touches);
            allowed.retain(|what| !what.starts_with("read"));
            allowed
        };
        for reader in [Touches::Nothing, Touches::ReadsSubject, Touches::SharedList] {
            assert!(writes(reader).is_empty(), "{reader:?}");
        }
        assert_eq!(writes(Touches::OwnClients), ["create a client", "delete its own"]);
        assert_eq!(writes(Touches::Victim), ["create a client", "delete its own"]);
        assert_eq!(writes(Touches::Subject), ["create a client", "delete its own", "update the subject"]);
    }

    #[test]
    fn only_a_case_that_says_so_may_read_the_subject() {
        for touches in [Touches::ReadsSubject, Touches::Subject] {
            assert_eq!(allowed(touches)[..3], ["read the subject", "read the bystander", "read the list"]);
        }
        for touches in [Touches::Nothing, Touches::OwnClients, Touches::Victim, Touches::SharedList] {
            assert_eq!(allowed(touches)[..2], ["read the bystander", "read the list"]);
        }
    }
}
