//! The golden files: what a case must record, read from a folder or from the copy in the program.
//!
//! insta writes them in `cargo test`. It needs the source tree, which a shipped binary does not have, so the suite
//! compares them itself.

use std::{fs, io, path::PathBuf};

use include_dir::{Dir, include_dir};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/golden");

/// Where the golden files are, each named `operation_id/case.snap`.
#[derive(Debug, Clone, Default)]
pub enum Golden {
    /// The copy in the program, made when it was built.
    #[default]
    Embedded,
    /// A folder, read when a case is compared: a test compares with what insta has just written.
    Folder(PathBuf),
}

impl Golden {
    /// The content of the golden file `operation_id/case`; `None` if there is no such file.
    #[must_use]
    pub fn content(&self, name: &str) -> Option<String> {
        let file = format!("{name}.snap");
        let text = match self {
            Self::Embedded => EMBEDDED.get_file(file)?.contents_utf8()?.to_owned(),
            Self::Folder(folder) => fs::read_to_string(folder.join(file)).ok()?,
        };
        let text = text.replace("\r\n", "\n");
        // insta puts a header between two lines of `---` in front of the content.
        let content = text.strip_prefix("---\n")?.split_once("\n---\n")?.1;
        Some(content.trim_end().to_owned())
    }

    /// The names of all golden files, `operation_id/case`, sorted.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read.
    pub fn names(&self) -> io::Result<Vec<String>> {
        let mut names = match self {
            Self::Embedded => {
                let files = EMBEDDED.dirs().flat_map(Dir::files);
                files.filter_map(|file| Some(file.path().to_str()?.replace('\\', "/"))).collect()
            }
            Self::Folder(folder) => {
                let mut names = Vec::new();
                for operation in fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()? {
                    if operation.file_type()?.is_dir() {
                        for file in fs::read_dir(operation.path())?.collect::<io::Result<Vec<_>>>()? {
                            let (operation, file) = (operation.file_name(), file.file_name());
                            names.push(format!("{}/{}", operation.display(), file.display()));
                        }
                    }
                }
                names
            }
        };
        names = names.into_iter().filter_map(|name: String| name.strip_suffix(".snap").map(str::to_owned)).collect();
        names.sort();
        Ok(names)
    }
}

/// A line diff from the golden text to the recorded one; `None` if they are the same.
#[must_use]
pub(crate) fn difference(golden: &str, recorded: &str) -> Option<String> {
    if golden.trim_end() == recorded.trim_end() {
        return None;
    }
    let diff = similar::TextDiff::from_lines(golden.trim_end(), recorded.trim_end());
    Some(diff.unified_diff().context_radius(2).header("golden", "recorded").to_string())
}
