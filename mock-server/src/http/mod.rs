//! The parts that handlers share: the state, the extractors and the responses.

mod auth;
mod body;
mod envelope;
mod error;
pub(crate) mod origin;
mod query;
mod schemas;
mod silent_points;
mod state;
mod timestamps;
mod violations;

pub(crate) use auth::Admin;
pub(crate) use body::RawBody;
#[cfg(test)]
pub(crate) use envelope::{Detail, List, PageInfo, SimpleResponse, Untimed};
pub(crate) use envelope::{detail, list, shape, untimed};
pub(crate) use error::ApiError;
pub(crate) use query::Query;
pub(crate) use state::{App, Shared};
pub(crate) use timestamps::shown;
pub(crate) use violations::Violations;
