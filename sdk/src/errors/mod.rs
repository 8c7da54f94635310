//! Why a call failed, and what that means for the data.

pub(crate) mod error;
pub(crate) mod kind;
