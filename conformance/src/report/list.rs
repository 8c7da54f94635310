//! The cases as `list` shows them.

use super::columns::hanging;
use crate::case::{definition::Case, step::Need};

/// The id of a case and what it shows.
#[must_use]
pub fn short(case: &Case) -> String {
    format!("{}\n{}", case.id, hanging("    ", &case.description))
}

/// A case with its operation, what it touches and needs, and its claims with their sources.
#[must_use]
pub fn long(case: &Case) -> String {
    let mut out = short(case);
    let operation = case.operation;
    field(&mut out, "operation", &format!("{} {}", operation.method, operation.path));
    field(&mut out, "touches", &case.touches.to_string());
    for need in &case.needs {
        field(&mut out, "needs", in_words(*need));
    }
    for claim in &case.claims {
        field(&mut out, "claim", &format!("{} ({}): {}", claim.id, claim.class, claim.text));
        field(&mut out, "source", claim.source);
    }
    out
}

fn field(out: &mut String, name: &str, text: &str) {
    out.push_str(&hanging(&format!("    {name:<10}  "), text));
}

fn in_words(need: Need) -> &'static str {
    match need {
        Need::UserToken => "a token of a user who is not an administrator (AUTHMS_USER_TOKEN, --user-token)",
        Need::OtherTenantToken => {
            "a token of an administrator of another tenant (AUTHMS_OTHER_TENANT_TOKEN, --other-tenant-token)"
        }
        Need::Bystander => "a second client to watch (--bystander-id)",
    }
}
