//! The rules, each a function that looks at the whole document.

use std::collections::{BTreeMap, BTreeSet};

use authms_spec::Schema;
use serde_json::{Map, Value};

use super::Linter;

pub(super) fn all(linter: &mut Linter<'_>) {
    for rule in [version, operations, errors, parameters, schemas, references, names] {
        rule(linter);
    }
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Every operation with its pointer, path and method.
fn each_operation(document: &Value) -> Vec<(String, String, String, &Value)> {
    let paths = document["paths"].as_object().into_iter().flat_map(Map::iter);
    let operations = paths.flat_map(|(path, item)| {
        let methods = ["get", "put", "post", "delete", "patch"].into_iter();
        methods.filter_map(move |method| {
            let operation = item.get(method)?;
            Some((format!("/paths/{}/{method}", escape(path)), path.clone(), method.to_owned(), operation))
        })
    });
    operations.collect()
}

fn schemas_of(document: &Value) -> &Map<String, Value> {
    static NONE: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
    document.pointer("/components/schemas").and_then(Value::as_object).unwrap_or(&NONE)
}

fn version(linter: &mut Linter<'_>) {
    let document = &linter.parsed.value;
    if !document["openapi"].as_str().is_some_and(|version| version.starts_with("3.0.")) {
        linter.add(
            "openapi-3.0",
            "/openapi",
            "the document is not OpenAPI 3.0",
            "write `openapi: 3.0.3`; the generator reads nothing else",
        );
    }
    let version = document["info"]["version"].as_str().unwrap_or_default();
    let numbers: Vec<&str> = version.split('.').collect();
    if numbers.len() != 3 || numbers.iter().any(|number| number.parse::<u32>().is_err()) {
        linter.add(
            "semantic-version",
            "/info/version",
            format!("`{version}` is no version of three numbers"),
            "write `info.version` as 1.2.3; it travels in headers",
        );
    }
}

fn operations(linter: &mut Linter<'_>) {
    let parsed = linter.parsed;
    let document = &parsed.value;
    let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
    for (at, path, method, operation) in each_operation(document) {
        let shown = format!("{} {path}", method.to_uppercase());
        match operation["operationId"].as_str() {
            None => linter.add(
                "operation-id",
                &at,
                format!("{shown} has no operationId"),
                "give it one in snake_case; it is the key of everything",
            ),
            Some(id) => {
                if !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
                    linter.add(
                        "operation-id",
                        &format!("{at}/operationId"),
                        format!("`{id}` is not snake_case"),
                        "write it in snake_case; it becomes the name of a method",
                    );
                }
                if seen.insert(id, ()).is_some() {
                    linter.add(
                        "operation-id",
                        &format!("{at}/operationId"),
                        format!("`{id}` stands twice"),
                        "give each operation an id of its own",
                    );
                }
            }
        }
        if operation["description"].as_str().is_none_or(str::is_empty) {
            linter.add("description", &at, format!("{shown} has no description"), "say in one sentence what it does");
        }
        if operation.get("security").or(document.get("security")).and_then(Value::as_array).is_none_or(Vec::is_empty) {
            linter.add(
                "security",
                &at,
                format!("{shown} needs no token"),
                "let `security` of the document hold for it",
            );
        }
        let responses = operation["responses"].as_object();
        let successes = responses.into_iter().flat_map(Map::keys).filter(|status| status.starts_with('2')).count();
        if successes != 1 {
            linter.add(
                "one-success",
                &format!("{at}/responses"),
                format!("{shown} has {successes} statuses of success"),
                "document exactly one; a generated client has one type of success",
            );
        }
        if let Some(content) = operation.pointer("/requestBody/content").and_then(Value::as_object)
            && content.keys().any(|kind| kind != "application/json")
        {
            linter.add(
                "json-only",
                &format!("{at}/requestBody"),
                format!("{shown} takes something else than application/json"),
                "describe the body as application/json alone",
            );
        }
    }
}

fn errors(linter: &mut Linter<'_>) {
    let parsed = linter.parsed;
    let document = &parsed.value;
    let mut schemas: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (at, path, method, operation) in each_operation(document) {
        for (status, answer) in operation["responses"].as_object().into_iter().flatten() {
            let at = format!("{at}/responses/{status}");
            let shown = format!("{status} of {} {path}", method.to_uppercase());
            let answer = resolve(document, answer);
            if matches!(status.as_str(), "204" | "205" | "304") && answer.get("content").is_some() {
                linter.add(
                    "no-body",
                    &at,
                    format!("{shown} has content"),
                    "remove it: there is no body (RFC 9110 section 15.3.5)",
                );
            }
            if status.starts_with(['4', '5']) || status == "default" {
                let schema = answer.pointer("/content/application~1json/schema/$ref").and_then(Value::as_str);
                schemas.entry(schema.unwrap_or("none").to_owned()).or_default().push((at, shown));
            }
        }
    }
    let usual = schemas.iter().max_by_key(|(_, places)| places.len()).map(|(schema, _)| schema.clone());
    for (schema, places) in schemas.iter().filter(|(schema, _)| Some(*schema) != usual.as_ref()) {
        for (at, shown) in places {
            let what =
                format!("{shown} has the schema {schema}, the other errors {}", usual.as_deref().unwrap_or("none"));
            linter.add(
                "one-error-schema",
                at,
                what,
                "give every error the same $ref; a generated client has one type of error",
            );
        }
    }
}

fn parameters(linter: &mut Linter<'_>) {
    let parsed = linter.parsed;
    let document = &parsed.value;
    for (at, path, _, operation) in each_operation(document) {
        let item = document.pointer(&format!("/paths/{}", escape(&path))).unwrap_or(&Value::Null);
        let declared: BTreeSet<String> = [item, operation]
            .into_iter()
            .filter_map(|owner| owner["parameters"].as_array())
            .flatten()
            .map(|parameter| resolve(document, parameter))
            .filter(|parameter| parameter["in"] == "path")
            .filter_map(|parameter| parameter["name"].as_str().map(str::to_owned))
            .collect();
        let written: BTreeSet<String> =
            path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).map(str::to_owned).collect();
        for name in written.symmetric_difference(&declared) {
            linter.add(
                "path-parameter",
                &at,
                format!("`{name}` stands either in the path or among the parameters of {path}, not in both"),
                "declare every path parameter, and only those",
            );
        }
    }
}

fn schemas(linter: &mut Linter<'_>) {
    let parsed = linter.parsed;
    let document = &parsed.value;
    let requests: BTreeSet<String> = each_operation(document)
        .into_iter()
        .filter_map(|(.., operation)| operation.pointer("/requestBody/content/application~1json/schema/$ref")?.as_str())
        .filter_map(|reference| reference.rsplit('/').next().map(str::to_owned))
        .collect();
    for (name, schema) in schemas_of(document) {
        let at = format!("/components/schemas/{}", escape(name));
        if schema["additionalProperties"] == false {
            linter.add(
                "open-objects",
                &at,
                format!("{name} forbids further properties"),
                "remove `additionalProperties: false`; a server may add fields",
            );
        }
        for (field, property) in schema["properties"].as_object().into_iter().flat_map(Map::iter) {
            let at = format!("{at}/properties/{}", escape(field));
            if requests.contains(name) && property.get("default").is_some() {
                linter.add(
                    "no-request-default",
                    &at,
                    format!("{name}.{field} has a default"),
                    "remove it: a generated client would always send the default",
                );
            }
            if property.get("nullable").is_some() {
                linter.add(
                    "no-nullable",
                    &at,
                    format!("{name}.{field} is nullable"),
                    "remove it: what `null` means is a silent point, tolerated in answers",
                );
            }
            if property.get("enum").is_some() {
                linter.add(
                    "open-values",
                    &at,
                    format!("{name}.{field} is a closed enum"),
                    "use `x-known-values`: an unknown value must not break a client",
                );
            }
            if property.get("$ref").is_none() && property["description"].as_str().is_none_or(str::is_empty) {
                linter.add(
                    "description",
                    &at,
                    format!("{name}.{field} has no description"),
                    "say in one sentence what it is",
                );
            }
            let telling = ["secret", "token", "password", "private"].iter().any(|word| field.contains(word));
            if telling && property["format"] != "password" && property.get("x-not-secret").is_none() {
                linter.add(
                    "secret-type",
                    &at,
                    format!("{name}.{field} looks like a secret"),
                    "write `format: password`, or `x-not-secret` with the reason",
                );
            }
            if let Some(example) = property.get("example")
                && let Ok(compiled) = Schema::compile(document, &format!("#/components/schemas/{name}"))
            {
                let wrapped = Value::Object(Map::from_iter([(field.clone(), example.clone())]));
                let wrong = compiled
                    .violations(&wrapped)
                    .into_iter()
                    .find(|violation| violation.path.starts_with(field.as_str()));
                if let Some(violation) = wrong {
                    linter.add(
                        "valid-example",
                        &at,
                        format!("the example of {name}.{field} is wrong: {violation}"),
                        "write an example that validates",
                    );
                }
            }
        }
    }
}

fn references(linter: &mut Linter<'_>) {
    let parsed = linter.parsed;
    let mut used = BTreeSet::new();
    walk(&parsed.value, "", &mut |at, node| {
        if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
            match reference.strip_prefix('#').and_then(|pointer| parsed.value.pointer(pointer)) {
                Some(_) => drop(used.insert(reference.to_owned())),
                None => linter.add(
                    "reference",
                    at,
                    format!("the reference `{reference}` leads nowhere"),
                    "correct it, or add what it names",
                ),
            }
        }
    });
    for kind in ["schemas", "parameters", "responses"] {
        for name in parsed.value["components"][kind].as_object().into_iter().flat_map(Map::keys) {
            let reference = format!("#/components/{kind}/{name}");
            if !used.contains(&reference) {
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

/// Names that a generator would write alike.
fn names(linter: &mut Linter<'_>) {
    let parsed = linter.parsed;
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for name in schemas_of(&parsed.value).keys() {
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        if let Some(other) = seen.insert(plain, name) {
            linter.add(
                "distinct-names",
                &format!("/components/schemas/{}", escape(name)),
                format!("{name} and {other} become the same name"),
                "rename one of them",
            );
        }
    }
}

fn resolve<'v>(document: &'v Value, node: &'v Value) -> &'v Value {
    let target =
        node.get("$ref").and_then(Value::as_str).and_then(|reference| document.pointer(reference.strip_prefix('#')?));
    target.unwrap_or(node)
}

fn walk(node: &Value, at: &str, visit: &mut impl FnMut(&str, &Value)) {
    visit(at, node);
    match node {
        Value::Object(map) => map.iter().for_each(|(key, value)| walk(value, &format!("{at}/{}", escape(key)), visit)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| walk(value, &format!("{at}/{index}"), visit))
        }
        _ => {}
    }
}
