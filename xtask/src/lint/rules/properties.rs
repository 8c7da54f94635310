//! Rules for schemas and their properties: open, described, without defaults, secrets typed, examples valid.

use std::collections::BTreeSet;

use authms_spec::{Schema, path_operations, yaml::escape};
use serde_json::{Map, Value};

use crate::lint::linter::Linter;

/// Parts of names that promise a secret.
const TELLING: [&str; 4] = ["secret", "token", "password", "private"];

pub(in crate::lint) fn open_objects(linter: &mut Linter<'_>) {
    for (name, schema) in linter.schemas() {
        if schema["additionalProperties"] == false {
            linter.add(
                "open-objects",
                &format!("/components/schemas/{}", escape(name)),
                format!("{name} forbids further properties"),
                "remove `additionalProperties: false`; a server may add fields",
            );
        }
    }
}

pub(in crate::lint) fn properties(linter: &mut Linter<'_>) {
    let requests: BTreeSet<&str> = path_operations(linter.document())
        .filter_map(|found| found.operation.pointer("/requestBody/content/application~1json/schema/$ref")?.as_str())
        .filter_map(|reference| reference.rsplit('/').next())
        .collect();
    for (schema, value) in linter.schemas() {
        for (field, property) in value["properties"].as_object().into_iter().flat_map(Map::iter) {
            let place = Place {
                at: format!("/components/schemas/{}/properties/{}", escape(schema), escape(field)),
                schema,
                field,
                property,
            };
            place.form(linter, requests.contains(schema.as_str()));
            place.secret(linter);
            place.example(linter);
        }
    }
}

/// A property and where it stands.
struct Place<'l> {
    at: String,
    schema: &'l str,
    field: &'l str,
    property: &'l Value,
}

impl Place<'_> {
    fn form(&self, linter: &mut Linter<'_>, in_request: bool) {
        let Self { at, schema, field, property } = self;
        if in_request && property.get("default").is_some() {
            linter.add(
                "no-request-default",
                at,
                format!("{schema}.{field} has a default"),
                "remove it: a generated client would always send the default",
            );
        }
        if property.get("nullable").is_some() {
            linter.add(
                "no-nullable",
                at,
                format!("{schema}.{field} is nullable"),
                "remove it: what `null` means is a silent point, tolerated in responses",
            );
        }
        if property.get("enum").is_some() {
            linter.add(
                "open-values",
                at,
                format!("{schema}.{field} is a closed enum"),
                "use `x-known-values`: an unknown value must not break a client",
            );
        }
        if property.get("$ref").is_none() && property["description"].as_str().is_none_or(str::is_empty) {
            linter.add(
                "description",
                at,
                format!("{schema}.{field} has no description"),
                "say in one sentence what it is",
            );
        }
    }

    fn secret(&self, linter: &mut Linter<'_>) {
        let Self { at, schema, field, property } = self;
        let telling = TELLING.iter().any(|word| field.contains(word));
        if telling && property["format"] != "password" && property.get("x-not-secret").is_none() {
            linter.add(
                "secret-type",
                at,
                format!("{schema}.{field} looks like a secret"),
                "write `format: password`, or `x-not-secret` with the reason",
            );
        }
    }

    fn example(&self, linter: &mut Linter<'_>) {
        let Self { at, schema, field, property } = self;
        let Some(example) = property.get("example") else { return };
        let reference = format!("#/components/schemas/{schema}");
        let Ok(compiled) = Schema::compile(linter.document(), &reference) else { return };
        let wrapped = Value::Object(Map::from_iter([((*field).to_owned(), example.clone())]));
        let violations = compiled.violations(&wrapped);
        if let Some(violation) = violations.iter().find(|violation| violation.path.starts_with(field)) {
            linter.add(
                "valid-example",
                at,
                format!("the example of {schema}.{field} is not valid: {violation}"),
                "write an example that validates",
            );
        }
    }
}
