//! What is looked at before a run writes anything: the way to the server, what is behind the URL, the clock, the tokens,
//! and the clients that the run was lent. It only reads.

mod behind;
pub(crate) mod check;
mod clock;
mod faults;
mod lent;
mod prefixes;
mod reach;
mod tokens;
mod words;

use jiff::Timestamp;

use self::check::{Check, Refusal};
use crate::http::{limits::Limits, session::Session};

/// Looks at everything that must be right before a run may write.
///
/// # Errors
///
/// [`Refusal`] for the first thing that is proved to be wrong, with the checks until then.
pub(crate) async fn preflight(session: &Session<'_>, limits: &Limits) -> Result<Vec<Check>, Refusal> {
    let mut checks = session.target().notes.clone();
    match look(session, limits, &mut checks).await {
        Ok(()) => Ok(checks),
        Err(refusal) => Err(refusal.after(checks)),
    }
}

async fn look(session: &Session<'_>, limits: &Limits, checks: &mut Vec<Check>) -> Result<(), Refusal> {
    let given = &session.target().tokens;
    checks.extend(tokens::compare(given)?);
    let first = reach::reach(session, checks).await?;
    let skew = clock::skew(&first, Timestamp::now());
    checks.extend(skew.map(clock::check));
    checks.extend(tokens::lifetimes(given, &session.target().token_commands, Timestamp::now(), skew, limits.max_time)?);
    checks.extend(tokens::accepted(session, first).await?);
    checks.extend(lent::read(session).await?);
    Ok(())
}
