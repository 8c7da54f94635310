//! What a proxy changes: requests before the server sees them, responses before the caller does.

use std::sync::Arc;

use super::message::{Request, Response};

type ChangeRequest = Arc<dyn Fn(&mut Request) + Send + Sync>;
type ExtraRequest = Arc<dyn Fn(&Request) -> Option<Request> + Send + Sync>;
type ChangeResponse = Arc<dyn Fn(&Request, Option<&Response>, &mut Response) + Send + Sync>;

/// What a proxy does to what passes. Every part is optional; `Rewrite::default()` changes nothing.
#[derive(Clone, Default)]
pub(crate) struct Rewrite {
    pub(super) request: Option<ChangeRequest>,
    pub(super) first: Option<ExtraRequest>,
    pub(super) also: Option<ExtraRequest>,
    pub(super) response: Option<ChangeResponse>,
    pub(super) prefix: &'static str,
}

impl Rewrite {
    /// Changes a request before the server sees it.
    pub(crate) fn request(change: impl Fn(&mut Request) + Send + Sync + 'static) -> Self {
        Self::default().and_request(change)
    }

    /// Changes a response before the caller sees it; the request is the one that the caller sent.
    pub(crate) fn response(change: impl Fn(&Request, &mut Response) + Send + Sync + 'static) -> Self {
        Self::default().and_response(change)
    }

    pub(crate) fn and_request(mut self, change: impl Fn(&mut Request) + Send + Sync + 'static) -> Self {
        self.request = Some(Arc::new(change));
        self
    }

    pub(crate) fn and_response(self, change: impl Fn(&Request, &mut Response) + Send + Sync + 'static) -> Self {
        self.and_compared(move |request, _, response| change(request, response))
    }

    /// Sends another request first, whose response [`Rewrite::and_compared`] sees.
    pub(crate) fn first(mut self, request: impl Fn(&Request) -> Option<Request> + Send + Sync + 'static) -> Self {
        self.first = Some(Arc::new(request));
        self
    }

    /// Sends another request after the one of the caller.
    pub(crate) fn also(mut self, request: impl Fn(&Request) -> Option<Request> + Send + Sync + 'static) -> Self {
        self.also = Some(Arc::new(request));
        self
    }

    /// As [`Rewrite::and_response`], with the response to the request that was sent first.
    pub(crate) fn and_compared(
        mut self,
        change: impl Fn(&Request, Option<&Response>, &mut Response) + Send + Sync + 'static,
    ) -> Self {
        self.response = Some(Arc::new(change));
        self
    }

    /// Puts a path in front of the base path, as gateways do.
    pub(crate) fn behind_prefix(mut self, prefix: &'static str) -> Self {
        self.prefix = prefix;
        self
    }
}
