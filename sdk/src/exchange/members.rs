//! Finds the values of a member in JSON, however its name is spelled and wherever it stands.

use serde_json::Value;
use zeroize::Zeroizing;

/// How deep texts that hold JSON are looked into.
pub(crate) const MOST_TEXTS: usize = 2;

/// The texts and numbers of each member that has the name of a field, at any depth, also within texts that hold JSON.
/// Names are compared by their letters and digits, without letter case: `clientSecret` is `client_secret`.
pub(crate) fn named_like(json: &Value, field: &str) -> Vec<Zeroizing<String>> {
    let mut found = Vec::new();
    collect(json, &plain(field), MOST_TEXTS, &mut found);
    found
}

fn collect(json: &Value, field: &str, texts: usize, found: &mut Vec<Zeroizing<String>>) {
    match json {
        Value::Object(members) => {
            for (name, value) in members {
                if plain(name) == field {
                    found.extend(values(value));
                }
                collect(value, field, texts, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, field, texts, found)),
        Value::String(text) if texts > 0 && text.trim_start().starts_with(['{', '[']) => {
            if let Ok(json) = serde_json::from_str(text) {
                collect(&json, field, texts - 1, found);
            }
        }
        _ => {}
    }
}

/// The text or number of a member, or those of a list.
fn values(value: &Value) -> Vec<Zeroizing<String>> {
    let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let texts = items.iter().filter_map(|item| match item {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    texts.map(Zeroizing::new).collect()
}

/// A name as it is compared: its letters and digits, without letter case.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::wire::generated::MINTED;

    fn found(json: &Value, field: &str) -> Vec<String> {
        named_like(json, field).iter().map(|value| value.to_string()).collect()
    }

    #[test]
    fn f27_a_member_is_found_by_any_spelling_of_its_name() {
        for field in MINTED {
            let camel =
                field.split_once('_').map(|(first, rest)| format!("{first}{}{}", rest[..1].to_uppercase(), &rest[1..]));
            for name in [
                (*field).to_owned(),
                camel.expect("two words"),
                field.to_uppercase(),
                field.replace('_', "-"),
                field.replace('_', ""),
                field.replace('_', " "),
            ] {
                assert_eq!(found(&json!({&name: "s-1"}), field), ["s-1"], "{name}");
            }
            for other in [format!("{field}s"), format!("{field}_id"), field.replace('_', "/x")] {
                assert!(found(&json!({other: "s-1"}), field).is_empty());
            }
        }
    }

    #[test]
    fn f27_a_member_is_found_at_any_depth_and_in_texts_of_json() {
        let inner = json!({"secret_value": "s-1"});
        let text = inner.to_string();
        let twice = json!([{"a": text}]).to_string();
        for json in [
            inner.clone(),
            json!([{"a": [{"b": inner}]}]),
            json!({"data": text}),
            json!({"data": format!(" \n{text}")}),
            json!({"data": [{"a": twice}]}),
            json!({"secret_value": {"secret_value": "s-1"}}),
        ] {
            assert_eq!(found(&json, "secret_value"), ["s-1"], "{json}");
        }
        let thrice = json!([twice]).to_string();
        for json in
            [json!({"data": thrice}), json!({"data": "secret_value: s-1"}), json!("{\"secret_value\":\"s-1"), json!(1)]
        {
            assert!(found(&json, "secret_value").is_empty(), "{json}");
        }
    }

    #[test]
    fn f27_every_text_and_number_of_a_member_is_found() {
        let json = json!([
            {"secret_value": "s-1"}, {"secret_value": 7}, {"secret_value": 1.5}, {"secret_value": ["s-2", 8, null, []]},
            {"secret_value": ""}, {"secret_value": null}, {"secret_value": true}, {"secret_value": {"id": "x"}},
        ]);
        assert_eq!(found(&json, "secret_value"), ["s-1", "7", "1.5", "s-2", "8"]);
    }
}
