//! The shape of every response, taken from the generated code, so that no table of fields is kept by hand.

use std::collections::BTreeMap;

/// A secret as a service shows it, which must not appear in any output.
pub(crate) const SECRET: &str = "canary-secret-7d20f1c94be8";

const GENERATED: &str = include_str!("../../src/wire/generated.rs");

/// An operation and its success.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) success: u16,
    /// The field of a minted secret.
    pub(crate) mints: Option<String>,
    /// The fields of the envelope; none without a body.
    pub(crate) fields: Vec<Field>,
}

/// A field of a response.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

/// What a field holds.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// Anything: it is not read.
    Unread,
    Code,
    Number,
    Flag,
    Time,
    Text,
    Secret,
    /// A list that is encoded as text.
    Methods,
    Texts,
    Object(Vec<Field>),
    /// A list of objects.
    Entries(Vec<Field>),
}

/// Every operation, in the order of the generated code.
pub(crate) fn operations() -> Vec<Operation> {
    let types = types();
    let unread: BTreeMap<&str, Vec<Field>> =
        blocks("impl Envelope for schemas::").map(|(name, lines)| (name, unread(&lines))).collect();
    let operations = blocks("impl Endpoint for ").map(|(_, lines)| {
        let fact = |name: &str| lines.iter().find_map(|line| line.strip_prefix(name)?.strip_suffix([',', ';']));
        let envelope = fact("type Success = schemas::");
        let fields = envelope.map(|envelope| [fields(envelope, &types), unread[envelope].clone()].concat());
        Operation {
            id: fact("id: ").expect("an id").trim_matches('"').to_owned(),
            success: fact("success: ").expect("a status").parse().expect("a number"),
            mints: fact("mints: Some(\"").map(|mints| mints.trim_end_matches("\")").to_owned()),
            fields: fields.unwrap_or_default(),
        }
    });
    operations.collect()
}

/// The items that begin with these words: the next word, and the lines of the body.
fn blocks(words: &'static str) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let starts = GENERATED.lines().enumerate().filter_map(move |(at, line)| {
        let name = line.trim_start().strip_prefix(words)?.strip_suffix(" {")?;
        Some((at, line.len() - line.trim_start().len(), name))
    });
    starts.map(|(at, indentation, name)| {
        let end = format!("{}}}", " ".repeat(indentation));
        let lines = GENERATED.lines().skip(at + 1).take_while(|line| *line != end);
        (name, lines.map(str::trim).collect())
    })
}

fn unread(lines: &[&str]) -> Vec<Field> {
    let line = lines.iter().find(|line| line.starts_with("const UNREAD")).expect("unread fields");
    let names = line.split('"').skip(1).step_by(2);
    names.map(|name| Field { name: name.to_owned(), kind: Kind::Unread }).collect()
}

type Types = BTreeMap<&'static str, Vec<(&'static str, &'static str)>>;

/// The fields of each type, and their types.
fn types() -> Types {
    let types = blocks("pub(crate) struct ").map(|(name, lines)| {
        let fields = lines.into_iter().filter_map(|line| line.strip_prefix("pub(crate) ")?.split_once(": "));
        (name, fields.map(|(name, of_type)| (name, of_type.trim_end_matches(','))).collect())
    });
    types.collect()
}

fn fields(of: &str, types: &Types) -> Vec<Field> {
    let fields = types[of].iter().filter(|(_, of_type)| !of_type.contains("RejectSeq"));
    fields.map(|(name, of_type)| Field { name: (*name).to_owned(), kind: kind(name, of_type, types) }).collect()
}

fn kind(name: &str, of_type: &str, types: &Types) -> Kind {
    let of_type = of_type.strip_prefix("Option<").and_then(|of_type| of_type.strip_suffix('>')).expect("optional");
    match (of_type, of_type.strip_prefix("Vec<").and_then(|of_type| of_type.strip_suffix('>'))) {
        ("Code", _) => Kind::Code,
        ("i64", _) => Kind::Number,
        ("bool", _) => Kind::Flag,
        ("SecretText", _) => Kind::Secret,
        ("AuthMethods", _) => Kind::Methods,
        ("String", _) if name.ends_with("_at") => Kind::Time,
        (_, Some(entry)) if types.contains_key(entry) => Kind::Entries(fields(entry, types)),
        (_, Some(_)) => Kind::Texts,
        (object, None) if types.contains_key(object) => Kind::Object(fields(object, types)),
        _ => Kind::Text,
    }
}

/// A valid value as JSON. The human-readable message repeats the secret.
fn valid(field: &Field) -> String {
    match &field.kind {
        Kind::Unread if field.name == "message" => format!("\"created {SECRET}\""),
        Kind::Unread | Kind::Time => "\"2026-04-15T10:30:00Z\"".to_owned(),
        Kind::Code => "0".to_owned(),
        Kind::Number => "7".to_owned(),
        Kind::Flag => "true".to_owned(),
        Kind::Text => format!("\"{}\"", field.name),
        Kind::Secret => format!("\"{SECRET}\""),
        Kind::Methods => r#""[\"client_secret_basic\"]""#.to_owned(),
        Kind::Texts => "[\"openid\"]".to_owned(),
        Kind::Object(_) | Kind::Entries(_) => unreachable!("made of their fields"),
    }
}

/// The place of a field: the names of the fields that lead to it. In a list it is the second of three entries.
pub(crate) type Place = Vec<String>;

/// Every field of a response, those that hold others first.
pub(crate) fn places(fields: &[Field]) -> Vec<(Place, Kind)> {
    let below = fields.iter().flat_map(|field| {
        let inner = match &field.kind {
            Kind::Object(inner) | Kind::Entries(inner) => places(inner),
            _ => Vec::new(),
        };
        let own = (vec![field.name.clone()], field.kind.clone());
        let inner = inner.into_iter().map(|(place, kind)| ([vec![field.name.clone()], place].concat(), kind));
        std::iter::once(own).chain(inner)
    });
    below.collect()
}

/// A valid response as JSON, in which the member of one place (`"name":value`) is edited.
pub(crate) fn body(fields: &[Field], place: &[String], edit: &dyn Fn(&str, &str) -> String) -> String {
    let members = fields.iter().map(|field| {
        let (first, rest) = place.split_first().map_or((None, place), |(first, rest)| (Some(first), rest));
        let rest = if first == Some(&field.name) { Some(rest) } else { None };
        let inside = rest.filter(|rest| !rest.is_empty()).unwrap_or_default();
        let value = match &field.kind {
            Kind::Object(inner) => body(inner, inside, edit),
            Kind::Entries(inner) => {
                let plain = body(inner, &[], edit);
                format!("[{plain},{},{plain}]", body(inner, inside, edit))
            }
            _ => valid(field),
        };
        match rest {
            Some([]) => edit(&field.name, &value),
            _ => format!("\"{}\":{value}", field.name),
        }
    });
    let members: Vec<String> = members.filter(|member| !member.is_empty()).collect();
    format!("{{{}}}", members.join(","))
}

/// The body of a success as it should be; empty without one.
pub(crate) fn whole(operation: &Operation) -> String {
    if operation.fields.is_empty() {
        String::new()
    } else {
        body(&operation.fields, &[], &|_, _| unreachable!("nothing is edited"))
    }
}
