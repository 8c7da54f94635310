//! Every kind of problem: what is wrong, the rule behind it, and what to do.

use std::fmt;

/// What is wrong at a place of the repository.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Problem {
    /// Files import each other in a circle.
    #[error("{} files import each other in a circle; the shortest: {}", .files, shown(.steps))]
    Circle {
        /// The shortest circle: each step imports from the next, the last from the first.
        steps: Vec<Step>,
        /// How many files hang together.
        files: usize,
    },
    /// A citation leads nowhere.
    #[error("the citation `{0}` leads nowhere")]
    Citation(String),
    /// A citation of something that a reader of the repository does not have.
    #[error("`{0}` is not in the repository")]
    Outside(String),
    /// A claim cites neither a source of the repository nor a standard.
    #[error("the source of the claim `{0}` has no citation")]
    Unsourced(String),
    /// A document says that a test holds something, and there is no such test.
    #[error("there is no test `{0}`")]
    Unheld(String),
    /// A form of words that the repository does not use.
    #[error("`{form}` is a form that is not used here; instead: {instead}")]
    Words {
        /// What stands there.
        form: String,
        /// What to write instead.
        instead: String,
    },
    /// An entry of `allow` that excuses nothing.
    #[error("the entry that allows `{form}` in {file} excuses nothing")]
    Idle {
        /// The file that it names.
        file: String,
        /// The form that it names.
        form: String,
    },
    /// A file is too long.
    #[error("{0} lines")]
    Length(usize),
    /// A folder holds too many files.
    #[error("{0} files beside each other")]
    Crowd(usize),
    /// A file does not say what it is for.
    #[error("the file does not open with `//!`")]
    Opening,
    /// A generated file does not name the command that makes it.
    #[error("the first line does not name the command that makes the file")]
    Generated,
    /// A package depends on another that it must not know.
    #[error("`{package}` must not depend on `{dependency}`")]
    OneWay {
        /// The package.
        package: String,
        /// What it depends on.
        dependency: String,
    },
    /// A case asks which target it runs on.
    #[error("a case asks for its target")]
    OneSuite,
    /// A public item of the SDK shows no example.
    #[error("`{0}` has no example in its documentation")]
    Example(String),
    /// A host that may exist.
    #[error("`{0}` is a real host")]
    Host(String),
    /// A file says that it is generated, and is not.
    #[error("the file begins like a generated one, but `cargo xtask codegen` does not make it")]
    NotGenerated,
    /// A text file whose bytes are not text.
    #[error("the file is not UTF-8")]
    NotText,
    /// A file of code that does not parse.
    #[error("the file is not valid Rust: {0}")]
    NotRust(String),
    /// A module without its file.
    #[error("the file of the module `{0}` is missing")]
    Missing(String),
}

impl Problem {
    /// Id of the rule.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Circle { .. } => "circle",
            Self::Citation(_) | Self::Outside(_) | Self::Unsourced(_) | Self::Unheld(_) => "citation",
            Self::Words { .. } => "words",
            Self::Idle { .. } => "allow",
            Self::Length(_) => "length",
            Self::Crowd(_) => "crowd",
            Self::Opening => "opening",
            Self::Generated | Self::NotGenerated => "generated",
            Self::OneWay { .. } => "one-way",
            Self::OneSuite => "one-suite",
            Self::Example(_) => "example",
            Self::Host(_) => "hosts",
            Self::NotText | Self::NotRust(_) => "parse",
            Self::Missing(_) => "module",
        }
    }

    /// What to do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Circle { .. } => "move what both sides need to a file of its own",
            Self::Citation(_) => "correct it, or add its heading or anchor to docs/hazards.md or spec/SOURCES.md",
            Self::Outside(_) => "cite docs/hazards.md or a heading of spec/SOURCES.md, or say it in place",
            Self::Unsourced(_) => "cite a heading of spec/SOURCES.md, or an RFC with its section",
            Self::Unheld(_) => "name the test as it is called now",
            Self::Words { .. } => "use the word, or allow this use with a reason in xtask/tidy.toml",
            Self::Idle { .. } => "delete it",
            Self::Length(_) => "a file has one job; split it",
            Self::Crowd(_) => "group the files by concept in folders",
            Self::Opening => "say in one sentence what the file is for",
            Self::Generated => "run `cargo xtask codegen`",
            Self::OneWay { .. } => "see the rooms in ARCHITECTURE.md",
            Self::OneSuite => "what differs between targets stands in the target of the suite",
            Self::Example(_) => "show one that compiles",
            Self::Host(_) => "use example.com or .invalid",
            Self::NotGenerated => "remove the first line, or the file if codegen made it once",
            Self::NotText => "save it as UTF-8",
            Self::NotRust(_) => "correct it, or delete it if no crate needs it",
            Self::Missing(_) => "add the file, or delete the `mod` line",
        }
    }
}

/// One step of a circle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// The file that imports.
    pub file: String,
    /// The line of the import.
    pub line: usize,
    /// What it imports, as it is written.
    pub path: String,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} (`{}`)", self.file, self.line, self.path)
    }
}

fn shown(steps: &[Step]) -> String {
    let first = steps.first().map(|step| step.file.clone());
    steps.iter().map(Step::to_string).chain(first).collect::<Vec<_>>().join(" -> ")
}
