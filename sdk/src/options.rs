//! Settings that may differ from call to call.

use std::{fmt, time::Duration};

use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::errors::{error::Error, kind::ErrorKind};

/// Headers that the SDK or HTTP itself sets, and those that would turn the request or its response into something that the
/// contract does not describe.
const RESERVED: [HeaderName; 17] = [
    header::ACCEPT,
    header::ACCEPT_ENCODING,
    header::AUTHORIZATION,
    header::CONNECTION,
    header::CONTENT_ENCODING,
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::EXPECT,
    header::HOST,
    header::RANGE,
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    HeaderName::from_static("x-http-method"),
    HeaderName::from_static("x-http-method-override"),
    HeaderName::from_static("x-method-override"),
];

/// Most headers that a caller can add: servers refuse requests with far more.
const MOST_HEADERS: usize = 100;

/// Settings for some calls, given to [`Client::with`](crate::Client::with).
///
/// Deriving from a derived client merges the options: each setting that the later options make replaces the earlier one,
/// headers one by one by their name, and everything else stays. A header that is not valid cannot be undone: derive from the
/// client before it.
///
/// ```
/// use std::time::Duration;
///
/// use authms_sdk::{CallOptions, Client};
///
/// let client = Client::builder("https://auth.example.com/api/v1").bearer_token("2YotnFZFEjr1zCsicMWpAA").build()?;
/// let patient = client.with(CallOptions::new().deadline(Duration::from_secs(120)));
/// let once = client.with(CallOptions::new().no_retries().header("x-trace", "42").tenant("tenant-7"));
/// let again = once.with(CallOptions::new().retries()); // with the header and the tenant
/// # let _ = (patient, again);
/// # Ok::<(), authms_sdk::Error>(())
/// ```
#[derive(Clone, Default)]
#[must_use = "options do nothing until a client is derived with them"]
pub struct CallOptions {
    pub(crate) deadline: Option<Duration>,
    /// Whether calls are sent again; as the client's policy says, if it is not set.
    pub(crate) retries: Option<bool>,
    headers: HeaderMap,
    refused: Option<&'static str>,
}

impl CallOptions {
    /// The client's own settings.
    pub fn new() -> Self {
        Self::default()
    }

    /// Longest time from the call to its result, retries and waiting included.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Sends each call once. A refused token is still replaced once, which RFC 9110 section 15.5.2 allows for every
    /// method.
    pub fn no_retries(mut self) -> Self {
        self.retries = Some(false);
        self
    }

    /// Sends failed calls again as the [`RetryPolicy`](crate::RetryPolicy) of the client says: this undoes
    /// [`CallOptions::no_retries`].
    pub fn retries(mut self) -> Self {
        self.retries = Some(true);
        self
    }

    /// Adds a header. Those that the SDK decides itself (`Authorization`, `Content-Type`, `Host`, `Accept-Encoding` and the
    /// like) and invalid names or values make each call fail with [`ErrorKind::InvalidInput`].
    /// An [`Error`](crate::Error) shows no value of 4 bytes or more where the service's message repeats it.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), _) if RESERVED.contains(&name) => {
                self.refused = Some("a header is given that the SDK sets itself; hint: leave it out");
            }
            (Ok(name), Ok(mut value)) => {
                // It may hold a secret.
                value.set_sensitive(true);
                self.put(name, value);
            }
            _ => self.refused = Some("a header is given with an invalid name or value"),
        }
        self
    }

    fn put(&mut self, name: HeaderName, value: HeaderValue) {
        if self.headers.len() < MOST_HEADERS || self.headers.contains_key(&name) {
            self.headers.insert(name, value);
        } else {
            self.refused = Some("more than 100 headers are given; hint: servers refuse such requests");
        }
    }

    /// Sends the tenant, as `X-Tenant-ID`.
    pub fn tenant(self, tenant: &str) -> Self {
        self.header("x-tenant-id", tenant)
    }

    /// These options, overridden by those that `later` sets.
    pub(crate) fn and(&self, later: Self) -> Self {
        let mut all = self.clone();
        all.deadline = later.deadline.or(self.deadline);
        all.retries = later.retries.or(self.retries);
        all.refused = later.refused.or(self.refused);
        for (name, value) in &later.headers {
            all.put(name.clone(), value.clone());
        }
        all
    }

    pub(crate) fn headers(&self) -> Result<&HeaderMap, Error> {
        match self.refused {
            Some(what) => Err(Error::new(ErrorKind::InvalidInput, what)),
            None => Ok(&self.headers),
        }
    }
}

/// Shows the names of headers, never their values.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("deadline", &self.deadline)
            .field("retries", &self.retries)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish()
    }
}
