//! Why a request has no response, told apart as far as a hint depends on it.

use std::{error::Error, fmt, io};

use rustls::{CertificateError, Error as Tls, InvalidMessage};

/// Why a request has no response. The text may contain secrets until it is redacted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) kind: FaultKind,
    text: String,
}

/// What kind of fault it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// The name of the host does not resolve.
    UnknownHost,
    /// Nothing listens on the port.
    Refused,
    /// The certificate does not lead to a root that is trusted, or signs itself.
    UntrustedCertificate,
    /// The certificate has expired.
    ExpiredCertificate,
    /// The certificate is not valid yet.
    EarlyCertificate,
    /// The certificate is for other hosts.
    OtherHost,
    /// Something else is wrong with the certificate or the handshake.
    Tls,
    /// TLS was spoken to a server that does not speak it.
    PlainServer,
    /// What came back is not HTTP.
    NotHttp,
    /// No connection for another reason, so nothing was sent.
    NoConnection,
    /// No response in time.
    Timeout,
    /// The response breaks off.
    Broken,
    /// The response is too large.
    TooLarge,
    /// The request cannot be built.
    Invalid,
}

impl Fault {
    /// A fault that is not an error of the HTTP client.
    pub(crate) fn new(kind: FaultKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into() }
    }

    /// Whether waiting would not help: a setting is wrong, here or there.
    pub(crate) fn is_lasting(&self) -> bool {
        use FaultKind as Kind;
        !matches!(self.kind, Kind::NoConnection | Kind::Timeout | Kind::Broken)
    }
}

impl From<reqwest::Error> for Fault {
    fn from(error: reqwest::Error) -> Self {
        // The URL is known to the reader and may hold a token; the innermost cause says the rest.
        let error = error.without_url();
        let (what, general) = match (error.is_timeout(), error.is_connect()) {
            // Also if the connection was not made in time: nothing was sent.
            (_, true) => ("no connection", FaultKind::NoConnection),
            (true, _) => ("no response in time", FaultKind::Timeout),
            _ => ("no complete response", FaultKind::Broken),
        };
        let kind = causes(&error).find_map(special).unwrap_or(general);
        let innermost = causes(&error).last().map(ToString::to_string).unwrap_or_default();
        // That the time is over says nothing that the reader is not told beside it.
        let text = if error.is_timeout() { what.to_owned() } else { format!("{what}: {innermost}") };
        Self { kind, text }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn special(cause: &(dyn Error + 'static)) -> Option<FaultKind> {
    if let Some(error) = cause.downcast_ref::<Tls>() {
        return Some(of_tls(error));
    }
    if cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::ConnectionRefused) {
        return Some(FaultKind::Refused);
    }
    // The types of these errors cannot be named without the crates behind the HTTP client.
    let said = cause.to_string();
    if said.starts_with("dns error") {
        return Some(FaultKind::UnknownHost);
    }
    said.starts_with("invalid HTTP version parsed").then_some(FaultKind::NotHttp)
}

fn of_tls(error: &Tls) -> FaultKind {
    use CertificateError as Certificate;
    match error {
        Tls::InvalidCertificate(fault) => match fault {
            Certificate::UnknownIssuer | Certificate::BadSignature => FaultKind::UntrustedCertificate,
            Certificate::Expired | Certificate::ExpiredContext { .. } => FaultKind::ExpiredCertificate,
            Certificate::NotValidYet | Certificate::NotValidYetContext { .. } => FaultKind::EarlyCertificate,
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => FaultKind::OtherHost,
            // A certificate that signs itself, as `openssl req -x509` makes it.
            Certificate::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
                FaultKind::UntrustedCertificate
            }
            _ => FaultKind::Tls,
        },
        Tls::InvalidMessage(InvalidMessage::InvalidContentType | InvalidMessage::UnknownProtocolVersion) => {
            FaultKind::PlainServer
        }
        _ => FaultKind::Tls,
    }
}

/// An error and its causes, with those that an I/O error wraps: it passes over them when it is asked for its source.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error: &&'a (dyn Error + 'static)| {
        let error = *error;
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.map(|wrapped| wrapped as &(dyn Error + 'static)).or_else(|| error.source())
    })
}
