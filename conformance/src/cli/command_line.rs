//! The arguments as they stand, for what must be known of them even where they cannot be parsed: which files a run reads,
//! and which it writes.

use std::{
    ffi::{OsStr, OsString},
    path::PathBuf,
};

use super::{
    failure::Failure,
    outputs::{FLAGS, OutputArgs},
    targets::{self, FromFile},
};

/// The flags of files that a run reads or keeps, which no output may overwrite.
const INPUTS: [&str; 6] =
    ["--deviations", "--ledger", "--ca-cert", "--token-file", "--user-token-file", "--other-tenant-token-file"];

/// The arguments, and what of them the file of `--target` has said.
#[derive(Debug, Default)]
pub(crate) struct CommandLine {
    pub(crate) arguments: Vec<OsString>,
    pub(crate) from_file: FromFile,
}

impl CommandLine {
    pub(crate) fn new(arguments: Vec<OsString>) -> Self {
        Self { arguments, from_file: FromFile::default() }
    }

    /// The files that a run reads or keeps, each with its flag.
    pub(crate) fn inputs(&self) -> Vec<(&'static str, PathBuf)> {
        let files = INPUTS.into_iter().flat_map(|flag| self.values(flag).map(move |path| (flag, PathBuf::from(path))));
        let targets = self.values("--target").map(|name| ("--target", targets::path(&name.to_string_lossy())));
        files.chain(targets).collect()
    }

    /// Notes in every output of a run that there is none. A verdict of an earlier run must not outlive a start that
    /// failed.
    pub(crate) fn refuse(mut self, failure: &Failure) {
        let names: Vec<String> = self.values("--target").map(|name| name.to_string_lossy().into_owned()).collect();
        for name in names {
            // What the command line says wins over the file.
            let flags =
                FLAGS.iter().map(|(flag, _)| *flag).chain(INPUTS).filter(|flag| self.values(flag).next().is_none());
            let from_file = targets::files(&name, flags.collect());
            self.arguments.extend(from_file);
        }
        let inputs = self.inputs();
        for (flag, set) in FLAGS {
            for path in self.values(flag) {
                let mut args = OutputArgs::default();
                set(&mut args, path.into());
                if let Ok(outputs) = args.open(&inputs) {
                    let _ = outputs.fail(&failure.to_string(), failure.exit_code);
                }
            }
        }
    }

    /// The values of a flag, given as `--flag value` or `--flag=value`.
    fn values<'a>(&'a self, flag: &'a str) -> impl Iterator<Item = &'a OsStr> {
        self.arguments.iter().enumerate().filter_map(move |(index, argument)| {
            if argument == flag {
                // What begins with a hyphen is the next flag.
                let next = self.arguments.get(index + 1)?.as_os_str();
                return (!next.as_encoded_bytes().starts_with(b"-")).then_some(next);
            }
            argument.to_str()?.strip_prefix(flag)?.strip_prefix('=').map(OsStr::new)
        })
    }
}
