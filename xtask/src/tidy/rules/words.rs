//! Words of the field instead of words of our own: the forms that `xtask/tidy.toml` lists are refused.

use std::collections::BTreeSet;

use super::{names::names, prose::Prose};
use crate::tidy::{
    config::{Config, Excusable, Refused},
    finding::Finding,
    problem::Problem,
    tree::SourceFile,
};

pub(in crate::tidy) fn check(files: &[SourceFile], config: &Config) -> Vec<Excusable> {
    let read = files.iter().filter(|file| file.ends_with(&[".rs", ".md", ".toml", ".yaml", ".yml"]));
    read.filter(|file| !file.is_generated()).flat_map(|file| refused(file, config)).collect()
}

/// The refused forms in the text of a file, and in the names that its code uses.
fn refused(file: &SourceFile, config: &Config) -> Vec<Excusable> {
    let prose = Prose::of(&file.text);
    let names = if file.ends_with(&[".rs"]) { names(&file.text) } else { BTreeSet::new() };
    let mut found = Vec::new();
    for words in &config.words {
        let in_text = matches(words, &prose.text).map(|(at, form)| (prose.line_of(at), form.to_owned()));
        let in_names = names.iter().filter(|name| matches(words, &name.words).next().is_some());
        let places = in_text.chain(in_names.map(|name| (name.line, name.written.clone())));
        found.extend(places.map(|(line, form)| {
            let problem = Problem::Words { form, instead: words.instead.clone() };
            Excusable { form: words.id.clone(), finding: Finding::new(&file.path, line, problem) }
        }));
    }
    found
}

/// Where a form stands in a text.
fn matches<'t>(words: &Refused, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
    let found = words.pattern.find_iter(text).map(|found| (found.start(), found.as_str()));
    found.filter(|(_, form)| !words.legal.as_ref().is_some_and(|legal| legal.is_match(form)))
}
