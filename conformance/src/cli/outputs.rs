//! The files that a run writes its report to: begun before the first request, and never left with an older verdict.

use std::{
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

use authms_conformance::{
    Report,
    report::{
        document::{Document, RunSettings},
        form::Form,
        github::annotations,
    },
};
use clap::Args;

use super::{
    failure::Failure,
    terminal::say,
    write::{Place, resolved},
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
    place: Place,
    form: Form,
}

/// A flag that names an output, and how its field is set.
type FileFlag = (&'static str, fn(&mut OutputArgs, PathBuf));

/// The flags that name an output.
pub(crate) const FLAGS: [FileFlag; 4] = [
    ("--json", |args, path| args.json = Some(path)),
    ("--html", |args, path| args.html = Some(path)),
    ("--junit", |args, path| args.junit = Some(path)),
    ("--markdown", |args, path| args.markdown = Some(path)),
];

impl OutputArgs {
    /// Opens every output and writes there that a run has started. `inputs` are files that must not be overwritten. If
    /// one of them cannot be opened, the others say so: none keeps an older verdict.
    pub(crate) fn open(&self, inputs: &[(&'static str, PathBuf)]) -> Result<Outputs, Failure> {
        let (files, refused) = self.files(inputs);
        let progress = Progress { document: Document::started(), closed: false };
        let outputs = Outputs { files, progress: Mutex::new(progress) };
        let opened = outputs.write().map_err(|(file, error)| Failure::file("write", &file.given, file.flag, &error));
        match refused.map_or(opened, Err) {
            Ok(()) => Ok(outputs),
            Err(failure) => {
                let _ = outputs.fail(&failure.to_string(), failure.exit_code);
                Err(failure)
            }
        }
    }

    /// Whether any is asked for.
    pub(crate) fn any(&self) -> bool {
        self.github || [&self.json, &self.html, &self.junit, &self.markdown].into_iter().any(Option::is_some)
    }

    /// Writes a report that is there already.
    pub(crate) fn write(&self, document: &Document, inputs: &[(&'static str, PathBuf)]) -> Result<(), Failure> {
        let (files, refused) = self.files(inputs);
        let outputs = Outputs { files, progress: Mutex::new(Progress::over(document.clone())) };
        refused.map_or(Ok(()), Err)?;
        outputs.write().map_err(|(file, error)| Failure::file("write", &file.given, file.flag, &error))
    }

    /// Prints what is to be printed beside the report for people.
    pub(crate) fn annotate(&self, document: &Document) {
        if self.github {
            annotations(document).lines().for_each(say);
        }
    }

    /// The files that can be outputs, and why the first of the others cannot.
    fn files(&self, inputs: &[(&'static str, PathBuf)]) -> (Vec<OutputFile>, Option<Failure>) {
        let flags = [
            ("--json", &self.json, Form::Json),
            ("--html", &self.html, Form::Html),
            ("--junit", &self.junit, Form::Junit),
            ("--markdown", &self.markdown, Form::Markdown),
        ];
        let inputs = inputs.iter().filter_map(|(flag, path)| Some((*flag, resolved(path).ok()?)));
        let mut taken: Vec<(&str, PathBuf)> = inputs.collect();
        let (mut files, mut refused) = (Vec::new(), None);
        for (flag, given, form) in flags {
            let Some(given) = given else { continue };
            if given.as_os_str() == "-" {
                let hint = format!("name a file; `{flag} /dev/stdout --quiet` prints it");
                refused
                    .get_or_insert(Failure::usage(format!("{flag} takes the name of a file, not `-`\n  hint: {hint}")));
                continue;
            }
            let place = Place::at(given).map_err(|error| Failure::file("write", given, flag, &error));
            let place = place.and_then(|place| {
                let other = taken.iter().find(|(_, taken)| place.file() == Some(taken));
                let Some((other, _)) = other else { return Ok(place) };
                let name = given.display();
                Err(Failure::usage(format!("{other} and {flag} are the same file: {name}\n  hint: give each its own")))
            });
            match place {
                Ok(place) => {
                    taken.extend(place.file().map(|path| (flag, path.to_owned())));
                    files.push(OutputFile { flag, given: given.clone(), place, form });
                }
                Err(failure) => drop(refused.get_or_insert(failure)),
            }
        }
        (files, refused)
    }
}

impl Outputs {
    /// Notes what is known before the end, such as the results of the preflight. Written with the next state.
    pub(crate) fn note(&self, change: impl FnOnce(&mut Document)) {
        change(&mut self.progress().document);
    }

    /// Writes what is known before the first request: where the run goes, and how.
    pub(crate) fn begin(&self, run: String, settings: RunSettings) -> Result<(), Failure> {
        self.note(|document| (document.run, document.settings) = (Some(run), Some(settings)));
        self.write().map_err(|(file, error)| Failure::output(&file.given, file.flag, &error))
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
            if !progress.closed && file.place.file().is_none() {
                continue;
            }
            if let Err(error) = file.place.write(&file.form.render(&progress.document)) {
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
