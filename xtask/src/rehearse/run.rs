//! Rehearses: copies, adds the field, generates, and holds each check to what it must say.

use std::{collections::BTreeSet, env, fs, io, path::Path, process::Command};

use super::{
    contract::add_field,
    copy::copy,
    edit::apply,
    plan::{CHECKS, Check, EDITS, FIELD, MENDED, MOST_FILES},
};

/// Where the copy stands, below the repository; the same for every rehearsal, so that its builds can be used again.
const COPY: &str = "target/rehearsal";

/// The contract, below the repository.
const CONTRACT: &str = "spec/openapi.yaml";

/// Where the version of all packages stands, and what it is in the copy.
const MANIFEST: &str = "Cargo.toml";
const VERSION: &str = "version = \"0.0.0-rehearsal\"";

/// Why a rehearsal could not be held.
#[derive(Debug, thiserror::Error)]
pub enum RehearsalError {
    /// The repository cannot be copied, or a program cannot be started.
    #[error("cannot rehearse in {COPY}: {0}\n  hint: it needs git, cargo and room for a copy of the repository")]
    Copy(#[from] io::Error),
    /// A schema is not there.
    #[error("the contract has no schema `{0}` with properties\n  hint: correct FIELD in xtask/src/rehearse/plan.rs")]
    Schema(String),
    /// A line is not there.
    #[error("{file} does not hold the line `{line}` once\n  hint: correct EDITS in xtask/src/rehearse/plan.rs")]
    Edit {
        /// The file.
        file: &'static str,
        /// The line.
        line: String,
    },
    /// The generator refuses the contract with the field.
    #[error("the code of the changed contract cannot be generated:\n{0}")]
    Codegen(String),
}

/// Rehearses, and returns the report and whether all went as it should.
///
/// # Errors
///
/// [`RehearsalError`] if the copy, the changed contract or its code cannot be made.
pub fn run(root: &Path) -> Result<(String, bool), RehearsalError> {
    let place = root.join(COPY);
    copy(root, &place)?;
    let contract = place.join(CONTRACT);
    let changed = add_field(&fs::read_to_string(&contract)?, &FIELD).map_err(RehearsalError::Schema)?;
    fs::write(&contract, changed)?;
    rename(&place.join(MANIFEST))?;
    let (generated, said) = cargo(root, &place, "run --quiet --package xtask -- codegen")?;
    if !generated {
        return Err(RehearsalError::Codegen(said));
    }
    let mut text = format!("added `{}` to {} schemas of {CONTRACT}\n", FIELD.name, FIELD.schemas.len());
    let mut clean = hold(root, &place, &CHECKS, &mut text)?;
    for edit in &EDITS {
        let file = place.join(edit.file);
        let edited = apply(edit, &fs::read_to_string(&file)?);
        fs::write(&file, edited.map_err(|line| RehearsalError::Edit { file: edit.file, line })?)?;
        text.push_str(&format!("wrote `{}` in {}\n", edit.line, edit.file));
    }
    clean &= hold(root, &place, &MENDED, &mut text)?;
    let places = CHECKS.iter().flat_map(|check| check.must_name).map(|place| place.file);
    let files: BTreeSet<&str> = places.chain([CONTRACT]).collect();
    let list = files.iter().copied().collect::<Vec<_>>().join(", ");
    text.push_str(&format!("files to edit by hand: {} of at most {MOST_FILES}: {list}\n", files.len()));
    Ok((text, clean && files.len() <= MOST_FILES))
}

/// Runs checks one after the other, adds what each came to, and returns whether each came to what it should.
fn hold(root: &Path, place: &Path, checks: &[Check], text: &mut String) -> io::Result<bool> {
    let mut clean = true;
    for check in checks {
        println!("$ cargo {}", check.arguments);
        let (passed, said) = cargo(root, place, check.arguments)?;
        let (line, good) = judge(check, passed, &said);
        text.push_str(&line);
        clean &= good;
    }
    Ok(clean)
}

/// Gives the packages of the copy a version of their own. Cargo tells packages apart by name, version and place in the
/// workspace: without this, it would take what it has compiled of the copy for that of the repository.
fn rename(manifest: &Path) -> io::Result<()> {
    let text = fs::read_to_string(manifest)?;
    let lines = text.lines().map(|line| if line.starts_with("version = ") { VERSION } else { line });
    fs::write(manifest, lines.collect::<Vec<_>>().join("\n"))
}

/// What a check came to, as lines of the report, and whether it is what it should be.
#[must_use]
pub fn judge(check: &Check, passed: bool, said: &str) -> (String, bool) {
    let Check { arguments, must_name } = check;
    if must_name.is_empty() {
        return match passed {
            true => (format!("passes: cargo {arguments}\n"), true),
            false => (format!("BROKEN: cargo {arguments} does not pass\n{said}\n"), false),
        };
    }
    let (mut text, mut good) = (String::new(), true);
    for place in *must_name {
        let silent: Vec<&str> = place.says.iter().filter(|expected| !said.contains(**expected)).copied().collect();
        if !passed && silent.is_empty() {
            text.push_str(&format!("names {}: {} (cargo {arguments})\n", place.file, place.says.join(", ")));
        } else {
            good = false;
            let what = if passed { "passes".to_owned() } else { format!("does not say {}", silent.join(", ")) };
            text.push_str(&format!("SILENT: cargo {arguments} {what}, although {} lacks the field\n", place.file));
        }
    }
    (text, good)
}

/// Runs cargo in the copy and returns whether it passed, and what it said. What it compiles stands with what the
/// repository has compiled, so that no dependency is built twice; its programs stand apart, so that none is replaced.
fn cargo(root: &Path, place: &Path, arguments: &str) -> io::Result<(bool, String)> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .current_dir(place)
        .args(arguments.split_whitespace())
        .env("INSTA_UPDATE", "no")
        .env("CARGO_NET_OFFLINE", "true");
    cargo.env("CARGO_BUILD_BUILD_DIR", root.join("target")).env("CARGO_TARGET_DIR", place.join("target"));
    let output = cargo.output()?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok((output.status.success(), text(&output.stdout) + &text(&output.stderr)))
}
