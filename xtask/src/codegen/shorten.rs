//! Shortens what the generator spells out: `::std::option::Option<T>` reads as `Option<T>`.

use std::collections::BTreeSet;

use syn::{
    Expr, FnArg, PatType, Path, Type, TypeReference, parse_quote,
    visit_mut::{self, VisitMut},
};

/// Paths that are shortened to their last part, and need no import.
const PRELUDE: [&str; 3] = ["::std::option::Option", "::std::string::String", "::std::vec::Vec"];

/// An expression with short paths.
pub(super) fn expression(mut expression: Expr) -> Expr {
    Paths::default().visit_expr_mut(&mut expression);
    expression
}

/// A type with short paths.
pub(super) fn of_type(mut shortened: Type) -> Type {
    Paths::default().visit_type_mut(&mut shortened);
    shortened
}

/// An argument of a method with short paths and without the lifetimes that elision supplies.
pub(super) fn without_lifetimes(mut argument: PatType) -> FnArg {
    Lifetimes.visit_pat_type_mut(&mut argument);
    Paths::default().visit_pat_type_mut(&mut argument);
    FnArg::Typed(argument)
}

/// Shortens paths, and collects those of the SDK, which need an import.
#[derive(Default)]
pub(super) struct Paths {
    pub(super) imports: BTreeSet<String>,
}

impl VisitMut for Paths {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let leading = if path.leading_colon.is_some() { "::" } else { "" };
        let full = format!("{leading}{}", names.join("::"));
        if let Some(rest) = full.strip_prefix("::reqwest::header::") {
            // The module `header` is in scope.
            let keep = 1 + rest.split("::").count();
            *path = last(path, keep);
        } else if names.first().is_some_and(|first| first == "crate") {
            self.imports.insert(full);
            *path = last(path, 1);
        } else if names.len() == 2 && names.first().is_some_and(|first| first == "types") {
            // The SDK calls these `schemas`, because it has public types as well.
            let name = last(path, 1);
            *path = parse_quote!(schemas::#name);
        } else if PRELUDE.contains(&full.as_str()) {
            *path = last(path, 1);
        }
    }
}

/// The last parts of a path.
fn last(path: &Path, keep: usize) -> Path {
    let segments = path.segments.iter().skip(path.segments.len().saturating_sub(keep));
    parse_quote!(#(#segments)::*)
}

struct Lifetimes;

impl VisitMut for Lifetimes {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        visit_mut::visit_type_reference_mut(self, reference);
        reference.lifetime = None;
    }
}
