//! Clients that the run has not made: one that it was lent, or those of others, which a run that may create none reads.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The clients that the run has not made, of which cases work on one at a time.
#[derive(Default)]
pub(crate) struct Lent {
    client_ids: Vec<String>,
    /// Whether they are others' clients, who know nothing of the run.
    borrowed: bool,
    /// How many of them are gone.
    gone: AtomicUsize,
}

impl Lent {
    /// The client that the run was lent.
    pub(crate) fn one(client_id: String) -> Self {
        Self { client_ids: vec![client_id], ..Self::default() }
    }

    /// Clients of others, which the run may read.
    pub(crate) fn borrowed(client_ids: Vec<String>) -> Self {
        Self { client_ids, borrowed: true, ..Self::default() }
    }

    /// The one that cases work on now; `None` if they work on clients that the run makes.
    pub(crate) fn now(&self) -> Option<&str> {
        let last = self.client_ids.len().checked_sub(1)?;
        self.client_ids.get(self.gone.load(Ordering::Relaxed).min(last)).map(String::as_str)
    }

    /// Whether it is one of them.
    pub(crate) fn has(&self, client_id: &str) -> bool {
        self.client_ids.iter().any(|id| id == client_id)
    }

    /// Whether they are clients of others, who know nothing of the run.
    pub(super) fn is_borrowed(&self) -> bool {
        self.borrowed
    }

    /// From now on cases work on the next one, if there is one.
    pub(super) fn is_gone(&self, client_id: &str) {
        if self.now() == Some(client_id) {
            self.gone.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_go_on_to_the_next_client_when_one_is_gone_and_stay_with_the_last() {
        let lent = Lent::borrowed(vec!["one".to_owned(), "two".to_owned()]);
        assert_eq!(lent.now(), Some("one"));
        for _ in 0..2 {
            lent.is_gone("one");
            assert_eq!(lent.now(), Some("two"), "it is gone once");
        }
        lent.is_gone("two");
        assert_eq!(lent.now(), Some("two"));
        assert!(lent.has("one") && !lent.has("three"));
        assert_eq!(Lent::default().now(), None);
    }
}
