//! The report for machines: one JSON document, written whole or not at all.

use std::{fs, io, path::Path};

use authms_spec::contract;
use serde::Serialize;

use crate::engine::result::Report;

/// Raised when a field changes its meaning or disappears.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'r> {
    format: u32,
    tool: Tool,
    contract: Contract,
    exit_code: u8,
    #[serde(flatten)]
    report: &'r Report,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Contract {
    version: &'static str,
    hash: &'static str,
}

/// The document as text.
#[must_use]
pub fn render(report: &Report, exit_code: u8) -> String {
    let document = Document {
        format: FORMAT,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        contract: Contract { version: contract().version(), hash: contract().hash() },
        exit_code,
        report,
    };
    // Serializing fails only for keys that are not strings, and all keys here are.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// Writes the document beside the file and moves it there, so that no reader ever sees half of it.
///
/// # Errors
///
/// If the folder does not exist or cannot be written to.
pub fn write(path: &Path, report: &Report, exit_code: u8) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.tmp", std::process::id()));
    fs::write(&beside, render(report, exit_code))?;
    fs::rename(&beside, path).inspect_err(|_| {
        let _ = fs::remove_file(&beside);
    })
}
