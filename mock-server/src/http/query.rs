//! Query parameters: parsed, checked, and compared with those of the operation.

use std::convert::Infallible;

use authms_spec::{Operation, Place};
use axum::{extract::FromRequestParts, http::request::Parts};

use super::{
    error::ApiError,
    violations::{Violations, did_you_mean, quoted},
};
use crate::store::PageQuery;

/// The query parameters of a request, in their order.
pub(crate) struct Query {
    pairs: Vec<(String, String)>,
    violations: Violations,
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let text = parts.uri.query().unwrap_or_default();
        let pairs = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        let violations = parts.extensions.get::<Violations>().cloned().unwrap_or_default();
        Ok(Self { pairs, violations })
    }
}

impl Query {
    /// The value of a parameter; `None` if it is absent or empty.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let found = self.pairs.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// Reports each parameter that the operation does not have.
    fn note_unknown(&self, operation: &Operation) {
        let own = operation.parameters.iter().filter(|parameter| parameter.place == Place::Query);
        let known: Vec<&str> = own.map(|parameter| parameter.name).collect();
        for (name, _) in self.pairs.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
            let meant =
                did_you_mean(name, &known).map(|known| format!(", did you mean `{known}`?")).unwrap_or_default();
            self.violations.add(format!("unknown query parameter {} in {}{meant}", quoted(name), operation.id));
        }
    }

    /// `page` and `page_size` of an operation.
    pub(crate) fn page(&self, operation: &Operation) -> Result<PageQuery, ApiError> {
        self.note_unknown(operation);
        let default = PageQuery::default();
        let page = self.whole_number("page")?.unwrap_or(default.page);
        let page_size = self.whole_number("page_size")?.unwrap_or(default.page_size);
        if page_size > PageQuery::LARGEST {
            self.violations.add(format!("`page_size` is above {0} and was reduced to {0}", PageQuery::LARGEST));
        }
        Ok(PageQuery { page, page_size: page_size.min(PageQuery::LARGEST) })
    }

    fn whole_number(&self, name: &str) -> Result<Option<u64>, ApiError> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let number = text.parse::<u64>().ok().filter(|number| *number > 0);
        number.map(Some).ok_or_else(|| ApiError::bad_request(format!("`{name}` must be a whole number, 1 or more")))
    }

    /// A number of seconds; 0 if the parameter is absent.
    pub(crate) fn seconds(&self, operation: &Operation, name: &str) -> Result<u32, ApiError> {
        self.note_unknown(operation);
        let Some(text) = self.text(name) else { return Ok(0) };
        text.parse()
            .map_err(|_| ApiError::bad_request(format!("`{name}` must be a whole number of seconds, 0 or more")))
    }
}
