//! A server that ignores, empties or garbles a single field of the update.

use authms_spec::{Claim, claim, operation};
use serde_json::{Value, json};

use super::{Defect, defect};
use crate::defect_proxy::Rewrite;

const STRINGS: [&str; 8] =
    ["fapi_profile", "jwks_uri", "logo_url", "name", "privacy_policy", "status", "terms_url", "website"];
const LISTS: [&str; 4] = ["client_auth_methods", "grant_types", "redirect_uris", "scopes"];

pub(super) fn defects() -> Vec<Defect> {
    let mut all: Vec<Defect> = STRINGS.into_iter().map(string_ignored).collect();
    all.push(defect(
        "is_confidential is ignored",
        &[claim::UPDATE_APPLIES],
        Rewrite::request(|request| {
            request.change(|body| body.retain(|name, value| name != "is_confidential" || !value.is_boolean()))
        }),
    ));
    all.extend(
        LISTS.into_iter().flat_map(|field| [list_ignored(field), list_not_cleared(field), list_appended(field)]),
    );
    all.extend(["scopes", "grant_types", "client_auth_methods"].map(omitted_list_cleared));
    all.extend(["logo_url", "jwks_uri", "terms_url"].map(omitted_string_cleared));
    all
}

fn is_text_list(value: &Value) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(Value::is_string))
}

fn string_ignored(field: &'static str) -> Defect {
    let claims: &[Claim] = match field {
        "name" => &[claim::UPDATE_APPLIES, claim::TEXT_PRESERVED, claim::SDK_AGREES],
        "status" => &[claim::UPDATE_APPLIES, claim::LIST_FILTERS_STATUS],
        _ => &[claim::UPDATE_APPLIES],
    };
    let rewrite = Rewrite::request(move |request| {
        request.change(|body| body.retain(|name, value| name != field || !value.is_string()))
    });
    defect(format!("{field} is ignored"), claims, rewrite)
}

fn list_ignored(field: &'static str) -> Defect {
    let mut claims = vec![claim::UPDATE_REPLACES_LISTS, claim::UPDATE_CLEARS_LISTS];
    claims.extend(matches!(field, "grant_types" | "scopes").then_some(claim::SDK_AGREES));
    let rewrite = Rewrite::request(move |request| {
        request.change(|body| body.retain(|name, value| name != field || !is_text_list(value)))
    });
    defect(format!("{field} is ignored"), &claims, rewrite)
}

fn list_not_cleared(field: &'static str) -> Defect {
    let mut claims = vec![claim::UPDATE_CLEARS_LISTS];
    claims.extend((field == "grant_types").then_some(claim::SDK_AGREES));
    let rewrite = Rewrite::request(move |request| {
        request.change(|body| body.retain(|name, value| name != field || value != &json!([])))
    });
    defect(format!("an empty {field} is ignored"), &claims, rewrite)
}

/// The server adds to the list what it had before.
fn list_appended(field: &'static str) -> Defect {
    let mut claims = vec![claim::UPDATE_REPLACES_LISTS];
    claims.extend((field == "scopes").then_some(claim::SDK_AGREES));
    let rewrite = Rewrite::request(move |request| {
        request.change(|body| {
            if let Some(items) = body.get_mut(field).and_then(Value::as_array_mut).filter(|items| !items.is_empty()) {
                items.push(json!("https://old.example.com/left-over"));
            }
        });
    });
    defect(format!("{field} keeps old items"), &claims, rewrite)
}

fn omitted_list_cleared(field: &'static str) -> Defect {
    let rewrite = Rewrite::request(move |request| {
        if request.calls(operation::UPDATE_CLIENT) {
            request.change(|body| {
                body.entry(field).or_insert(json!([]));
            });
        }
    });
    defect(format!("an omitted {field} is cleared"), &[claim::UPDATE_MERGE], rewrite)
}

fn omitted_string_cleared(field: &'static str) -> Defect {
    let rewrite = Rewrite::request(move |request| {
        if request.calls(operation::UPDATE_CLIENT) {
            request.change(|body| {
                body.entry(field).or_insert(json!(""));
            });
        }
    });
    defect(format!("an omitted {field} is cleared"), &[claim::UPDATE_MERGE], rewrite)
}
