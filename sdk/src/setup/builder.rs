//! The settings of a client.

use std::{fmt, time::Duration};

use zeroize::Zeroizing;

use crate::{
    auth::{
        provider::TokenProvider,
        token::{AccessToken, InvalidToken},
        tokens::Tokens,
    },
    client::Client,
    exchange::{retry::RetryPolicy, transport::Limits},
    observe::{event::ContractEvent, watch::Subscriber},
    options::CallOptions,
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
/// | [`header_limit`](Self::header_limit) | 256 |
/// | [`retry`](Self::retry) | [`RetryPolicy::new`] |
/// | [`proxy`](Self::proxy) | from `HTTPS_PROXY` and the like; none for loopback |
/// | [`pool_max_idle_per_host`](Self::pool_max_idle_per_host) | no limit |
/// | [`pool_idle_timeout`](Self::pool_idle_timeout) | 90 s |
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder {
    pub(crate) base_url: String,
    pub(crate) tokens: Result<Tokens, InvalidToken>,
    pub(crate) deadline: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) limits: Limits,
    pub(crate) header_limit: usize,
    pub(crate) retry: RetryPolicy,
    pub(crate) options: CallOptions,
    pub(crate) root_certificates: Vec<Vec<u8>>,
    pub(crate) client_certificate: Option<Zeroizing<Vec<u8>>>,
    /// Not set, none, or a URL.
    pub(crate) proxy: Option<Option<String>>,
    pub(crate) pool_max_idle_per_host: Option<usize>,
    pub(crate) pool_idle_timeout: Option<Duration>,
    pub(crate) user_agent_suffix: Option<String>,
    pub(crate) allow_plain_http: bool,
    pub(crate) subscriber: Subscriber,
    pub(crate) hides_messages: bool,
    #[cfg(feature = "test-util")]
    pub(crate) transport: Option<crate::test_util::Transport>,
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
    pub(crate) fn new(base_url: String) -> Self {
        Self {
            base_url,
            tokens: Ok(Tokens::None),
            deadline: Duration::from_secs(30),
            attempt_timeout: Duration::from_secs(10),
            connect_timeout: Duration::from_secs(5),
            limits: Limits { body: 4 << 20, stall: Duration::from_secs(5) },
            header_limit: 256,
            retry: RetryPolicy::new(),
            options: CallOptions::new(),
            root_certificates: Vec::new(),
            client_certificate: None,
            proxy: None,
            pool_max_idle_per_host: None,
            pool_idle_timeout: None,
            user_agent_suffix: None,
            allow_plain_http: false,
            subscriber: Subscriber::default(),
            hides_messages: false,
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

    /// Most headers of a response that are read, up to 10,000. Gateways and tracing can add more than one expects; each that is
    /// allowed costs some nanoseconds of every call, whether it is there or not. A response with more is an error.
    pub fn header_limit(mut self, headers: usize) -> Self {
        self.header_limit = headers;
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

    /// Shows a certificate to the service (mutual TLS): a PEM file with the certificate, the certificates between it and a root
    /// that the service knows, and the private key. With the feature `native-tls`, the key must be PKCS #8
    /// (`BEGIN PRIVATE KEY`); with `rustls`, it can be PKCS #1 or SEC 1 as well.
    ///
    /// ```no_run
    /// use authms_sdk::Client;
    ///
    /// let pem = std::fs::read("console.pem")?;
    /// let client = Client::builder("https://auth.example.com/api/v1").client_certificate(pem).build()?;
    /// # let _ = client;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn client_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.client_certificate = Some(Zeroizing::new(pem.into()));
        self
    }

    /// Most idle connections that are kept for later calls; 0 keeps none.
    pub fn pool_max_idle_per_host(mut self, connections: usize) -> Self {
        self.pool_max_idle_per_host = Some(connections);
        self
    }

    /// How long an idle connection is kept for later calls. Choose less than the service or a load balancer before it does:
    /// a connection that is closed from the other side costs an attempt.
    pub fn pool_idle_timeout(mut self, timeout: Duration) -> Self {
        self.pool_idle_timeout = Some(timeout);
        self
    }

    /// Adds the name of the application to the `User-Agent` of the SDK (RFC 9110 section 10.1.5), such as `console/2.1`.
    pub fn user_agent_suffix(mut self, suffix: &str) -> Self {
        self.user_agent_suffix = Some(suffix.to_owned());
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

    /// Calls a function for everything in a response that the contract does not know, each time with the number of
    /// times so far; see [`ContractEvent`]. At most 100 unknown fields are reported for one response. The function runs
    /// within the call: keep it quick, and do not panic.
    pub fn on_contract_event(mut self, subscriber: impl Fn(&ContractEvent) + Send + Sync + 'static) -> Self {
        self.subscriber = Subscriber::new(subscriber);
        self
    }

    /// Leaves the service's message out of what errors print; [`Error::message`](crate::Error::message) still returns
    /// it. For services whose messages may hold what must not be in a log, beyond what [`Error`](crate::Error)
    /// recognises.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), authms_sdk::Error> {
    /// # #[cfg(feature = "test-util")] {
    /// use authms_sdk::{Client, test_util::{Reply, Transport}};
    ///
    /// let transport = Transport::new();
    /// transport.reply(Reply::json(404, r#"{"code":40400001,"message":"no such client"}"#));
    /// let client = Client::builder("https://auth.example.com").hide_messages().transport(&transport).build()?;
    /// let error = client.get_client("demo").await.unwrap_err();
    /// assert_eq!(error.to_string(), "get_client: not found (status 404, code 40400001)");
    /// assert_eq!(error.message(), Some("no such client"));
    /// # }
    /// # Ok(())
    /// # }
    /// ```
    pub fn hide_messages(mut self) -> Self {
        self.hides_messages = true;
        self
    }

    /// Responds to every request within this process instead of sending it, for tests.
    #[cfg(feature = "test-util")]
    pub fn transport(mut self, transport: &crate::test_util::Transport) -> Self {
        self.transport = Some(transport.clone());
        self
    }
}
