//! Every citation leads to something that a reader of the repository has.

use std::{collections::BTreeSet, sync::LazyLock};

use regex::Regex;
use serde::Deserialize;

use super::prose::Prose;
use crate::tidy::{
    config::{Config, Excusable},
    finding::Finding,
    problem::Problem,
    tree::SourceFile,
};

/// Where hazards stand.
const HAZARDS: &str = "docs/hazards.md";

/// Where claims come from.
const CLAIMS: &str = "spec/claims.toml";

static HAZARD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:sdk|mock|conformance)-F\d+\b"));
static DOCUMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"([\w./-]*[\w-]\.md)\b(?:#([\w.-]*\w))?"));
static HEADING: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)^#{1,6} +(.+)$"));
static ANCHOR: LazyLock<Regex> = LazyLock::new(|| pattern(r#"<a (?:id|name)="([^"]+)""#));
/// Four words or more: shorter names are fields and functions.
static TEST: LazyLock<Regex> = LazyLock::new(|| pattern(r"`([a-z0-9]+(?:_[a-z0-9]+){3,})`"));
static STANDARD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bRFC \d{4}\b|SOURCES\.md#|PROVENANCE\.md"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant that the tests of this rule compile")
}

/// What `allow` calls the citations that need no entry of their own in the list.
const FORM: &str = "citation";

pub(in crate::tidy) fn check(files: &[SourceFile], config: &Config) -> Vec<Excusable> {
    let library = Library::of(files);
    let citing = files.iter().filter(|file| file.ends_with(&[".rs", ".md", ".toml", ".yaml", ".yml"]));
    citing.flat_map(|file| library.dead(file, config)).collect()
}

/// What can be cited.
struct Library<'f> {
    files: &'f [SourceFile],
    hazards: BTreeSet<&'f str>,
}

impl<'f> Library<'f> {
    fn of(files: &'f [SourceFile]) -> Self {
        let text = files.iter().find(|file| file.path == HAZARDS).map_or("", |file| &file.text);
        let headings = HEADING.captures_iter(text).filter_map(|heading| heading.get(1));
        let hazards = headings.filter_map(|heading| HAZARD.find(heading.as_str())).map(|id| id.as_str()).collect();
        Self { files, hazards }
    }

    fn dead(&self, file: &SourceFile, config: &Config) -> Vec<Excusable> {
        let prose = Prose::of(&file.text);
        let mut findings = Vec::new();
        let mut add = |form: &str, at: usize, problem| {
            let finding = Finding::new(&file.path, prose.line_of(at), problem);
            findings.push(Excusable { form: form.to_owned(), finding });
        };
        for found in HAZARD.find_iter(&prose.text).filter(|found| !self.hazards.contains(found.as_str())) {
            add(FORM, found.start(), Problem::Citation(found.as_str().to_owned()));
        }
        for found in DOCUMENT.captures_iter(&prose.text) {
            let (Some(whole), Some(path)) = (found.get(0), found.get(1)) else { continue };
            match self.document(path.as_str()) {
                // What the tasks write is there once they have run.
                None if path.as_str().starts_with("target/") => {}
                None => add(FORM, whole.start(), Problem::Outside(path.as_str().to_owned())),
                Some(document) => {
                    let anchor = found.get(2).map(|anchor| anchor.as_str());
                    if anchor.is_some_and(|anchor| !anchors(&document.text).contains(anchor)) {
                        add(FORM, whole.start(), Problem::Citation(whole.as_str().to_owned()));
                    }
                }
            }
        }
        for refused in &config.citations {
            for found in refused.pattern.find_iter(&prose.text) {
                add(&refused.id, found.start(), Problem::Outside(found.as_str().trim_end().to_owned()));
            }
        }
        if file.ends_with(&[".md"]) {
            let names = TEST.captures_iter(&prose.text).filter_map(|found| found.get(1));
            for name in names.filter(|name| !self.has_function(name.as_str())) {
                add(FORM, name.start(), Problem::Unheld(name.as_str().to_owned()));
            }
        }
        if file.path == CLAIMS {
            findings.extend(unsourced(file).into_iter().map(|finding| Excusable { form: FORM.to_owned(), finding }));
        }
        findings
    }

    fn has_function(&self, name: &str) -> bool {
        let declared = format!("fn {name}(");
        self.files.iter().any(|file| file.ends_with(&[".rs"]) && file.text.contains(&declared))
    }

    /// The document of a citation: its path from the repository or from any folder of it, or its name.
    fn document(&self, cited: &str) -> Option<&SourceFile> {
        let cited = cited.trim_start_matches("./").trim_start_matches("../");
        self.files
            .iter()
            .find(|file| file.path.strip_suffix(cited).is_some_and(|folder| folder.is_empty() || folder.ends_with('/')))
    }
}

/// The anchors of a document: those that it sets, and one for each heading.
fn anchors(text: &str) -> BTreeSet<String> {
    let set = ANCHOR.captures_iter(text).filter_map(|anchor| anchor.get(1)).map(|anchor| anchor.as_str().to_owned());
    let headings = HEADING.captures_iter(text).filter_map(|heading| heading.get(1));
    set.chain(headings.map(|heading| slug(heading.as_str()))).collect()
}

/// The anchor that a heading has on the usual hosts of repositories.
fn slug(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().trim().to_lowercase().replace(' ', "-")
}

/// Claims whose source cites neither an entry of the sources nor a standard.
fn unsourced(file: &SourceFile) -> Vec<Finding> {
    #[derive(Deserialize)]
    struct Claims {
        claim: Vec<Claim>,
    }
    #[derive(Deserialize)]
    struct Claim {
        id: String,
        source: String,
    }
    let Ok(claims) = toml::from_str::<Claims>(&file.text) else { return Vec::new() };
    let unsourced = claims.claim.into_iter().filter(|claim| !STANDARD.is_match(&claim.source));
    unsourced
        .map(|claim| {
            let line = file.text.lines().position(|line| line == format!("id = \"{}\"", claim.id));
            Finding::new(&file.path, line.map_or(1, |at| at + 1), Problem::Unsourced(claim.id))
        })
        .collect()
}
