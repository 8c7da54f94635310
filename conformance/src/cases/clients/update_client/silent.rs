//! `update_client` where the contract is silent: what the server does is recorded and never judged.

use std::collections::BTreeMap;

use authms_spec::{
    FieldType,
    claim::{
        SILENT_CHECK_ORDER, SILENT_DUPLICATES, SILENT_EMPTY_STRING, SILENT_NULL, SILENT_UNKNOWN_FIELDS,
        SILENT_UNKNOWN_STATUS,
    },
    operation::UPDATE_CLIENT,
};
use serde_json::{Value, json};

use crate::{
    case::{
        context::CaseContext,
        definition::{Case, case},
        samples::unknown_id,
        step::{Need, Step, Touches},
    },
    http::{caller::Caller, request::Request},
    judging::item::{canonical, writable_fields, writable_names},
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            UPDATE_CLIENT,
            "null_in_a_field",
            "The effect of `null` in each field is recorded.",
            touches = Touches::Subject,
            claims = [SILENT_NULL],
            async |run| {
                let effects = effects(run, writable_names(), &Value::Null).await?;
                run.claim(SILENT_NULL).observe(effects);
            }
        ),
        case!(
            UPDATE_CLIENT,
            "empty_string_in_a_field",
            "The effect of an empty string in each text field is recorded.",
            touches = Touches::Subject,
            claims = [SILENT_EMPTY_STRING],
            async |run| {
                let texts = writable_fields().filter(|field| field.field_type == FieldType::String);
                let texts = texts.map(|field| field.name.as_str()).collect();
                let effects = effects(run, texts, &json!("")).await?;
                run.claim(SILENT_EMPTY_STRING).observe(effects);
            }
        ),
        case!(
            UPDATE_CLIENT,
            "unknown_field",
            "The effect of an unknown field is recorded.",
            touches = Touches::Subject,
            claims = [SILENT_UNKNOWN_FIELDS],
            async |run| {
                let before = run.read().await?;
                let exchange = run.send(put(run, &json!({ "clientName": "Conformance" }))).await?;
                let changed = before.differences(&run.read().await?).contains(&"name");
                let what = match (exchange.status, changed) {
                    (200, false) => "is ignored".to_owned(),
                    (200, true) => "is taken for `name`".to_owned(),
                    (status, _) => format!("is refused with {status}"),
                };
                run.claim(SILENT_UNKNOWN_FIELDS).observe(format!("`clientName` {what}"));
            }
        ),
        case!(
            UPDATE_CLIENT,
            "unknown_status_value",
            "The effect of an unknown status is recorded.",
            touches = Touches::Subject,
            claims = [SILENT_UNKNOWN_STATUS],
            async |run| {
                let what = effect(run, "status", &json!("conformance-unknown")).await?;
                run.claim(SILENT_UNKNOWN_STATUS).observe(format!("status \"conformance-unknown\" {what}"));
            }
        ),
        case!(
            UPDATE_CLIENT,
            "duplicates_and_order_in_a_list",
            "How duplicates and the order of a list are stored is recorded.",
            touches = Touches::Subject,
            claims = [SILENT_DUPLICATES],
            async |run| {
                let sent = json!(["profile", "openid", "profile"]);
                let what = effect(run, "scopes", &sent).await?;
                run.claim(SILENT_DUPLICATES).observe(format!("scopes {sent} {what}"));
            }
        ),
        case!(
            UPDATE_CLIENT,
            "order_of_checks",
            "Which of several faults of a request decides its status is recorded.",
            touches = Touches::OwnClients,
            claims = [SILENT_CHECK_ORDER],
            needs = [Need::UserToken],
            async |run| {
                let request = Request::to(UPDATE_CLIENT).client(&unknown_id()).json(&json!({ "name": 7 }));
                let nobody = run.send(request.clone().by(Caller::Nobody)).await?.status;
                let user = run.send(request.clone().by(Caller::User)).await?.status;
                let admin = run.send(request).await?.status;
                run.claim(SILENT_CHECK_ORDER).observe(format!(
                    "bad body, unknown id: {nobody} without a token, {user} as a user, {admin} as an administrator"
                ));
            }
        ),
    ]
}

fn put(run: &CaseContext<'_>, body: &Value) -> Request {
    run.on_subject(UPDATE_CLIENT).json(body).or_status(&[409, 422])
}

/// Writes one field and says in words what the effect was; then puts it back as far as the server allows.
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

/// The effects of a value, with the fields that have them: `null clears it: scopes, name; null is ignored: status`.
async fn effects(run: &CaseContext<'_>, fields: Vec<&'static str>, value: &Value) -> Step<String> {
    let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for field in fields {
        groups.entry(effect(run, field, value).await?).or_default().push(field);
    }
    let groups = groups.into_iter().map(|(effect, fields)| format!("{value} {effect}: {}", fields.join(", ")));
    Ok(groups.collect::<Vec<String>>().join("; "))
}
