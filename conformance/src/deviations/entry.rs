//! One known deviation, and the rules that an entry must keep.

use authms_spec::{Claim, claim};
use jiff::civil::Date;

/// Longest time from `opened` to `expires`, in days.
pub(super) const LONGEST: i32 = 180;

/// Words of claims that nothing excuses.
const NEVER: [&str; 2] = ["secret", "tenant"];

/// A failure that is known and tolerated for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Deviation {
    /// The claim that is broken.
    pub claim: Claim,
    /// The operation that breaks it.
    pub operation: &'static str,
    /// The one case that shows it; without it every case of the operation.
    pub case: Option<String>,
    /// Why it is tolerated.
    pub reason: String,
    /// Who fixes it.
    pub owner: String,
    /// Where that is tracked.
    pub link: String,
    /// Since when it is known.
    pub opened: Date,
    /// The last day on which it is tolerated.
    pub expires: Date,
}

impl Deviation {
    /// Whether it is about a claim in a case.
    pub(crate) fn covers(&self, claim: &str, operation: &str, case: &str) -> bool {
        self.claim.id == claim && self.operation == operation && self.case.as_deref().is_none_or(|id| id == case)
    }

    /// Days that are left on a day; negative once it has expired.
    pub(crate) fn days_left(&self, today: Date) -> i32 {
        days(today, self.expires)
    }
}

/// Days from one date to another.
pub(super) fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// Why no entry may excuse a claim, if none may.
pub(super) fn refusal(claim: &Claim) -> Option<String> {
    if !claim.class.may_fail() {
        return Some(format!("the class of `{}` is `{}`, so it never fails a run", claim.id, claim.class));
    }
    let speaks_of = |word: &&&str| claim.id.contains(**word) || claim.text.to_lowercase().contains(**word);
    NEVER.iter().find(speaks_of).map(|word| format!("`{}` is about {word}s, which no entry may excuse", claim.id))
}

/// The claims that an entry may name.
pub(super) fn excusable() -> impl Iterator<Item = &'static str> {
    claim::ALL.iter().filter(|claim| refusal(claim).is_none()).map(|claim| claim.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_claim_about_secrets_or_tenants_can_be_excused() {
        for claim in claim::ALL {
            let text = format!("{} {}", claim.id, claim.text).to_lowercase();
            let is_excusable = excusable().any(|id| id == claim.id);
            let may = claim.class.may_fail() && !text.contains("secret") && !text.contains("tenant");
            assert_eq!(is_excusable, may, "{}", claim.id);
        }
        for id in
            ["secret.shown_once", "item.no_secrets", "tenant.wall", "list.tenant", "secrets.limit", "auth.no_echo"]
        {
            assert!(!excusable().any(|known| known == id), "{id}");
        }
        let rest: Vec<&str> = excusable().collect();
        insta::assert_debug_snapshot!("claims_that_an_entry_may_name", rest);
    }
}
