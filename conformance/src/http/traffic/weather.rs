//! Weather: what says nothing about the service's adherence to the contract, and so is waited out.
//!
//! A rate limit, a gateway's status, a connection that fails or breaks, and time that runs out. It does not matter
//! whether a status comes from something in front of the service or from the service itself.

use std::time::{Duration, SystemTime};

use authms_sdk::ErrorKind;
use authms_spec::operation::UPDATE_CLIENT;
use reqwest::{Method, header::HeaderMap};
use serde_json::Value;

use crate::http::{
    exchange::Exchange,
    fault::{Fault, FaultKind},
    request::Request,
};

/// Why an attempt brought no response that could be judged. The text may contain secrets until it is redacted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Weather {
    /// What happened, in words.
    pub(crate) why: String,
    /// Whether the request may have been carried out.
    pub(crate) effect: Effect,
    /// Whether the service asked for fewer requests.
    pub(crate) limited: bool,
    /// How long the service asks to wait.
    pub(crate) retry_after: Option<Duration>,
}

/// What a response turns out to be.
pub(crate) enum Reading {
    /// It says nothing about the service.
    Weather(Weather),
    /// The service's, as far as anybody can tell.
    Response,
    /// Hardly the service's: its request is to be sent once more, and has its turn.
    Stray,
}

/// What became of a request that has no response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It was surely not carried out, for no connection was made.
    NotSent,
    /// It was surely not carried out: the service refused to look at it.
    Refused,
    /// It may have been carried out.
    Unknown,
    /// It may have been carried out, and another attempt would end in the same way.
    Final,
}

impl Weather {
    /// Nothing was sent, and nothing ever can be.
    pub(crate) fn hopeless(why: String) -> Self {
        Self::new(why, Effect::Final)
    }

    /// Time ran out before there was a response.
    pub(crate) fn late() -> Self {
        Self::new("no response in time".to_owned(), Effect::Unknown)
    }

    /// What kept a call of the SDK from a response; `None` if there is one, or the SDK refused to send.
    pub(crate) fn of_sdk(error: &authms_sdk::Error) -> Option<Self> {
        match error.kind() {
            ErrorKind::Connect => Some(Self::new(format!("no connection: {error}"), Effect::NotSent)),
            ErrorKind::Timeout | ErrorKind::Transport => Some(Self::new(error.to_string(), Effect::Unknown)),
            _ => Self::of_status(error.status()?, error.headers()),
        }
    }

    /// What a status says that is weather; `None` for a response that is to be judged.
    pub(crate) fn of_status(status: u16, headers: &HeaderMap) -> Option<Self> {
        let (what, effect) = match status {
            429 => ("rate limit", Effect::Refused),
            408 | 504 | 522 | 524 => ("no response in time", Effect::Unknown),
            // What large content delivery networks add to the gateway's statuses of RFC 9110.
            502 | 503 | 520..=530 => ("the service is not available", Effect::Unknown),
            _ => return None,
        };
        Some(Self {
            limited: status == 429,
            retry_after: retry_after(headers),
            ..Self::new(format!("{what}: status {status}"), effect)
        })
    }

    /// What a response says that does not look like the API's: a redirect, and whatever should be a JSON object and is
    /// not. A 401 may be about the token, unless it is a page.
    pub(crate) fn of_gateway(exchange: &Exchange) -> Option<Self> {
        let (status, kind) = (exchange.status, exchange.media_type());
        let has_body = ![Method::HEAD, Method::OPTIONS].contains(&exchange.request.method);
        let is_foreign = match status {
            204 | 205 | 304 => false,
            300..=399 | 403 => exchange.body.is_none(),
            401 => has_body && kind == "text/html" && exchange.header("www-authenticate").is_none(),
            _ => has_body && !exchange.body.as_ref().is_some_and(Value::is_object),
        };
        let (what, effect) = match status {
            300..=499 => ("refuses requests", Effect::Refused),
            _ => ("responds in its place", Effect::Unknown),
        };
        let kind = if kind.is_empty() { String::new() } else { format!(", {kind}") };
        let why = format!("something in front of the service {what}: status {status}{kind}");
        is_foreign.then(|| Self { retry_after: retry_after(&exchange.headers), ..Self::new(why, effect) })
    }

    /// The same where other requests pass: the refusal of one that is odd on purpose, which another attempt would meet
    /// again; `None` for any other response, which is the service's.
    pub(crate) fn of_odd(self, exchange: &Exchange) -> Option<Self> {
        let why = self.why.replace("refuses requests", "refuses this request");
        let refuses = matches!(exchange.status, 300..=399 | 403);
        (exchange.request.odd && refuses).then(|| Self::new(why, Effect::Final))
    }

    fn new(why: String, effect: Effect) -> Self {
        Self { why, effect, limited: false, retry_after: None }
    }

    /// Whether the request may be sent again: it was surely not carried out, or carrying it out twice does no harm. In
    /// the clean-up, deleting twice does none either.
    pub(crate) fn may_repeat(&self, request: &Request, cleaning_up: bool) -> bool {
        match self.effect {
            Effect::NotSent | Effect::Refused => true,
            Effect::Final => false,
            Effect::Unknown => {
                [Method::GET, Method::HEAD, Method::OPTIONS].contains(&request.method)
                    // Other operations with PUT depend on what came before: a secret is deactivated once.
                    || request.operation == Some(UPDATE_CLIENT)
                    || cleaning_up && request.method == Method::DELETE
            }
        }
    }
}

/// `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(reqwest::header::RETRY_AFTER)?.to_str().ok()?.trim();
    text.parse().map(Duration::from_secs).ok().or_else(|| {
        let date = httpdate::parse_http_date(text).ok()?;
        // A date of the past asks for no wait.
        Some(date.duration_since(SystemTime::now()).unwrap_or_default())
    })
}

impl From<Fault> for Weather {
    fn from(fault: Fault) -> Self {
        let effect = match fault.kind {
            FaultKind::TooLarge | FaultKind::Invalid => Effect::Final,
            FaultKind::Timeout | FaultKind::Broken | FaultKind::NotHttp => Effect::Unknown,
            _ => Effect::NotSent,
        };
        Self::new(fault.to_string(), effect)
    }
}

#[cfg(test)]
mod tests {
    use authms_spec::operation;

    use super::*;

    fn headers(retry_after: &str) -> HeaderMap {
        let value = retry_after.parse().expect("a header value");
        [(reqwest::header::RETRY_AFTER, value)].into_iter().collect()
    }

    #[test]
    fn retry_after_is_read_in_seconds_and_as_a_date() {
        let in_a_minute = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(60));
        let wait = retry_after(&headers(&in_a_minute)).expect("a date");
        assert!((58..=60).contains(&wait.as_secs()), "{wait:?}");
        assert_eq!(retry_after(&headers(" 7 ")), Some(Duration::from_secs(7)));
        assert_eq!(retry_after(&headers("Wed, 21 Oct 2015 07:28:00 GMT")), Some(Duration::ZERO));
        for text in ["soon", "-1", "1.5", ""] {
            assert_eq!(retry_after(&headers(text)), None, "{text}");
        }
    }

    #[test]
    fn statuses_of_the_contract_are_judged_and_never_weather() {
        for operation in operation::ALL {
            for (status, _) in operation.responses {
                assert_eq!(Weather::of_status(*status, &HeaderMap::new()), None, "{} {status}", operation.id);
            }
        }
    }

    #[test]
    fn a_request_that_may_have_been_carried_out_is_repeated_only_where_that_does_no_harm() {
        let repeated = |effect, cleaning_up| {
            let fault = Weather::new(String::new(), effect);
            let all = operation::ALL.iter().copied();
            all.filter(|operation| fault.may_repeat(&Request::to(*operation), cleaning_up)).map(|it| it.id).collect()
        };
        let repeated: [Vec<&str>; 4] = [
            repeated(Effect::Unknown, false),
            repeated(Effect::Unknown, true),
            repeated(Effect::Refused, false),
            repeated(Effect::Final, true),
        ];
        let reads = operation::ALL.iter().filter(|operation| operation.is_safe());
        let mut harmless: Vec<&str> = reads.map(|operation| operation.id).chain(["update_client"]).collect();
        for ids in [&mut harmless, &mut repeated[0].clone()] {
            ids.sort_unstable();
        }
        let sorted = |mut ids: Vec<&'static str>| {
            ids.sort_unstable();
            ids
        };
        let [unknown, in_clean_up, refused, last] = repeated.map(sorted);
        assert_eq!(unknown, harmless);
        assert!(in_clean_up.contains(&"delete_client") && !in_clean_up.contains(&"create_client"));
        assert_eq!((refused.len(), last.len()), (operation::ALL.len(), 0));
    }
}
