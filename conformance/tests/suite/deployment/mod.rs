//! A test deployment: a correct service in the weather and with the habits of real ones. Every layer is seeded.

mod front;
mod go;
mod latency;
mod names;
mod rate;
mod stranger;
mod tests;
mod tokens;
mod weather;
mod world;

pub(crate) use front::{Deployment, Front};
pub(crate) use go::{Go, Habit};
pub(crate) use latency::Latency;
pub(crate) use rate::{Hint, Rate};
pub(crate) use stranger::Stranger;
pub(crate) use tokens::{Expiry, Life, Role};
pub(crate) use weather::{Outage, Weather};
