//! Tokens, stats and audit log of a client: what can be said of one to which nothing was issued.

use serde_json::json;

use super::case;
use crate::{case::Case, request::Request, samples::unknown_id};

const LIST: &str = "list_client_tokens";
const REVOKE: &str = "revoke_client_tokens";
const REVOKE_USER: &str = "revoke_user_tokens";
const STATS: &str = "get_client_stats";
const AUDIT: &str = "list_client_audit_logs";

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(LIST, "is_empty_for_a_new_client", ["tokens.listed"], run => {
            let id = run.scratch("tokens").await?;
            let exchange = run.act(Request::to(LIST).client(&id), None).await?;
            run.expect(&exchange, "tokens.listed", 200)?;
            let total = exchange.at("/total");
            run.check("tokens.listed", exchange.list("/items").is_empty() && (total.is_null() || *total == json!(0)), "no tokens", &exchange);
        }),
        case!(REVOKE, "counts_none_where_there_are_none", ["tokens.revoked", "tokens.grace"], run => {
            let id = run.scratch("revoke").await?;
            for request in [Request::to(REVOKE).client(&id), Request::to(REVOKE).client(&id).query("grace_period", 60)] {
                let grace = request.query.first().map(|(_, seconds)| seconds.clone());
                let exchange = run.act(request, None).await?;
                run.expect(&exchange, "tokens.revoked", 200)?;
                for field in ["revoked_access_tokens", "revoked_refresh_tokens"] {
                    let found = exchange.at(&format!("/data/{field}"));
                    run.check("tokens.revoked", found.is_null() || *found == json!(0), &format!("{field} is 0"), &exchange);
                }
                let shown = exchange.at("/data/grace_period");
                let right = grace.is_none_or(|seconds| shown.is_null() || shown.as_i64() == seconds.parse().ok());
                run.check("tokens.grace", right, "the grace period that was asked for", &exchange);
            }
        }),
        case!(REVOKE_USER, "counts_none_for_an_unknown_user", ["tokens.revoked"], run => {
            // Never a user who exists: their tokens would be gone.
            let exchange = run.act(Request::to(REVOKE_USER).param("user_id", &unknown_id()), None).await?;
            run.expect(&exchange, "tokens.revoked", 200)?;
            for field in ["revoked_access_tokens", "revoked_refresh_tokens"] {
                let found = exchange.at(&format!("/data/{field}"));
                run.check("tokens.revoked", found.is_null() || *found == json!(0), &format!("{field} is 0"), &exchange);
            }
        }),
        case!(STATS, "agree_with_the_tokens", ["stats.agree"], run => {
            let id = run.scratch("stats").await?;
            let exchange = run.act(Request::to(STATS).client(&id), None).await?;
            run.expect(&exchange, "stats.agree", 200)?;
            run.check("stats.agree", exchange.text("/data/client_id").is_none_or(|found| found == id), "this client's id", &exchange);
            for field in ["active_tokens", "active_refresh_tokens"] {
                let found = exchange.at(&format!("/data/{field}"));
                run.check("stats.agree", found.is_null() || *found == json!(0), &format!("{field} is 0"), &exchange);
            }
        }),
        case!(AUDIT, "is_a_list_of_entries", ["audit.shape", "silent.audit"], run => {
            let id = run.scratch("audit").await?;
            run.send(Request::to("update_client").client(&id).json(&json!({ "website": "https://audit.example.com" }))).await?;
            let refused = run.send(Request::to("update_client").client(&id).json(&json!({ "name": 7 })).or_status(&[422])).await?;
            let exchange = run.act(Request::to(AUDIT).client(&id), None).await?;
            run.expect(&exchange, "audit.shape", 200)?;
            let entries = exchange.list("/items");
            let whole = entries.iter().all(|entry| entry["timestamp"].is_null() || entry["timestamp"].is_i64());
            run.check("audit.shape", whole, "integer timestamps", &exchange);
            let actions: Vec<&str> = entries.iter().filter_map(|entry| entry["action"].as_str()).collect();
            run.observe("silent.audit", format!("after creating, updating, and an update refused with {}, the audit log has: {}", refused.status, if actions.is_empty() { "nothing".to_owned() } else { actions.join(", ") }));
        }),
    ]
}
