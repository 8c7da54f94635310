//! When a request without a response is sent again, and what is said where it is not.

use std::time::Duration;

use authms_spec::operation::LIST_CLIENTS;
use tokio::time::Instant;

use super::{Phase, Session};
use crate::http::{
    exchange::Exchange,
    no_response::NoResponse,
    request::Request,
    stop::StopCause,
    traffic::{
        backoff::{Backoff, Ended},
        weather::{Effect, Reading, Weather},
    },
    wire,
};

/// A time that no run lasts.
const FOR_EVER: Duration = Duration::from_secs(24 * 60 * 60);

impl Session<'_> {
    /// When to send a request again that was sent at this time; slows the run down if the service asks for that.
    pub(super) fn again(
        &self,
        phase: Phase,
        request: &Request,
        weather: &Weather,
        backoff: &mut Backoff,
        sent: Instant,
    ) -> Result<Instant, Ended> {
        let again = if weather.may_repeat(request, phase == Phase::CleanUp) {
            backoff.next(weather.retry_after)
        } else {
            Err(Ended::NotRepeatable)
        };
        if let (Err(Ended::AskedForMore(asked)), Phase::Cases) = (again, phase) {
            let now = Instant::now();
            self.asked.note(request, now.checked_add(asked).unwrap_or_else(|| now + FOR_EVER));
        }
        if weather.limited {
            let until = match again {
                Ok(again) => again,
                // The others wait as long as they may, but the clean-up at least tries to remove each client.
                Err(Ended::AskedForMore(_)) if phase == Phase::Cases => self.patience_ends(phase),
                Err(_) => sent,
            };
            self.pace.slow_down(sent, until);
        }
        again
    }

    /// Waits until the service lets such a request be sent again, if it has asked for that.
    pub(super) async fn wait_as_asked(&self, phase: Phase, request: &Request) -> Result<(), NoResponse> {
        match self.asked.until(request).filter(|_| phase == Phase::Cases) {
            Some(until) if until > self.patience_ends(phase) => {
                let rest = self.too_long(phase, until - Instant::now());
                Err(NoResponse::Weather(format!("nothing was sent{rest}")))
            }
            Some(until) => self.wait(phase, until).await,
            None => Ok(()),
        }
    }

    /// Why there is no response; ends the run if the service is gone.
    pub(super) async fn give_up(&self, phase: Phase, weather: &Weather, ended: Ended, begun: Instant) -> NoResponse {
        let waited = begun.elapsed();
        let why = self.redact(&weather.why);
        if phase == Phase::Cases && ended == Ended::NotRepeatable && weather.effect == Effect::Unknown {
            // As long as the weather lasts, whatever comes next would be lost in the same way.
            let _ = self.check(phase, &Request::to(LIST_CLIENTS).query("page_size", 1)).await;
        }
        let gone = self.silence.gave_up(self.limits.patience, waited >= self.limits.patience);
        if let Some(since) = gone.filter(|_| phase == Phase::Cases)
            && self.is_gone().await
        {
            let since = since.strftime("%H:%M:%S UTC");
            self.stop.now(StopCause::Unable(format!("the service has not responded since {since}: {why}")));
        }
        let rest = match ended {
            Ended::AskedForMore(asked) => self.too_long(phase, asked),
            Ended::NotRepeatable if weather.effect == Effect::Unknown => {
                ", and the request may have been carried out".to_owned()
            }
            _ if waited.as_secs() > 0 => format!(" for {} s", waited.as_secs()),
            _ => String::new(),
        };
        NoResponse::Weather(format!("{why}{rest}"))
    }

    /// Why the waits for a response have ended; of the clean-up, which goes on until its time ends, also what it waited for.
    pub(super) fn ended_in(&self, phase: Phase, ended: NoResponse, weather: &Weather) -> NoResponse {
        match ended {
            NoResponse::Stopped(why) if phase == Phase::CleanUp => {
                NoResponse::Stopped(format!("{}, and {why}", self.redact(&weather.why)))
            }
            ended => ended,
        }
    }

    /// What is said of a wait that the service asks for and that there is no time for.
    pub(super) fn too_long(&self, phase: Phase, asked: Duration) -> String {
        let (asked, patience) = (asked.as_secs(), self.limits.patience.as_secs_f64());
        match phase {
            Phase::Cases if self.patience_ends(phase) >= self.ends(phase) => {
                format!("; the service asks to wait {asked} s, and the run ends before")
            }
            Phase::Cases => format!("; the service asks to wait {asked} s, and --patience is {patience} s"),
            Phase::CleanUp => format!("; the service asks to wait {asked} s, and the clean-up ends before"),
        }
    }

    /// What a response says, and whether it is the first to its request. One that does not look like the API's comes from
    /// something in front of it, if the simplest read, which was let through at the start, ends like that as well. If it
    /// does not, the request is sent once more where that does no harm: the service responds in the same way again, and is
    /// not asked for a while. A request that is odd on purpose may be refused alone.
    pub(super) async fn reading_of(&self, phase: Phase, exchange: &Exchange, is_first: bool) -> Reading {
        let request = &exchange.request;
        if let Some(weather) = Weather::of_status(exchange.status, &exchange.headers) {
            return Reading::Weather(weather);
        }
        let Some(foreign) = Weather::of_gateway(exchange) else { return Reading::Response };
        let is_habit = self.habits.has(exchange);
        if !is_habit && !self.passes(phase).await {
            return Reading::Weather(foreign);
        }
        let repeats = !is_habit && is_first && foreign.may_repeat(request, phase == Phase::CleanUp);
        if let Some(weather) = foreign.of_odd(exchange) {
            return Reading::Weather(weather);
        }
        if repeats && self.takes_another_turn(phase, request).await {
            return Reading::Stray;
        }
        if !is_first {
            self.habits.note(exchange);
        }
        Reading::Response
    }

    /// Whether the simplest read has a response of the API.
    async fn passes(&self, phase: Phase) -> bool {
        let request = Request::to(LIST_CLIENTS).query("page_size", 1);
        if !self.takes_another_turn(phase, &request).await {
            return false;
        }
        let Ok(read) = wire::send(self.target, &self.bearers.now(), &request).await else { return false };
        self.books.after(&read);
        Weather::of_status(read.status, &read.headers).or_else(|| Weather::of_gateway(&read)).is_none()
    }

    /// Takes the turn of a request while another is under way, so that it needs no room beside that one.
    async fn takes_another_turn(&self, phase: Phase, request: &Request) -> bool {
        self.wait(phase, self.pace.turn()).await.is_ok() && self.books.before(request, phase == Phase::CleanUp).is_ok()
    }

    /// Whether a service that did not respond to several requests does not respond to the simplest one either.
    async fn is_gone(&self) -> bool {
        let request = Request::to(LIST_CLIENTS).query("page_size", 1);
        let gone = match self.turn(Phase::Cases, &request).await {
            Ok(_turn) => {
                let sent = wire::send(self.target, &self.bearers.now(), &request).await;
                !sent.is_ok_and(|exchange| {
                    Weather::of_status(exchange.status, &exchange.headers).or(Weather::of_gateway(&exchange)).is_none()
                })
            }
            Err(_) => false,
        };
        if !gone {
            self.silence.broken();
        }
        gone
    }
}
