//! The table of operations: the contract gives the method and the path, a file of handlers the rest.

use authms_spec::Operation;
use axum::{
    Router,
    handler::Handler,
    http::Method,
    routing::{MethodFilter, on},
};

use crate::http::Shared;

/// The routes so far. The router joins the routes of one path and refuses other methods with 405 and `Allow`.
#[derive(Default)]
pub(super) struct Table(Router<Shared>);

impl Table {
    /// Assigns a handler to an operation.
    pub(super) fn on<H: Handler<T, Shared>, T: 'static>(self, operation: &Operation, handler: H) -> Self {
        let method = Method::from_bytes(operation.method.as_bytes()).ok();
        let filter = method.and_then(|method| MethodFilter::try_from(method).ok());
        let filter = filter.expect("the methods of OpenAPI are methods of the router");
        Self(self.0.route(operation.path, on(filter, handler)))
    }

    pub(super) fn into_router(self) -> Router<Shared> {
        self.0
    }
}
