//! The tokens that the requests of a session present: which 401 is the service's word, and when another token is needed.

use std::sync::PoisonError;

use authms_sdk::Client;
use authms_spec::operation::{GET_CLIENT, LIST_CLIENTS};
use tokio::time::Instant;

use super::{Phase, Session};
use crate::http::{
    no_response::NoResponse,
    request::Request,
    stop::StopCause,
    traffic::{
        backoff::{Backoff, Ended},
        bearers::Bearer,
        guard::made_up_id,
        sdk,
        weather::Weather,
    },
    wire,
};

impl Session<'_> {
    pub(super) fn generation(&self, request: &Request) -> usize {
        Bearer::of(request.caller).map_or(0, |whose| self.bearers.generation(whose))
    }

    /// Whether a response says something about the service, and not about a token that is not accepted any more. If
    /// not, there is another token now, and the request was surely not carried out.
    pub(super) async fn is_to_be_judged(
        &self,
        phase: Phase,
        request: &Request,
        status: Option<u16>,
        generation: usize,
    ) -> Result<bool, NoResponse> {
        let Some(whose) = Bearer::of(request.caller) else { return Ok(true) };
        if status != Some(401) {
            self.bearers.accepted(whose);
            return Ok(true);
        }
        if !self.bearers.may_have_ended(whose) {
            return Ok(true);
        }
        let _turn = self.bearers.turn().await;
        if self.bearers.generation(whose) != generation {
            return Ok(false);
        }
        self.goes_on(phase)?;
        if self.is_accepted(phase, whose).await? {
            return Ok(true);
        }
        self.renew(whose).await.map_err(|why| {
            // The clean-up tries again, and no case is cut short by it.
            if phase == Phase::Cases {
                self.stop.now(StopCause::Unable(why.clone()));
            }
            NoResponse::Stopped(why)
        })?;
        Ok(false)
    }

    /// Whether the service accepts a token in one of the simplest reads. A status that says nothing about the token
    /// leaves the next one to tell.
    async fn is_accepted(&self, phase: Phase, whose: Bearer) -> Result<bool, NoResponse> {
        let mut unclear = None;
        for read in [Request::to(LIST_CLIENTS).query("page_size", 1), Request::to(GET_CLIENT).client(&made_up_id())] {
            match self.check(phase, &read.by(whose.caller())).await {
                Ok(401) => {}
                Ok(status @ 500..) => unclear = Some(format!("status {status}")),
                Ok(_) => return Ok(true),
                Err(NoResponse::Weather(why)) => unclear = Some(why),
                Err(stopped) => return Err(stopped),
            }
        }
        unclear.map_or(Ok(false), |why| {
            Err(NoResponse::Weather(format!("status 401, and {whose} cannot be checked: {why}")))
        })
    }

    /// The status of a read that does no harm, once the weather has been waited out.
    pub(super) async fn check(&self, phase: Phase, read: &Request) -> Result<u16, NoResponse> {
        let mut backoff = Backoff::until(self.patience_ends(phase));
        loop {
            let turn = self.turn(phase, read).await?;
            let sent = Instant::now();
            let weather = match wire::send(self.target, &self.bearers.now(), read).await {
                Ok(exchange) => match Weather::of_status(exchange.status, &exchange.headers)
                    .or_else(|| Weather::of_gateway(&exchange))
                {
                    Some(weather) => weather,
                    None => return Ok(exchange.status),
                },
                Err(fault) => Weather::from(fault),
            };
            drop(turn);
            let again = self.again(phase, read, &weather, &mut backoff, sent).map_err(|ended| {
                let rest = match ended {
                    Ended::AskedForMore(asked) => self.too_long(phase, asked),
                    Ended::Over | Ended::NotRepeatable => String::new(),
                };
                NoResponse::Weather(format!("{}{rest}", self.redact(&weather.why)))
            })?;
            self.wait(phase, again).await?;
        }
    }

    /// Replaces a token that is about to expire. If that fails it is still valid, and a 401 will tell when it is not.
    pub(super) async fn renew_ahead(&self, request: &Request) {
        if let Some(whose) = Bearer::of(request.caller).filter(|whose| self.bearers.is_due(*whose)) {
            let _turn = self.bearers.turn().await;
            if self.bearers.is_due(whose) {
                let _ = self.renew(whose).await;
            }
        }
    }

    async fn renew(&self, whose: Bearer) -> Result<(), String> {
        self.bearers.renew(whose).await?;
        for secret in self.bearers.now().secrets() {
            self.books.redactor.learn(&secret);
        }
        Ok(())
    }

    /// The SDK with the administrator's token of now.
    pub(super) fn sdk(&self) -> Result<Client, String> {
        let generation = self.bearers.generation(Bearer::Admin);
        let mut held = self.sdk.lock().unwrap_or_else(PoisonError::into_inner);
        match &*held {
            Some((of, client)) if *of == generation => Ok(client.clone()),
            _ => {
                let client = sdk::set_up(self.target, &self.bearers.now().admin)?;
                *held = Some((generation, client.clone()));
                Ok(client)
            }
        }
    }
}
