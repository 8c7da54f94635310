//! Doc comments of generated code, made from the contract's descriptions.

use syn::{Attribute, Expr, Lit, Meta, parse_quote};

/// The text of an item's documentation.
pub(super) fn of(attributes: &[Attribute]) -> String {
    let texts = attributes.iter().filter_map(|attribute| {
        let Meta::NameValue(meta) = &attribute.meta else { return None };
        let Expr::Lit(value) = &meta.value else { return None };
        match &value.lit {
            Lit::Str(text) if meta.path.is_ident("doc") => Some(text.value()),
            _ => None,
        }
    });
    texts.collect::<Vec<String>>().join("\n")
}

/// A doc comment, line by line.
pub(super) fn attributes(text: &str) -> Vec<Attribute> {
    let line = |line: &str| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        parse_quote!(#[doc = #line])
    };
    text.trim().lines().map(str::trim_end).map(line).collect()
}

/// A sentence as the second half of another: its first letter is small, unless it begins an abbreviation.
pub(super) fn clause(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => sentence.to_owned(),
    }
}
