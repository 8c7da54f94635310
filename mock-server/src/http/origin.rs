//! Which pages may call the server: CORS for loopback origins, and a check of `Host` against DNS rebinding.

use std::time::Duration;

use authms_spec::operation;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tower_http::cors::{AllowHeaders, AllowMethods, AllowOrigin, CorsLayer};
use url::{Host, Url};

use super::{error::ApiError, state::App, violations::Violations};

/// How long a browser may cache a preflight response.
const PREFLIGHT_LIFETIME: Duration = Duration::from_secs(600);

/// Pages on loopback, on any port, and pages of the named origins may call the server and read its headers.
pub(crate) fn cors(origins: &[String]) -> CorsLayer {
    let named: Vec<String> = origins.iter().map(|origin| origin.trim_end_matches('/').to_owned()).collect();
    let allowed = move |origin: &HeaderValue, _: &Parts| {
        origin.to_str().is_ok_and(|origin| named.iter().any(|name| name == origin) || is_loopback_origin(origin))
    };
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(allowed))
        .allow_methods(methods())
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers([
            HeaderName::from_static("x-mock-violations"),
            HeaderName::from_static("x-request-id"),
            header::WWW_AUTHENTICATE,
            header::ALLOW,
        ])
        .max_age(PREFLIGHT_LIFETIME)
}

/// The methods of the contract, and HEAD, which each GET route accepts as well.
fn methods() -> AllowMethods {
    let mut names: Vec<&str> = operation::ALL.iter().map(|operation| operation.method).chain(["HEAD"]).collect();
    names.sort_unstable();
    names.dedup();
    AllowMethods::list(names.into_iter().filter_map(|name| name.parse().ok()))
}

fn is_loopback_origin(origin: &str) -> bool {
    let Ok(url) = Url::parse(origin) else { return false };
    matches!(url.scheme(), "http" | "https") && url.host().is_some_and(|host| is_loopback(&host))
}

/// Whether a host is this machine: `localhost`, anything below it, and the loopback addresses.
fn is_loopback<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => name.as_ref() == "localhost" || name.as_ref().ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// Notes on stderr and in the header why a page cannot read the response; the browser does not explain it.
pub(crate) fn note_origin(request: &Request, app: &App, violations: &Violations) {
    let origin = request.headers().get(header::ORIGIN).and_then(|value| value.to_str().ok());
    if origin.is_some_and(|origin| !is_loopback_origin(origin)) {
        app.log("    the page is not on loopback; hint: name its origin with --cors-origin, if it is yours");
        violations.add("the page's origin is not on loopback");
    }
}

/// Refuses a request whose `Host` is not a loopback name: a page that rebinds its name to 127.0.0.1 sends its own name.
pub(crate) async fn only_loopback_hosts(State(()): State<()>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    let name = host.and_then(|host| host.parse::<axum::http::uri::Authority>().ok());
    if name.is_none_or(|name| Host::parse(name.host()).is_ok_and(|host| is_loopback(&host))) {
        return next.run(request).await;
    }
    let message = "the Host header names another machine; hint: call the server by 127.0.0.1 or localhost";
    ApiError::new(StatusCode::MISDIRECTED_REQUEST, message).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_origins_are_those_of_this_machine() {
        for good in ["http://localhost:5173", "http://127.0.0.1", "https://[::1]:8443", "http://app.localhost:3000"] {
            assert!(is_loopback_origin(good), "{good}");
        }
        for bad in [
            "http://localhost.example.com",
            "https://example.com",
            "null",
            "file://",
            "http://127.0.0.1.example.com",
            "ftp://localhost",
        ] {
            assert!(!is_loopback_origin(bad), "{bad}");
        }
    }
}
