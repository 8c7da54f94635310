//! The server under test: where it is, who calls it, and which client a run may change.
//!
//! Everything that differs between the mock and a deployment stands here, so that no case has to ask.

use std::time::Duration;

use reqwest::{Client, Url};

/// A token that is never printed.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// Wraps a token.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The token itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token([redacted])")
    }
}

/// Who a request comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Caller {
    /// An administrator of the tenant that owns the subject.
    Admin,
    /// A user of that tenant without the administrator role.
    User,
    /// An administrator of another tenant.
    OtherTenant,
    /// No `Authorization` header at all.
    Nobody,
    /// A bearer token that no server has issued.
    Forged,
    /// The administrator's token with its last character changed.
    Tampered,
    /// The administrator's token under another scheme than `Bearer`.
    WrongScheme,
    /// The administrator's token under `bearer` in lower case.
    LowerCaseScheme,
    /// The user's token as the query parameter `access_token`, and no header.
    QueryToken,
}

/// The tokens of a run. What is missing makes the cases that need it `NOT_RUN`.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// An administrator of the subject's tenant.
    pub admin: Token,
    /// A user without the administrator role.
    pub user: Option<Token>,
    /// An administrator of another tenant.
    pub other_tenant: Option<Token>,
}

/// The client that a run writes to.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Its `client_id`.
    pub client_id: String,
    /// Whether it is the run's own, to be thrown away; else every readable field is put back afterwards and `jwks`,
    /// which no answer shows, is never written.
    pub disposable: bool,
}

/// A server under test with all that a run needs to know of it.
#[derive(Debug, Clone)]
pub struct Target {
    base: Url,
    pub(crate) http: Client,
    pub(crate) tokens: Tokens,
    pub(crate) subject: Option<Subject>,
    pub(crate) bystander: Option<String>,
    pub(crate) settings: Settings,
}

/// How requests travel.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Longest time for one request, answer included.
    pub timeout: Duration,
    /// A further root certificate, PEM.
    pub ca_cert: Option<Vec<u8>>,
    /// Whether tokens may go over plain http to another machine.
    pub allow_plain_http: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(10), ca_cert: None, allow_plain_http: false }
    }
}

/// Why a target cannot be used as it is described.
#[derive(Debug, thiserror::Error)]
pub enum TargetError {
    /// The base URL is no http or https URL, or carries more than scheme, host and path.
    #[error(
        "`{url}` is no base URL: {why}\n  hint: give scheme, host and path, such as `https://auth.example.com/api/v1`"
    )]
    BaseUrl {
        /// The URL as given, without credentials.
        url: String,
        /// What is wrong with it.
        why: String,
    },
    /// Tokens would travel unprotected.
    #[error(
        "tokens would travel over plain http to `{host}`\n  hint: use https, or pass `--allow-plain-http` on a network that you trust"
    )]
    PlainHttp {
        /// The host.
        host: String,
    },
    /// The certificate is no PEM certificate, or the client cannot be built with it.
    #[error("cannot set up the HTTP client: {0}")]
    Client(String),
    /// A token has characters that no header can carry.
    #[error("the {0} token has characters that no header can carry\n  hint: look for line breaks around it")]
    Token(&'static str),
}

impl Target {
    /// Describes a server.
    ///
    /// # Errors
    ///
    /// [`TargetError`] if the URL is no usable base URL, tokens would travel over plain http to another machine, a
    /// token fits in no header, or the root certificate is none.
    pub fn new(base_url: &str, tokens: Tokens, settings: Settings) -> Result<Self, TargetError> {
        let base = parse_base(base_url)?;
        let host = base.host_str().unwrap_or_default().to_owned();
        if base.scheme() == "http" && !is_loopback(&host) && !settings.allow_plain_http {
            return Err(TargetError::PlainHttp { host });
        }
        for (name, token) in [
            ("admin", Some(&tokens.admin)),
            ("user", tokens.user.as_ref()),
            ("other tenant", tokens.other_tenant.as_ref()),
        ] {
            if token.is_some_and(|token| !token.expose().bytes().all(|byte| byte.is_ascii_graphic())) {
                return Err(TargetError::Token(name));
            }
        }
        let http = build_http(&settings, is_loopback(&host))?;
        Ok(Self { base, http, tokens, subject: None, bystander: None, settings })
    }

    /// Lends the run a client to write to; without one it creates its own.
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

    /// The base URL, without a trailing slash.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    pub(crate) fn token_of(&self, caller: Caller) -> Option<&Token> {
        match caller {
            Caller::Admin | Caller::Tampered | Caller::WrongScheme | Caller::LowerCaseScheme => {
                Some(&self.tokens.admin)
            }
            Caller::User | Caller::QueryToken => self.tokens.user.as_ref(),
            Caller::OtherTenant => self.tokens.other_tenant.as_ref(),
            Caller::Nobody | Caller::Forged => None,
        }
    }
}

fn parse_base(text: &str) -> Result<Url, TargetError> {
    let refuse = |url: &str, why: &str| TargetError::BaseUrl { url: url.to_owned(), why: why.to_owned() };
    let url = Url::parse(text).map_err(|error| refuse(text, &error.to_string()))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refuse("[url with credentials]", "it carries credentials"));
    }
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refuse(text, "the scheme is neither http nor https"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refuse(text, "it carries a query or a fragment"));
    }
    Ok(url)
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn build_http(settings: &Settings, local: bool) -> Result<Client, TargetError> {
    // What a case sends is what arrives: nothing is followed, repeated or added on the way.
    let mut builder = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .timeout(settings.timeout)
        .connect_timeout(settings.timeout)
        .user_agent(concat!("authms-conformance/", env!("CARGO_PKG_VERSION")));
    if let Some(pem) = &settings.ca_cert {
        let certificates = reqwest::Certificate::from_pem_bundle(pem).unwrap_or_default();
        if certificates.is_empty() {
            return Err(TargetError::Client(
                "the root certificate is no PEM certificate\n  hint: check --ca-cert".into(),
            ));
        }
        builder = builder.tls_certs_merge(certificates);
    }
    if local {
        // A proxy of the environment would see the tokens of a run that is meant for this machine.
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| TargetError::Client(error.to_string()))
}
