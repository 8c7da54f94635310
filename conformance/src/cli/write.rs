//! Writes a file whole or not at all, and what is not a file as it is.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Most links that lead to a file.
const LINKS: usize = 40;

/// Where an output goes.
#[derive(Debug)]
pub(crate) enum Place {
    /// A file, or nothing yet: it is replaced, as often as is needed.
    File(PathBuf),
    /// What this process prints to, wherever that leads.
    Stdout,
    /// As [`Place::Stdout`].
    Stderr,
    /// Something else that is open, such as a pipe: it is written to once.
    Stream(File),
}

impl Place {
    /// Finds what is at a path, through symbolic links, and opens what is not a file. What a process has open is never
    /// replaced, whatever it is.
    pub(crate) fn at(path: &Path) -> io::Result<Self> {
        let path = resolved(path)?;
        let of_a_process = path.starts_with("/proc") || path.starts_with("/dev/fd");
        if of_a_process && path.ends_with("fd/1") {
            return Ok(Self::Stdout);
        }
        if of_a_process && path.ends_with("fd/2") {
            return Ok(Self::Stderr);
        }
        let is_file = fs::metadata(&path).map_or(true, |found| found.is_file() || found.is_dir());
        if of_a_process || !is_file { stream(&path).map(Self::Stream) } else { Ok(Self::File(path)) }
    }

    /// The file, if it is one.
    pub(crate) fn file(&self) -> Option<&Path> {
        if let Self::File(path) = self { Some(path) } else { None }
    }

    /// Writes all of it. A file is written beside its place and moved there, so that no reader ever sees half of it.
    pub(crate) fn write(&self, content: &str) -> io::Result<()> {
        let content = content.as_bytes();
        match self {
            Self::File(path) => {
                let beside = beside(path);
                let written = fs::write(&beside, content).and_then(|()| fs::rename(&beside, path));
                written.inspect_err(|_| {
                    let _ = fs::remove_file(&beside);
                })
            }
            Self::Stdout => io::stdout().write_all(content).and_then(|()| io::stdout().flush()),
            Self::Stderr => io::stderr().write_all(content),
            Self::Stream(file) => (&*file).write_all(content),
        }
    }
}

/// Opens what is not a file, without waiting for the other end of a pipe.
#[cfg(unix)]
fn stream(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;

    use rustix::{
        fs::{OFlags, fcntl_setfl},
        io::Errno,
    };

    let flags = OFlags::NONBLOCK.bits().cast_signed();
    let file = OpenOptions::new().append(true).custom_flags(flags).open(path).map_err(|error| {
        let no_reader = error.raw_os_error() == Some(Errno::NXIO.raw_os_error());
        if no_reader { io::Error::other("nobody reads this pipe; start its reader first") } else { error }
    })?;
    // From here on, writing waits for a reader that is slow.
    fcntl_setfl(&file, OFlags::APPEND)?;
    Ok(file)
}

#[cfg(not(unix))]
fn stream(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).open(path)
}

/// The path without symbolic links, so that the file behind one is replaced and not the link. What a process has open
/// keeps the path that names it so.
pub(crate) fn resolved(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let Some(name) = path.file_name() else { return path.canonicalize() };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize()?;
        let here = folder.join(name);
        match fs::read_link(&here) {
            Ok(link) if !folder.starts_with("/proc") => path = folder.join(link),
            _ => return Ok(here),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    fn at(path: &Path) -> Place {
        Place::at(path).expect("a place")
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_stays_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.json");
        fs::write(&path, "a longer text of yesterday").expect("writes");
        at(&path).write("new").expect("writes");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "new");
        assert_eq!(names(folder.path()), ["report.json"]);
    }

    #[test]
    fn a_failure_leaves_nothing_beside_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.json");
        fs::create_dir(&path).expect("a folder");
        at(&path).write("new").expect_err("a folder cannot be replaced");
        assert_eq!(names(folder.path()), ["report.json"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_what_is_not_a_file_is_written_to() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").expect("writes");
        std::os::unix::fs::symlink(&file, &link).expect("links");
        at(&link).write("new").expect("writes");
        assert_eq!(fs::read_to_string(&file).expect("a file"), "new");
        assert!(link.is_symlink());
        at(Path::new("/dev/null")).write("new").expect("writes");
        assert!(!fs::metadata("/dev/null").expect("it is there").is_file());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_a_process_has_open_is_written_to_and_not_replaced_even_if_it_has_no_name_any_more() {
        use std::os::{fd::AsRawFd as _, unix::fs::symlink};

        let folder = tempfile::tempdir().expect("a folder");
        let (name, link) = (folder.path().join("file"), folder.path().join("link"));
        let mut file = File::options().read(true).append(true).create(true).open(&name).expect("a file");
        symlink(format!("/proc/self/fd/{}", file.as_raw_fd()), &link).expect("links");
        at(&link).write("one ").expect("writes");
        fs::remove_file(&name).expect("removes");
        at(&link).write("two").expect("writes");
        let mut text = String::new();
        io::Seek::rewind(&mut file).and_then(|()| io::Read::read_to_string(&mut file, &mut text)).expect("reads");
        assert_eq!((text.as_str(), names(folder.path())), ("one two", vec!["link".to_owned()]));
        assert!(link.is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_that_nobody_reads_is_refused_and_one_with_a_reader_gets_all_of_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
        let error = Place::at(&pipe).expect_err("no reader").to_string();
        assert!(error.starts_with("nobody reads this pipe"), "{error}");
        let mut reader = std::process::Command::new("wc");
        reader.arg("-c").stdout(std::process::Stdio::piped());
        // Opened for both, it does not wait for a writer either.
        let both = File::options().read(true).write(true).open(&pipe).expect("a pipe");
        let reader = reader.stdin(File::open(&pipe).expect("a pipe")).spawn().expect("wc");
        let place = at(&pipe);
        drop(both);
        place.write(&"x".repeat(1 << 20)).expect("writes");
        drop(place);
        let output = reader.wait_with_output().expect("it ends");
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), (1 << 20).to_string());
    }
}
