//! TLS: whether there is any, and the certificates of both sides.

use reqwest::ClientBuilder as Http;

/// Why a setting of TLS is not valid.
pub(crate) type Fault = &'static str;

/// Chooses the library, or says why a client without TLS is of no use. If there are two, that of the system goes first.
#[cfg(feature = "native-tls")]
pub(crate) fn ready(http: Http, _needed: bool) -> Result<Http, Fault> {
    Ok(http.tls_backend_native())
}

/// Chooses the library, or says why a client without TLS is of no use.
#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
pub(crate) fn ready(http: Http, _needed: bool) -> Result<Http, Fault> {
    Ok(http.tls_backend_rustls())
}

/// Chooses the library, or says what it lacks: without a provider, the HTTP client panics, even if it is not to speak TLS.
#[cfg(all(feature = "rustls-no-provider", not(any(feature = "rustls", feature = "native-tls"))))]
pub(crate) fn ready(http: Http, _needed: bool) -> Result<Http, Fault> {
    match rustls::crypto::CryptoProvider::get_default() {
        Some(_) => Ok(http.tls_backend_rustls()),
        None => Err(
            "rustls has no cryptography; hint: install a provider first, as in `rustls::crypto::ring::default_provider().install_default()`, or enable the feature `rustls`",
        ),
    }
}

/// Says why a client without TLS is of no use, if it is needed.
#[cfg(not(any(feature = "rustls", feature = "native-tls", feature = "rustls-no-provider")))]
pub(crate) fn ready(http: Http, needed: bool) -> Result<Http, Fault> {
    if needed {
        return Err(
            "https needs TLS, which this build is without; hint: enable the feature `rustls` or `native-tls` of authms-sdk",
        );
    }
    Ok(http)
}

#[cfg(any(feature = "rustls", feature = "native-tls", feature = "rustls-no-provider"))]
mod certificates {
    use super::*;

    /// Trusts the certificates of a PEM file.
    pub(crate) fn trust(http: Http, pem: &[u8]) -> Result<Http, Fault> {
        let certificates = reqwest::Certificate::from_pem_bundle(pem).unwrap_or_default();
        if certificates.is_empty() {
            return Err("a root certificate is not a valid PEM certificate");
        }
        Ok(http.tls_certs_merge(certificates))
    }

    /// Shows the certificate of a PEM file, with its key.
    pub(crate) fn show(http: Http, pem: &[u8]) -> Result<Http, Fault> {
        // Without the library's message, which might quote the key.
        let identity = identity(pem).ok_or(
            "the client certificate is not valid; hint: give one PEM file with the certificate, any intermediate certificates, and the private key",
        )?;
        Ok(http.identity(identity))
    }

    #[cfg(feature = "native-tls")]
    fn identity(pem: &[u8]) -> Option<reqwest::Identity> {
        // This library wants the key by itself.
        let (begin, end) = ("-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----");
        let text = std::str::from_utf8(pem).ok()?;
        let key = text.get(text.find(begin)?..)?;
        let key = key.get(..key.find(end)? + end.len())?;
        reqwest::Identity::from_pkcs8_pem(pem, key.as_bytes()).ok()
    }

    #[cfg(not(feature = "native-tls"))]
    fn identity(pem: &[u8]) -> Option<reqwest::Identity> {
        reqwest::Identity::from_pem(pem).ok()
    }
}

#[cfg(not(any(feature = "rustls", feature = "native-tls", feature = "rustls-no-provider")))]
mod certificates {
    use super::*;

    const NO_TLS: Fault = "certificates need TLS; hint: enable the feature `rustls` or `native-tls`";

    pub(crate) fn trust(_: Http, _: &[u8]) -> Result<Http, Fault> {
        Err(NO_TLS)
    }

    pub(crate) fn show(_: Http, _: &[u8]) -> Result<Http, Fault> {
        Err(NO_TLS)
    }
}

pub(crate) use certificates::{show, trust};
