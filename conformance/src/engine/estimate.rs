//! What a run would ask of a server, before it sends anything.

use super::suite::Suite;
use crate::{
    case::{cost::Cost, listed, step::Touches},
    http::limits::Limits,
};

/// What comes before the first case: the preflight, and what the tokens may read.
const START: usize = 8;

/// What removing a client takes: a read, the deletion, a read.
const REMOVAL: usize = 3;

impl Suite {
    /// What a run of these cases would ask of a healthy server, which lends it a client or not.
    #[must_use]
    pub fn estimate(&self, limits: &Limits, lends_a_client: bool) -> Cost {
        let mut cost = Cost { requests: START, ..Cost::default() };
        self.cases().iter().for_each(|case| cost += case.cost());
        let count = |wanted: &dyn Fn(Touches) -> bool| self.cases().iter().filter(|case| wanted(case.touches)).count();
        let scratch =
            count(&|touches| touches == Touches::Scratch || touches.is_on_the_lent_client() && !lends_a_client);
        let shared = scratch.min(limits.concurrency) + usize::from(count(&|touches| touches == Touches::Subject) > 0);
        for _ in 0..shared {
            cost += Cost { requests: 2, writes: 1, clients: 1, secrets: 1 };
        }
        if count(&|touches| touches == Touches::Listed) > 0 {
            let count = listed::COUNT;
            cost += Cost { requests: count + 2, writes: count + 1, clients: count, secrets: count };
        }
        cost.requests += cost.clients * REMOVAL;
        cost.writes += cost.clients;
        cost
    }
}
