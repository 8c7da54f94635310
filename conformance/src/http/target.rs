//! The server under test: where it is, who calls it, and which client a run may change.
//!
//! Everything that differs between the mock and a deployment stands here, so that no case has to ask.

use std::time::Duration;

use reqwest::{Client, Url};
use url::Host;

use super::{caller::Tokens, header::Header, traffic::token_command::TokenCommands};
use crate::preflight::check::Check;

/// The client that a run writes to.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Its `client_id`.
    pub client_id: String,
    /// Whether it is the run's own and thrown away afterwards. Otherwise every readable field is put back at the end,
    /// and `jwks`, which no response shows, is never written.
    pub disposable: bool,
}

/// A server under test, with all that a run needs to know about it.
#[derive(Debug, Clone)]
pub struct Target {
    base: Url,
    pub(crate) http: Client,
    pub(crate) tokens: Tokens,
    pub(crate) subject: Option<Subject>,
    pub(crate) bystander: Option<String>,
    pub(crate) settings: Settings,
    pub(crate) notes: Vec<Check>,
    pub(crate) token_commands: TokenCommands,
}

/// How requests travel.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Longest time for one request, response included.
    pub timeout: Duration,
    /// A further root certificate, PEM.
    pub ca_cert: Option<Vec<u8>>,
    /// Whether tokens may go over plain http to another machine.
    pub allow_plain_http: bool,
    /// Headers that a gateway wants, sent with every request.
    pub headers: Vec<Header>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(10), ca_cert: None, allow_plain_http: false, headers: Vec::new() }
    }
}

/// Why a target cannot be used as it is described.
#[derive(Debug, thiserror::Error)]
pub enum TargetError {
    /// The base URL is not an http or https URL, or has more than a scheme, a host and a path. It is not repeated: it
    /// may contain credentials wherever it is wrong.
    #[error(
        "not a valid base URL: {why}\n  hint: give a scheme, a host and a path, such as \
         `https://auth.example.com/api/v1`"
    )]
    BaseUrl {
        /// What is wrong with it.
        why: String,
    },
    /// Tokens would travel unprotected.
    #[error(
        "tokens would travel over plain http to `{host}`\n  hint: use https, or pass `--allow-plain-http` on a \
         network that you trust"
    )]
    PlainHttp {
        /// The host.
        host: String,
    },
    /// The certificate is not a valid PEM certificate, or the HTTP client cannot be built with it.
    #[error("cannot set up the HTTP client: {0}")]
    Client(String),
    /// A token has characters that are not valid in a header.
    #[error("the {0} token has characters that are not valid in a header\n  hint: look for line breaks around it")]
    Token(&'static str),
}

impl Target {
    /// Describes a server.
    ///
    /// # Errors
    ///
    /// [`TargetError`] if the URL is not a valid base URL, tokens would travel over plain http to another machine, a
    /// token is not valid in a header, or the root certificate is not a valid PEM certificate.
    pub fn new(base_url: &str, tokens: Tokens, settings: Settings) -> Result<Self, TargetError> {
        let base = parse_base(base_url)?;
        if base.scheme() == "http" && !is_loopback(&base) && !settings.allow_plain_http {
            return Err(TargetError::PlainHttp { host: base.host_str().unwrap_or_default().to_owned() });
        }
        let fits = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
        if let Some((name, _)) = tokens.named().find(|(_, token)| !fits(token.expose())) {
            return Err(TargetError::Token(name));
        }
        let http = build_http(&settings, &base)?;
        Ok(Self {
            base,
            http,
            tokens,
            subject: None,
            bystander: None,
            settings,
            notes: Vec::new(),
            token_commands: TokenCommands::default(),
        })
    }

    /// Lends the run a client to write to; without one, the run creates its own.
    #[must_use]
    pub fn lending(mut self, subject: Subject) -> Self {
        self.subject = Some(subject);
        self
    }

    /// Names a second client that the run reads, and never writes, to see that updates touch nothing else.
    #[must_use]
    pub fn with_bystander(mut self, client_id: impl Into<String>) -> Self {
        self.bystander = Some(client_id.into());
        self
    }

    /// Notes what was found while the target was described, for the report of every run on it.
    #[must_use]
    pub fn with_notes(mut self, notes: impl IntoIterator<Item = Check>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// The same server under another path.
    pub(crate) fn at_path(&self, path: &str) -> Self {
        let mut beside = self.clone();
        beside.base.set_path(path);
        beside
    }

    /// Names the commands that print a fresh token when one is about to expire or is not accepted any more.
    #[must_use]
    pub fn renewing(mut self, commands: TokenCommands) -> Self {
        self.token_commands = commands;
        self
    }

    /// Whether the server is on this machine: a name or an address of the loopback interface.
    #[must_use]
    pub fn is_on_this_machine(&self) -> bool {
        is_loopback(&self.base)
    }

    /// The host of the base URL.
    #[must_use]
    pub fn host(&self) -> &str {
        self.base.host_str().unwrap_or_default()
    }

    /// The base URL, without a trailing slash.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }
}

/// Whether a base URL leads to this machine.
///
/// # Errors
///
/// [`TargetError`] if it is not a valid base URL.
pub fn is_on_this_machine(base_url: &str) -> Result<bool, TargetError> {
    Ok(is_loopback(&parse_base(base_url)?))
}

fn parse_base(text: &str) -> Result<Url, TargetError> {
    let refuse = |why: &str| TargetError::BaseUrl { why: why.to_owned() };
    let url = Url::parse(text).map_err(|error| refuse(&error.to_string()))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refuse("it contains credentials"));
    }
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refuse("the scheme is neither http nor https"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refuse("it contains a query or a fragment"));
    }
    Ok(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

fn build_http(settings: &Settings, base: &Url) -> Result<Client, TargetError> {
    // What a case sends is what arrives: no redirect is followed, and nothing is repeated or added on the way.
    let mut builder = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .timeout(settings.timeout)
        .connect_timeout(settings.timeout)
        .default_headers(settings.headers.iter().map(|header| (header.name.clone(), header.value.clone())).collect())
        .user_agent(concat!("authms-conformance/", env!("CARGO_PKG_VERSION")));
    if let Some(pem) = &settings.ca_cert {
        let certificates = reqwest::Certificate::from_pem_bundle(pem).unwrap_or_default();
        if certificates.is_empty() {
            return Err(TargetError::Client(
                "the root certificate is not a valid PEM certificate\n  hint: check --ca-cert".into(),
            ));
        }
        builder = builder.tls_certs_merge(certificates);
    }
    if is_loopback(base) {
        // A proxy from the environment would see the tokens of a run that stays on this machine.
        builder = builder.no_proxy();
        if base.scheme() == "http" {
            // Nothing on this way needs the root certificates of the system, and reading them takes long.
            builder = builder.tls_certs_only([]);
        }
    }
    builder.build().map_err(|error| TargetError::Client(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_of_an_invalid_base_url_does_not_repeat_it() {
        for (text, why) in [
            ("https://admin:hunter2@auth example.com", "invalid"),
            ("hunter2", "relative URL"),
            ("https://admin:hunter2@auth.example.com", "credentials"),
            ("https://hunter2@auth.example.com", "credentials"),
            ("hunter2:pass@auth.example.com", "scheme"),
            ("https://auth.example.com/?token=hunter2", "query"),
            ("https://auth.example.com/#hunter2", "fragment"),
        ] {
            let error = parse_base(text).expect_err(text).to_string();
            assert!(error.contains(why) && error.contains("hint: ") && !error.contains("hunter2"), "{error}");
        }
    }
}
