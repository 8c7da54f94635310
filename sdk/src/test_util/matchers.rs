//! One [`wiremock`] matcher for each operation: method and path, under any prefix of the base URL.
//!
//! ```
//! use authms_sdk::{Client, test_util::matchers};
//! use wiremock::{Mock, MockServer, ResponseTemplate};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), authms_sdk::Error> {
//! let server = MockServer::start().await;
//! let response = ResponseTemplate::new(200).set_body_string(r#"{"code":0,"data":{"name":"Payments"}}"#);
//! Mock::given(matchers::update_client().with("client_id", "demo-payments")).respond_with(response).mount(&server).await;
//!
//! let client = Client::builder(server.uri()).build()?;
//! let update = authms_sdk::UpdateClient::new().name("Payments");
//! assert!(client.update_client("demo-payments", &update).await.is_ok());
//! assert!(client.update_client("another", &update).await.is_err());
//! # Ok(())
//! # }
//! ```

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use wiremock::{Match, Request};

use crate::wire::{
    generated::every_operation,
    operation::{Endpoint, Operation},
};

/// Matches the requests of one operation.
///
/// ```
/// use authms_sdk::test_util::matchers;
///
/// let one_secret = matchers::delete_client_secret().with("client_id", "demo").with("secret_id", "secret-1");
/// # let _ = one_secret;
/// ```
#[derive(Debug, Clone)]
#[must_use = "a matcher does nothing until it is given to a mock"]
pub struct OperationMatcher {
    operation: &'static Operation,
    parameters: Vec<(&'static str, String)>,
}

impl OperationMatcher {
    fn of<E: Endpoint>() -> Self {
        Self { operation: E::OPERATION, parameters: Vec::new() }
    }

    /// Only requests with this value of a path parameter (`client_id`, `secret_id`, `user_id`).
    pub fn with(mut self, parameter: &'static str, value: impl Into<String>) -> Self {
        self.parameters.push((parameter, value.into()));
        self
    }

    /// Whether a segment of a path matches that of the template.
    fn segment(&self, wanted: &str, found: &str) -> bool {
        let Some(name) = wanted.strip_prefix('{').and_then(|name| name.strip_suffix('}')) else {
            return wanted == found;
        };
        let found: Cow<'_, str> = percent_decode_str(found).decode_utf8_lossy();
        !found.is_empty() && self.parameters.iter().all(|(parameter, value)| *parameter != name || *value == found)
    }
}

impl Match for OperationMatcher {
    fn matches(&self, request: &Request) -> bool {
        let wanted: Vec<&str> = self.operation.template.split('/').skip(1).collect();
        let known = |(parameter, _): &(&str, String)| wanted.contains(&format!("{{{parameter}}}").as_str());
        let path: Vec<&str> = request.url.path().split('/').skip(1).collect();
        let Some(below) = path.len().checked_sub(wanted.len()) else { return false };
        request.method.as_str() == self.operation.method
            && self.parameters.iter().all(known)
            && wanted.iter().zip(path.iter().skip(below)).all(|(wanted, found)| self.segment(wanted, found))
    }
}

macro_rules! matchers {
    ($($id:ident => $endpoint:ty,)*) => {
        $(
            #[doc = concat!("Requests of `", stringify!($id), "`.")]
            pub fn $id() -> OperationMatcher {
                OperationMatcher::of::<$endpoint>()
            }
        )*
    };
}

every_operation!(matchers);
