//! Why `codegen` fails.

use std::{io, path::PathBuf};

use authms_spec::ContractError;

/// Why there are no generated files, or stale ones.
#[derive(Debug, thiserror::Error)]
pub enum CodegenError {
    /// The contract is not valid.
    #[error("spec/openapi.yaml: {0}\n  hint: `cargo xtask lint` shows everything that is wrong")]
    Contract(#[from] ContractError),
    /// The generator cannot read the view.
    #[error("the codegen view of the contract is not readable: {0}\n  hint: see xtask/src/codegen/view.rs")]
    View(#[from] serde_json::Error),
    /// The generator refuses the view.
    #[error("the generator refuses the codegen view: {0}\n  hint: see xtask/src/codegen/view.rs")]
    Generator(#[from] progenitor_impl::Error),
    /// The claims are not what is expected of them.
    #[error("spec/claims.toml: {0}\n  hint: see the entries that are there")]
    Claims(#[from] toml::de::Error),
    /// The id of an operation or a claim does not make a name in Rust.
    #[error(
        "`{0}` does not make the name of a constant\n  hint: write ids in lower case, with `_` and `.` between words"
    )]
    Name(String),
    /// Two ids make the same name in Rust, or are the same.
    #[error("`{first}` and `{second}` make the same constant `{name}`\n  hint: give one of them another id")]
    Twice {
        /// The id that comes first.
        first: String,
        /// The other.
        second: String,
        /// The name of the constant.
        name: String,
    },
    /// The first tag of an operation cannot name the folder of its cases.
    #[error(
        "the operation `{operation}` has the tag `{tag}`, which does not name a folder of cases\n  hint: give it a tag in lower case, with `_` between words"
    )]
    Tag {
        /// The operation.
        operation: String,
        /// Its first tag, empty if it has none.
        tag: String,
    },
    /// The generated code does not parse as Rust.
    #[error("the generated code does not parse: {0}")]
    Syntax(#[from] syn::Error),
    /// The generated code has a shape that is not known here.
    #[error(
        "the generated `{place}` has an unexpected shape: {what}\n  hint: an updated generator or a new kind of operation needs a change in xtask/src/codegen/requests.rs or schemas.rs"
    )]
    Shape {
        /// The method or the type.
        place: String,
        /// What is different.
        what: String,
    },
    /// The constants of an operation cannot say what the contract does.
    #[error("`{operation}`: {what}\n  hint: describe it with a `$ref`, or extend xtask/src/codegen/facts.rs")]
    Fact {
        /// The `operationId`.
        operation: String,
        /// What would be lost.
        what: String,
    },
    /// The SDK has no public type for a part of a schema.
    #[error("the schema `{schema}` has no public type: {what}\n  hint: see xtask/src/codegen/kind.rs")]
    Field {
        /// The schema.
        schema: &'static str,
        /// What is missing.
        what: String,
    },
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file differs from what the contract makes; the text names it and shows the first differences.
    #[error("{0}\n  hint: run `cargo xtask codegen` and commit the file")]
    Stale(String),
}
