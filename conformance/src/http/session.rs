//! The one way to the server: whatever a run sends goes through its session.
//!
//! Cases, provisioning, restore, clean-up and the calls of the SDK all pass here. The session sends only what the run
//! may send, at its pace and within its budget, waits out the weather, notes in the ledger what is created and removed,
//! and learns every secret before anything can print it.

use std::{
    sync::{Mutex, OnceLock},
    time::Duration,
};

use authms_sdk::{Call, Client, Response};
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::{Instant, sleep_until, timeout_at},
};

use super::{
    caller::Caller,
    exchange::Exchange,
    fault::{Fault, FaultKind},
    ledger::Ledger,
    limits::Limits,
    no_response::NoResponse,
    request::Request,
    stop::{Stop, StopCause},
    target::Target,
    traffic::{
        asked::Asked,
        backoff::Backoff,
        bearers::Bearers,
        books::Books,
        guard,
        habits::Habits,
        pace::Pace,
        silence::Silence,
        tally::Tally,
        weather::{Effect, Reading, Weather},
    },
    wire,
};

/// A case that lets two requests race needs both under way.
const LEAST_IN_FLIGHT: usize = 2;

/// Requests that removing a client takes: the deletion, a read, and one of them once more.
const REQUESTS_TO_REMOVE: u32 = 3;

/// Requests that looking for clients takes whose creation had no response.
const REQUESTS_TO_FIND: u32 = 10;

/// The traffic of one run with its target.
pub(crate) struct Session<'t> {
    target: &'t Target,
    limits: &'t Limits,
    stop: &'t Stop,
    bearers: Bearers,
    books: Books<'t>,
    pace: Pace,
    silence: Silence,
    habits: Habits,
    asked: Asked,
    in_flight: Semaphore,
    clean_up: OnceLock<(Instant, Duration)>,
    sdk: Mutex<Option<(usize, Client)>>,
}

/// What a request is sent for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// A case, or what comes before all of them: it ends when the run is stopped.
    Cases,
    /// The clean-up, which goes on after the run was stopped, and has a time of its own.
    CleanUp,
}

impl<'t> Session<'t> {
    pub(crate) fn new(target: &'t Target, limits: &'t Limits, stop: &'t Stop, ledger: &Ledger) -> Self {
        let books = Books::new(ledger, limits, stop);
        for secret in target.tokens.secrets() {
            books.redactor.learn(&secret);
        }
        for header in &target.settings.headers {
            books.redactor.learn(header.secret());
        }
        Self {
            target,
            limits,
            stop,
            bearers: Bearers::new(&target.tokens, &target.token_commands),
            books,
            pace: Pace::new(limits.rate),
            silence: Silence::default(),
            habits: Habits::default(),
            asked: Asked::default(),
            in_flight: Semaphore::new(limits.concurrency.max(LEAST_IN_FLIGHT)),
            clean_up: OnceLock::new(),
            sdk: Mutex::default(),
        }
    }

    /// The target.
    pub(crate) fn target(&self) -> &'t Target {
        self.target
    }

    /// The part of names and ids that is new with every run.
    pub(crate) fn run(&self) -> &str {
        self.books.ledger.run().as_str()
    }

    /// A name that only this run gives.
    pub(crate) fn name(&self, purpose: &str) -> String {
        format!("{}{purpose}", self.books.ledger.run().prefix())
    }

    /// What the run has created and removed.
    pub(crate) fn ledger(&self) -> &Ledger {
        &self.books.ledger
    }

    /// What was sent, by method.
    pub(crate) fn tally(&self) -> Tally {
        self.books.counting.tally()
    }

    /// How many requests were sent.
    pub(crate) fn requests(&self) -> usize {
        self.books.budget.requests()
    }

    /// The token that a caller presents now.
    pub(crate) fn presented_by(&self, caller: Caller) -> Option<String> {
        self.bearers.now().presented_by(caller)
    }

    /// What the run may ask of the target.
    pub(crate) fn limits(&self) -> &'t Limits {
        self.limits
    }

    /// The waits before something is tried in another way, within the patience of one request.
    pub(crate) fn backoff(&self) -> Backoff {
        Backoff::until(self.patience_ends(Phase::Cases))
    }

    /// Waits; `false` if there is no time left for it.
    pub(crate) async fn waits(&self, backoff: &mut Backoff) -> bool {
        match backoff.next(None) {
            Ok(until) => self.wait(Phase::Cases, until).await.is_ok(),
            Err(_) => false,
        }
    }

    /// Waits in the clean-up, at most until its time ends; `false` if it has.
    pub(crate) async fn rest(&self, time: Duration) -> bool {
        self.wait(Phase::CleanUp, Instant::now() + time).await.is_ok()
    }

    /// Holds some clients back with which failures can be looked for again, or allows them.
    pub(crate) fn hold_clients_back(&self, some: bool) {
        self.books.budget.hold_back(some);
    }

    /// The text without any secret that the run knows.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.books.redactor.apply(text)
    }

    /// Sends one request of a case, and waits out the weather.
    ///
    /// # Errors
    ///
    /// [`NoResponse`] if there is no response that a case could judge.
    pub(crate) async fn send(&self, request: Request) -> Result<Exchange, NoResponse> {
        let exchange = self.exchange(Phase::Cases, &request).await?;
        self.take_over(&exchange).await?;
        Ok(exchange)
    }

    /// Sends one request of the clean-up, which goes on after the run was stopped. The first one starts its time.
    ///
    /// # Errors
    ///
    /// As [`Session::send`].
    pub(crate) async fn send_in_clean_up(&self, request: Request) -> Result<Exchange, NoResponse> {
        self.exchange(Phase::CleanUp, &request).await
    }

    /// Sends one read of the preflight to this target or to one beside it, once: what is wrong with the way there is
    /// what it looks for.
    ///
    /// # Errors
    ///
    /// A [`Fault`], which may contain secrets until it is redacted.
    pub(crate) async fn probe(&self, target: &Target, request: Request) -> Result<Exchange, Fault> {
        let turn = self.turn(Phase::Cases, &request).await;
        let _turn = turn.map_err(|stopped| Fault::new(FaultKind::NoConnection, stopped.to_string()))?;
        let exchange = wire::send(target, &target.tokens, &request).await?;
        self.books.after(&exchange);
        Ok(exchange)
    }

    async fn exchange(&self, phase: Phase, request: &Request) -> Result<Exchange, NoResponse> {
        let attempt = || async move {
            let mut is_first = true;
            loop {
                let exchange = wire::send(self.target, &self.bearers.now(), request).await?;
                self.books.after(&exchange);
                match self.reading_of(phase, &exchange, is_first).await {
                    Reading::Weather(weather) => return Err(weather),
                    Reading::Response => return Ok((Some(exchange.status), exchange)),
                    Reading::Stray => is_first = false,
                }
            }
        };
        self.deliver(phase, request, attempt).await
    }

    /// Makes one call of the SDK, as the administrator, and waits out the weather. `request` names the operation and the
    /// path of the call.
    ///
    /// # Errors
    ///
    /// The outer error if there is no response that a case could judge; the inner one is the error of the call.
    pub(crate) async fn through_sdk<T>(
        &self,
        request: Request,
        call: impl Fn(&Client) -> Call<T> + Send + Sync,
    ) -> Result<Result<T, authms_sdk::Error>, NoResponse> {
        let (request, call) = (&request, &call);
        let attempt = || async move {
            let client = self.sdk().map_err(Weather::hopeless)?;
            let mut is_first = true;
            loop {
                let result = call(&client).with_response().await;
                // What a response says does not depend on whether the SDK accepts it.
                let (status, headers, body) = match &result {
                    Ok(response) => (Some(response.status()), response.headers(), response.body()),
                    Err(error) => (error.status(), error.headers(), error.body()),
                };
                let exchange =
                    status.map(|status| Exchange::new(request.clone(), status, headers.clone(), body.to_vec()));
                if let Some(exchange) = &exchange {
                    self.books.after(exchange);
                    match self.reading_of(Phase::Cases, exchange, is_first).await {
                        Reading::Weather(weather) => return Err(weather),
                        Reading::Response => {}
                        Reading::Stray => {
                            is_first = false;
                            continue;
                        }
                    }
                }
                return match result {
                    Ok(response) => Ok((status, (exchange, Ok(Response::into_value(response))))),
                    Err(error) => Weather::of_sdk(&error).map_or(Ok((status, (exchange, Err(error)))), Err),
                };
            }
        };
        let (exchange, result) = self.deliver(Phase::Cases, request, attempt).await?;
        if let Some(exchange) = exchange {
            self.take_over(&exchange).await?;
        }
        Ok(result)
    }
}

/// The way of one request.
impl Session<'_> {
    /// Attempts until there is a response, or none is to be hoped for.
    async fn deliver<T, F>(&self, phase: Phase, request: &Request, attempt: impl Fn() -> F) -> Result<T, NoResponse>
    where
        F: Future<Output = Result<(Option<u16>, T), Weather>>,
    {
        if let Err(refused) = guard::admit(request, self.limits, self.target, &self.books.ledger) {
            return Err(match refused {
                NoResponse::NotOurs(why) => match request.client_id().and_then(|id| self.disowns(id)) {
                    Some(disowned) => disowned,
                    None => self.never(why),
                },
                refused => refused,
            });
        }
        self.wait_as_asked(phase, request).await?;
        let (mut backoff, begun) = (None, Instant::now());
        loop {
            self.renew_ahead(request).await;
            let turn = self.turn(phase, request).await?;
            let (sent, token) = (Instant::now(), self.generation(request));
            let attempted = match phase {
                Phase::Cases => attempt().await,
                Phase::CleanUp => {
                    timeout_at(self.ends(phase), attempt()).await.unwrap_or_else(|_| Err(Weather::late()))
                }
            };
            drop(turn);
            let weather = match attempted {
                Ok((status, response)) => {
                    self.silence.broken();
                    self.pace.recover();
                    if self.is_to_be_judged(phase, request, status, token).await? {
                        return Ok(response);
                    }
                    continue;
                }
                Err(weather) => weather,
            };
            self.silence.goes_on();
            if weather.effect == Effect::NotSent {
                self.books.not_created(request);
            }
            let backoff = backoff.get_or_insert_with(|| Backoff::until(self.patience_ends(phase)));
            let again = match self.again(phase, request, &weather, backoff, sent) {
                Ok(again) => again,
                Err(ended) => return Err(self.give_up(phase, &weather, ended, begun).await),
            };
            self.wait(phase, again).await.map_err(|ended| self.ended_in(phase, ended, &weather))?;
        }
    }

    /// Takes the turn of a request within limits and budget; it is under way as long as the turn is held.
    async fn turn(&self, phase: Phase, request: &Request) -> Result<SemaphorePermit<'_>, NoResponse> {
        self.goes_on(phase)?;
        let stopped = |error: tokio::sync::AcquireError| NoResponse::Stopped(error.to_string());
        let permit = self.in_flight.acquire().await.map_err(stopped)?;
        self.wait(phase, self.pace.turn()).await?;
        self.books.before(request, phase == Phase::CleanUp)?;
        Ok(permit)
    }

    /// Waits, but not beyond the end of the run.
    async fn wait(&self, phase: Phase, until: Instant) -> Result<(), NoResponse> {
        if until > Instant::now() {
            let pause = sleep_until(until.min(self.ends(phase)));
            match phase {
                Phase::CleanUp => pause.await,
                Phase::Cases => tokio::select! {
                    () = pause => {}
                    _ = self.stop.stopped() => {}
                },
            }
        }
        self.goes_on(phase)
    }

    fn ends(&self, phase: Phase) -> Instant {
        match phase {
            Phase::Cases => self.books.budget.ends(),
            Phase::CleanUp => self.clean_up().0,
        }
    }

    /// When the clean-up ends, and how long it may take: the time of its own, and what its requests take at the run's
    /// pace. Its first request starts it.
    fn clean_up(&self) -> (Instant, Duration) {
        *self.clean_up.get_or_init(|| {
            let clients = u32::try_from(self.ledger().left().len()).unwrap_or(u32::MAX);
            let requests = clients.saturating_mul(REQUESTS_TO_REMOVE).saturating_add(REQUESTS_TO_FIND);
            let time = self.limits.clean_up_time.saturating_add(self.pace.time_for(requests));
            let now = Instant::now();
            (now.checked_add(time).unwrap_or(now), time)
        })
    }

    fn patience_ends(&self, phase: Phase) -> Instant {
        match phase {
            Phase::Cases => {
                let now = Instant::now();
                now.checked_add(self.limits.patience).unwrap_or(now).min(self.ends(phase))
            }
            Phase::CleanUp => self.ends(phase),
        }
    }

    fn goes_on(&self, phase: Phase) -> Result<(), NoResponse> {
        if phase == Phase::CleanUp {
            let (ends, time) = self.clean_up();
            let why = || format!("the time of the clean-up is used up ({} s)", time.as_secs());
            return if Instant::now() >= ends { Err(NoResponse::Stopped(why())) } else { Ok(()) };
        }
        if let Some(why) = self.books.budget.exhausted() {
            self.stop.now(StopCause::Unable(why));
        }
        self.stop.cause().map_or(Ok(()), |cause| Err(NoResponse::Stopped(cause.to_string())))
    }

    /// The suite was about to do what it must never do.
    fn never(&self, why: String) -> NoResponse {
        self.stop.now(StopCause::Internal(why.clone()));
        NoResponse::NotOurs(why)
    }
}

mod creation;
mod giving_up;
mod tokens;

#[cfg(test)]
pub(super) mod tests;
