//! The lines above everything else: target, contract and plan.

use super::{
    super::{document::Document, escape},
    style::{QUIET, paint},
};
use crate::engine::options::Mode;

/// Target, contract and plan of a run.
#[must_use]
pub fn header(document: &Document) -> String {
    let document = &escape::harmless(document);
    let contract = &document.contract;
    let hash = contract.hash.get(..12).unwrap_or(&contract.hash);
    let label = |name: &str| paint(QUIET, &format!("{name:<8}"));
    let mut out = String::new();
    if let Some(settings) = &document.settings {
        out += &format!("{}  {}\n", label("target"), escape::one_line(&settings.base_url));
    }
    out += &format!("{}  {} ({hash})\n", label("contract"), contract.version);
    if let Some(settings) = &document.settings {
        let chosen = settings.cases;
        let cases = match chosen.chosen {
            count if count == chosen.all => format!("{count} cases"),
            count => format!("{count} of {} cases", chosen.all),
        };
        let client = match &settings.client_id {
            Some(id) => format!(", client {}", escape::one_line(id)),
            None if settings.mode == Mode::ReadOnly.name() => String::new(),
            None => ", clients created by the run".to_owned(),
        };
        let mode = if settings.mode == Mode::default().name() { String::new() } else { format!(", {}", settings.mode) };
        out += &format!("{}  {cases}{client}{mode}\n", label("plan"));
    }
    out
}
