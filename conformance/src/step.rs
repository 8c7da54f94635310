//! How the steps of a case end, and what a case cannot do without.

/// Why a case ended before its last step.
#[derive(Debug)]
pub(crate) enum Halt {
    /// A judgement was made that leaves nothing to look at.
    Judged,
    /// No judgement is possible, for the reason given.
    NotRun(String),
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
