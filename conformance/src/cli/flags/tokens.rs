//! The flags that say where each token comes from.

use std::path::{Path, PathBuf};

use authms_conformance::{Check, Token, TokenCommand, TokenCommands, Tokens};
use clap::Args;

use crate::cli::failure::Failure;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Tokens")]
pub(crate) struct TokenArgs {
    /// The administrator's token itself; other processes can see it [env: AUTHMS_TOKEN]
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,
    /// File whose first line is the token
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Command that prints the token
    #[arg(long, value_name = "CMD")]
    token_command: Option<String>,
    /// Variable that holds the token [default: AUTHMS_TOKEN]
    #[arg(long, value_name = "NAME")]
    token_env: Option<String>,
    /// The same for a user of the same tenant who is not an administrator [env: AUTHMS_USER_TOKEN]
    #[arg(long, value_name = "TOKEN")]
    user_token: Option<String>,
    /// File whose first line is the token
    #[arg(long, value_name = "FILE")]
    user_token_file: Option<PathBuf>,
    /// Command that prints the token
    #[arg(long, value_name = "CMD")]
    user_token_command: Option<String>,
    /// Variable that holds the token [default: AUTHMS_USER_TOKEN]
    #[arg(long, value_name = "NAME")]
    user_token_env: Option<String>,
    /// The same for an administrator of another tenant [env: AUTHMS_OTHER_TENANT_TOKEN]
    #[arg(long, value_name = "TOKEN")]
    other_tenant_token: Option<String>,
    /// File whose first line is the token
    #[arg(long, value_name = "FILE")]
    other_tenant_token_file: Option<PathBuf>,
    /// Command that prints the token
    #[arg(long, value_name = "CMD")]
    other_tenant_token_command: Option<String>,
    /// Variable that holds the token [default: AUTHMS_OTHER_TENANT_TOKEN]
    #[arg(long, value_name = "NAME")]
    other_tenant_token_env: Option<String>,
}

/// Where one token comes from.
struct Source<'a> {
    flag: &'static str,
    usual: &'static str,
    value: Option<&'a str>,
    file: Option<&'a Path>,
    command: Option<TokenCommand>,
    env: Option<&'a str>,
}

/// A token as it was found, or where it was looked for in vain.
enum Found {
    Token(String),
    /// Set, but empty: what was set, and how it is empty.
    Empty(String),
    Missing,
}

impl TokenArgs {
    fn sources(&self) -> [Source<'_>; 3] {
        let commands = self.commands();
        [
            Source {
                flag: "--token",
                usual: "AUTHMS_TOKEN",
                value: self.token.as_deref(),
                file: self.token_file.as_deref(),
                command: commands.admin,
                env: self.token_env.as_deref(),
            },
            Source {
                flag: "--user-token",
                usual: "AUTHMS_USER_TOKEN",
                value: self.user_token.as_deref(),
                file: self.user_token_file.as_deref(),
                command: commands.user,
                env: self.user_token_env.as_deref(),
            },
            Source {
                flag: "--other-tenant-token",
                usual: "AUTHMS_OTHER_TENANT_TOKEN",
                value: self.other_tenant_token.as_deref(),
                file: self.other_tenant_token_file.as_deref(),
                command: commands.other_tenant,
                env: self.other_tenant_token_env.as_deref(),
            },
        ]
    }

    /// No token has two sources.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        for source in self.sources() {
            let given = source.given();
            if let [first, second, ..] = given.as_slice() {
                return Err(Failure::usage(format!(
                    "{first} and {second} contradict each other\n  hint: give the token once"
                )));
            }
        }
        Ok(())
    }

    /// Whether there is a user's token and another tenant's, as far as it can be told without a look at them.
    pub(crate) fn others_are_given(&self) -> (bool, bool) {
        let [_, user, other] = self.sources();
        (user.missing().is_none(), other.missing().is_none())
    }

    /// Without the flags about other tokens than the administrator's.
    pub(crate) fn of_administrator(&self) -> Self {
        Self {
            user_token: None,
            user_token_file: None,
            user_token_command: None,
            user_token_env: None,
            other_tenant_token: None,
            other_tenant_token_file: None,
            other_tenant_token_command: None,
            other_tenant_token_env: None,
            ..self.clone()
        }
    }

    /// What another command needs to find the administrator's token, unless the token itself was given.
    pub(crate) fn repeated(&self) -> [(&'static str, Option<String>); 3] {
        [
            ("--token-file", self.token_file.as_ref().map(|path| path.display().to_string())),
            ("--token-command", self.token_command.clone()),
            ("--token-env", self.token_env.clone()),
        ]
    }

    /// What each token was given by, where that is not the flag itself.
    pub(crate) fn names(&self) -> Vec<(&'static str, String)> {
        self.sources().iter().filter_map(|source| Some((source.flag, source.name()?))).collect()
    }

    /// The variables and files of the tokens that are not there.
    pub(crate) fn missing(&self) -> Vec<String> {
        self.sources().iter().filter_map(Source::missing).collect()
    }

    /// Whether there is no token of the administrator.
    pub(crate) fn lack_the_administrator(&self) -> bool {
        let [admin, ..] = self.sources();
        admin.missing().is_some()
    }

    /// The commands that print the first tokens, and others in the course of a run.
    pub(crate) fn commands(&self) -> TokenCommands {
        let command = |command: &Option<String>, flag| Some(TokenCommand::new(command.as_deref()?, flag));
        TokenCommands {
            admin: command(&self.token_command, "--token-command"),
            user: command(&self.user_token_command, "--user-token-command"),
            other_tenant: command(&self.other_tenant_token_command, "--other-tenant-token-command"),
        }
    }

    /// The tokens, and what is to be noted about those that are missing.
    pub(crate) async fn tokens(&self) -> Result<(Tokens, Vec<Check>), Failure> {
        self.check()?;
        let [admin, user, other] = self.sources();
        let admin = match admin.find().await? {
            Found::Token(token) => Token::new(token),
            Found::Empty(what) => {
                return Err(Failure::configuration(format!(
                    "{what}: the secret does not exist in this job?\n  hint: CI gives an empty text for \
                     a secret that is missing, misspelt, or kept from pull requests of forks"
                )));
            }
            Found::Missing => {
                return Err(Failure::configuration(
                    "no administrator token was given\n  hint: set AUTHMS_TOKEN, or pass `--token-file FILE` or \
                     `--token-command CMD`",
                ));
            }
        };
        let mut notes = Vec::new();
        let user = user.optional(&mut notes).await?;
        let other_tenant = other.optional(&mut notes).await?;
        Ok((Tokens { admin, user, other_tenant }, notes))
    }
}

impl Source<'_> {
    fn given(&self) -> Vec<String> {
        let given = [
            (self.value.is_some(), ""),
            (self.file.is_some(), "-file"),
            (self.command.is_some(), "-command"),
            (self.env.is_some(), "-env"),
        ];
        given.into_iter().filter(|(is, _)| *is).map(|(_, end)| format!("{}{end}", self.flag)).collect()
    }

    /// The variable or the file that should hold the token, and is not there.
    fn missing(&self) -> Option<String> {
        match (self.file, self.env) {
            (Some(path), _) => (!path.exists()).then(|| path.display().to_string()),
            (_, Some(name)) => (!is_set(name)).then(|| name.to_owned()),
            (None, None) => (!self.is_given()).then(|| self.usual.to_owned()),
        }
    }

    fn is_given(&self) -> bool {
        !self.given().is_empty() || is_set(self.usual)
    }

    /// The variable that holds the token, or the other flag that names its place.
    fn name(&self) -> Option<String> {
        let usual = || is_set(self.usual).then(|| self.usual.to_owned());
        let given = self.given().into_iter().next();
        self.env.map(str::to_owned).or(given).or_else(usual).filter(|name| name != self.flag)
    }

    /// A token that a run can do without.
    async fn optional(&self, notes: &mut Vec<Check>) -> Result<Option<Token>, Failure> {
        Ok(match self.find().await? {
            Found::Token(token) => Some(Token::new(token)),
            Found::Empty(what) => {
                notes.push(Check::noted(
                    "tokens",
                    format!("{what}, which counts as not given: does the secret exist in this job?"),
                ));
                None
            }
            Found::Missing => None,
        })
    }

    async fn find(&self) -> Result<Found, Failure> {
        let flag = self.flag;
        if let Some(value) = self.value {
            return found(value, flag);
        }
        if let Some(path) = self.file {
            let name = format!("{flag}-file");
            let text = tokio::fs::read_to_string(path).await;
            let text = text.map_err(|error| Failure::file("read", path, &name, &error))?;
            return found(text.lines().next().unwrap_or_default(), &format!("the first line of {}", path.display()));
        }
        if let Some(command) = &self.command {
            let token = command.fetch().await.map_err(Failure::configuration)?;
            return Ok(Found::Token(token.expose().to_owned()));
        }
        let name = self.env.unwrap_or(self.usual);
        match std::env::var(name) {
            Ok(value) => found(&value, name),
            Err(std::env::VarError::NotUnicode(_)) => {
                Err(Failure::configuration(format!("{name} is not valid UTF-8\n  hint: a token is plain ASCII")))
            }
            Err(std::env::VarError::NotPresent) if self.env.is_some() => Err(Failure::configuration(format!(
                "{flag}-env names {name}, which is not set\n  hint: pass the secret to this job as that variable"
            ))),
            Err(std::env::VarError::NotPresent) => Ok(Found::Missing),
        }
    }
}

fn is_set(variable: &str) -> bool {
    std::env::var(variable).is_ok_and(|value| !value.trim().is_empty())
}

/// What stands where a token must, without the white space around it.
fn found(text: &str, name: &str) -> Result<Found, Failure> {
    let wrong = |what: &str, hint: &str| Err(Failure::configuration(format!("{name} {what}\n  hint: {hint}")));
    let token = text.trim();
    let scheme = token.split_whitespace().next().is_some_and(|first| first.eq_ignore_ascii_case("bearer"));
    match token {
        "" if !text.is_empty() => Ok(Found::Empty(format!("{name} holds only white space"))),
        "" => Ok(Found::Empty(format!("{name} is set but empty"))),
        _ if scheme => wrong("begins with `Bearer`", "give the token alone; requests get `Bearer` by themselves"),
        _ if token.contains(char::is_whitespace) => {
            wrong("has white space inside", "a token is one word: was something pasted with it?")
        }
        _ => Ok(Found::Token(token.to_owned())),
    }
}
