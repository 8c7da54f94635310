//! `drift`: what differs between the vendor's document and our contract, and whether all of it is explained.

mod comparison;
mod departures;
mod provenance;

pub use comparison::{Drift, DriftError, run};
pub use departures::{Departure, Departures, DeparturesError, Source};
pub use provenance::provenance;
