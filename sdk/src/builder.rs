//! Sets up a client, and refuses invalid settings before the first call.

use std::{fmt, sync::Arc, time::Duration};

use reqwest::{Proxy, Url};
use url::Host;

use crate::{
    auth::{
        provider::TokenProvider,
        token::{AccessToken, InvalidToken},
        tokens::Tokens,
    },
    client::Client,
    errors::{error::Error, kind::ErrorKind},
    exchange::{
        attempts::Shared,
        faults::MOST_HEADERS,
        retry::{Budget, RetryPolicy},
        transport::{Limits, Transport},
    },
    observe::{event::ContractEvent, watch::Subscriber},
    options::CallOptions,
    wire::{generated::CONTRACT_HASH, requests::Requests},
};

/// Sets up a [`Client`].
///
/// ```
/// use std::time::Duration;
///
/// use authms_sdk::{Client, RetryPolicy};
///
/// let client = Client::builder("https://auth.example.com/oauth/api/v1")
///     .bearer_token("2YotnFZFEjr1zCsicMWpAA")
///     .tenant("tenant-7")
///     .deadline(Duration::from_secs(10))
///     .retry(RetryPolicy::new().attempts(2))
///     .build()?;
/// # let _ = client;
/// # Ok::<(), authms_sdk::Error>(())
/// ```
///
/// | setting | default |
/// |---|---|
/// | [`deadline`](Self::deadline) of a call with its retries | 30 s |
/// | [`attempt_timeout`](Self::attempt_timeout) | 10 s |
/// | [`connect_timeout`](Self::connect_timeout) | 5 s |
/// | [`stall_timeout`](Self::stall_timeout) | 5 s |
/// | [`body_limit`](Self::body_limit) | 4 MiB |
/// | [`retry`](Self::retry) | [`RetryPolicy::new`] |
/// | [`proxy`](Self::proxy) | from `HTTPS_PROXY` and the like; none for loopback |
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder {
    base_url: String,
    tokens: Result<Tokens, InvalidToken>,
    deadline: Duration,
    attempt_timeout: Duration,
    connect_timeout: Duration,
    limits: Limits,
    retry: RetryPolicy,
    options: CallOptions,
    root_certificates: Vec<Vec<u8>>,
    proxy: Option<Option<String>>,
    allow_plain_http: bool,
    subscriber: Subscriber,
    #[cfg(feature = "test-util")]
    transport: Option<crate::test_util::Transport>,
}

/// Shows neither the token nor a URL, which may hold a password.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("deadline", &self.deadline)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Starts setting up a client for a base URL with the gateway's prefix, such as `https://auth.example.com/api/v1`.
    ///
    /// ```
    /// use authms_sdk::Client;
    ///
    /// let client = Client::builder("https://auth.example.com/api/v1").build()?;
    /// assert!(format!("{client:?}").contains("auth.example.com"));
    /// # Ok::<(), authms_sdk::Error>(())
    /// ```
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder {
        ClientBuilder::new(base_url.into())
    }
}

impl ClientBuilder {
    fn new(base_url: String) -> Self {
        Self {
            base_url,
            tokens: Ok(Tokens::None),
            deadline: Duration::from_secs(30),
            attempt_timeout: Duration::from_secs(10),
            connect_timeout: Duration::from_secs(5),
            limits: Limits { body: 4 << 20, stall: Duration::from_secs(5) },
            retry: RetryPolicy::new(),
            options: CallOptions::new(),
            root_certificates: Vec::new(),
            proxy: None,
            allow_plain_http: false,
            subscriber: Subscriber::default(),
            #[cfg(feature = "test-util")]
            transport: None,
        }
    }

    /// The access token of an administrator (RFC 6750 section 2.1), sent with every call, even if the service has refused it
    /// before: there is no other one.
    pub fn bearer_token(mut self, token: impl Into<String>) -> Self {
        self.tokens = AccessToken::new(token).map(Tokens::Fixed);
        self
    }

    /// Takes the tokens from a provider, such as a [`TokenCache`](crate::TokenCache).
    pub fn token_provider(mut self, provider: impl TokenProvider) -> Self {
        self.tokens = Ok(Tokens::from_provider(provider));
        self
    }

    /// Longest time from a call to its result: fetching a token, attempts and waiting included.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Longest time for one attempt, from connecting to the last byte of the response.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Longest time for making a connection.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Longest silence within the body of a response.
    pub fn stall_timeout(mut self, timeout: Duration) -> Self {
        self.limits.stall = timeout;
        self
    }

    /// Largest response that is read, in bytes.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// How failed calls are sent again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sends the tenant with every call, as `X-Tenant-ID`.
    pub fn tenant(mut self, tenant: &str) -> Self {
        self.options = self.options.tenant(tenant);
        self
    }

    /// Trusts more root certificates besides the system's: a PEM file with one or more.
    ///
    /// ```no_run
    /// use authms_sdk::Client;
    ///
    /// let pem = std::fs::read("company-ca.pem")?;
    /// let client = Client::builder("https://auth.example.com/api/v1").root_certificate(pem).build()?;
    /// # let _ = client;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// Sends every request through a proxy, such as `http://proxy.example.com:3128`.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(Some(url.into()));
        self
    }

    /// Uses no proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = Some(None);
        self
    }

    /// Allows sending the token over plain http to other machines; loopback is always allowed.
    pub fn allow_plain_http(mut self) -> Self {
        self.allow_plain_http = true;
        self
    }

    /// Calls a function for everything in a response that the contract does not know; see [`ContractEvent`]. At most 100
    /// unknown fields are reported for one response. The function runs within the call: keep it quick, and do not panic.
    pub fn on_contract_event(mut self, subscriber: impl Fn(&ContractEvent) + Send + Sync + 'static) -> Self {
        self.subscriber = Subscriber::new(subscriber);
        self
    }

    /// Responds to every request within this process instead of sending it, for tests.
    #[cfg(feature = "test-util")]
    pub fn transport(mut self, transport: &crate::test_util::Transport) -> Self {
        self.transport = Some(transport.clone());
        self
    }

    /// Checks the settings and makes the client. No connection is made yet.
    ///
    /// ```
    /// use authms_sdk::{Client, ErrorKind};
    ///
    /// let error = Client::builder("http://auth.example.com").bearer_token("2YotnFZFEjr1zCsicMWpAA").build().unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::InvalidInput);
    /// assert!(error.to_string().starts_with("the token would travel over plain http"));
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] if the base URL is not http or https with a host, or carries credentials, a query or
    /// a fragment; if a token would travel over plain http to another machine; if the token or the tenant is
    /// not valid in a header; if a root certificate is not valid PEM; or if the proxy is not an http or https URL.
    pub fn build(self) -> Result<Client, Error> {
        let url = base_url(&self.base_url)?;
        let tokens = self.tokens.map_err(Error::from)?;
        let local = is_loopback(&url);
        let proxy = self.proxy.map(|proxy| proxy.as_deref().map(proxy_url).transpose()).transpose()?;
        let leaves_this_machine = !local || matches!(&proxy, Some(Some(proxy)) if !is_loopback(proxy));
        if url.scheme() == "http" && leaves_this_machine && !self.allow_plain_http && !matches!(tokens, Tokens::None) {
            let what = "the token would travel over plain http; hint: use https, or `allow_plain_http` on a network that you trust";
            return Err(invalid(what));
        }
        self.options.headers()?;
        let mut http = reqwest::Client::builder()
            // A redirect would carry the token to wherever the response says (sdk-F20).
            .redirect(reqwest::redirect::Policy::none())
            // The SDK has its own retry loop.
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(self.connect_timeout)
            .http1_max_headers(MOST_HEADERS)
            .user_agent(user_agent());
        http = match proxy {
            // A proxy from the environment would see the token of a call to this machine.
            None if local => http.no_proxy(),
            None => http,
            Some(None) => http.no_proxy(),
            Some(Some(url)) => http.proxy(Proxy::all(url).map_err(|_| invalid_proxy())?),
        };
        for pem in &self.root_certificates {
            http = trust(http, pem)?;
        }
        let http =
            http.build().map_err(|error| invalid("the HTTP client cannot be set up").caused_by(error.without_url()))?;
        #[cfg(feature = "test-util")]
        let transport = self.transport.map_or_else(|| Transport::Http(http.clone()), Transport::Canned);
        #[cfg(not(feature = "test-util"))]
        let transport = Transport::Http(http.clone());
        let shared = Shared {
            requests: Requests::new(url),
            transport,
            tokens,
            retry: self.retry,
            budget: Budget::new(self.retry.budget),
            deadline: self.deadline,
            attempt_timeout: self.attempt_timeout,
            limits: self.limits,
            subscriber: self.subscriber,
        };
        Ok(Client { shared: Arc::new(shared), options: Arc::new(self.options) })
    }
}

fn invalid(what: &str) -> Error {
    Error::new(ErrorKind::InvalidInput, what)
}

fn base_url(text: &str) -> Result<Url, Error> {
    let url = Url::parse(text)
        .map_err(|error| invalid(&format!("the base URL is not a valid URL: {error}; hint: begin with https://")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(invalid("the base URL is neither http nor https; hint: begin with https://"));
    }
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
        let hint = "hint: leave out user, query and fragment";
        return Err(invalid(&format!("the base URL carries more than scheme, host, port and path; {hint}")));
    }
    Ok(url)
}

/// Without the parser's message, which would repeat the URL and any password in it.
fn invalid_proxy() -> Error {
    invalid("the proxy is not a valid http or https URL; hint: write it as in `http://proxy.example.com:3128`")
}

/// The HTTP client ignores a proxy whose scheme it does not know, and would send requests without it.
fn proxy_url(text: &str) -> Result<Url, Error> {
    let known = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    Url::parse(text).ok().filter(known).ok_or_else(invalid_proxy)
}

/// `*.localhost` does not count: RFC 6761 section 6.3 keeps it on this machine, but not every resolver does.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Name and version of the SDK, and the hash of the contract that it was made from.
fn user_agent() -> String {
    let hash = CONTRACT_HASH;
    format!("authms-sdk/{} (contract {})", env!("CARGO_PKG_VERSION"), hash.get(..12).unwrap_or(hash))
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn trust(http: reqwest::ClientBuilder, pem: &[u8]) -> Result<reqwest::ClientBuilder, Error> {
    let certificates = reqwest::Certificate::from_pem_bundle(pem).unwrap_or_default();
    if certificates.is_empty() {
        return Err(invalid("a root certificate is not a valid PEM certificate"));
    }
    Ok(http.tls_certs_merge(certificates))
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
fn trust(_: reqwest::ClientBuilder, _: &[u8]) -> Result<reqwest::ClientBuilder, Error> {
    Err(invalid("a root certificate needs TLS; hint: enable the feature `rustls` or `native-tls`"))
}
