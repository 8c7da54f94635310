//! The flags that say where the server is and who calls it.

use std::{path::PathBuf, time::Duration};

use authms_conformance::{Settings, Target, Token, Tokens};
use clap::Args;

use super::{failure::Failure, limits::seconds};

#[derive(Debug, Args)]
pub(crate) struct ConnectionArgs {
    /// Base URL of the server with the gateway's prefix; without it, a mock server of its own.
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// Token of an administrator.
    #[arg(long, value_name = "TOKEN", env = "AUTHMS_TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// Token of a user of the same tenant who is not an administrator.
    #[arg(long, value_name = "TOKEN", env = "AUTHMS_USER_TOKEN", hide_env_values = true)]
    user_token: Option<String>,
    /// Token of an administrator of another tenant.
    #[arg(long, value_name = "TOKEN", env = "AUTHMS_OTHER_TENANT_TOKEN", hide_env_values = true)]
    other_tenant_token: Option<String>,
    /// Longest time for one request, in seconds.
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    timeout: Duration,
    /// Additional root certificate to trust (PEM).
    #[arg(long, value_name = "FILE")]
    ca_cert: Option<PathBuf>,
    /// Allow tokens to go over plain http to another machine.
    #[arg(long)]
    allow_plain_http: bool,
}

impl ConnectionArgs {
    /// How requests travel.
    pub(crate) fn settings(&self) -> Result<Settings, Failure> {
        let read =
            |path: &PathBuf| std::fs::read(path).map_err(|error| Failure::file("read", path, "--ca-cert", &error));
        Ok(Settings {
            timeout: self.timeout,
            ca_cert: self.ca_cert.as_ref().map(read).transpose()?,
            allow_plain_http: self.allow_plain_http,
        })
    }

    /// The server at this URL, with the tokens that the flags name.
    pub(crate) fn target(&self, url: &str) -> Result<Target, Failure> {
        let missing = "no administrator token was given\n  hint: set AUTHMS_TOKEN, or pass `--token TOKEN`";
        let admin = self.token.as_deref().ok_or_else(|| Failure::usage(missing))?;
        let tokens = Tokens {
            admin: Token::new(admin),
            user: self.user_token.as_deref().map(Token::new),
            other_tenant: self.other_tenant_token.as_deref().map(Token::new),
        };
        Ok(Target::new(url, tokens, self.settings()?)?)
    }
}
