//! Judgements that read like sentences: `run.claim(UPDATE_MERGE).on(&exchange).eq("name", before, after)`.
//!
//! A judgement names the claim, the exchange that shows it, and both sides with their values. What holds is only noted
//! as judged; what does not hold becomes a finding.

use std::{
    collections::BTreeSet,
    fmt::Display,
    sync::{Mutex, MutexGuard, PoisonError},
};

use authms_spec::Claim;
use serde_json::{Map, Value};

use super::{
    item::Item,
    verdict::{Finding, Verdict},
};
use crate::http::exchange::Exchange;

/// What was found out so far.
#[derive(Default)]
pub(crate) struct Findings(Mutex<Found>);

/// The findings, and the claims that were judged at all.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) findings: Vec<Finding>,
    pub(crate) judged: BTreeSet<&'static str>,
}

impl Findings {
    /// Begins a judgement of a claim.
    pub(crate) fn claim(&self, claim: Claim) -> Judgement<'_> {
        Judgement { findings: self, claim, exchange: None, value: None, doubt: None }
    }

    /// Adds what was found elsewhere.
    pub(crate) fn extend(&self, other: Self) {
        let other = other.into_found();
        let mut found = self.found();
        found.findings.extend(other.findings);
        found.judged.extend(other.judged);
    }

    /// Whether the contract is broken.
    pub(crate) fn fails(&self) -> bool {
        self.found().findings.iter().any(|finding| finding.verdict == Verdict::Fail)
    }

    /// Notes claims that were judged and hold, unless a finding says otherwise.
    pub(crate) fn judged(&self, claims: &[Claim]) {
        self.found().judged.extend(claims.iter().map(|claim| claim.id));
    }

    /// Whether anything was found out about a claim.
    pub(crate) fn has_judged(&self, claim: &Claim) -> bool {
        self.found().judged.contains(claim.id)
    }

    pub(crate) fn into_found(self) -> Found {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn found(&self) -> MutexGuard<'_, Found> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A judgement that lacks what was expected and what was seen.
#[must_use]
pub(crate) struct Judgement<'f> {
    findings: &'f Findings,
    claim: Claim,
    exchange: Option<usize>,
    value: Option<Value>,
    doubt: Option<&'static str>,
}

impl Judgement<'_> {
    /// The exchange that shows it; reports print its request and its response.
    pub(crate) fn on(self, exchange: &Exchange) -> Self {
        Self { exchange: Some(exchange.index), ..self }
    }

    /// What else may be the cause if it does not hold.
    pub(crate) fn unless(self, doubt: Option<&'static str>) -> Self {
        Self { doubt, ..self }
    }

    /// An exchange has this status.
    pub(crate) fn status(self, exchange: &Exchange, expected: u16) -> bool {
        self.status_in(exchange, &[expected])
    }

    /// An exchange has one of these statuses.
    pub(crate) fn status_in(self, exchange: &Exchange, expected: &[u16]) -> bool {
        let statuses: Vec<String> = expected.iter().map(u16::to_string).collect();
        let (expected, holds) = (statuses.join(" or "), expected.contains(&exchange.status));
        self.on(exchange).holds(format!("status {expected}"), holds, format!("status {}", exchange.status))
    }

    /// A value is this one.
    pub(crate) fn eq(self, what: impl Display, expected: impl Into<Value>, actual: impl Into<Value>) -> bool {
        let (expected, actual) = (expected.into(), actual.into());
        let holds = expected == actual;
        self.holds(shown(&what, &expected), holds, shown(&what, &actual))
    }

    /// A value is another one.
    pub(crate) fn ne(self, what: impl Display, unexpected: impl Into<Value>, actual: impl Into<Value>) -> bool {
        let (unexpected, actual) = (unexpected.into(), actual.into());
        let holds = unexpected != actual;
        self.holds(format!("{what}: other than {}", value(&unexpected)), holds, shown(&what, &actual))
    }

    /// A text is another one than before, if both are set at all.
    pub(crate) fn differs(self, what: impl Display, before: Option<&str>, actual: Option<&str>) -> bool {
        let holds = before.is_none() || before != actual;
        self.holds(format!("{what}: other than before"), holds, format!("{what}: the same as before"))
    }

    /// A value is this one, or the server leaves it out.
    pub(crate) fn eq_or_unset(self, what: impl Display, expected: impl Into<Value>, actual: &Value) -> bool {
        let expected = expected.into();
        let holds = actual.is_null() || expected == *actual;
        self.holds(format!("{what}: {}, or unset", value(&expected)), holds, shown(&what, actual))
    }

    /// A text is there and not empty.
    pub(crate) fn shows(self, what: impl Display, actual: Option<&str>) -> bool {
        self.holds(format!("{what}: set"), actual.is_some(), format!("{what}: unset"))
    }

    /// Two readings of a client show the same value of a field.
    pub(crate) fn same_field(self, field: &str, expected: &Item, actual: &Item) -> bool {
        let holds = expected.shows_as(actual, field);
        self.holds(shown(&field, &expected.value(field)), holds, shown(&field, &actual.value(field)))
    }

    /// Two readings of a client show the same; one that shows no client does not.
    pub(crate) fn same_client(self, expected: &Item, actual: Option<&Item>) -> bool {
        let Some(actual) = actual else {
            return self.holds("the client as it was", false, "no client in the response");
        };
        let fields = expected.differences(actual);
        let list = |item: &Item| {
            let values: Vec<String> = fields.iter().map(|field| shown(field, &item.value(field))).collect();
            values.join(", ")
        };
        self.holds(list(expected), fields.is_empty(), list(actual))
    }

    /// Anything else: what is expected and what is seen in words, with their values.
    pub(crate) fn holds(self, expected: impl Display, holds: bool, actual: impl Display) -> bool {
        if holds {
            self.findings.found().judged.insert(self.claim.id);
        } else {
            let severity = Finding::severity(&self.claim);
            let doubt = self.doubt.map(|why| format!(" (or {why})")).unwrap_or_default();
            self.note(severity, expected.to_string(), format!("{actual}{doubt}"));
        }
        holds
    }

    /// What is observed, as a value beside its words.
    pub(crate) fn with_value(self, value: Value) -> Self {
        Self { value: Some(value), ..self }
    }

    /// A silent point of the contract: what the server does there.
    pub(crate) fn observe(self, what: impl Display) {
        self.note(Verdict::Observed, what.to_string(), String::new());
    }

    /// What a server does in each of several situations.
    pub(crate) fn observe_each(self, seen: &[(String, String)]) {
        let text: Vec<String> = seen.iter().map(|(situation, what)| format!("{situation}: {what}")).collect();
        let value: Map<String, Value> =
            seen.iter().cloned().map(|(situation, what)| (situation, what.into())).collect();
        self.with_value(Value::Object(value)).observe(text.join(", "));
    }

    /// No caller can tell whether the claim holds, and why.
    pub(crate) fn unobservable(self, why: impl Display) {
        self.note(Verdict::Unobservable, why.to_string(), String::new());
    }

    fn note(self, verdict: Verdict, expected: String, actual: String) {
        let mut found = self.findings.found();
        found.judged.insert(self.claim.id);
        found.findings.push(Finding {
            claim: self.claim.id.to_owned(),
            verdict,
            expected,
            actual,
            exchange: self.exchange,
            value: self.value,
        });
    }
}

/// `name: "Payments"`, as reports show a value.
fn shown(what: &impl Display, found: &Value) -> String {
    format!("{what}: {}", value(found))
}

fn value(found: &Value) -> String {
    if found.is_null() { "unset".to_owned() } else { found.to_string() }
}

#[cfg(test)]
mod tests {
    use authms_spec::claim::{AUTH_CHALLENGE, CLIENT_UNKNOWN, SILENT_NULL, UPDATE_MERGE};
    use serde_json::json;

    use super::*;

    /// Verdict and both sides of the one finding, if there is one.
    fn found<T>(judge: impl FnOnce(&Findings) -> T) -> Option<(Verdict, String, String)> {
        let findings = Findings::default();
        judge(&findings);
        let found = findings.into_found();
        assert_eq!(found.judged.len(), 1);
        found.findings.into_iter().next().map(|finding| (finding.verdict, finding.expected, finding.actual))
    }

    fn fail(expected: &str, actual: &str) -> Option<(Verdict, String, String)> {
        Some((Verdict::Fail, expected.to_owned(), actual.to_owned()))
    }

    #[test]
    fn what_holds_is_judged_and_not_found() {
        assert_eq!(found(|f| f.claim(UPDATE_MERGE).eq("name", "Payments", "Payments")), None);
        assert_eq!(found(|f| f.claim(UPDATE_MERGE).eq_or_unset("total", 5, &Value::Null)), None);
        assert_eq!(found(|f| f.claim(UPDATE_MERGE).differs("secret", None, None)), None);
    }

    #[test]
    fn both_sides_show_their_values() {
        let seen = found(|f| f.claim(UPDATE_MERGE).eq("name", "Payments", json!(null)));
        assert_eq!(seen, fail("name: \"Payments\"", "name: unset"));
        let seen = found(|f| f.claim(UPDATE_MERGE).ne("client_id", "app-1", "app-1"));
        assert_eq!(seen, fail("client_id: other than \"app-1\"", "client_id: \"app-1\""));
        let seen = found(|f| f.claim(UPDATE_MERGE).eq_or_unset("total", 5, &json!(7)));
        assert_eq!(seen, fail("total: 5, or unset", "total: 7"));
    }

    #[test]
    fn readings_of_a_client_show_only_the_fields_that_differ() {
        let item = |value: Value| Item::from_value(&value).expect("an object");
        let before = item(json!({ "id": "1", "name": "Payments", "scopes": ["openid"] }));
        let after = item(json!({ "id": "1", "name": "Payments", "scopes": null }));
        let seen = found(|f| f.claim(UPDATE_MERGE).same_client(&before, Some(&after)));
        assert_eq!(seen, fail("scopes: [\"openid\"]", "scopes: unset"));
        let seen = found(|f| f.claim(CLIENT_UNKNOWN).same_client(&before, None));
        assert_eq!(seen, fail("the client as it was", "no client in the response"));
    }

    #[test]
    fn the_class_of_the_claim_decides_what_a_broken_one_does() {
        let seen = found(|f| f.claim(AUTH_CHALLENGE).shows("WWW-Authenticate", None));
        assert_eq!(seen.map(|(verdict, ..)| verdict), Some(Verdict::Warn));
        let seen = found(|f| f.claim(SILENT_NULL).observe("null is ignored"));
        assert_eq!(seen.map(|(verdict, ..)| verdict), Some(Verdict::Observed));
    }
}
