//! The rules for references: each leads somewhere, and each component is used.

use std::collections::BTreeSet;

use authms_spec::yaml::escape;
use serde_json::{Map, Value};

use crate::lint::linter::Linter;

pub(in crate::lint) fn references(linter: &mut Linter<'_>) {
    let document = linter.document();
    let mut used = BTreeSet::new();
    walk(document, "", &mut |at, node| {
        let Some(reference) = node.get("$ref").and_then(Value::as_str) else { return };
        if reference.strip_prefix('#').and_then(|pointer| document.pointer(pointer)).is_none() {
            linter.add(
                "reference",
                at,
                format!("the reference `{reference}` leads nowhere"),
                "correct it, or add what it names",
            );
        }
        used.insert(reference);
    });
    for kind in ["schemas", "parameters", "responses"] {
        for name in document["components"][kind].as_object().into_iter().flat_map(Map::keys) {
            if !used.contains(format!("#/components/{kind}/{name}").as_str()) {
                linter.add(
                    "unused",
                    &format!("/components/{kind}/{}", escape(name)),
                    format!("nothing uses {name}"),
                    "remove it, or use it",
                );
            }
        }
    }
}

/// Visits every value of a document with its JSON Pointer.
fn walk<'v>(node: &'v Value, at: &str, visit: &mut impl FnMut(&str, &'v Value)) {
    visit(at, node);
    match node {
        Value::Object(map) => map.iter().for_each(|(key, value)| walk(value, &format!("{at}/{}", escape(key)), visit)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| walk(value, &format!("{at}/{index}"), visit));
        }
        _ => {}
    }
}
