//! `update_client`: bodies that must be refused, after which nothing may have been stored.

use authms_spec::{
    Field, FieldType,
    claim::{HTTP_CONTENT_TYPE, UPDATE_REJECTS_MALFORMED, UPDATE_REJECTS_WHOLE, UPDATE_REJECTS_WRONG_TYPES},
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
            let body = json!({ "website": "https://half.example.com", "name": "Conformance half", "scopes": 7 });
            let request = run.on_subject(UPDATE_CLIENT).json(&body);
            run.refuses(UPDATE_REJECTS_WRONG_TYPES, "one wrong field among good ones", request).await?;
        }
    ));
    cases.extend(["text/plain", "application/x-www-form-urlencoded", "application/xml"].map(refuses_media_type));
    cases
}

/// Every JSON type that the field does not have, except `null`: what that does is a silent point.
fn refuses_wrong_types(field: &'static Field) -> Case {
    let name = field.name.as_str();
    case!(
        UPDATE_CLIENT,
        format!("refuses_{name}_of_another_type"),
        format!("`{name}` with a value of the wrong type is refused with 400, and nothing is stored."),
        touches = Touches::Subject,
        claims = [UPDATE_REJECTS_WRONG_TYPES, UPDATE_REJECTS_WHOLE],
        async |run| {
            for value in of_another_type(field.field_type) {
                let what = format!("{name} = {value}");
                let request = run.on_subject(UPDATE_CLIENT).json(&json!({ name: value }));
                run.refuses(UPDATE_REJECTS_WRONG_TYPES, &what, request).await?;
            }
        }
    )
}

fn of_another_type(field_type: FieldType) -> Vec<Value> {
    match field_type {
        FieldType::Strings => {
            vec![json!("text"), json!(7), json!(true), json!({}), json!([7]), json!(["text", null]), json!([["text"]])]
        }
        FieldType::Boolean => vec![json!("true"), json!(1), json!([]), json!({})],
        FieldType::Integer => vec![json!("7"), json!(true), json!([7]), json!({})],
        _ => vec![json!(7), json!(true), json!(["text"]), json!({ "text": "text" })],
    }
}

fn refuses_malformed(name: &'static str, what: &'static str, body: &'static [u8]) -> Case {
    case!(
        UPDATE_CLIENT,
        format!("refuses_{name}"),
        format!("{what} is refused with 400, and nothing is stored."),
        touches = Touches::Subject,
        claims = [UPDATE_REJECTS_MALFORMED, UPDATE_REJECTS_WHOLE],
        async |run| {
            let request = run.on_subject(UPDATE_CLIENT).raw("application/json", body);
            run.refuses(UPDATE_REJECTS_MALFORMED, name, request).await?;
        }
    )
}

fn malformed() -> [(&'static str, &'static str, &'static [u8]); 12] {
    [
        ("a_body_that_breaks_off", "A truncated body", br#"{"name":"#),
        ("an_empty_body", "An empty body", b""),
        ("a_list", "The body `[]`", b"[]"),
        ("a_list_of_updates", "A list of updates", br#"[{"name":"Conformance listed"}]"#),
        ("a_string", "A string instead of an object", br#""name""#),
        ("a_number", "A number instead of an object", b"7"),
        ("true", "The body `true`", b"true"),
        ("null", "The body `null`", b"null"),
        ("text_behind_the_object", "Text behind the object", br#"{"name":"Conformance tail"} tail"#),
        ("a_comment", "A comment in the object", br#"{"name":"Conformance" /* comment */}"#),
        ("a_trailing_comma", "A trailing comma", br#"{"name":"Conformance",}"#),
        ("invalid_utf8", "A body with invalid UTF-8", b"{\"name\":\"\xff\xfe\"}"),
    ]
}

fn refuses_media_type(media_type: &'static str) -> Case {
    let name = media_type.rsplit('/').next().unwrap_or_default().replace('-', "_");
    case!(
        UPDATE_CLIENT,
        format!("refuses_{name}"),
        format!("A body under `{media_type}` is refused, and nothing is stored."),
        touches = Touches::Subject,
        claims = [HTTP_CONTENT_TYPE],
        async |run| {
            let before = run.read().await?;
            let request = run.on_subject(UPDATE_CLIENT).or_status(&[415]);
            let exchange = run.act(request.raw(media_type, r#"{"name":"Conformance form"}"#)).await?;
            run.claim(HTTP_CONTENT_TYPE).status_in(&exchange, &[415, 400]);
            run.unchanged(HTTP_CONTENT_TYPE, &before, &exchange).await?;
        }
    )
}
