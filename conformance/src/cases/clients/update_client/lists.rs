//! `update_client` with empty lists: whether one empties the old list, the contract leaves open, but it does nothing else.

use authms_spec::{
    Field, FieldType,
    claim::{HTTP_NO_SERVER_ERROR, SILENT_EMPTY_LIST, UPDATE_CLEARS_LISTS, UPDATE_MERGE, UPDATE_REJECTS_WHOLE},
    operation::UPDATE_CLIENT,
};
use serde_json::json;

use crate::{
    case::{
        definition::{Case, case},
        step::Touches,
    },
    judging::item::{writable_fields, writable_names},
};

pub(super) fn cases() -> Vec<Case> {
    writable_fields().filter(|field| field.field_type == FieldType::Strings).map(clears).collect()
}

fn clears(field: &'static Field) -> Case {
    let name = field.name.as_str();
    case!(
        UPDATE_CLIENT,
        format!("an_empty_list_of_{name}"),
        format!("An empty list empties `{name}`, keeps it, or is refused, which is recorded; it does nothing else."),
        touches = Touches::Subject,
        claims = [UPDATE_CLEARS_LISTS, UPDATE_MERGE, UPDATE_REJECTS_WHOLE, SILENT_EMPTY_LIST, HTTP_NO_SERVER_ERROR],
        async |run| {
            let [_, full] = run.values(field);
            run.arrange(&json!({ name: full })).await?;
            let before = run.read().await?;
            let update = run.on_subject(UPDATE_CLIENT).json(&json!({ name: [] })).or_status(&[409, 422]);
            let exchange = run.send(update).await?;
            run.no_server_error(&exchange);
            let after = run.read().await?;
            let (was, is) = (before.value(name), after.value(name));
            let (refused, cleared) = (exchange.status >= 400, is.is_null());
            let claim = if refused { UPDATE_REJECTS_WHOLE } else { UPDATE_CLEARS_LISTS };
            let expected = format!("{name}: {was}{}", if refused { "" } else { ", or unset" });
            run.claim(claim).on(&exchange).holds(expected, was == is || cleared && !refused, format!("{name}: {is}"));
            for other in writable_names().into_iter().filter(|other| *other != name) {
                run.claim(UPDATE_MERGE).on(&exchange).same_field(other, &before, &after);
            }
            let effect = match exchange.status {
                200..300 if cleared => "empties it".to_owned(),
                200..300 => "is ignored".to_owned(),
                status => format!("is refused with {status}"),
            };
            let claim = run.claim(SILENT_EMPTY_LIST).on(&exchange).with_value(json!({ name: effect }));
            claim.observe(format!("{name}: [] {effect}"));
            run.is_moot(if refused { UPDATE_CLEARS_LISTS } else { UPDATE_REJECTS_WHOLE });
            if was != is {
                run.arrange(&json!({ name: full })).await?;
            }
        }
    )
}
