//! Builds requests, and keeps path parameters from moving them.
//!
//! The generated methods of [`Requests`] build one request each. Nothing is sent here.

use std::{fmt::Display, marker::PhantomData};

use http::header::InvalidHeaderValue;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use reqwest::Url;

use crate::wire::{draft::Drafts, operation::Endpoint};

/// Characters that are encoded within a segment: the path percent-encode set of the URL standard, and `/` and `%`.
const IN_SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'/')
    .add(b'%');

/// A path parameter as a segment of a path.
pub(crate) fn segment(parameter: &str) -> impl Display + '_ {
    utf8_percent_encode(parameter, IN_SEGMENT)
}

/// Builds the requests to one service; the methods, one for each operation, are generated.
pub(crate) struct Requests {
    pub(crate) http: Drafts,
    base: Url,
    /// Path of the base URL without a slash at its end: the gateway's prefix.
    pub(crate) prefix: String,
}

/// A request of one operation.
pub(crate) struct Request<E> {
    pub(crate) http: reqwest::Request,
    endpoint: PhantomData<fn() -> E>,
}

/// Why a request cannot be built.
#[derive(Debug)]
pub(crate) enum BuildError {
    /// The body cannot be written as JSON.
    Body(serde_json::Error),
    /// A header of the contract has an invalid value.
    Header(InvalidHeaderValue),
    /// A path parameter would move it to another resource.
    Moved,
}

impl Requests {
    pub(crate) fn new(base: Url) -> Self {
        let prefix = base.path().trim_end_matches('/').to_owned();
        Self { http: Drafts, base, prefix }
    }

    /// Where the service is.
    pub(crate) fn base(&self) -> &Url {
        &self.base
    }

    /// The URL of a path that includes the prefix. Only the path is set: parsing a whole URL would cost more, and would let a
    /// parameter change more than the path.
    pub(crate) fn url(&self, path: String) -> Url {
        let mut url = self.base.clone();
        url.set_path(&path);
        url
    }

    /// Returns the request, unless its path no longer matches the operation's.
    ///
    /// A URL parser resolves dot segments and, in http URLs, takes `\` for `/`. Ids are checked when they are made; this
    /// check holds for any parameter (sdk-F1).
    pub(crate) fn checked<E: Endpoint>(&self, http: reqwest::Request) -> Result<Request<E>, BuildError> {
        match http.url().path().strip_prefix(&self.prefix) {
            Some(path) if fits(E::OPERATION.template, path) => Ok(Request { http, endpoint: PhantomData }),
            _ => Err(BuildError::Moved),
        }
    }
}

/// Whether a path matches a template with exactly one segment, not empty, for each parameter.
fn fits(template: &str, path: &str) -> bool {
    let Some((literal, parameter)) = template.split_once('{') else { return template == path };
    let Some(found) = path.strip_prefix(literal) else { return false };
    let (_, template) = parameter.split_once('}').unwrap_or_default();
    let end = found.find('/').unwrap_or(found.len());
    end > 0 && found.get(end..).is_some_and(|path| fits(template, path))
}

impl From<serde_json::Error> for BuildError {
    fn from(error: serde_json::Error) -> Self {
        Self::Body(error)
    }
}

impl From<InvalidHeaderValue> for BuildError {
    fn from(error: InvalidHeaderValue) -> Self {
        Self::Header(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requests() -> Requests {
        Requests::new("http://127.0.0.1/api/v1/".parse().unwrap())
    }

    #[test]
    fn f01_a_parameter_that_would_move_a_request_is_refused() {
        for id in ["..", ".", "", "a\\b", "..\\..\\x"] {
            assert!(matches!(requests().get_client(id), Err(BuildError::Moved)), "{id:?}");
        }
        for id in ["demo", "a/b", "%2e%2e", "客户", "a b", "?", "#", "..."] {
            let request = requests().get_client(id).unwrap();
            assert_eq!(request.http.url().path_segments().unwrap().count(), 6, "{id:?}");
        }
    }
}
