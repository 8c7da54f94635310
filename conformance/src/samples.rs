//! Values that the suite writes.

use serde_json::{Value, json};

use crate::session::Session;

/// A body that creates a client under a name that only this run gives.
pub(crate) fn new_client(session: &Session<'_>, purpose: &str) -> Value {
    json!({
        "name": session.name(purpose),
        "redirect_uris": ["https://one.example.com/callback"],
        "scopes": ["openid", "profile"],
        "grant_types": ["authorization_code", "refresh_token"],
        "client_auth_methods": ["client_secret_basic"],
        "is_confidential": true,
        "logo_url": "https://one.example.com/logo.png",
        "privacy_policy": "https://one.example.com/privacy",
        "terms_url": "https://one.example.com/terms",
        // A second mark beside the name, which cases change.
        "website": format!("https://{}.conformance.invalid", session.run()),
    })
}

/// An id that no client has, new for every call.
pub(crate) fn unknown_id() -> String {
    format!("conformance-{:016x}", fastrand::u64(..))
}
