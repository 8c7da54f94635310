//! What a failure of the HTTP client means: its kind, and whether trying again could help.

use std::{error::Error as StdError, io};

use crate::errors::{error::Error, kind::ErrorKind};

/// What a connection lacks whose handshake fails.
pub(crate) const UNTRUSTED: &str = "no secure connection (TLS) to the service; hint: does it speak https on this port, with a certificate that is trusted?";

/// The error of the HTTP client as the error of an attempt.
pub(crate) fn broken(error: reqwest::Error) -> Error {
    let permanent = causes(&error).find_map(permanent);
    let (kind, what) = if error.is_builder() {
        (ErrorKind::InvalidInput, "the request cannot be built")
    } else if error.is_connect() {
        (ErrorKind::Connect, permanent.unwrap_or("no connection to the service"))
    } else if error.is_timeout() {
        (ErrorKind::Timeout, "no response in time")
    } else {
        (ErrorKind::Transport, permanent.unwrap_or("the connection broke"))
    };
    // The URL may come from a configuration with secrets in it.
    let broken = Error::new(kind, what).caused_by(error.without_url());
    if permanent.is_some() { broken.permanent() } else { broken }
}

/// What went wrong, if it would go wrong again.
fn permanent(cause: &(dyn StdError + 'static)) -> Option<&'static str> {
    if let Some(error) = cause.downcast_ref::<hyper::Error>() {
        // Only servers can ask for this by a method.
        let too_large = error.is_parse() && error.to_string().contains("too large");
        let head = "the head of the response is too large; hint: `header_limit` sets how many headers are read";
        return too_large.then_some(head).or(error.is_parse().then_some("the response is not valid HTTP"));
    }
    // The type of this error cannot be named.
    if cause.to_string() == "tunnel error: proxy authorization required" {
        return Some("the proxy wants other credentials");
    }
    (rustls_refuses(cause) || native_tls_refuses(cause)).then_some(UNTRUSTED)
}

/// A failure of TLS is permanent, such as a certificate that is not trusted, except where it is about one connection.
#[cfg(any(feature = "rustls", feature = "rustls-no-provider"))]
fn rustls_refuses(cause: &(dyn StdError + 'static)) -> bool {
    use rustls::{AlertDescription as Alert, Error as Tls};
    let about_one_connection = |error: &Tls| {
        matches!(
            error,
            Tls::AlertReceived(Alert::BadRecordMac | Alert::CloseNotify | Alert::InternalError | Alert::UserCanceled)
                | Tls::DecryptError
                | Tls::EncryptError
                | Tls::FailedToGetCurrentTime
                | Tls::FailedToGetRandomBytes
                | Tls::General(_)
                | Tls::HandshakeNotComplete
        )
    };
    cause.downcast_ref().is_some_and(|error| !about_one_connection(error))
}

#[cfg(not(any(feature = "rustls", feature = "rustls-no-provider")))]
fn rustls_refuses(_: &(dyn StdError + 'static)) -> bool {
    false
}

/// The library of the system does not say what kind of failure it is, apart from a connection that breaks. After the handshake,
/// only OpenSSL says that the service has refused the caller (TLS 1.3), by the number of an alert (RFC 8446 section 6).
#[cfg(feature = "native-tls")]
fn native_tls_refuses(cause: &(dyn StdError + 'static)) -> bool {
    let breaks = |cause: &(dyn StdError + 'static)| {
        use io::ErrorKind as Io;
        let broken = [Io::BrokenPipe, Io::ConnectionAborted, Io::ConnectionReset, Io::TimedOut, Io::UnexpectedEof];
        cause.downcast_ref::<io::Error>().is_some_and(|error| broken.contains(&error.kind()))
            || cause.to_string().to_ascii_lowercase().contains("unexpected eof")
    };
    if cause.is::<native_tls::Error>() {
        return !causes(cause).any(breaks);
    }
    let said = cause.to_string();
    // About one connection: close_notify, bad_record_mac, internal_error, user_canceled.
    said.split_once("SSL alert number ").is_some_and(|(_, number)| !matches!(number, "0" | "20" | "80" | "90"))
}

#[cfg(not(feature = "native-tls"))]
fn native_tls_refuses(_: &(dyn StdError + 'static)) -> bool {
    false
}

/// An error and its causes, with those that an I/O error wraps: it passes over them when it is asked for its source.
fn causes<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error: &&'a (dyn StdError + 'static)| {
        let error = *error;
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.map(|wrapped| wrapped as &(dyn StdError + 'static)).or_else(|| error.source())
    })
}
