//! Why a call failed, and what that means for the data.

pub(crate) mod error;
mod escapes;
pub(crate) mod kind;
pub(crate) mod known;
mod printed;
mod questions;
mod reading;
mod secrets;
mod shown;
pub(crate) mod words;
