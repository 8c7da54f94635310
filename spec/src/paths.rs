//! Every operation of an OpenAPI or Swagger document: its paths times the methods of HTTP.

use serde_json::{Map, Value};

use crate::yaml::escape;

/// The methods that a path item may have (OpenAPI 3.0.3, Path Item Object).
pub const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Whether a method, in capitals, only reads (RFC 9110 section 9.2.1).
pub(crate) fn is_safe(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "OPTIONS" | "TRACE")
}

/// Whether sending a method, in capitals, twice is as good as once (RFC 9110 section 9.2.2).
pub(crate) fn is_idempotent(method: &str) -> bool {
    is_safe(method) || matches!(method, "PUT" | "DELETE")
}

/// An operation of a document, with its place.
#[derive(Debug, Clone, Copy)]
pub struct PathOperation<'d> {
    /// Path template, such as `/admin/oauth/clients/{client_id}`.
    pub path: &'d str,
    /// Method in lower case, as the document writes it.
    pub method: &'static str,
    /// The path item, which holds what all operations of the path share.
    pub item: &'d Value,
    /// The operation itself.
    pub operation: &'d Value,
}

impl<'d> PathOperation<'d> {
    /// JSON Pointer (RFC 6901) of the operation.
    #[must_use]
    pub fn pointer(&self) -> String {
        format!("/paths/{}/{}", escape(self.path), self.method)
    }

    /// Method and path, such as `GET /admin/oauth/clients`.
    #[must_use]
    pub fn title(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    /// The parameters of the path item, then those of the operation; references are not followed.
    pub fn parameters(&self) -> impl Iterator<Item = &'d Value> + use<'d> {
        [self.item, self.operation].into_iter().filter_map(|owner| owner["parameters"].as_array()).flatten()
    }
}

/// Every operation of a document, path by path in the order of [`METHODS`].
///
/// ```
/// let document = serde_json::json!({"paths": {"/things": {"head": {}, "get": {}}}});
/// let titles: Vec<String> = authms_spec::path_operations(&document).map(|found| found.title()).collect();
/// assert_eq!(titles, ["GET /things", "HEAD /things"]);
/// ```
pub fn path_operations(document: &Value) -> impl Iterator<Item = PathOperation<'_>> {
    document["paths"].as_object().into_iter().flat_map(Map::iter).flat_map(|(path, item)| {
        METHODS.into_iter().filter_map(move |method| {
            let operation = item.get(method)?;
            Some(PathOperation { path, method, item, operation })
        })
    })
}
