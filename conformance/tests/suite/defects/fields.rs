//! A server that ignores, empties or garbles a single field of the update. A new field of the contract gets its defects
//! by its type; a field has a line here only where other cases judge it as well.

use authms_spec::{Claim, Field, FieldType, claim, contract};
use serde_json::{Value, json};

use super::{Defect, defect};
use crate::defect_proxy::Rewrite;

/// Fields that no defect clears when they are omitted: those of the other fields of their type show the same.
const OTHERS_STAND_FOR: [&str; 6] = ["fapi_profile", "name", "privacy_policy", "redirect_uris", "status", "website"];

pub(super) fn defects() -> Vec<Defect> {
    let shown = contract().properties("OAuthClientItem");
    let fields = contract().fields("UpdateClientRequest");
    fields.iter().filter(|field| shown.contains(&field.name.as_str())).flat_map(of).collect()
}

/// The defects of one field, by its type.
fn of(field: &Field) -> Vec<Defect> {
    let mut defects = vec![ignored(field)];
    if field.field_type == FieldType::Strings {
        defects.extend([cleared_wrongly(field), appended(field)]);
    }
    match field.field_type {
        _ if OTHERS_STAND_FOR.contains(&field.name.as_str()) => {}
        FieldType::Strings => defects.push(omitted(field, json!([]))),
        FieldType::String => defects.push(omitted(field, json!(""))),
        _ => {}
    }
    defects
}

/// Whether a value has the type of a field: one of another type must still be refused.
fn fits(field_type: FieldType, value: &Value) -> bool {
    match field_type {
        FieldType::String => value.is_string(),
        FieldType::Boolean => value.is_boolean(),
        FieldType::Integer => value.is_i64(),
        FieldType::Strings => value.as_array().is_some_and(|items| items.iter().all(Value::is_string)),
        FieldType::Object | FieldType::Objects | FieldType::Other => true,
    }
}

/// Drops a field from an update if its value passes the condition.
fn dropped(field: &Field, condition: impl Fn(&Value) -> bool + Send + Sync + 'static) -> Rewrite {
    let field = field.name.clone();
    Rewrite::request(move |request| {
        request.change(|body| body.retain(|name, value| *name != field || !condition(value)));
    })
}

fn ignored(field: &Field) -> Defect {
    let mut claims: Vec<Claim> = match field.field_type {
        FieldType::Strings => vec![claim::UPDATE_REPLACES_LISTS],
        _ => vec![claim::UPDATE_APPLIES],
    };
    // Other cases write these as well.
    claims.extend(match field.name.as_str() {
        "name" => vec![claim::TEXT_PRESERVED, claim::SDK_AGREES],
        "status" => vec![claim::LIST_FILTERS_STATUS],
        "grant_types" | "scopes" => vec![claim::SDK_AGREES],
        _ => vec![],
    });
    let field_type = field.field_type;
    defect(format!("{} is ignored", field.name), &claims, dropped(field, move |value| fits(field_type, value)))
}

/// Whether an empty list empties the old one is open; that it becomes another one is not.
fn cleared_wrongly(field: &Field) -> Defect {
    let name = field.name.clone();
    let rewrite = Rewrite::request(move |request| {
        request.change(|body| {
            if body.get(&name) == Some(&json!([])) {
                body.insert(name.clone(), json!(["https://default.example.com"]));
            }
        });
    });
    defect(format!("an empty {} becomes a default", field.name), &[claim::UPDATE_CLEARS_LISTS], rewrite)
}

/// The server adds to the list what it had before.
fn appended(field: &Field) -> Defect {
    let mut claims = vec![claim::UPDATE_REPLACES_LISTS];
    claims.extend(["grant_types", "scopes"].contains(&field.name.as_str()).then_some(claim::SDK_AGREES));
    let name = field.name.clone();
    let rewrite = Rewrite::request(move |request| {
        request.change(|body| {
            if let Some(items) = body.get_mut(&name).and_then(Value::as_array_mut).filter(|items| !items.is_empty()) {
                items.push(json!("https://old.example.com/left-over"));
            }
        });
    });
    defect(format!("{} keeps old items", field.name), &claims, rewrite)
}

fn omitted(field: &Field, empty: Value) -> Defect {
    let name = field.name.clone();
    let rewrite = Rewrite::request(move |request| {
        request.change(|body| {
            body.entry(name.clone()).or_insert(empty.clone());
        });
    });
    defect(format!("an omitted {} is cleared", field.name), &[claim::UPDATE_MERGE], rewrite)
}
