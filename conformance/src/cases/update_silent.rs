//! `update_client` where the contract is silent: what a server does is written down, and never judged.

use serde_json::{Value, json};

use super::case;
use crate::{
    caller::Caller,
    case::Case,
    context::CaseContext,
    item::{canonical, readable_request_fields},
    request::Request,
    samples::unknown_id,
    step::{Need, Step},
};

const UPDATE: &str = "update_client";

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(UPDATE, "null_in_a_field", ["silent.null"], run => {
            let mut seen = Vec::new();
            for field in readable_request_fields() {
                seen.push((field, effect(run, field, &Value::Null).await?));
            }
            run.observe("silent.null", summarise("null", &seen));
        }),
        case!(UPDATE, "empty_string_in_a_field", ["silent.empty_string"], run => {
            let mut seen = Vec::new();
            for field in ["fapi_profile", "jwks_uri", "logo_url", "name", "privacy_policy", "status", "terms_url", "website"] {
                seen.push((field, effect(run, field, &json!("")).await?));
            }
            run.observe("silent.empty_string", summarise("\"\"", &seen));
        }),
        case!(UPDATE, "unknown_field", ["silent.unknown_fields"], run => {
            let before = run.read().await?;
            let exchange = run.send(put(run, &json!({ "clientName": "Conformance" }))).await?;
            let changed = before.differences(&run.read().await?).contains(&"name");
            let what = match (exchange.status, changed) {
                (200, false) => "is ignored".to_owned(),
                (200, true) => "is taken for `name`".to_owned(),
                (status, _) => format!("is refused with {status}"),
            };
            run.observe("silent.unknown_fields", format!("`clientName` {what}"));
        }),
        case!(UPDATE, "unknown_status_value", ["silent.unknown_status"], run => {
            let what = effect(run, "status", &json!("conformance-unknown")).await?;
            run.observe("silent.unknown_status", format!("status \"conformance-unknown\" {what}"));
        }),
        case!(UPDATE, "duplicates_and_order_in_a_list", ["silent.duplicates"], run => {
            let sent = json!(["profile", "openid", "profile"]);
            let what = effect(run, "scopes", &sent).await?;
            run.observe("silent.duplicates", format!("scopes [\"profile\",\"openid\",\"profile\"] {what}"));
        }),
        case!(UPDATE, "order_of_checks", ["silent.check_order"], run => {
            let bad = json!({ "name": 7 });
            let unknown = unknown_id();
            let nobody = run.send(Request::to(UPDATE).client(&unknown).by(Caller::Nobody).json(&bad)).await?.status;
            let user = run.send(Request::to(UPDATE).client(&unknown).by(Caller::User).json(&bad)).await?.status;
            let admin = run.send(Request::to(UPDATE).client(&unknown).json(&bad)).await?.status;
            run.observe("silent.check_order", format!("bad body, unknown id: {nobody} without a token, {user} as a user, {admin} as an administrator"));
        })
        .needing(Need::UserToken),
    ]
}

fn put(run: &CaseContext<'_>, body: &Value) -> Request {
    Request::to(UPDATE).client(run.client_id()).json(body).or_status(&[409, 422])
}

/// Writes one field and says in words what became of it; then puts it back as far as the server allows.
async fn effect(run: &CaseContext<'_>, field: &'static str, value: &Value) -> Step<String> {
    let before = run.read().await?;
    let exchange = run.send(put(run, &json!({ field: value }))).await?;
    let after = run.read().await?;
    let (was, is, sent) = (before.value(field), after.value(field), canonical(field, value));
    if was != is {
        run.send(put(run, &before.restoring_body(&[field]))).await?;
    }
    Ok(match exchange.status {
        200 if was == is && is != sent => "is ignored".to_owned(),
        200 if was == is => "changes nothing that was not so before".to_owned(),
        200 if is.is_null() => "clears it".to_owned(),
        200 if is == sent => "is stored as sent".to_owned(),
        200 => format!("is stored as {is}"),
        status => format!("is refused with {status}"),
    })
}

/// Groups fields with the same effect: `null clears it: scopes, name; is ignored: status`.
fn summarise(what: &str, seen: &[(&str, String)]) -> String {
    let mut effects: Vec<&String> = seen.iter().map(|(_, effect)| effect).collect();
    effects.sort();
    effects.dedup();
    let groups = effects.into_iter().map(|effect| {
        let fields: Vec<&str> = seen.iter().filter(|(_, other)| other == effect).map(|(field, _)| *field).collect();
        format!("{what} {effect}: {}", fields.join(", "))
    });
    groups.collect::<Vec<String>>().join("; ")
}
