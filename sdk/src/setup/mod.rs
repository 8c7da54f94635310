//! Sets up a client: settings, and the checks that come before the first call.

pub(crate) mod build;
pub(crate) mod builder;
pub(crate) mod environment;
pub(crate) mod proxy;
pub(crate) mod tls;
pub(crate) mod url;
