//! The response of a call, beside its value.

use std::{collections::BTreeMap, fmt};

use http::HeaderMap;
use serde_json::Value;

use crate::{
    errors::kind::Applied,
    exchange::{attempts::Completed, headers::request_id, response::Raw},
};

/// The value of a call, and the response that it was read from.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
/// let response = client.get_client(&id).with_response().await?;
/// println!("{:?} after {} attempts", response.request_id(), response.attempts());
/// let found = response.into_value();
/// # let _ = found;
/// # Ok(())
/// # }
/// ```
pub struct Response<T> {
    value: T,
    raw: Raw,
    attempts: u32,
    earlier: Applied,
    unknown_fields: fn(&[u8]) -> BTreeMap<String, Value>,
}

/// Shows the value by its own rules, and neither headers nor body.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.raw.status)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

impl<T> Response<T> {
    pub(crate) fn new(value: T, response: Completed, unknown_fields: fn(&[u8]) -> BTreeMap<String, Value>) -> Self {
        let Completed { raw, attempts, earlier, .. } = response;
        Self { value, raw, attempts, earlier, unknown_fields }
    }

    /// The value of the call.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The value of the call, without the response.
    pub fn into_value(self) -> T {
        self.value
    }

    /// HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.raw.status
    }

    /// Headers of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.raw.headers
    }

    /// `x-request-id` (or `x-correlation-id`) of the response, for the service's operators.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.raw.headers)
    }

    /// How many attempts there were: more than 1 after retries or a replaced token.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Whether an earlier attempt of this call may have taken effect: it was sent, and its response was lost or said that the
    /// service is not available. A deletion or a revocation may then find nothing left to do.
    #[must_use]
    pub fn earlier_attempt(&self) -> bool {
        self.earlier != Applied::No
    }

    /// The body of the response as received. It may hold secrets.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.raw.body
    }

    /// The fields that the contract does not have, by their JSON Pointer (RFC 6901) in the response.
    ///
    /// The body is searched when this is called: keeping the fields with every response would cost every caller. The map is
    /// empty if the response has a number beyond the range of `f64`, or nests deeper than 127 levels.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// let response = client.get_client(&id).with_response().await?;
    /// if let Some(colour) = response.unknown_fields().get("/data/colour") {
    ///     println!("a newer service: colour {colour}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn unknown_fields(&self) -> BTreeMap<String, Value> {
        (self.unknown_fields)(&self.raw.body)
    }
}
