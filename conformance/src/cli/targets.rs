//! `--target`: a file in `targets/` that says what flags say. Its keys are the flags with `_` for `-`, so that whatever a
//! flag can say, a file can; flags win.
//!
//! The file becomes arguments of the command line before those that were given, and each is checked as the flag is.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use authms_conformance::nearest;
use clap::{Arg, ArgAction, ArgMatches, Command, parser::ValueSource};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::failure::Failure;

/// The keys of tokens, each with the ways to give one.
const TOKENS: [&str; 3] = ["token", "user_token", "other_tenant_token"];
const WAYS: [&str; 3] = ["env", "file", "command"];

/// The arguments that a file stands for, without those that the command line gives.
pub(crate) fn arguments(
    name: &str,
    run: &Command,
    command: &Command,
    given: &ArgMatches,
) -> Result<Vec<OsString>, Failure> {
    let path = path(name);
    let text = fs::read_to_string(&path).map_err(|error| unreadable(name, &path, &error))?;
    let file = File { path: &path, text: &text, run, command, given };
    let table = DeTable::parse(&text).map_err(|error| {
        file.error(error.span().unwrap_or_default().start, error.message(), "see conformance/targets/example.toml")
    })?;
    let mut arguments = Vec::new();
    for (key, value) in table.get_ref() {
        file.entry(key, value, &mut arguments)?;
    }
    Ok(arguments)
}

/// A name stands for a file in `targets/`, anything else for itself.
fn path(name: &str) -> PathBuf {
    let is_path = name.contains(['/', '\\']) || Path::new(name).extension().is_some_and(|end| end == "toml");
    if is_path { PathBuf::from(name) } else { Path::new("targets").join(format!("{name}.toml")) }
}

fn unreadable(name: &str, path: &Path, error: &std::io::Error) -> Failure {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = entries.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let mut names: Vec<String> = files.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort_unstable();
    let hint = match (nearest(name, names.iter().map(String::as_str)), names.as_slice()) {
        (Some(near), _) => format!("did you mean `--target {near}`?"),
        (None, []) => format!("there is no target in {}; a path to a file does as well", folder.display()),
        (None, names) => format!("the targets in {} are {}", folder.display(), names.join(", ")),
    };
    Failure::configuration(format!("cannot read the target {}: {error}\n  hint: {hint}", path.display()))
}

struct File<'f> {
    path: &'f Path,
    text: &'f str,
    run: &'f Command,
    command: &'f Command,
    given: &'f ArgMatches,
}

impl File<'_> {
    fn error(&self, at: usize, what: &str, hint: &str) -> Failure {
        let line = self.text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
        let what = what.lines().collect::<Vec<_>>().join(", ");
        Failure::configuration(format!("{}:{line}: {what}\n  hint: {hint}", self.path.display()))
    }

    /// Adds the arguments of one entry.
    fn entry(
        &self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
        arguments: &mut Vec<OsString>,
    ) -> Result<(), Failure> {
        let name = key.get_ref().as_ref();
        if TOKENS.contains(&name) {
            return self.token(name, value, arguments);
        }
        let Some(arg) = self.arg(name) else {
            return Err(self.error(key.span().start, &format!("unknown key `{name}`"), &self.meant(name)));
        };
        let values = self.values(name, arg, value)?;
        // The file describes runs; a subcommand takes of it what it knows.
        if !keys(self.command).any(|arg| arg.get_id() == name) {
            return Ok(());
        }
        // What the command line says about a token replaces all that the file says about it.
        let token =
            TOKENS.iter().rev().find(|token| name.strip_prefix(**token).is_some_and(|end| end.starts_with('_')));
        if token.map_or_else(|| self.is_given(name), |token| self.is_token_given(token)) {
            return Ok(());
        }
        arguments.extend(values.into_iter().map(OsString::from));
        Ok(())
    }

    /// A token by where it is found; one that is written down is refused.
    fn token(&self, name: &str, value: &Spanned<DeValue<'_>>, arguments: &mut Vec<OsString>) -> Result<(), Failure> {
        let at = value.span().start;
        let hint = format!("write `{name} = {{ env = \"VARIABLE\" }}`, or `file` or `command` instead of `env`");
        let Some(table) = value.get_ref().as_table() else {
            let what = format!("`{name}` must not hold a token: this file is for everyone to read");
            return Err(self.error(at, &what, &hint));
        };
        let entry = table.iter().next().filter(|_| table.len() == 1);
        let entry = entry.and_then(|(way, text)| Some((way.get_ref().as_ref(), text.get_ref().as_str()?)));
        let Some((way, text)) = entry.filter(|(way, _)| WAYS.contains(way)) else {
            return Err(self.error(at, &format!("`{name}` does not say where the token is found"), &hint));
        };
        if !self.is_token_given(name) {
            arguments.push(format!("--{}-{way}={text}", flag(name)).into());
        }
        Ok(())
    }

    fn arg(&self, name: &str) -> Option<&Arg> {
        keys(self.run).find(|arg| arg.get_id() == name)
    }

    fn meant(&self, name: &str) -> String {
        let names: Vec<&str> = keys(self.run).map(|arg| arg.get_id().as_str()).chain(TOKENS).collect();
        let all = "keys are the flags of `authms-conformance run --help`, with `_` for `-`";
        nearest(name, names).map_or_else(|| all.to_owned(), |near| format!("did you mean `{near}`? {all}"))
    }

    /// The arguments that a value stands for, checked as the flag checks them.
    fn values(&self, name: &str, arg: &Arg, value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, Failure> {
        let at = value.span().start;
        let wrong = |expected: &str| {
            let what = format!("`{name}` is {expected}, not {}", value.get_ref().type_str());
            Err(self.error(at, &what, "see conformance/targets/example.toml"))
        };
        let (flag, value) = (flag(name), value.get_ref());
        let texts = match (arg.get_action(), value) {
            (ArgAction::SetTrue, DeValue::Boolean(true)) => return Ok(vec![format!("--{flag}")]),
            (ArgAction::SetTrue, DeValue::Boolean(false)) => return Ok(Vec::new()),
            (ArgAction::SetTrue, _) => return wrong("true or false"),
            (ArgAction::Append, DeValue::Array(entries)) => {
                let texts: Option<Vec<String>> = entries.iter().map(|entry| scalar(entry.get_ref())).collect();
                match texts {
                    Some(texts) => texts,
                    None => return wrong("a list of texts"),
                }
            }
            (ArgAction::Append, _) => return wrong("a list"),
            (_, value) => match scalar(value) {
                Some(text) => vec![text],
                None => return wrong("a text or a number"),
            },
        };
        let arguments: Vec<String> = texts.into_iter().map(|text| format!("--{flag}={text}")).collect();
        let alone = Command::new("target").no_binary_name(true).arg(arg.clone());
        if let Err(error) = alone.try_get_matches_from(&arguments) {
            let said = error.to_string();
            let said = said.lines().next().unwrap_or_default().trim_start_matches("error: ");
            return Err(self.error(at, said, "the flag of the same name takes the same values"));
        }
        Ok(arguments)
    }

    fn is_given(&self, name: &str) -> bool {
        self.given.value_source(name) == Some(ValueSource::CommandLine)
    }

    fn is_token_given(&self, token: &str) -> bool {
        self.is_given(token) || WAYS.iter().any(|way| self.is_given(&format!("{token}_{way}")))
    }
}

/// The flags that a file may give: all but the one that names it, those of tokens that are written out, and `--help`.
pub(crate) fn keys(command: &Command) -> impl Iterator<Item = &Arg> {
    let left_out = |arg: &&Arg| {
        matches!(arg.get_id().as_str(), "target" | "help" | "version") || TOKENS.contains(&arg.get_id().as_str())
    };
    command.get_arguments().filter(move |arg| arg.get_long().is_some() && !left_out(arg))
}

fn flag(name: &str) -> String {
    name.replace('_', "-")
}

fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        _ => None,
    }
}
