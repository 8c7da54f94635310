//! The SDK on a target, set up to send exactly what the suite asks it to send.

use authms_sdk::{CallOptions, Client, RetryPolicy};

use crate::http::{caller::Token, target::Target};

/// The SDK on a target, as the administrator. Setting it up reads the root certificates of the system.
///
/// # Errors
///
/// A fragment that says what the SDK does not accept.
pub(crate) fn set_up(target: &Target, admin: &Token) -> Result<Client, String> {
    let settings = &target.settings;
    let mut builder = Client::builder(target.base_url())
        .bearer_token(admin.expose())
        // The session repeats what may be repeated; the SDK sends once.
        .retry(RetryPolicy::new().attempts(1))
        .deadline(settings.timeout)
        .attempt_timeout(settings.timeout);
    if let Some(pem) = &settings.ca_cert {
        builder = builder.root_certificate(pem.clone());
    }
    if settings.allow_plain_http {
        builder = builder.allow_plain_http();
    }
    let gateway = settings
        .headers
        .iter()
        .fold(CallOptions::new(), |options, header| options.header(header.name.as_str(), header.secret()));
    builder.build().map(|client| client.with(gateway)).map_err(|error| format!("the SDK cannot be set up: {error}"))
}
