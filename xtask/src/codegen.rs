//! The contract to `sdk/src/generated.rs`, and the contract with its claims to `spec/src/generated.rs`.
//!
//! Progenitor does not see the contract itself but a *codegen view* of it, in which its limits are worked around; what
//! it makes is mended where that is simpler (`requests`, `objects`) and private to the SDK. Before it stands a table of the
//! operations, made from the same contract.

mod facts;
mod objects;
mod requests;
pub mod table;
pub mod view;

use std::{
    fs, io,
    path::{Path, PathBuf},
    process,
};

use authms_spec::{Contract, contract};
use openapiv3::OpenAPI;
use progenitor_impl::{GenerationSettings, Generator, HooksMode, InterfaceStyle};

/// Where the SDK's generated file stands, below the workspace.
const SDK_FILE: &str = "sdk/src/generated.rs";

/// Where the constants of operations and claims stand.
const SPEC_FILE: &str = "spec/src/generated.rs";

/// What is claimed beyond the contract's schemas.
const CLAIMS_FILE: &str = "spec/claims.toml";

/// Why there is no generated file, or a stale one.
#[derive(Debug, thiserror::Error)]
pub enum CodegenError {
    /// The view is no document that the generator reads.
    #[error("the codegen view of the contract is not readable: {0}\n  hint: see xtask/src/codegen/view.rs")]
    View(#[from] serde_json::Error),
    /// The generator refuses.
    #[error("the generator refuses the codegen view: {0}\n  hint: see xtask/src/codegen/view.rs")]
    Generator(#[from] progenitor_impl::Error),
    /// The claims are not what is expected of them.
    #[error("{CLAIMS_FILE}: {0}\n  hint: see the entries that are there")]
    Claims(#[from] toml::de::Error),
    /// The id of an operation or a claim does not make a name in Rust.
    #[error(
        "`{0}` does not make the name of a constant\n  hint: write ids in lower case, with `_` and `.` between words"
    )]
    Name(String),
    /// What the generator made is not valid Rust.
    #[error("the generated code does not parse: {0}")]
    Syntax(#[from] syn::Error),
    /// The file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is not what the contract makes.
    #[error("{file} is stale:\n{diff}\n  hint: run `cargo xtask codegen` and commit the file")]
    Stale {
        /// The file.
        file: &'static str,
        /// The first differences.
        diff: String,
    },
}

/// Generates the files, or compares them.
///
/// # Errors
///
/// [`CodegenError`] if the generator refuses the contract, the claims are not valid, a file cannot be read or written, or
/// `check` finds one stale.
pub fn run(root: &Path, check: bool) -> Result<String, CodegenError> {
    let claims = read(&root.join(CLAIMS_FILE))?;
    // Everything is made before anything is written.
    let files = [(SDK_FILE, generate(contract())?), (SPEC_FILE, facts::render(contract(), &claims)?)];
    let said = files.iter().map(|(file, fresh)| write(root, file, fresh, check)).collect::<Result<Vec<_>, _>>()?;
    Ok(said.join("\n"))
}

fn write(root: &Path, file: &'static str, fresh: &str, check: bool) -> Result<String, CodegenError> {
    let path = root.join(file);
    if check {
        let present = read(&path)?;
        if present == fresh {
            return Ok(format!("{file} is what the contract makes"));
        }
        let diff = similar::TextDiff::from_lines(present.as_str(), fresh);
        let shown: Vec<String> =
            diff.unified_diff().context_radius(1).iter_hunks().take(3).map(|hunk| hunk.to_string()).collect();
        return Err(CodegenError::Stale { file, diff: shown.concat() });
    }
    let beside = path.with_extension(format!("rs.{}.tmp", process::id()));
    fs::write(&beside, fresh)
        .and_then(|()| fs::rename(&beside, &path))
        .map_err(|source| CodegenError::File { path, source })?;
    Ok(format!("wrote {file}, {} lines", fresh.lines().count()))
}

fn read(path: &Path) -> Result<String, CodegenError> {
    fs::read_to_string(path).map_err(|source| CodegenError::File { path: path.to_owned(), source })
}

/// The text of the SDK's generated file.
///
/// # Errors
///
/// [`CodegenError`] if the generator refuses the contract.
pub fn generate(contract: &Contract) -> Result<String, CodegenError> {
    let view: OpenAPI = serde_json::from_value(view::of(contract.document()))?;
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Positional)
        // Without hooks nothing would carry the token; so their absence must not compile.
        .with_hooks(HooksMode::Expected)
        .with_inner_type("crate::capture::Slot".parse().expect("a Rust path"));
    for (schema, path) in view::replacements() {
        settings.with_replacement(schema, path, std::iter::empty());
    }
    let tokens = Generator::new(&settings).generate_tokens(&view)?;
    let mut client = syn::parse2(tokens)?;
    requests::mend(&mut client);
    objects::only_from_objects(&mut client);
    let client = prettyplease::unparse(&client);
    Ok(format!(
        "// Made by `cargo xtask codegen` from spec/openapi.yaml. Never edited: change the contract and run it again.\n\n\
         /// SHA-256 of the contract that this file was made from.\n\
         pub(crate) const CONTRACT_HASH: &str = \"{}\";\n\n{}\n{client}",
        contract.hash(),
        table::render(contract),
    ))
}
