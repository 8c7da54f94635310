//! Which steps run: those that are named, or a choice.

use super::step::{Step, When};

/// What to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection<'s> {
    /// Everything but the long steps.
    Change,
    /// Formatting, clippy and unit tests.
    Fast,
    /// Everything.
    Long,
    /// The steps of these names, in the order of the gate.
    Named(&'s [String]),
}

/// A name that no step has.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no step `{0}`\n  hint: `cargo xtask ci list` shows them")]
pub struct PlanError(String);

/// The steps of a selection, in the order of the gate.
///
/// # Errors
///
/// [`PlanError`] if a name is not the name of a step.
pub fn select<'s>(steps: &'s [Step], selection: Selection<'_>) -> Result<Vec<&'s Step>, PlanError> {
    if let Selection::Named(names) = selection
        && let Some(unknown) = names.iter().find(|name| steps.iter().all(|step| step.name != name.as_str()))
    {
        return Err(PlanError(unknown.clone()));
    }
    let wanted = |step: &&Step| match selection {
        Selection::Fast => matches!(step.when, When::Fast | When::OnlyFast),
        Selection::Change => matches!(step.when, When::Fast | When::Change),
        Selection::Long => step.when != When::OnlyFast,
        Selection::Named(names) => names.iter().any(|name| name == step.name),
    };
    Ok(steps.iter().filter(wanted).collect())
}
