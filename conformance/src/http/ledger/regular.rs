//! Opens regular files only: whoever opens a pipe waits for its other end, and a device may never end.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _},
    path::Path,
};

/// Most that is read of a file, in bytes. A run writes some kilobytes; a file that many runs share may grow.
const LONGEST: u64 = 64 << 20;

/// Opens a regular file, or makes one if the options say so.
///
/// # Errors
///
/// As [`OpenOptions::open`], and if there is something else than a regular file.
pub(crate) fn open_regular(path: &Path, options: &OpenOptions) -> io::Result<File> {
    match fs::metadata(path) {
        Ok(found) => regular(&found)?,
        // A file that is made is regular.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let file = options.open(path)?;
    regular(&file.metadata()?)?;
    Ok(file)
}

/// Reads a file to its end, as text.
///
/// # Errors
///
/// As [`Read::read_to_end`](io::Read::read_to_end), and if the file is too large for a ledger.
pub(crate) fn read_whole(file: &File) -> io::Result<String> {
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {} MiB", LONGEST >> 20)));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn regular(found: &fs::Metadata) -> io::Result<()> {
    if found.is_file() { Ok(()) } else { Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")) }
}
