//! `--target`: a file in `targets/` that says what flags say. Its keys are the flags with `_` for `-`, so that whatever a
//! flag can say, a file can; flags win.
//!
//! The file becomes arguments of the command line before those that were given, and each is checked as the flag is. It
//! holds no secret and runs nothing, and its paths are relative to itself.

use std::{
    any::TypeId,
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
const WAYS: [&str; 2] = ["env", "file"];

/// What a file has said.
#[derive(Debug, Default)]
pub(crate) struct FromFile {
    path: PathBuf,
    /// The arguments that it stands for, without those that the command line gives.
    pub(crate) arguments: Vec<OsString>,
    /// Each flag among them, with the key that stands for it.
    flags: Vec<(String, String)>,
}

impl FromFile {
    /// A failure that names keys where the file has said what a flag would.
    pub(crate) fn in_its_words(&self, failure: Failure) -> Failure {
        let file = self.path.display();
        self.flags.iter().fold(failure, |failure, (flag, key)| failure.calling(flag, &format!("`{key}` in {file}")))
    }
}

/// Reads a file.
pub(crate) fn read(name: &str, run: &Command, command: &Command, given: &ArgMatches) -> Result<FromFile, Failure> {
    let path = path(name);
    let text = fs::read_to_string(&path).map_err(|error| unreadable(name, &path, &error))?;
    let file = File { path: &path, text: &text, run, command, given };
    let table = DeTable::parse(&text).map_err(|error| {
        file.error(error.span().unwrap_or_default().start, error.message(), "see conformance/targets/example.toml")
    })?;
    let mut from_file = FromFile { path: path.clone(), ..FromFile::default() };
    for (key, value) in table.get_ref() {
        let arguments = file.entry(key, value)?;
        let flag =
            |argument: &String| Some(argument.split_once('=').map_or(argument.as_str(), |(flag, _)| flag).to_owned());
        from_file.flags.extend(arguments.first().and_then(flag).map(|flag| (flag, key.get_ref().to_string())));
        from_file.arguments.extend(arguments.into_iter().map(OsString::from));
    }
    Ok(from_file)
}

/// The files that these flags stand for, as arguments, as far as a file can be read in which something is wrong.
pub(crate) fn files(name: &str, flags: Vec<&str>) -> Vec<OsString> {
    let path = path(name);
    let text = fs::read_to_string(&path).unwrap_or_default();
    let (table, _) = DeTable::parse_recoverable(&text);
    let value = |flag: &str| {
        let key = flag.trim_start_matches('-').replace('-', "_");
        let file = table.get_ref().get(key.as_str())?.get_ref().as_str()?;
        Some(format!("{flag}={}", beside(&path, file)).into())
    };
    flags.into_iter().filter_map(value).collect()
}

/// A path in a file is relative to the file.
fn beside(file: &Path, path: &str) -> String {
    file.parent().unwrap_or(Path::new("")).join(path).display().to_string()
}

/// A name stands for a file in `targets/`, anything else for itself.
pub(crate) fn path(name: &str) -> PathBuf {
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
        (None, []) if !folder.is_dir() => format!(
            "there is no folder {} here; a path works too, such as `--target conformance/targets/example.toml`",
            folder.display()
        ),
        (None, []) => format!("the folder {} holds no target; a path works too", folder.display()),
        (None, names) => format!("the folder {} holds: {}", folder.display(), names.join(", ")),
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

    /// The arguments of one entry.
    fn entry(
        &self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<Vec<String>, Failure> {
        let name = key.get_ref().as_ref();
        if TOKENS.contains(&name) {
            return self.token(name, value);
        }
        let refuse = |what: &str, hint: &str| Err(self.error(key.span().start, what, hint));
        if name == "header" {
            let hint = "write `header_env = [\"NAME=VARIABLE\"]`, or pass `--header NAME=VALUE`";
            return refuse("`header` may hold a secret: anyone may read this file", hint);
        }
        if let Some(token) = name.strip_suffix("_command").filter(|token| TOKENS.contains(token)) {
            return refuse(&format!("`{name}` names a command: {RUNS_NOTHING}"), &hint_at_command(token));
        }
        let Some(arg) = self.arg(name) else {
            return refuse(&format!("unknown key `{name}`"), &self.meant(name));
        };
        let values = self.values(name, arg, value)?;
        // The file describes runs; a subcommand takes of it what it knows.
        if !keys(self.command).any(|arg| arg.get_id() == name) {
            return Ok(Vec::new());
        }
        // What the command line says about a token replaces all that the file says about it.
        let token =
            TOKENS.iter().rev().find(|token| name.strip_prefix(**token).is_some_and(|end| end.starts_with('_')));
        let given = token.map_or_else(|| self.is_given(name), |token| self.is_token_given(token));
        Ok(if given { Vec::new() } else { values })
    }

    /// A token by where it is found; one that is written down is refused.
    fn token(&self, name: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, Failure> {
        let at = value.span().start;
        let hint = format!("write `{name} = {{ env = \"VARIABLE\" }}`, or `file` instead of `env`");
        let Some(table) = value.get_ref().as_table() else {
            let what = format!("`{name}` must not hold a token: anyone may read this file");
            return Err(self.error(at, &what, &hint));
        };
        if table.contains_key("command") {
            return Err(self.error(at, &format!("`{name}` names a command: {RUNS_NOTHING}"), &hint_at_command(name)));
        }
        let entry = table.iter().next().filter(|_| table.len() == 1);
        let entry = entry.and_then(|(way, text)| Some((way.get_ref().as_ref(), text.get_ref().as_str()?)));
        let Some((way, text)) = entry.filter(|(way, _)| WAYS.contains(way)) else {
            return Err(self.error(at, &format!("`{name}` does not say where the token is found"), &hint));
        };
        let text = if way == "file" { beside(self.path, text) } else { text.to_owned() };
        let argument = format!("--{}-{way}={text}", flag(name));
        Ok(if self.is_token_given(name) { Vec::new() } else { vec![argument] })
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
        let texts = texts.into_iter().map(|text| if is_path(arg) { beside(self.path, &text) } else { text });
        let arguments: Vec<String> = texts.map(|text| format!("--{flag}={text}")).collect();
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
        let command = "command";
        self.is_given(token) || WAYS.iter().chain([&command]).any(|way| self.is_given(&format!("{token}_{way}")))
    }
}

/// The flags that a file may give: all but the one that names it, those that hold a secret or run a command, and `--help`.
pub(crate) fn keys(command: &Command) -> impl Iterator<Item = &Arg> {
    let left_out = |arg: &&Arg| {
        let id = arg.get_id().as_str();
        let secret = |token: &str| id == token || id.strip_prefix(token) == Some("_command");
        matches!(id, "target" | "help" | "version" | "header") || TOKENS.into_iter().any(secret)
    };
    command.get_arguments().filter(move |arg| arg.get_long().is_some() && !left_out(arg))
}

const RUNS_NOTHING: &str = "this file is only read, and runs nothing";

fn hint_at_command(token: &str) -> String {
    format!("pass `--{}-command CMD`, or write `{token} = {{ env = \"VARIABLE\" }}`", flag(token))
}

/// Whether a flag takes a path.
pub(crate) fn is_path(arg: &Arg) -> bool {
    arg.get_value_parser().type_id() == TypeId::of::<PathBuf>()
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
