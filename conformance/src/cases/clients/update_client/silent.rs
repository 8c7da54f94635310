//! `update_client` where the contract is silent: what the server does is recorded and never judged.

use std::collections::BTreeMap;

use authms_spec::{
    FieldType,
    claim::{
        HTTP_NO_SERVER_ERROR, SILENT_CHECK_ORDER, SILENT_DUPLICATES, SILENT_EMPTY_STRING, SILENT_NULL,
        SILENT_PUBLIC_SECRETS, SILENT_SETTLE, SILENT_UNKNOWN_FIELDS, SILENT_UNKNOWN_STATUS,
    },
    operation::UPDATE_CLIENT,
};
use serde_json::{Value, json};

use crate::{
    case::{
        context::CaseContext,
        definition::{Case, case},
        step::{Need, Step, Touches},
    },
    cases::shared::statuses::{active, statuses},
    http::{caller::Caller, request::Request},
    judging::item::{Item, writable_fields, writable_names},
};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case!(
            UPDATE_CLIENT,
            "null_in_a_field",
            "The effect of `null` in each field is recorded.",
            touches = Touches::Subject,
            claims = [SILENT_NULL, HTTP_NO_SERVER_ERROR],
            async |run| {
                let effects = effects(run, writable_names(), &Value::Null).await?;
                run.claim(SILENT_NULL).with_value(json!(effects)).observe(in_words(&effects, &Value::Null));
            }
        ),
        case!(
            UPDATE_CLIENT,
            "empty_string_in_a_field",
            "The effect of an empty string in each text field is recorded.",
            touches = Touches::Subject,
            claims = [SILENT_EMPTY_STRING, HTTP_NO_SERVER_ERROR],
            async |run| {
                let texts = writable_fields().filter(|field| field.field_type == FieldType::String);
                let texts = texts.map(|field| field.name.as_str()).collect();
                let effects = effects(run, texts, &json!("")).await?;
                run.claim(SILENT_EMPTY_STRING).with_value(json!(effects)).observe(in_words(&effects, &json!("")));
            }
        ),
        case!(
            UPDATE_CLIENT,
            "unknown_field",
            "The effect of an unknown field is recorded.",
            touches = Touches::Subject,
            claims = [SILENT_UNKNOWN_FIELDS, HTTP_NO_SERVER_ERROR],
            async |run| {
                let before = run.before().await?;
                let exchange = run.send(put(run, &json!({ "clientName": run.name("unknown") }))).await?;
                run.no_server_error(&exchange);
                let changed = before.differences(&run.read().await?).contains(&"name");
                let what = match (exchange.status, changed) {
                    (200, false) => "is ignored".to_owned(),
                    (200, true) => "is taken for `name`".to_owned(),
                    (status, _) => format!("is refused with {status}"),
                };
                let value = json!({ "clientName": what });
                run.claim(SILENT_UNKNOWN_FIELDS).with_value(value).observe(format!("`clientName` {what}"));
            }
        ),
        case!(
            UPDATE_CLIENT,
            "unknown_status_value",
            "The effect of an unknown status is recorded.",
            touches = Touches::Subject,
            claims = [SILENT_UNKNOWN_STATUS, HTTP_NO_SERVER_ERROR],
            async |run| {
                let what = effect(run, "status", &json!("conformance-unknown")).await?;
                let claim = run.claim(SILENT_UNKNOWN_STATUS).with_value(json!({ "conformance-unknown": what }));
                claim.observe(format!("status \"conformance-unknown\" {what}"));
            }
        ),
        case!(
            UPDATE_CLIENT,
            "duplicates_and_order_in_a_list",
            "How duplicates and the order of a list are stored is recorded.",
            touches = Touches::Subject,
            claims = [SILENT_DUPLICATES, HTTP_NO_SERVER_ERROR],
            async |run| {
                let sent = json!(["profile", "openid", "profile"]);
                let what = effect(run, "scopes", &sent).await?;
                let value = json!({ "scopes": what });
                run.claim(SILENT_DUPLICATES).with_value(value).observe(format!("scopes {sent} {what}"));
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
                let request = Request::to(UPDATE_CLIENT).client(&run.unknown_id()).json(&json!({ "name": 7 }));
                let nobody = run.send(request.clone().by(Caller::Nobody)).await?.status;
                let user = run.send(request.clone().by(Caller::User)).await?.status;
                let admin = run.send(request).await?.status;
                let value = json!({ "nobody": nobody, "user": user, "admin": admin });
                run.claim(SILENT_CHECK_ORDER).with_value(value).observe(format!(
                    "bad body, unknown id: {nobody} without a token, {user} as a user, {admin} as an administrator"
                ));
            }
        ),
        case!(
            UPDATE_CLIENT,
            "secrets_of_a_client_that_turns_public",
            "What becomes of the secrets of a client that turns public is recorded.",
            touches = Touches::Scratch,
            claims = [SILENT_PUBLIC_SECRETS, HTTP_NO_SERVER_ERROR],
            async |run| {
                let before = active(&statuses(run, run.client_id()).await?);
                let turn = |confidential: bool| {
                    let body = json!({ "is_confidential": confidential });
                    run.on_subject(UPDATE_CLIENT).json(&body).or_status(&[409, 422])
                };
                let exchange = run.send(turn(false)).await?;
                run.no_server_error(&exchange);
                let after = active(&statuses(run, run.client_id()).await?);
                let status = exchange.status;
                let value = json!({ "before": before, "after": after, "status": status });
                let what = format!("{before} active secrets before, {after} after (status {status})");
                run.claim(SILENT_PUBLIC_SECRETS).with_value(value).observe(what);
                run.send(turn(true)).await?;
            }
        ),
        case!(
            UPDATE_CLIENT,
            "how_soon_a_write_shows",
            "The longest time until a read showed what was written is recorded.",
            // It sends nothing, and belongs to runs that write.
            touches = Touches::Subject,
            claims = [SILENT_SETTLE],
            async |run| {
                let slowest = run.slowest();
                let what = if slowest.is_zero() {
                    "every write shows in the first read after it".to_owned()
                } else {
                    format!("every write shows in the reads after {} ms", slowest.as_millis())
                };
                let value = json!({ "milliseconds": u64::try_from(slowest.as_millis()).unwrap_or(u64::MAX) });
                run.claim(SILENT_SETTLE).with_value(value).observe(what);
            }
        )
        .last(),
    ]
}

fn put(run: &CaseContext<'_>, body: &Value) -> Request {
    run.on_subject(UPDATE_CLIENT).json(body).or_status(&[409, 413, 415, 422]).odd()
}

/// Writes one field and says in words what the effect was; then puts it back as far as the server allows.
async fn effect(run: &CaseContext<'_>, field: &'static str, value: &Value) -> Step<String> {
    let before = run.before().await?;
    let exchange = run.send(put(run, &json!({ field: value }))).await?;
    run.no_server_error(&exchange);
    let after = run.read().await?;
    // Here, and only here, the order and the duplicates of a list count.
    let (was, is, sent) = (shown(&before, field), shown(&after, field), unset_as_null(value));
    if was != is {
        run.send(put(run, &before.restoring_body(&[field]))).await?;
    }
    Ok(match exchange.status {
        200 if was == is && is != sent => "is ignored".to_owned(),
        200 if was == is && is.is_null() => "leaves it unset".to_owned(),
        200 if was == is => "leaves it at this value".to_owned(),
        200 if is.is_null() => "clears it".to_owned(),
        200 if is == sent => "is stored as sent".to_owned(),
        200 => format!("is stored as {is}"),
        status => format!("is refused with {status}"),
    })
}

/// A field as the server spells it, and `null` if it is unset in any way.
fn shown(item: &Item, field: &str) -> Value {
    if item.value(field).is_null() { Value::Null } else { item.raw(field).cloned().unwrap_or_default() }
}

fn unset_as_null(value: &Value) -> Value {
    if *value == json!("") || *value == json!([]) { Value::Null } else { value.clone() }
}

/// The effect of a value on each field.
async fn effects(
    run: &CaseContext<'_>,
    fields: Vec<&'static str>,
    value: &Value,
) -> Step<BTreeMap<&'static str, String>> {
    let mut effects = BTreeMap::new();
    for field in fields {
        effects.insert(field, effect(run, field, value).await?);
    }
    Ok(effects)
}

/// The effects of a value, with the fields that have them: `null clears it: scopes, name; null is ignored: status`.
fn in_words(effects: &BTreeMap<&'static str, String>, value: &Value) -> String {
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (field, effect) in effects {
        groups.entry(effect).or_default().push(field);
    }
    let groups = groups.into_iter().map(|(effect, fields)| format!("{value} {effect}: {}", fields.join(", ")));
    groups.collect::<Vec<String>>().join("; ")
}
