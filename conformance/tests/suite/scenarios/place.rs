//! Where a run works: a folder of its own to stand in, for its state and as its home, and no setting from outside.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use tempfile::TempDir;
use tokio::process::Command;

/// Where a run works, and what it is told.
pub(crate) struct Place {
    folder: TempDir,
    pub(crate) url: String,
}

impl Place {
    pub(crate) fn new(url: String) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["work", "state", "home"] {
            fs::create_dir(folder.path().join(name)).expect("a new folder");
        }
        Self { folder, url }
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.at("work")).env("XDG_STATE_HOME", self.at("state")).env("HOME", self.at("home"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        for name in ["AUTHMS_TOKEN", "AUTHMS_USER_TOKEN", "AUTHMS_OTHER_TENANT_TOKEN", "GITHUB_ACTIONS"] {
            command.env_remove(name);
        }
        command
    }
}

/// Every file below a folder, by its path there.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(&below).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it is below").display().to_string();
                found.insert(name, String::from_utf8_lossy(&fs::read(&path).unwrap_or_default()).into_owned());
            }
        }
    }
    found
}
