//! `update_client`, field by field: each field is written twice, and each time every other field is compared.

use authms_spec::{
    Field, FieldType,
    claim::{
        ITEM_CREATED_AT, ITEM_IDENTITY, ITEM_READ_ONLY, UNOBSERVABLE_JWKS, UPDATE_APPLIES, UPDATE_MERGE,
        UPDATE_REPLACES_LISTS, UPDATE_RETURNS_ITEM,
    },
    operation::UPDATE_CLIENT,
};
use serde_json::json;

use crate::{
    case::{
        definition::{Case, case},
        samples,
        step::Touches,
    },
    judging::item::writable_fields,
};

pub(super) fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = writable_fields().map(writes).collect();
    cases.push(writes_jwks());
    cases.push(case!(
        UPDATE_CLIENT,
        "writes_all_fields_together",
        "An update with every field writes every field.",
        touches = Touches::Subject,
        claims = [UPDATE_APPLIES, UPDATE_REPLACES_LISTS],
        async |run| {
            for turn in [0, 1] {
                run.update(&run.full_update(turn)).await?;
            }
        }
    ));
    cases
}

fn writes(field: &'static Field) -> Case {
    let name = field.name.as_str();
    let claim = if field.field_type == FieldType::Strings { UPDATE_REPLACES_LISTS } else { UPDATE_APPLIES };
    case!(
        UPDATE_CLIENT,
        format!("writes_{name}"),
        format!("An update of `{name}` writes it and keeps every other field."),
        touches = Touches::Subject,
        claims = [claim, UPDATE_MERGE, ITEM_IDENTITY, ITEM_CREATED_AT, ITEM_READ_ONLY, UPDATE_RETURNS_ITEM],
        async |run| {
            let [first, second] = run.values(field);
            if samples::are_certain(field) {
                run.update(&json!({ name: first })).await?;
            } else {
                run.applies_if_accepted(name, &first).await?;
            }
            run.update(&json!({ name: second })).await?;
        }
    )
}

fn writes_jwks() -> Case {
    case!(
        UPDATE_CLIENT,
        "writes_jwks",
        "An update of `jwks` is accepted; no response shows whether it is stored.",
        touches = Touches::Subject,
        claims = [UNOBSERVABLE_JWKS],
        async |run| {
            let claim = run.claim(UNOBSERVABLE_JWKS);
            if !run.may_write_what_no_read_shows() {
                claim.unobservable("jwks is left alone: no response shows it, so it could not be put back");
                return Ok(());
            }
            run.update(&json!({ "jwks": samples::jwks() })).await?;
            claim.unobservable("an update of jwks is accepted; whether it is stored, no response shows");
        }
    )
}
