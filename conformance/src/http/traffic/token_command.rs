//! A command that prints a token, for tokens that live shorter than a run.

use std::{
    io,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use tokio::{io::AsyncReadExt as _, process::Command, time::timeout};

use crate::http::caller::Token;

/// Longest time for the command.
const TIME: Duration = Duration::from_secs(30);

/// Most that the command may print, in bytes; tokens are far shorter.
const PRINTED: usize = 64 << 10;

/// A command that prints a token on stdout. What it prints is never shown.
#[derive(Debug, Clone)]
pub struct TokenCommand {
    command: String,
    flag: &'static str,
    time: Duration,
}

/// Why a command gave no token.
#[derive(Debug, thiserror::Error)]
#[error(
    "{flag} gave no token: {why}\n  hint: run the command by hand; it must print the token, and nothing else, on stdout"
)]
pub struct TokenCommandError {
    /// The flag that the command was given with.
    pub flag: &'static str,
    /// What went wrong.
    pub why: String,
}

/// The commands of a run, by the caller whose token they print.
#[derive(Debug, Clone, Default)]
pub struct TokenCommands {
    /// For an administrator of the subject's tenant.
    pub admin: Option<TokenCommand>,
    /// For a user without the administrator role.
    pub user: Option<TokenCommand>,
    /// For an administrator of another tenant.
    pub other_tenant: Option<TokenCommand>,
}

impl TokenCommand {
    /// A command for `sh -c`, and the flag that it was given with.
    #[must_use]
    pub fn new(command: impl Into<String>, flag: &'static str) -> Self {
        Self { command: command.into(), flag, time: TIME }
    }

    /// The flag that the command was given with.
    #[must_use]
    pub fn flag(&self) -> &'static str {
        self.flag
    }

    /// Runs the command and takes the first line that it prints.
    ///
    /// # Errors
    ///
    /// [`TokenCommandError`] if it cannot be run, fails, does not end in time, or prints what is not a token.
    pub async fn fetch(&self) -> Result<Token, TokenCommandError> {
        let failed = |why: String| TokenCommandError { flag: self.flag, why };
        let mut shell = Command::new("sh");
        // Its messages would tear the report apart, and may tell the token.
        shell.arg("-c").arg(&self.command).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let printed = match timeout(self.time, printed(shell.kill_on_drop(true))).await {
            Ok(printed) => printed.map_err(|error| failed(format!("it cannot be run: {error}")))?,
            Err(_) => return Err(failed(format!("it has not ended within {} s", self.time.as_secs_f64()))),
        };
        let (text, status) = match printed {
            Some((bytes, status)) => (String::from_utf8(bytes), status),
            None => return Err(failed(format!("it printed more than {PRINTED} bytes"))),
        };
        if !status.success() {
            return Err(failed(format!("it ended with {status}")));
        }
        let text = text.map_err(|_| failed("what it printed is not text".to_owned()))?;
        match text.trim().lines().next().unwrap_or_default().trim_end() {
            "" => Err(failed("it printed nothing".to_owned())),
            token if token.bytes().all(|byte| byte.is_ascii_graphic()) => Ok(Token::new(token)),
            _ => Err(failed("what it printed is not valid in a header".to_owned())),
        }
    }
}

/// What a command prints and how it ends; `None` if it prints too much, and it is ended then.
async fn printed(command: &mut Command) -> io::Result<Option<(Vec<u8>, ExitStatus)>> {
    let mut child = command.spawn()?;
    let mut bytes = Vec::new();
    if let Some(out) = child.stdout.take() {
        out.take(PRINTED as u64 + 1).read_to_end(&mut bytes).await?;
    }
    if bytes.len() > PRINTED { Ok(None) } else { Ok(Some((bytes, child.wait().await?))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn fetch(command: &str) -> Result<String, String> {
        let command = TokenCommand { time: Duration::from_secs(5), ..TokenCommand::new(command, "--token-command") };
        command.fetch().await.map(|token| token.expose().to_owned()).map_err(|error| error.to_string())
    }

    #[tokio::test]
    async fn what_the_command_prints_is_the_token() {
        assert_eq!(
            fetch("printf '\\n fresh-token \\n\\n'; echo more; echo noise >&2").await,
            Ok("fresh-token".to_owned())
        );
    }

    #[tokio::test]
    async fn a_command_without_a_token_is_an_error_that_never_shows_what_it_printed() {
        for (command, why) in [
            ("echo s3cret; exit 3", "exit status: 3"),
            ("true", "printed nothing"),
            ("echo s3cret more", "not valid in a header"),
            ("printf 's3cret\\377'", "not text"),
            ("no-such-command-at-all", "exit status: 127"),
            ("kill -9 $$", "signal: 9"),
            ("yes s3cret", "printed more than 65536 bytes"),
        ] {
            let error = fetch(command).await.expect_err(command);
            assert!(error.contains(why) && error.contains("--token-command") && error.contains("hint: "), "{error}");
            assert!(!error.contains("s3cret"), "{error}");
        }
    }

    #[tokio::test]
    async fn a_command_that_does_not_end_is_ended() {
        let command = TokenCommand { time: Duration::from_millis(20), ..TokenCommand::new("exec sleep 600", "--x") };
        let error = command.fetch().await.expect_err("it sleeps").to_string();
        assert!(error.contains("has not ended within 0.02 s"), "{error}");
    }
}
