//! `update_client`: bodies that must be refused, after which nothing may have been stored.

use authms_spec::{
    Field, FieldType,
    claim::{UPDATE_REJECTS_MALFORMED, UPDATE_REJECTS_WHOLE, UPDATE_REJECTS_WRONG_TYPES},
    operation::UPDATE_CLIENT,
};
use serde_json::{Value, json};

use crate::{
    case::{
        definition::{Case, case},
        step::Touches,
    },
    judging::item::request_fields,
};

pub(super) fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = request_fields().iter().map(refuses_wrong_types).collect();
    cases.extend(malformed().into_iter().map(|(name, what, body)| refuses_malformed(name, what, body)));
    cases.push(case!(
        UPDATE_CLIENT,
        "refuses_the_whole_body_for_one_wrong_field",
        "One field of a wrong type among good ones is refused with 400, and none of them is stored.",
        touches = Touches::Subject,
        claims = [UPDATE_REJECTS_WRONG_TYPES, UPDATE_REJECTS_WHOLE],
        async |run| {
            let body = json!({ "website": run.website("half"), "name": run.name("half"), "scopes": 7 });
            let request = run.on_subject(UPDATE_CLIENT).json(&body);
            let what = "one wrong field among good ones".to_owned();
            run.refuses(UPDATE_REJECTS_WRONG_TYPES, vec![(what, request)]).await?;
        }
    ));
    cases
}

/// Every JSON type that the field does not have, except `null`, alone or in a list: what that does is a silent point.
fn refuses_wrong_types(field: &'static Field) -> Case {
    let name = field.name.as_str();
    case!(
        UPDATE_CLIENT,
        format!("refuses_{name}_of_another_type"),
        format!("`{name}` with a value of the wrong type is refused with 400, and nothing is stored."),
        touches = Touches::Subject,
        claims = [UPDATE_REJECTS_WRONG_TYPES, UPDATE_REJECTS_WHOLE],
        async |run| {
            let update = |value: Value| {
                let request = run.on_subject(UPDATE_CLIENT).json(&json!({ name: value }));
                (format!("{name} = {value}"), request)
            };
            let updates = of_another_type(field.field_type).into_iter().map(update).collect();
            run.refuses(UPDATE_REJECTS_WRONG_TYPES, updates).await?;
        }
    )
}

fn of_another_type(field_type: FieldType) -> Vec<Value> {
    match field_type {
        FieldType::Strings => {
            vec![json!("text"), json!(7), json!(true), json!({}), json!([7]), json!([["text"]])]
        }
        FieldType::Boolean => vec![json!("true"), json!(1), json!([]), json!({})],
        FieldType::Integer => vec![json!("7"), json!(true), json!([7]), json!({})],
        _ => vec![json!(7), json!(true), json!(["text"]), json!({ "text": "text" })],
    }
}

fn refuses_malformed(name: &'static str, what: &'static str, body: &'static str) -> Case {
    case!(
        UPDATE_CLIENT,
        format!("refuses_{name}"),
        format!("{what} is refused with 400, and nothing is stored."),
        touches = Touches::Subject,
        claims = [UPDATE_REJECTS_MALFORMED, UPDATE_REJECTS_WHOLE],
        async |run| {
            let request = run.on_subject(UPDATE_CLIENT).raw("application/json", body.replace("{name}", &run.name("malformed")));
            run.refuses(UPDATE_REJECTS_MALFORMED, vec![(name.to_owned(), request)]).await?;
        }
    )
}

fn malformed() -> [(&'static str, &'static str, &'static str); 9] {
    [
        ("a_body_that_breaks_off", "A truncated body", r#"{"name":"#),
        ("an_empty_body", "An empty body", ""),
        ("a_list", "The body `[]`", "[]"),
        ("a_list_of_updates", "A list of updates", r#"[{"name":"{name}"}]"#),
        ("a_string", "A string instead of an object", r#""name""#),
        ("a_number", "A number instead of an object", "7"),
        ("true", "The body `true`", "true"),
        ("a_comment", "A comment in the object", r#"{"name":"{name}" /* comment */}"#),
        ("a_trailing_comma", "A trailing comma", r#"{"name":"{name}",}"#),
    ]
}
