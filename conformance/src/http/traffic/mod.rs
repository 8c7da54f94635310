//! What lies between a request and its response: what may be sent, how fast, how much of it, and what is waited out.

pub(crate) mod asked;
pub(crate) mod backoff;
pub(crate) mod bearers;
pub(crate) mod books;
pub(crate) mod budget;
pub(crate) mod disowned;
pub(crate) mod guard;
pub(crate) mod habits;
pub(crate) mod pace;
pub(crate) mod sdk;
pub(crate) mod silence;
pub(crate) mod tally;
pub(crate) mod token_command;
pub(crate) mod weather;
