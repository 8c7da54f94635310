//! The flags that say where the server is and how requests get there.

use std::{path::PathBuf, time::Duration};

use authms_conformance::{Header, Settings, Target};
use clap::Args;
use url::Url;

use super::{limits::seconds, tokens::TokenArgs};
use crate::cli::failure::Failure;

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Server")]
pub(crate) struct ConnectionArgs {
    /// Base URL with the gateway's prefix; without it, a mock server of its own
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// Host of the base URL once more, unless it is this machine
    #[arg(long, value_name = "HOST")]
    confirm_host: Option<String>,
    /// Header for a gateway, sent with every request and never shown (repeatable)
    #[arg(long, value_name = "NAME=VALUE")]
    header: Vec<String>,
    /// The same, with the value in a variable (repeatable)
    #[arg(long, value_name = "NAME=VARIABLE")]
    header_env: Vec<String>,
    /// Additional root certificate to trust (PEM)
    #[arg(long, value_name = "FILE")]
    ca_cert: Option<PathBuf>,
    /// Longest time for one request, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    timeout: Duration,
    /// Allow tokens to go over plain http to another machine
    #[arg(long)]
    allow_plain_http: bool,
    #[command(flatten)]
    pub(crate) tokens: TokenArgs,
}

impl ConnectionArgs {
    /// The first flag that says something about a server, if there is one.
    pub(crate) fn about_a_server(&self) -> Option<&'static str> {
        let given = [
            (self.confirm_host.is_some(), "--confirm-host"),
            (!self.header.is_empty(), "--header"),
            (!self.header_env.is_empty(), "--header-env"),
        ];
        given.into_iter().find_map(|(is, flag)| is.then_some(flag))
    }

    /// What another command needs to reach the same server, but for secrets. A file of `--target` says the rest.
    pub(crate) fn repeated(&self, target: Option<&str>) -> Vec<String> {
        let path = |path: &PathBuf| path.display().to_string();
        let mut flags = vec![("--target", target.map(str::to_owned)), ("--base-url", self.base_url.clone())];
        flags.push(("--confirm-host", self.confirm_host.clone()));
        flags.extend(self.header_env.iter().map(|pair| ("--header-env", Some(pair.clone()))));
        flags.push(("--ca-cert", self.ca_cert.as_ref().map(path)));
        flags.extend(self.tokens.repeated());
        let is_given = |flag: &str| {
            std::env::args_os().any(|argument| argument.to_str().and_then(|it| it.split('=').next()) == Some(flag))
        };
        flags.retain(|(flag, _)| target.is_none() || is_given(flag));
        let values = flags.into_iter().filter_map(|(flag, value)| Some(format!("{flag} {}", quoted(&value?))));
        let plain = self.allow_plain_http && (target.is_none() || is_given("--allow-plain-http"));
        values.chain(plain.then(|| "--allow-plain-http".to_owned())).collect()
    }

    /// How requests travel.
    pub(crate) async fn settings(&self) -> Result<Settings, Failure> {
        let ca_cert = match &self.ca_cert {
            Some(path) => {
                Some(tokio::fs::read(path).await.map_err(|error| Failure::file("read", path, "--ca-cert", &error))?)
            }
            None => None,
        };
        Ok(Settings {
            timeout: self.timeout,
            ca_cert,
            allow_plain_http: self.allow_plain_http,
            headers: self.headers()?,
        })
    }

    /// The server at this URL, with the tokens that the flags name.
    pub(crate) async fn target(&self, url: &str) -> Result<Target, Failure> {
        let (tokens, notes) = self.tokens.tokens().await?;
        let target =
            Target::new(url, tokens, self.settings().await?)?.with_notes(notes).renewing(self.tokens.commands());
        self.confirm(&target)?;
        Ok(target)
    }

    /// A server that is not on this machine is named twice, so that a URL in the wrong place does no harm.
    fn confirm(&self, target: &Target) -> Result<(), Failure> {
        let host = target.host();
        match &self.confirm_host {
            None if target.is_on_this_machine() => Ok(()),
            Some(confirmed) if names(confirmed, target.base_url()) => Ok(()),
            None => Err(Failure::usage(format!(
                "`{host}` is not this machine, so it must be named twice\n  hint: if nothing is at stake there, add \
                 `--confirm-host {host}`, or `confirm_host = \"{host}\"` to its file in targets/"
            ))),
            Some(confirmed) => Err(Failure::usage(format!(
                "the base URL leads to `{host}`, but --confirm-host names `{confirmed}`\n  hint: one of the two is \
                 wrong; nothing was sent"
            ))),
        }
    }

    fn headers(&self) -> Result<Vec<Header>, Failure> {
        let mut headers = Vec::new();
        for given in &self.header {
            let (name, value) = pair(given, "--header", "NAME=VALUE")?;
            headers.push(Header::new(name, value)?);
        }
        for given in &self.header_env {
            let (name, variable) = pair(given, "--header-env", "NAME=VARIABLE")?;
            let value = std::env::var(variable).ok().filter(|value| !value.trim().is_empty()).ok_or_else(|| {
                Failure::configuration(format!(
                    "{variable} is not set or empty, which --header-env names\n  hint: does the secret exist in this job?"
                ))
            })?;
            headers.push(Header::new(name, value.trim())?);
        }
        Ok(headers)
    }
}

/// Whether a text names the host of a URL; it may have the scheme and the port as well, and then all must be the same.
fn names(text: &str, url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let text = text.trim();
    let text = if text.contains("://") { text.to_owned() } else { format!("{}://{text}", url.scheme()) };
    let Ok(named) = Url::parse(&text) else { return false };
    let port = named.port().is_none() || named.port() == url.port();
    named.scheme() == url.scheme() && named.host() == url.host() && port
}

/// The value is not repeated in the error: it may be a secret.
fn pair<'a>(given: &'a str, flag: &str, form: &str) -> Result<(&'a str, &'a str), Failure> {
    given
        .split_once('=')
        .ok_or_else(|| Failure::usage(format!("a value of {flag} has no `=`\n  hint: it has the form {form}")))
}

/// A text as one word of a shell.
pub(crate) fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+=,".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_may_be_named_with_scheme_and_port_if_they_are_the_same() {
        let url = "https://auth.example.com:8443/api/v1";
        for text in ["auth.example.com", "AUTH.example.com", "auth.example.com:8443", "https://auth.example.com", url] {
            assert!(names(text, url), "{text}");
        }
        for text in
            ["", "example.com", "auth.example.com:9443", "http://auth.example.com", "https://", "auth.example.com.evil"]
        {
            assert!(!names(text, url), "{text}");
        }
    }
}
