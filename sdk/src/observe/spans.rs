//! Spans after the OpenTelemetry conventions for HTTP clients: one for each call, one for each attempt.
//!
//! Spans hold no body, header, token or query value. Without the feature `tracing` all of this compiles to nothing.

use std::future::Future;

use http::StatusCode;
use reqwest::Url;

use crate::{errors::error::Error, observe::event::ContractEvent, wire::operation::Operation};

#[cfg(feature = "tracing")]
mod recorded {
    use tracing::{Instrument, Level, Span, field::Empty};

    use super::*;
    use crate::observe::event::Count;

    /// The span of a call.
    pub(crate) struct CallSpan(Span);

    impl CallSpan {
        pub(crate) fn new(operation: &'static Operation) -> Self {
            Self(tracing::info_span!(
                target: "authms_sdk",
                "authms.call",
                "otel.name" = operation.id,
                "otel.kind" = "internal",
                "otel.status_code" = Empty,
                "authms.operation" = operation.id,
                "authms.attempts" = Empty,
                "error.type" = Empty,
            ))
        }

        /// Runs a future in the span.
        pub(crate) fn around<F: Future>(&self, call: F) -> impl Future<Output = F::Output> + use<F> {
            call.instrument(self.0.clone())
        }

        pub(crate) fn within<T>(&self, rest: impl FnOnce() -> T) -> T {
            self.0.in_scope(rest)
        }

        /// Records an error that the call ends with.
        pub(crate) fn failed(&self, error: Error) -> Error {
            self.attempts(error.attempts());
            self.0.record("otel.status_code", "ERROR");
            self.0.record("error.type", error.kind().as_str());
            error
        }

        pub(crate) fn attempts(&self, attempts: u32) {
            self.0.record("authms.attempts", attempts);
        }
    }

    /// Runs one attempt in its span.
    pub(crate) async fn attempt<T>(
        operation: &'static Operation,
        url: &Url,
        resends: u32,
        status: impl Fn(&T) -> u16,
        attempt: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let span = tracing::info_span!(
            target: "authms_sdk",
            "authms.http",
            "otel.name" = Empty,
            "otel.kind" = "client",
            "otel.status_code" = Empty,
            "http.request.method" = operation.method,
            "http.request.resend_count" = Empty,
            "http.response.status_code" = Empty,
            "server.address" = Empty,
            "server.port" = Empty,
            "url.full" = Empty,
            "url.template" = operation.template,
            "error.type" = Empty,
        );
        if !span.is_disabled() {
            span.record("otel.name", format_args!("{} {}", operation.method, operation.template).to_string());
            span.record("server.address", url.host_str());
            span.record("server.port", url.port_or_known_default());
            span.record("url.full", redacted(url));
            if resends > 0 {
                span.record("http.request.resend_count", resends);
            }
        }
        let result = attempt.instrument(span.clone()).await;
        match &result {
            Ok(response) => {
                let status = status(response);
                span.record("http.response.status_code", status);
                if status >= 400 {
                    span.record("otel.status_code", "ERROR");
                    span.record("error.type", status.to_string());
                }
            }
            Err(error) => {
                span.record("otel.status_code", "ERROR");
                span.record("error.type", error.kind().as_str());
                if let Some(status) = error.status() {
                    span.record("http.response.status_code", status);
                }
            }
        }
        result
    }

    pub(crate) fn wants_contract_events() -> bool {
        tracing::enabled!(target: "authms_sdk::contract", Level::WARN)
    }

    /// Logs an event: the first at its place at WARN, those after it at DEBUG.
    pub(crate) fn contract_event(event: &ContractEvent) {
        macro_rules! log {
            ($log:ident, $($said:tt)+) => {
                tracing::$log!(
                    target: "authms_sdk::contract",
                    operation = event.operation(),
                    status = event.status(),
                    place = event.place(),
                    count = event.count(),
                    $($said)+
                )
            };
        }
        match event.count {
            Count::AtPlace(1) => log!(warn, "{event}"),
            Count::Beyond(1) => log!(warn, "{event}; events at so many places that further ones are not told apart"),
            Count::AtPlace(_) | Count::Beyond(_) => log!(debug, "{event}"),
        }
    }

    pub(crate) fn waiting(wait: std::time::Duration, because: Option<StatusCode>) {
        tracing::debug!(target: "authms_sdk", ?wait, status = because.map(|status| status.as_u16()), "will be sent again");
    }
}

#[cfg(not(feature = "tracing"))]
mod recorded {
    use super::*;

    /// No span.
    pub(crate) struct CallSpan;

    impl CallSpan {
        pub(crate) fn new(_: &'static Operation) -> Self {
            Self
        }

        pub(crate) fn around<F: Future>(&self, call: F) -> F {
            call
        }

        pub(crate) fn within<T>(&self, rest: impl FnOnce() -> T) -> T {
            rest()
        }

        pub(crate) fn failed(&self, error: Error) -> Error {
            error
        }

        pub(crate) fn attempts(&self, _: u32) {}
    }

    pub(crate) async fn attempt<T>(
        _: &'static Operation,
        _: &Url,
        _: u32,
        _: impl Fn(&T) -> u16,
        attempt: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        attempt.await
    }

    pub(crate) fn wants_contract_events() -> bool {
        false
    }

    pub(crate) fn contract_event(_: &ContractEvent) {}

    pub(crate) fn waiting(_: std::time::Duration, _: Option<StatusCode>) {}
}

pub(crate) use recorded::{CallSpan, attempt, contract_event, waiting, wants_contract_events};

/// The URL without the values of its query.
#[cfg(feature = "tracing")]
fn redacted(url: &Url) -> String {
    let Some(query) = url.query() else { return url.as_str().to_owned() };
    let names = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
    let query: Vec<String> = names.map(|name| format!("{name}=REDACTED")).collect();
    let mut url = url.clone();
    url.set_query(Some(&query.join("&")));
    url.into()
}
