//! A case: the operation it belongs to, its name, the claims it judges, what it needs, and its steps.

use futures_util::future::BoxFuture;

use crate::{
    context::CaseContext,
    step::{Need, Step},
};

/// The steps of a case.
pub(crate) type Steps = Box<dyn for<'a> Fn(&'a CaseContext<'_>) -> BoxFuture<'a, Step> + Send + Sync>;

/// One case of the suite.
pub struct Case {
    /// `operation_id.what_it_says`, unique.
    pub id: String,
    /// The `operationId` that it belongs to.
    pub operation: &'static str,
    /// Ids of the claims that it judges.
    pub claims: Vec<&'static str>,
    /// What it cannot do without.
    pub needs: Vec<Need>,
    pub(crate) steps: Steps,
}

impl Case {
    pub(crate) fn new(
        operation: &'static str,
        name: impl AsRef<str>,
        claims: &[&'static str],
        steps: impl for<'a> Fn(&'a CaseContext<'_>) -> BoxFuture<'a, Step> + Send + Sync + 'static,
    ) -> Self {
        let id = format!("{operation}.{}", name.as_ref());
        Self { id, operation, claims: claims.to_vec(), needs: Vec::new(), steps: Box::new(steps) }
    }

    pub(crate) fn needing(mut self, need: Need) -> Self {
        self.needs.push(need);
        self
    }

    /// Whether the case judges anything that every server must satisfy; such cases have a golden file.
    #[must_use]
    pub fn has_golden(&self) -> bool {
        self.claims.iter().any(|id| authms_spec::claim::find(id).is_some_and(|claim| claim.class.may_fail()))
    }

    /// The part of the id behind the operation.
    #[must_use]
    pub fn name(&self) -> &str {
        self.id.split_once('.').map_or(self.id.as_str(), |(_, name)| name)
    }
}

impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Case").field("id", &self.id).field("claims", &self.claims).finish_non_exhaustive()
    }
}
