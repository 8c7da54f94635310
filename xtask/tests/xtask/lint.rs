//! `lint`: one small document for each rule, and the contract itself.

use insta::assert_snapshot;
use xtask::lint;

/// A document in which every rule holds.
const SOUND: &str = "\
openapi: 3.0.3
info: {title: t, version: 1.0.0}
security: [{b: []}]
paths:
  /things/{id}:
    get:
      operationId: get_thing
      description: Reads one.
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
        '404': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
        '500': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
    put:
      operationId: put_thing
      description: Writes one.
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses:
        '204': {description: d}
        '404': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
components:
  schemas:
    Thing:
      type: object
      properties:
        name: {type: string, description: Its name., example: x}
    Error:
      type: object
      properties:
        code: {type: integer, description: Its code.}
";

fn said(text: &str) -> String {
    lint::report(&lint::run("openapi.yaml", text).expect("YAML"))
}

/// What is said after one change.
fn after(from: &str, to: &str) -> String {
    assert!(SOUND.contains(from), "{from}");
    said(&SOUND.replacen(from, to, 1))
}

#[test]
fn a_sound_document_and_the_contract_break_no_rule() {
    assert_eq!(said(SOUND), "no rule is broken\n");
    assert_eq!(said(include_str!("../../../spec/openapi.yaml")), "no rule is broken\n");
}

#[test]
fn each_rule_names_line_reason_and_remedy() {
    let name = "name: {type: string, description: Its name., example: x}";
    let said = [
        after("openapi: 3.0.3", "openapi: 3.1.0"),
        after("version: 1.0.0", "version: v1"),
        after("      operationId: get_thing\n", ""),
        after("get_thing", "getThing"),
        after("get_thing", "put_thing"),
        after("      description: Reads one.\n", ""),
        after("security: [{b: []}]\n", ""),
        after("        '204': {description: d}\n", ""),
        after(
            "'204': {description: d}",
            "'204': {description: d, content: {application/json: {schema: {type: string}}}}",
        ),
        after("requestBody: {content: {application/json:", "requestBody: {content: {text/plain:"),
        after(
            "'500': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}",
            "'500': {description: d}",
        ),
        after("/things/{id}:", "/things/{key}:"),
        after(name, "name: {type: string, description: Its name., default: x}"),
        after(name, "name: {type: string, description: Its name., nullable: true}"),
        after(name, "name: {type: string, description: Its name., enum: [x]}"),
        after(name, "name: {type: string}"),
        after(name, "api_token: {type: string, description: Its token.}"),
        after(name, "name: {type: string, description: Its name., example: 7}"),
        after("Error:\n      type: object", "Error:\n      additionalProperties: false\n      type: object"),
        after("$ref: '#/components/schemas/Thing'", "$ref: '#/components/schemas/Gone'"),
        after("    Error:\n", "    E_r_ror: {type: object}\n    Error:\n"),
    ];
    assert_snapshot!(said.join("\n"));
}

#[test]
fn every_method_of_http_is_looked_at() {
    for method in ["get", "put", "post", "delete", "options", "head", "patch", "trace"] {
        let text = format!("openapi: 3.0.3\ninfo: {{version: 1.0.0}}\npaths:\n  /things:\n    {method}: {{}}\n");
        let title = format!("{} /things", method.to_uppercase());
        assert!(said(&text).contains(&format!("operation-id: {title} has no operationId")), "{method}");
    }
}

#[test]
fn text_that_is_not_yaml_is_an_error_with_its_line() {
    let error = lint::run("openapi.yaml", "a: [1\nb: }").expect_err("not YAML").to_string();
    assert!(error.starts_with("openapi.yaml:2: ") && error.contains("hint: "), "{error}");
}

#[test]
fn f17_names_that_the_generator_would_write_alike_are_found_before_it_does() {
    let said = after("    Error:\n", "    dto_Thing: {type: object}\n    dto.Thing: {type: object}\n    Error:\n");
    assert!(said.contains("become the same name"), "{said}");
}
