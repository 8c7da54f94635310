//! A case: the operation it belongs to, what it says in one sentence, what it judges and needs, and its steps.

use authms_spec::{Claim, Operation};
use futures_util::future::BoxFuture;

use super::{
    context::CaseContext,
    step::{Need, Step, Touches},
};

/// The steps of a case.
pub(crate) type Steps = Box<dyn for<'a> Fn(&'a CaseContext<'_>) -> BoxFuture<'a, Step> + Send + Sync>;

/// One case of the suite.
pub struct Case {
    /// `operation_id.what_it_says`, unique.
    pub id: String,
    /// The operation that it belongs to.
    pub operation: Operation,
    /// What it shows, in one sentence.
    pub description: String,
    /// What it reads and writes.
    pub touches: Touches,
    /// The claims that it judges.
    pub claims: Vec<Claim>,
    /// What it cannot do without.
    pub needs: Vec<Need>,
    pub(crate) steps: Steps,
    pub(crate) turn: Turn,
    /// Most requests that it has under way.
    pub(crate) at_once: usize,
}

/// When a case runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// Before the others: it waits, and they can run meanwhile.
    Early,
    /// In the contract's order.
    InOrder,
    /// After all others: it says something about them.
    Last,
}

impl Case {
    /// Whether the case judges anything that every server must satisfy; such cases have a golden file.
    #[must_use]
    pub fn has_golden(&self) -> bool {
        self.claims.iter().any(|claim| claim.class.may_fail())
    }

    /// Whether the case sends nothing but `GET`, if the run need not create what it reads.
    #[must_use]
    pub fn reads_only(&self) -> bool {
        self.touches.only_reads() && !self.touches.creates()
    }

    /// The case before the others.
    pub(crate) fn early(self) -> Self {
        Self { turn: Turn::Early, ..self }
    }

    /// The case after all others.
    pub(crate) fn last(self) -> Self {
        Self { turn: Turn::Last, ..self }
    }

    /// The case with two requests under way at the same time.
    pub(crate) fn racing(self) -> Self {
        Self { at_once: 2, ..self }
    }

    /// The part of the id after the operation.
    #[must_use]
    pub fn name(&self) -> &str {
        self.id.split_once('.').map_or(self.id.as_str(), |(_, name)| name)
    }
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Case").field("id", &self.id).field("description", &self.description).finish_non_exhaustive()
    }
}

/// Writes a case. Its steps end without a value; they may return early with `Ok(())` or a
/// [`Halt`](crate::case::step::Halt).
///
/// ```text
/// case!(
///     GET_CLIENT,
///     "unknown_id_is_404",
///     "An id that no client has is 404.",
///     touches = Touches::Nothing,
///     claims = [CLIENT_UNKNOWN],
///     async |run| {
///         let exchange = run.act(Request::to(GET_CLIENT).client(&run.unknown_id())).await?;
///         run.claim(CLIENT_UNKNOWN).status(&exchange, 404);
///     }
/// )
/// ```
macro_rules! case {
    (
        $operation:expr,
        $name:expr,
        $description:expr,
        touches = $touches:expr,
        claims = [$($claim:expr),+ $(,)?],
        $(needs = [$($need:expr),+ $(,)?],)?
        async |$run:ident| $steps:block
    ) => {
        $crate::case::definition::Case {
            id: format!("{}.{}", $operation.id, $name),
            operation: $operation,
            description: $description.into(),
            touches: $touches,
            claims: vec![$($claim),+],
            needs: vec![$($($need),+)?],
            steps: $crate::case::definition::steps(move |$run| {
                Box::pin(async move {
                    $steps
                    Ok(())
                })
            }),
            turn: $crate::case::definition::Turn::InOrder,
            at_once: 1,
        }
    };
}
pub(crate) use case;

/// Boxes steps; as a function, so that the closure is known to work for a context of any lifetime.
pub(crate) fn steps(
    steps: impl for<'a> Fn(&'a CaseContext<'_>) -> BoxFuture<'a, Step> + Send + Sync + 'static,
) -> Steps {
    Box::new(steps)
}
