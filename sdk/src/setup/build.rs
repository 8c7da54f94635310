//! Makes a client from its settings, and refuses those that would leak or never work before the first call.

use std::{sync::Arc, time::Duration};

use http::HeaderValue;
use reqwest::{Proxy, Url};

use crate::{
    auth::tokens::Tokens,
    client::Client,
    errors::{error::Error, kind::ErrorKind},
    exchange::{attempts::Shared, retry::Budget, transport::Transport},
    setup::{
        builder::ClientBuilder,
        environment::{Lookup, of_process},
        proxy::{check_environment, proxy_url},
        tls,
        url::{base_url, is_loopback},
    },
    wire::{generated::CONTRACT_HASH, requests::Requests},
};

/// Longest time that is given to the HTTP library, whose arithmetic fails for far more: 30 years.
const LONGEST: Duration = Duration::from_secs(30 * 365 * 24 * 3600);

/// Most headers of a response, whatever the setting: the HTTP library makes room for all of them with each response.
const MOST_HEADERS: usize = 10_000;

impl ClientBuilder {
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
    /// [`ErrorKind::InvalidInput`]
    ///
    /// - if the base URL is not http or https with a host that can be looked up, or carries credentials, a query or a fragment;
    /// - if it is https, and the build has no TLS, or `rustls-no-provider` and no provider is installed;
    /// - if a token would travel over plain http to another machine;
    /// - if the token, the tenant or the suffix of the user agent is not valid in a header;
    /// - if a time or a limit is zero: no call could succeed;
    /// - if a root certificate or the client certificate is not valid PEM;
    /// - if the proxy is not an http or https URL, be it given here or by a variable of the environment that applies to the
    ///   base URL (`HTTPS_PROXY` or `HTTP_PROXY`, `ALL_PROXY`, and the same in lower case; `NO_PROXY` is honoured).
    pub fn build(self) -> Result<Client, Error> {
        self.build_in(&of_process)
    }

    fn build_in(self, environment: Lookup<'_>) -> Result<Client, Error> {
        let url = base_url(&self.base_url).map_err(invalid)?;
        let proxy = self.proxy.as_ref().map(|proxy| proxy.as_deref().map(proxy_url).transpose());
        let proxy = proxy.transpose().map_err(invalid)?;
        let has_token = !matches!(self.tokens.as_ref().map_err(|invalid| *invalid)?, Tokens::None);
        let leaves_this_machine = !is_loopback(&url) || matches!(&proxy, Some(Some(proxy)) if !is_loopback(proxy));
        if url.scheme() == "http" && leaves_this_machine && !self.allow_plain_http && has_token {
            let what = "the token would travel over plain http; hint: use https, or `allow_plain_http` on a network that you trust";
            return Err(invalid(what));
        }
        self.check_limits()?;
        self.options.headers()?;
        let transport = self.make_transport(&url, proxy, environment)?;
        let shared = Shared {
            requests: Requests::new(url),
            transport,
            tokens: self.tokens?,
            retry: self.retry,
            budget: Budget::new(self.retry.budget),
            deadline: self.deadline,
            attempt_timeout: self.attempt_timeout,
            limits: self.limits,
            subscriber: self.subscriber,
            hides_messages: self.hides_messages,
        };
        Ok(Client { shared: Arc::new(shared), options: Arc::new(self.options) })
    }

    fn check_limits(&self) -> Result<(), Error> {
        let times = [
            (self.deadline, "deadline"),
            (self.attempt_timeout, "attempt_timeout"),
            (self.connect_timeout, "connect_timeout"),
            (self.limits.stall, "stall_timeout"),
        ];
        let zero = times.iter().find(|(time, _)| time.is_zero()).map(|(_, name)| name);
        let counts = [(self.limits.body, "body_limit"), (self.header_limit, "header_limit")];
        let none = counts.iter().find(|(count, _)| *count == 0).map(|(_, name)| name);
        match zero.or(none) {
            Some(name) => Err(invalid(format!("`{name}` is zero, so no call could succeed; hint: leave it out"))),
            None => Ok(()),
        }
    }

    fn make_transport(
        &self,
        url: &Url,
        proxy: Option<Option<Url>>,
        environment: Lookup<'_>,
    ) -> Result<Transport, Error> {
        let needs_tls = url.scheme() == "https" || matches!(&proxy, Some(Some(proxy)) if proxy.scheme() == "https");
        let http = self.http(is_loopback(url), proxy)?;
        #[cfg(feature = "test-util")]
        if let Some(transport) = self.transport.clone() {
            // The HTTP client would read all root certificates of the system. Only it can tell whether others are of use.
            if self.client_certificate.is_some() || !self.root_certificates.is_empty() {
                finish(http, false)?;
            }
            return Ok(Transport::Canned(transport));
        }
        if self.proxy.is_none() {
            check_environment(url, environment).map_err(invalid)?;
        }
        finish(http, needs_tls).map(Transport::Http)
    }

    /// The settings of the HTTP client.
    fn http(&self, local: bool, proxy: Option<Option<Url>>) -> Result<reqwest::ClientBuilder, Error> {
        let mut http = reqwest::Client::builder()
            // A redirect would carry the token to wherever the response says (sdk-F20).
            .redirect(reqwest::redirect::Policy::none())
            // The SDK has its own retry loop.
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(self.connect_timeout.min(LONGEST))
            .http1_max_headers(self.header_limit.min(MOST_HEADERS))
            .user_agent(self.user_agent()?);
        if let Some(connections) = self.pool_max_idle_per_host {
            http = http.pool_max_idle_per_host(connections);
        }
        if let Some(timeout) = self.pool_idle_timeout {
            http = http.pool_idle_timeout(timeout.min(LONGEST));
        }
        http = match proxy {
            // A proxy from the environment would see the token of a call to this machine.
            None if local => http.no_proxy(),
            None => http,
            Some(None) => http.no_proxy(),
            Some(Some(url)) => http.proxy(Proxy::all(url).map_err(|_| invalid("the proxy is not valid"))?),
        };
        for pem in &self.root_certificates {
            http = tls::trust(http, pem).map_err(invalid)?;
        }
        match &self.client_certificate {
            Some(pem) => tls::show(http, pem).map_err(invalid),
            None => Ok(http),
        }
    }

    /// Name and version of the SDK, the hash of the contract that it was made from, and what the application adds.
    fn user_agent(&self) -> Result<HeaderValue, Error> {
        let hash = CONTRACT_HASH.get(..12).unwrap_or(CONTRACT_HASH);
        let own = format!("authms-sdk/{} (contract {hash})", env!("CARGO_PKG_VERSION"));
        let whole = match self.user_agent_suffix.as_deref() {
            None => own,
            Some(suffix) => {
                let visible = suffix.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
                if !visible || suffix.trim() != suffix || suffix.is_empty() {
                    let hint = "hint: write it as in `console/2.1`";
                    return Err(invalid(format!("the suffix of the user agent is empty or not visible ASCII; {hint}")));
                }
                format!("{own} {suffix}")
            }
        };
        HeaderValue::try_from(whole).map_err(|_| invalid("the user agent is not valid in a header"))
    }
}

fn finish(http: reqwest::ClientBuilder, needs_tls: bool) -> Result<reqwest::Client, Error> {
    tls::ready(http, needs_tls)
        .map_err(invalid)?
        .build()
        .map_err(|error| invalid("the HTTP client cannot be set up").caused_by(error.without_url()))
}

fn invalid(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidInput, what)
}
