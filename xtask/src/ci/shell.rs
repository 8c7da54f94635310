//! Starts the programs of the steps in the repository, showing each command as one could type it.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::{error::StepError, terminal::say};

/// Where the steps run.
#[derive(Debug, Clone)]
pub struct Shell {
    root: PathBuf,
    /// Variables of the programs that it starts, besides those of this program.
    variables: Vec<(OsString, OsString)>,
}

impl Shell {
    /// A shell in the folder of the repository.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self { root, variables: Vec::new() }
    }

    /// The same shell with one more variable for the programs that it starts.
    #[must_use]
    pub fn with(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// The folder of the repository.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Runs cargo with arguments that white space separates.
    pub(super) fn cargo(&self, arguments: &str) -> Result<(), StepError> {
        self.run(self.command(cargo(), arguments.split_whitespace()))
    }

    /// The command of a program, in the repository and with snapshots that are compared, never written.
    pub(super) fn command<'a>(&self, program: OsString, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("INSTA_UPDATE", "no").args(arguments).stdin(Stdio::null());
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs a command to its end; it writes to this terminal.
    pub(super) fn run(&self, mut command: Command) -> Result<(), StepError> {
        let shown = shown(&command);
        say(format!("$ {shown}"))?;
        let status = command.status().map_err(|error| not_started(&shown, &error))?;
        match status.success() {
            true => Ok(()),
            false => Err(StepError::new(format!("`{shown}` ended with {status}\n  hint: run it alone to see more"))),
        }
    }

    /// Runs a command and returns whether it succeeded, what it wrote to stdout, and to stderr.
    pub(super) fn read(&self, mut command: Command) -> Result<(bool, String, String), StepError> {
        let shown = shown(&command);
        say(format!("$ {shown}"))?;
        let output = command.output().map_err(|error| not_started(&shown, &error))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok((output.status.success(), text(&output.stdout), text(&output.stderr)))
    }
}

/// The cargo that runs this program, or the one on the path.
pub(super) fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned();
    let quoted = |word: &str| if word.is_empty() { "''".to_owned() } else { word.to_owned() };
    let arguments = command.get_args().map(|argument| quoted(&argument.to_string_lossy()));
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}

fn not_started(shown: &str, error: &std::io::Error) -> StepError {
    StepError::new(format!("cannot start `{shown}`: {error}\n  hint: is the program installed and on the path?"))
}
