//! The files that a run writes its report to: begun before the first request, and never left with an older verdict.

use std::{
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use authms_conformance::{
    Report,
    report::{document::Document, form::Form, github::annotations},
};
use clap::Args;

use super::{
    failure::Failure,
    terminal::say,
    write::{is_replaceable, resolved, write_whole},
};

#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Reports")]
pub(crate) struct OutputArgs {
    /// Write the report as JSON; `report` makes every other form of it later
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Write one HTML file
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Write JUnit XML
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Write Markdown, such as for `$GITHUB_STEP_SUMMARY`
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
    /// Print annotations of GitHub Actions
    #[arg(long)]
    github: bool,
}

/// The opened outputs of a run. One that ends without `finish` or `fail`, by a panic, notes that as its failure.
pub(crate) struct Outputs {
    files: Vec<OutputFile>,
    progress: Mutex<Progress>,
}

struct Progress {
    document: Document,
    closed: bool,
}

impl Progress {
    fn over(document: Document) -> Self {
        Self { document, closed: true }
    }
}

struct OutputFile {
    flag: &'static str,
    /// As the flag gives it, for messages.
    given: PathBuf,
    path: PathBuf,
    form: Form,
}

/// Notes a failure in every output that a command line names which cannot be parsed.
pub(crate) fn refuse_arguments(arguments: &[OsString], failure: &Failure) {
    let inputs: Vec<(&str, &Path)> =
        values(arguments, "--deviations").map(|path| ("--deviations", Path::new(path))).collect();
    for (flag, set) in OutputArgs::FLAGS {
        for path in values(arguments, flag) {
            let mut args = OutputArgs::default();
            set(&mut args, path.into());
            if let Ok(outputs) = args.open(&inputs) {
                let _ = outputs.fail(&failure.to_string(), failure.exit_code);
            }
        }
    }
}

/// The values of a flag, given as `--flag value` or `--flag=value`.
fn values<'a>(arguments: &'a [OsString], flag: &'a str) -> impl Iterator<Item = &'a OsStr> {
    arguments.iter().enumerate().filter_map(move |(index, argument)| {
        if argument == flag {
            // What begins with a hyphen is the next flag.
            let next = arguments.get(index + 1)?.as_os_str();
            return (!next.as_encoded_bytes().starts_with(b"-")).then_some(next);
        }
        argument.to_str()?.strip_prefix(flag)?.strip_prefix('=').map(OsStr::new)
    })
}

/// A flag that names a file, and how its field is set.
type FileFlag = (&'static str, fn(&mut OutputArgs, PathBuf));

impl OutputArgs {
    /// The flags that name a file.
    const FLAGS: [FileFlag; 4] = [
        ("--json", |args, path| args.json = Some(path)),
        ("--html", |args, path| args.html = Some(path)),
        ("--junit", |args, path| args.junit = Some(path)),
        ("--markdown", |args, path| args.markdown = Some(path)),
    ];

    /// Opens every output and writes there that a run has started. `inputs` are files that must not be overwritten.
    pub(crate) fn open(&self, inputs: &[(&'static str, &Path)]) -> Result<Outputs, Failure> {
        let progress = Progress { document: Document::started(), closed: false };
        let outputs = Outputs { files: self.files(inputs)?, progress: Mutex::new(progress) };
        outputs.write().map_err(|(file, error)| Failure::file("write", &file.given, file.flag, &error))?;
        Ok(outputs)
    }

    /// Whether any is asked for.
    pub(crate) fn any(&self) -> bool {
        self.github || [&self.json, &self.html, &self.junit, &self.markdown].into_iter().any(Option::is_some)
    }

    /// Writes a report that is there already.
    pub(crate) fn write(&self, document: &Document, inputs: &[(&'static str, &Path)]) -> Result<(), Failure> {
        let outputs = Outputs { files: self.files(inputs)?, progress: Mutex::new(Progress::over(document.clone())) };
        outputs.write().map_err(|(file, error)| Failure::file("write", &file.given, file.flag, &error))
    }

    /// Prints what is to be printed beside the report for people.
    pub(crate) fn annotate(&self, document: &Document) {
        if self.github {
            annotations(document).lines().for_each(say);
        }
    }

    fn files(&self, inputs: &[(&'static str, &Path)]) -> Result<Vec<OutputFile>, Failure> {
        let flags = [
            ("--json", &self.json, Form::Json),
            ("--html", &self.html, Form::Html),
            ("--junit", &self.junit, Form::Junit),
            ("--markdown", &self.markdown, Form::Markdown),
        ];
        let inputs = inputs.iter().filter_map(|(flag, path)| Some((*flag, resolved(path).ok()?)));
        let mut taken: Vec<(&str, PathBuf)> = inputs.collect();
        let mut files = Vec::new();
        for (flag, given, form) in flags {
            let Some(given) = given else { continue };
            let path = resolved(given).map_err(|error| Failure::file("write", given, flag, &error))?;
            if let Some((other, _)) = taken.iter().find(|(_, taken)| *taken == path && is_replaceable(taken)) {
                let name = given.display();
                return Err(Failure::usage(format!(
                    "{other} and {flag} are the same file: {name}\n  hint: give each its own"
                )));
            }
            taken.push((flag, path.clone()));
            files.push(OutputFile { flag, given: given.clone(), path, form });
        }
        Ok(files)
    }
}

impl Outputs {
    /// Notes what is known before the end: settings, results of the preflight. Written with the next state.
    pub(crate) fn note(&self, change: impl FnOnce(&mut Document)) {
        change(&mut self.progress().document);
    }

    /// The report as far as it is known.
    pub(crate) fn document(&self) -> Document {
        self.progress().document.clone()
    }

    /// Writes the report of a run that came to a conclusion.
    pub(crate) fn finish(&self, report: Report, exit_code: u8) -> Result<(), Failure> {
        self.close(|document| document.finish(report, exit_code))
    }

    /// Writes that the run ended without a conclusion.
    pub(crate) fn fail(&self, why: &str, exit_code: u8) -> Result<(), Failure> {
        self.close(|document| document.fail(why, exit_code))
    }

    fn close(&self, end: impl FnOnce(&mut Document)) -> Result<(), Failure> {
        let mut progress = self.progress();
        end(&mut progress.document);
        progress.closed = true;
        drop(progress);
        self.write().map_err(|(file, error)| Failure::output(&file.given, file.flag, &error))
    }

    /// Writes every file, and returns the first that failed.
    fn write(&self) -> Result<(), (&OutputFile, std::io::Error)> {
        let progress = self.progress();
        let mut failed = None;
        for file in &self.files {
            // A pipe can be written to once; it gets the end alone.
            if !progress.closed && !is_replaceable(&file.path) {
                continue;
            }
            if let Err(error) = write_whole(&file.path, &file.form.render(&progress.document)) {
                failed.get_or_insert((file, error));
            }
        }
        failed.map_or(Ok(()), Err)
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Outputs {
    fn drop(&mut self) {
        if !self.progress().closed {
            let _ = self.fail("the run ended unexpectedly", 70);
        }
    }
}
