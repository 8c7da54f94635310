//! The client: what an application holds, and how it is set up.

use std::{fmt, net::IpAddr, sync::Arc, time::Duration};

use http::HeaderValue;
use reqwest::Url;

use crate::{
    call::Shared,
    error::{Error, ErrorKind},
};

/// Largest answer that is read, in bytes, unless told otherwise.
const BODY_LIMIT: usize = 4 << 20;

/// Longest time for a call, unless told otherwise.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Longest time for making a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A client of the administration API. Clones share their connections.
///
/// ```no_run
/// # async fn demo() -> Result<(), authms_sdk::Error> {
/// use authms_sdk::{Client, UpdateClient};
///
/// let client = Client::builder("https://auth.example.com/api/v1").bearer_token("…").build()?;
/// let id = "demo-payments".parse()?;
/// let updated = client.update_client(&id, &UpdateClient::new().name("Payments")).await?;
/// assert_eq!(updated.name.as_deref(), Some("Payments"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
}

/// The base URL; never the token.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.shared.base_url).finish_non_exhaustive()
    }
}

impl Client {
    /// Begins to set up a client for a base URL with the gateway's prefix, such as `https://auth.example.com/api/v1`.
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder {
        ClientBuilder {
            base_url: base_url.into(),
            token: None,
            timeout: TIMEOUT,
            body_limit: BODY_LIMIT,
            root_certificates: Vec::new(),
            allow_plain_http: false,
        }
    }
}

/// Sets up a [`Client`].
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder {
    base_url: String,
    token: Option<String>,
    timeout: Duration,
    body_limit: usize,
    root_certificates: Vec<Vec<u8>>,
    allow_plain_http: bool,
}

/// Never the token, nor what a base URL may hide.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("timeout", &self.timeout).finish_non_exhaustive()
    }
}

impl ClientBuilder {
    /// The access token of an administrator (RFC 6750 section 2.1), sent with every call.
    pub fn bearer_token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Longest time for a call, from connecting to the last byte of the answer; 30 seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Largest answer that is read, in bytes; 4 MiB by default.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Trusts a further root certificate, PEM, beside the system's.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// Sends the token over plain http to other machines too. Loopback needs no permission.
    pub fn allow_plain_http(mut self) -> Self {
        self.allow_plain_http = true;
        self
    }

    /// Checks the settings and makes the client. No connection is made yet.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] if the base URL is not http or https with a host, or carries credentials, a query or
    /// a fragment; if a token would travel over plain http to another machine; if the token fits in no header; or if
    /// a root certificate is none.
    pub fn build(self) -> Result<Client, Error> {
        let url = base_url(&self.base_url)?;
        let host = url.host_str().unwrap_or_default();
        if self.token.is_some() && url.scheme() == "http" && !self.allow_plain_http && !is_loopback(host) {
            let what = "the token would travel over plain http; hint: use https, or `allow_plain_http` on a network that you trust";
            return Err(invalid(what));
        }
        let authorization = self.token.as_deref().map(bearer).transpose()?;
        let mut http = reqwest::Client::builder()
            // A redirect would carry the token to wherever the answer says (sdk-F20).
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .timeout(self.timeout)
            .connect_timeout(CONNECT_TIMEOUT.min(self.timeout))
            .user_agent(user_agent());
        for pem in &self.root_certificates {
            http = trust(http, pem)?;
        }
        let http =
            http.build().map_err(|error| invalid("the HTTP client cannot be set up").caused_by(error.without_url()))?;
        let base_url = url.as_str().trim_end_matches('/').to_owned();
        Ok(Client { shared: Arc::new(Shared { http, base_url, authorization, body_limit: self.body_limit }) })
    }
}

fn invalid(what: &str) -> Error {
    Error::new(ErrorKind::InvalidInput, what)
}

fn base_url(text: &str) -> Result<Url, Error> {
    let url = Url::parse(text).map_err(|error| invalid(&format!("the base URL is none: {error}")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(invalid("the base URL is neither http nor https"));
    }
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
        return Err(invalid("the base URL carries more than scheme, host, port and path"));
    }
    Ok(url)
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost" || bare.ends_with(".localhost") || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn bearer(token: &str) -> Result<HeaderValue, Error> {
    let refuse = || invalid("the token has characters that no header can carry; hint: look for line breaks around it");
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(refuse());
    }
    let mut value = HeaderValue::from_str(&format!("Bearer {token}")).map_err(|_| refuse())?;
    value.set_sensitive(true);
    Ok(value)
}

/// Name, version, and the contract that both sides can compare.
fn user_agent() -> String {
    let hash = crate::CONTRACT_HASH;
    format!("authms-sdk/{} (contract {})", env!("CARGO_PKG_VERSION"), hash.get(..12).unwrap_or(hash))
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn trust(http: reqwest::ClientBuilder, pem: &[u8]) -> Result<reqwest::ClientBuilder, Error> {
    let certificates = reqwest::Certificate::from_pem_bundle(pem).unwrap_or_default();
    if certificates.is_empty() {
        return Err(invalid("a root certificate is no PEM certificate"));
    }
    Ok(http.tls_certs_merge(certificates))
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
fn trust(_: reqwest::ClientBuilder, _: &[u8]) -> Result<reqwest::ClientBuilder, Error> {
    Err(invalid("a root certificate needs TLS; hint: enable the feature `rustls` or `native-tls`"))
}
