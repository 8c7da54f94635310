//! Words of the field instead of words of our own: the forms that `xtask/tidy.toml` lists are refused.

use super::prose::Prose;
use crate::tidy::{
    config::{Config, Refused},
    finding::Finding,
    problem::Problem,
    tree::SourceFile,
};

pub(in crate::tidy) fn check(file: &SourceFile, config: &Config) -> Vec<Finding> {
    if !file.ends_with(&[".rs", ".md", ".toml", ".yaml", ".yml"]) || file.is_generated() {
        return Vec::new();
    }
    let prose = Prose::of(&file.text);
    let words = config.words.iter().filter(|words| !config.allows(&file.path, &words.id));
    words.flat_map(|words| found(words, &prose, file)).collect()
}

fn found(words: &Refused, prose: &Prose, file: &SourceFile) -> Vec<Finding> {
    let matches = words.pattern.find_iter(&prose.text);
    let refused = matches.filter(|found| !words.legal.as_ref().is_some_and(|legal| legal.is_match(found.as_str())));
    refused
        .map(|found| {
            let problem = Problem::Words { form: found.as_str().to_owned(), instead: words.instead.clone() };
            Finding::new(&file.path, prose.line_of(found.start()), problem)
        })
        .collect()
}
