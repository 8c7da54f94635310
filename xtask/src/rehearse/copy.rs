//! Copies the repository: what git tracks, and what it would track.

use std::{fs, io, path::Path, process::Command};

/// Copies every file of the repository that git does not ignore to a folder, which is emptied first.
pub(crate) fn copy(root: &Path, to: &Path) -> io::Result<()> {
    let mut git = Command::new("git");
    git.current_dir(root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let output = git.output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    match fs::remove_dir_all(to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    for file in String::from_utf8_lossy(&output.stdout).split_terminator('\0') {
        let from = root.join(file);
        // Deleted, but not yet for git.
        if !from.is_file() {
            continue;
        }
        let to = to.join(file);
        to.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::copy(from, to)?;
    }
    Ok(())
}
