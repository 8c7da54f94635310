//! `update_client`: bodies that must be refused, after which nothing may have been stored.

use serde_json::{Value, json};

use super::case;
use crate::{case::Case, request::Request};

const UPDATE: &str = "update_client";

pub(super) fn cases() -> Vec<Case> {
    let fields = authms_spec::contract().properties("UpdateClientRequest");
    let mut cases: Vec<Case> = fields.into_iter().map(refuses_wrong_types).collect();
    cases.extend(malformed().into_iter().map(|(name, body)| {
        case!(UPDATE, format!("refuses_{name}"), ["update.rejects_malformed", "update.rejects_whole"], run => {
            let request = Request::to(UPDATE).client(run.client_id()).raw("application/json", body);
            run.refuses("update.rejects_malformed", name, request).await?;
        })
    }));
    cases.push(case!(UPDATE, "refuses_the_whole_body_for_one_wrong_field", ["update.rejects_wrong_types", "update.rejects_whole"], run => {
        let body = json!({ "website": "https://half.example.com", "name": "Conformance half", "scopes": 7 });
        run.refuses("update.rejects_wrong_types", "one wrong field among good ones", Request::to(UPDATE).client(run.client_id()).json(&body)).await?;
    }));
    cases.extend(["text/plain", "application/x-www-form-urlencoded", "application/xml"].map(|media_type| {
        let name = format!("refuses_{}", media_type.rsplit('/').next().unwrap_or_default().replace('-', "_"));
        case!(UPDATE, name, ["http.content_type"], run => {
            let before = run.read().await?;
            let request = Request::to(UPDATE).client(run.client_id()).raw(media_type, r#"{"name":"Conformance form"}"#).or_status(&[415]);
            let exchange = run.act(request, None).await?;
            let refused = matches!(exchange.status, 400 | 415);
            run.judge("http.content_type", refused, "status 415, or 400", &format!("status {}", exchange.status), Some(&exchange));
            run.unchanged("http.content_type", &before, &exchange).await?;
        })
    }));
    cases
}

/// Every JSON type that the field does not have, `null` aside: what that does is a silent point.
fn refuses_wrong_types(field: &'static str) -> Case {
    let pointer = format!("/components/schemas/UpdateClientRequest/properties/{field}/type");
    let wrong: Vec<Value> = match authms_spec::contract().document().pointer(&pointer).and_then(Value::as_str) {
        Some("array") => {
            vec![json!("text"), json!(7), json!(true), json!({}), json!([7]), json!(["text", null]), json!([["text"]])]
        }
        Some("boolean") => vec![json!("true"), json!(1), json!([]), json!({})],
        _ => vec![json!(7), json!(true), json!(["text"]), json!({ "text": "text" })],
    };
    let claims = ["update.rejects_wrong_types", "update.rejects_whole"];
    Case::new(UPDATE, format!("refuses_{field}_of_another_type"), &claims, move |run| {
        let wrong = wrong.clone();
        Box::pin(async move {
            for value in &wrong {
                let what = format!("{field} = {value}");
                let request = Request::to(UPDATE).client(run.client_id()).json(&json!({ field: value }));
                run.refuses("update.rejects_wrong_types", &what, request).await?;
            }
            Ok(())
        })
    })
}

fn malformed() -> Vec<(&'static str, &'static [u8])> {
    vec![
        ("a_body_that_breaks_off", br#"{"name":"#),
        ("an_empty_body", b""),
        ("a_list", b"[]"),
        ("a_list_of_updates", br#"[{"name":"Conformance listed"}]"#),
        ("a_string", br#""name""#),
        ("a_number", b"7"),
        ("true", b"true"),
        ("null", b"null"),
        ("text_behind_the_object", br#"{"name":"Conformance tail"} tail"#),
        ("a_comment", br#"{"name":"Conformance" /* comment */}"#),
        ("a_trailing_comma", br#"{"name":"Conformance",}"#),
        ("invalid_utf8", b"{\"name\":\"\xff\xfe\"}"),
    ]
}
