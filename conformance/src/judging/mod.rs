//! What a response means: the rules for every response, readings of a client, judgements, golden files and verdicts.

pub(crate) mod golden;
pub(crate) mod item;
pub(crate) mod judgement;
pub(crate) mod normalise;
pub(crate) mod response;
pub(crate) mod schemas;
pub(crate) mod time;
pub(crate) mod verdict;
