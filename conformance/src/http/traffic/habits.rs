//! Responses that do not look like the API's and are the service's own all the same, such as its errors in plain text.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::http::exchange::Exchange;

/// How long a response stands for others of its kind. Something in front of the service may begin to respond in the same
/// way later.
const STANDS: Duration = Duration::from_secs(3);

/// The kinds of such responses, each with the time when one was last found to be the service's.
#[derive(Default)]
pub(crate) struct Habits(Mutex<HashMap<(u16, String), Instant>>);

impl Habits {
    /// A response was found to be the service's.
    pub(crate) fn note(&self, exchange: &Exchange) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(kind(exchange), Instant::now());
    }

    /// Whether one of the same status and media type was found to be the service's a moment ago.
    pub(crate) fn has(&self, exchange: &Exchange) -> bool {
        let kinds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kinds.get(&kind(exchange)).is_some_and(|noted| noted.elapsed() < STANDS)
    }
}

fn kind(exchange: &Exchange) -> (u16, String) {
    (exchange.status, exchange.media_type())
}

#[cfg(test)]
mod tests {
    use authms_spec::operation::GET_CLIENT;
    use reqwest::header::HeaderMap;

    use super::*;
    use crate::http::request::Request;

    fn page(status: u16) -> Exchange {
        Exchange::new(Request::to(GET_CLIENT).client("app-1"), status, HeaderMap::new(), b"a page".to_vec())
    }

    #[tokio::test(start_paused = true)]
    async fn a_response_stands_for_others_of_its_kind_for_a_moment() {
        let habits = Habits::default();
        habits.note(&page(404));
        assert!(habits.has(&page(404)) && !habits.has(&page(403)));
        tokio::time::advance(STANDS).await;
        assert!(!habits.has(&page(404)));
    }
}
