//! The names that code uses, as words: `RedirectUri` and `redirect_uri` are "redirect uri".

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use proc_macro2::{TokenStream, TokenTree};

/// Names of the standard library, which are written as it writes them.
const STANDARD: [&str; 2] = ["is_none", "is_none_or"];

/// A name of several words. One of a single word is a word of the text already.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    /// The line, counted from 1.
    pub(super) line: usize,
    /// As it stands there.
    pub(super) written: String,
    /// Its words in lower case, with a space between them.
    pub(super) words: String,
}

/// The names of a source text, each once a line; none if the text is not Rust.
pub(super) fn names(text: &str) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    collect(text.parse().unwrap_or_default(), &mut names);
    names
}

fn collect(tokens: TokenStream, names: &mut BTreeSet<Name>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect(group.stream(), names),
            TokenTree::Ident(ident) => {
                let written = ident.to_string();
                let words = written.to_snake_case().replace('_', " ");
                if words.contains(' ') && !STANDARD.contains(&written.as_str()) {
                    names.insert(Name { line: ident.span().start().line, written, words });
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
