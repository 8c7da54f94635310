//! Each public type of the SDK, and each of its functions that can fail, shows an example.

use quote::ToTokens;
use syn::{Attribute, Expr, File, Ident, ImplItem, Item, Lit, Meta, ReturnType, Signature, Visibility};

use crate::tidy::{finding::Finding, problem::Problem, tree::SourceFile};

/// Return types of functions that can fail, now or when they are awaited.
const FALLIBLE: [&str; 3] = ["Call <", "Result <", "Stream <"];

pub(in crate::tidy) fn check(file: &SourceFile) -> Vec<Finding> {
    if !file.path.starts_with("sdk/src/") || !file.ends_with(&[".rs"]) || file.is_generated() {
        return Vec::new();
    }
    let missing = missing(&file.text).into_iter();
    missing.map(|(line, name)| Finding::new(&file.path, line, Problem::Example(name))).collect()
}

/// The line and the name of each item that should have an example and has none. Text that does not parse has no items.
fn missing(text: &str) -> Vec<(usize, String)> {
    let Ok(File { items, .. }) = syn::parse_file(text) else { return Vec::new() };
    items.iter().flat_map(of_item).collect()
}

fn of_item(item: &Item) -> Vec<(usize, String)> {
    match item {
        Item::Struct(item) => named(&item.vis, &item.attrs, &item.ident),
        Item::Enum(item) => named(&item.vis, &item.attrs, &item.ident),
        Item::Trait(item) => named(&item.vis, &item.attrs, &item.ident),
        Item::Fn(item) if is_fallible(&item.sig) => named(&item.vis, &item.attrs, &item.sig.ident),
        Item::Impl(item) if item.trait_.is_none() => {
            let functions = item.items.iter().filter_map(|item| match item {
                ImplItem::Fn(function) if is_fallible(&function.sig) => Some(function),
                _ => None,
            });
            functions.flat_map(|function| named(&function.vis, &function.attrs, &function.sig.ident)).collect()
        }
        // What a macro of the file makes of its documentation is documented there.
        Item::Macro(item) if item.ident.is_none() => {
            let tokens = item.mac.tokens.to_string();
            let name = item.mac.path.segments.last().map(|segment| &segment.ident);
            match name.filter(|_| (tokens.contains("doc =") || tokens.contains("///")) && !tokens.contains("```")) {
                Some(name) => vec![(name.span().start().line, format!("{name}!"))],
                None => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

fn named(visibility: &Visibility, attributes: &[Attribute], name: &Ident) -> Vec<(usize, String)> {
    let public = matches!(visibility, Visibility::Public(_));
    match public && !attributes.iter().any(opens_an_example) {
        true => vec![(name.span().start().line, name.to_string())],
        false => Vec::new(),
    }
}

fn is_fallible(signature: &Signature) -> bool {
    let ReturnType::Type(_, returned) = &signature.output else { return false };
    let returned = returned.to_token_stream().to_string();
    FALLIBLE.iter().any(|fallible| returned.contains(fallible))
}

fn opens_an_example(attribute: &Attribute) -> bool {
    let Meta::NameValue(meta) = &attribute.meta else { return false };
    let Expr::Lit(value) = &meta.value else { return false };
    meta.path.is_ident("doc") && matches!(&value.lit, Lit::Str(text) if text.value().trim_start().starts_with("```"))
}
