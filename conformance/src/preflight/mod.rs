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

use self::check::{Check, Looked, Refusal};
use crate::http::{limits::Limits, session::Session};

/// Looks at everything that must be right before a run may write.
///
/// # Errors
///
/// [`Refusal`] for the first thing that is proved to be wrong, with the checks until then.
pub(crate) async fn preflight(session: &Session<'_>, limits: &Limits) -> Result<Looked, Refusal> {
    let mut checks = session.target().notes.clone();
    match look(session, limits, &mut checks).await {
        Ok(user_lists) => Ok(Looked { checks, user_lists }),
        Err(refusal) => Err(refusal.after(checks)),
    }
}

async fn look(session: &Session<'_>, limits: &Limits, checks: &mut Vec<Check>) -> Result<bool, Refusal> {
    let given = &session.target().tokens;
    checks.extend(tokens::compare(given)?);
    let first = reach::reach(session, checks).await?;
    let skew = clock::skew(&first, Timestamp::now());
    checks.extend(skew.map(clock::check));
    checks.extend(tokens::lifetimes(given, &session.target().token_commands, Timestamp::now(), skew, limits.max_time)?);
    let Looked { checks: accepted, user_lists } = tokens::accepted(session, first).await?;
    checks.extend(accepted);
    checks.extend(lent::read(session).await?);
    Ok(user_lists)
}
