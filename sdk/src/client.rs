//! The client: what an application holds.

use std::{fmt, sync::Arc};

use crate::{exchange::attempts::Shared, options::CallOptions};

/// A client of the administration API. Clones share their connections, their token and their retry budget.
///
/// Calls need a tokio runtime with I/O and time enabled. Use a client on one runtime only, because its connections belong
/// to that runtime.
///
/// ```no_run
/// # async fn demo() -> Result<(), authms_sdk::Error> {
/// use authms_sdk::{Client, UpdateClient};
///
/// let client = Client::builder("https://auth.example.com/api/v1")
///     .bearer_token("2YotnFZFEjr1zCsicMWpAA")
///     .build()?;
/// let updated = client.update_client("demo-payments", &UpdateClient::new().name("Payments")).await?;
/// assert_eq!(updated.name.as_deref(), Some("Payments"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
    pub(crate) options: Arc<CallOptions>,
}

/// Shows the base URL, never the token.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.shared.requests.base().as_str()).finish_non_exhaustive()
    }
}

impl Client {
    /// Derives a client with other options for its calls. Both share connections, token and retry budget. What the options do
    /// not set stays as it is for this client ([`CallOptions`] has the rules).
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client, id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// use std::time::Duration;
    ///
    /// use authms_sdk::CallOptions;
    ///
    /// let quick = CallOptions::new().deadline(Duration::from_secs(2)).no_retries();
    /// let found = client.with(quick).get_client(&id).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self { shared: Arc::clone(&self.shared), options: Arc::new(self.options.and(options)) }
    }
}
