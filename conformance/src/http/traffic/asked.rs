//! What the service has asked not to be sent again before a time that a request could not wait for.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use reqwest::Method;
use tokio::time::Instant;

use crate::http::request::Request;

/// When requests of each kind may be sent again.
#[derive(Default)]
pub(crate) struct Asked(Mutex<HashMap<(Method, &'static str), Instant>>);

impl Asked {
    fn times(&self) -> MutexGuard<'_, HashMap<(Method, &'static str), Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The service asks not to send such a request again before this time.
    pub(crate) fn note(&self, request: &Request, until: Instant) {
        self.times().insert((request.method.clone(), request.template), until);
    }

    /// When such a request may be sent, if that is not now.
    pub(crate) fn until(&self, request: &Request) -> Option<Instant> {
        let until = self.times().get(&(request.method.clone(), request.template)).copied();
        until.filter(|until| *until > Instant::now())
    }
}
