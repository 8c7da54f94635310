//! Looks for the API under the prefixes that gateways usually put in front of it.

use authms_spec::operation::LIST_CLIENTS;

use super::behind::Behind;
use crate::http::{caller::Caller, request::Request, session::Session};

/// Prefixes in use (spec/SOURCES.md).
const KNOWN: [&str; 3] = ["/api/v1", "/oauth/api/v1", "/bff/oauth/api/v1"];

/// Tries the known prefixes, without any token: whatever is there instead of the API must not see one. A hint that names
/// the base URL which looks like the API, or those that were tried.
pub(super) async fn hint(session: &Session<'_>) -> String {
    let target = session.target();
    let mut tried = Vec::new();
    for prefix in KNOWN {
        let beside = target.at_path(prefix);
        let url = beside.base_url().to_owned();
        if url == target.base_url() {
            continue;
        }
        let request = Request::to(LIST_CLIENTS).query("page_size", 1).by(Caller::Nobody);
        if let Ok(exchange) = session.probe(&beside, request).await
            && Behind::of(&exchange) == Behind::Api
        {
            return format!("{url} looks like the API: pass it with --base-url");
        }
        tried.push(prefix);
    }
    let tried = tried.join(", ");
    format!("nothing under {tried} looks like the API either; ask for the prefix that the gateway puts in front of it")
}
