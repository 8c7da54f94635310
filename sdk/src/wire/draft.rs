//! A request in the making. No HTTP client is needed to build one.

use std::borrow::Cow;

use http::{HeaderName, HeaderValue, Method, header};
use reqwest::{Request, Url};
use serde::Serialize;

/// Starts requests; the generated methods use it as they would use an HTTP client.
pub(crate) struct Drafts;

impl Drafts {
    pub(crate) fn get(&self, url: Url) -> Draft {
        Draft::new(Method::GET, url)
    }

    pub(crate) fn put(&self, url: Url) -> Draft {
        Draft::new(Method::PUT, url)
    }

    pub(crate) fn post(&self, url: Url) -> Draft {
        Draft::new(Method::POST, url)
    }

    pub(crate) fn delete(&self, url: Url) -> Draft {
        Draft::new(Method::DELETE, url)
    }
}

/// A request, or why its body cannot be written as JSON.
pub(crate) struct Draft(Result<Request, serde_json::Error>);

impl Draft {
    fn new(method: Method, url: Url) -> Self {
        Self(Ok(Request::new(method, url)))
    }

    pub(crate) fn header(self, name: HeaderName, value: HeaderValue) -> Self {
        self.with(|request| {
            request.headers_mut().insert(name, value);
            Ok(())
        })
    }

    /// Adds parameters to the query, except those that are not set.
    pub(crate) fn query(self, parameters: &[(&str, impl Parameter)]) -> Self {
        self.with(|request| {
            for (name, value) in parameters {
                if let Some(value) = value.text() {
                    request.url_mut().query_pairs_mut().append_pair(name, &value);
                }
            }
            Ok(())
        })
    }

    pub(crate) fn json(self, body: &impl Serialize) -> Self {
        self.with(|request| {
            *request.body_mut() = Some(serde_json::to_vec(body)?.into());
            request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            Ok(())
        })
    }

    pub(crate) fn build(self) -> Result<Request, serde_json::Error> {
        self.0
    }

    fn with(self, change: impl FnOnce(&mut Request) -> Result<(), serde_json::Error>) -> Self {
        Self(self.0.and_then(|mut request| change(&mut request).map(|()| request)))
    }
}

/// A value of the query.
pub(crate) trait Parameter {
    /// Its text, if it is set.
    fn text(&self) -> Option<Cow<'_, str>>;
}

impl Parameter for &str {
    fn text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self))
    }
}

impl Parameter for i64 {
    fn text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Owned(self.to_string()))
    }
}

impl<T: Parameter> Parameter for Option<T> {
    fn text(&self) -> Option<Cow<'_, str>> {
        self.as_ref()?.text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_has_what_is_set_and_nothing_moves_out_of_its_value() {
        let draft = || Drafts.get("http://127.0.0.1/clients".parse().unwrap());
        let of = |draft: Draft| draft.build().unwrap().url().query().map(str::to_owned);
        assert_eq!(of(draft().query(&[("page", None::<i64>)])), None);
        let all =
            draft().query(&[("page", Some(-1))]).query(&[("name", "a b&page=2#ü")]).query(&[("page_size", 7_i64)]);
        assert_eq!(of(all).as_deref(), Some("page=-1&name=a+b%26page%3D2%23%C3%BC&page_size=7"));
    }

    #[test]
    fn a_body_that_cannot_be_written_is_an_error_of_building() {
        let lists = std::collections::BTreeMap::from([(vec![1], 2)]);
        let draft = Drafts.put("http://127.0.0.1/".parse().unwrap()).json(&lists);
        assert!(draft.build().is_err());
    }
}
