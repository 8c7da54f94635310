//! The golden files: written by insta in `cargo test`, embedded here, compared by the suite itself everywhere else.
//!
//! insta looks for the source tree at run time, so a shipped binary cannot use its macros.

use include_dir::{Dir, include_dir};

static GOLDEN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/golden");

/// The content of the golden file `operation_id/case`; `None` if there is no such file.
#[must_use]
pub(crate) fn golden(name: &str) -> Option<String> {
    let file = GOLDEN.get_file(format!("{name}.snap"))?;
    let text = file.contents_utf8()?.replace("\r\n", "\n");
    // insta puts a header between two lines of `---` in front of the content.
    let content = text.strip_prefix("---\n")?.split_once("\n---\n")?.1;
    Some(content.trim_end().to_owned())
}

/// All golden files as `operation/name`, to find those that no case owns any more.
#[must_use]
pub fn golden_names() -> Vec<String> {
    let files = GOLDEN.dirs().flat_map(Dir::files);
    let mut names: Vec<String> =
        files.filter_map(|file| Some(file.path().to_str()?.strip_suffix(".snap")?.replace('\\', "/"))).collect();
    names.sort();
    names
}

/// A line diff from the golden text to what was seen; `None` if they are the same.
#[must_use]
pub(crate) fn difference(golden: &str, seen: &str) -> Option<String> {
    if golden.trim_end() == seen.trim_end() {
        return None;
    }
    let diff = similar::TextDiff::from_lines(golden.trim_end(), seen.trim_end());
    Some(diff.unified_diff().context_radius(2).header("golden", "seen").to_string())
}
