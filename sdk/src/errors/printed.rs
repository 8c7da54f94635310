//! How an error is printed: one line for a log, and that line with its causes.

use std::fmt;

use crate::errors::{
    error::Error,
    kind::{Applied, ErrorKind},
    known::Known,
    shown::{Shown, causes},
};

impl Error {
    /// Decides what is shown of the words of others, now that the secrets of the call are known. Until then, nothing of the
    /// service's message is.
    pub(crate) fn told(mut self, known: Known) -> Self {
        let known = known.and(self.minted_secret(), self.body());
        self.0.shown =
            Shown::of(self.message(), self.request_id(), self.0.source.as_deref().map(|cause| cause as _), &known);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(f, "{operation}: ")?;
        }
        // The hint comes last, behind the facts.
        let (what, hint) = self.0.what.split_once("; hint: ").unwrap_or((&self.0.what, ""));
        f.write_str(what)?;
        let effect = match self.applied() {
            Applied::No => None,
            Applied::Maybe => Some("may have taken effect".to_owned()),
            Applied::Yes => Some("took effect".to_owned()),
        };
        let is_unreached = matches!(self.kind(), ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport);
        let facts = [
            self.0.shown.origin.clone().filter(|_| is_unreached),
            self.status().map(|status| format!("status {status}")),
            self.code().map(|code| format!("code {code}")),
            self.0.shown.request_id.as_ref().map(|id| format!("request id {id}")),
            (self.attempts() > 1).then(|| format!("{} attempts", self.attempts())),
            effect,
        ];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        if !facts.is_empty() {
            write!(f, " ({})", facts.join(", "))?;
        }
        if let Some(message) = &self.0.shown.message {
            write!(f, ": {message}")?;
        }
        if !hint.is_empty() {
            write!(f, "; hint: {hint}")?;
        }
        if f.alternate() { self.causes(f) } else { Ok(()) }
    }
}

impl Error {
    fn causes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0.shown.causes, &self.0.source) {
            (Some(causes), _) => write!(f, ", caused by: {causes}"),
            (None, Some(source)) => write!(f, ", caused by: {}", causes(&**source, &Known::default())),
            (None, None) => Ok(()),
        }
    }
}

/// The line of `Display` and the causes, as `{:#}` shows them, since this is what `main` prints when it returns an error.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:#}")
    }
}
