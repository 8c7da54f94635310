//! What a case works with: it sends requests and judges claims. How it reads, what it writes and which clients it works
//! on stand in the files beside.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
    time::{Duration, Instant},
};

use authms_spec::{
    Claim, Operation,
    claim::{AUTH_NO_ECHO, HTTP_NO_SERVER_ERROR, SECRET_SHOWN_ONCE},
    operation::{DELETE_CLIENT, GET_CLIENT, LIST_CLIENT_AUDIT_LOGS, LIST_CLIENT_SECRETS, UPDATE_CLIENT},
};
use reqwest::Method;

use super::{
    run_state::{Known, RunState},
    settle::Settling,
    step::{Halt, Need, Step, Touches},
};
use crate::{
    http::{caller::Caller, exchange::Exchange, request::Request, session::Session},
    judging::{
        item::Item,
        judgement::{Findings, Judgement},
        normalise::Transcript,
        response,
    },
};

/// What one case works with on one target.
pub(crate) struct CaseContext<'t> {
    session: &'t Session<'t>,
    state: &'t RunState,
    touches: Touches,
    settle: Duration,
    /// In every name that the case gives, so that no two cases give the same.
    serial: usize,
    /// The client that the case works on.
    held: OnceLock<String>,
    /// Clients that the case leaves to those that come, if all goes well.
    left: Mutex<Vec<String>>,
    known: Mutex<HashMap<String, Known>>,
    findings: Findings,
    record: Mutex<Record>,
}

/// What a case has sent and received.
#[derive(Default)]
pub(crate) struct Record {
    pub(crate) exchanges: Vec<Exchange>,
    pub(crate) transcript: Transcript,
    pub(crate) requests: usize,
    /// Whether it has sent anything that may change a client.
    pub(crate) has_written: bool,
}

impl<'t> CaseContext<'t> {
    pub(crate) fn new(session: &'t Session<'t>, state: &'t RunState, touches: Touches, settle: Duration) -> Self {
        Self {
            session,
            state,
            touches,
            settle,
            serial: state.serial(),
            held: OnceLock::new(),
            left: Mutex::default(),
            known: Mutex::default(),
            findings: Findings::default(),
            record: Mutex::default(),
        }
    }

    /// Whether the case found nothing that breaks the contract.
    pub(crate) fn finds_nothing_wrong(&self) -> bool {
        !self.findings.fails()
    }

    /// Ends the case: what it found and what it sent.
    pub(crate) fn into_parts(self) -> (Findings, Record) {
        (self.findings, self.record.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether the case has sent nothing that may change a client.
    pub(crate) fn has_only_read(&self) -> bool {
        !self.record().has_written
    }

    pub(super) fn record(&self) -> MutexGuard<'_, Record> {
        lock(&self.record)
    }

    pub(super) fn session(&self) -> &'t Session<'t> {
        self.session
    }

    pub(super) fn state(&self) -> &'t RunState {
        self.state
    }

    pub(super) fn touches(&self) -> Touches {
        self.touches
    }

    pub(crate) fn serial(&self) -> usize {
        self.serial
    }

    /// How long what a write must show may take until every read shows it.
    pub(crate) fn settle(&self) -> Duration {
        self.settle
    }

    pub(super) fn held(&self) -> &OnceLock<String> {
        &self.held
    }

    pub(super) fn left(&self) -> MutexGuard<'_, Vec<String>> {
        lock(&self.left)
    }

    pub(super) fn known(&self) -> MutexGuard<'_, HashMap<String, Known>> {
        lock(&self.known)
    }

    /// The `client_id` of the client that the case works on.
    #[must_use]
    pub(crate) fn client_id(&self) -> &str {
        self.held.get().map_or("", String::as_str)
    }

    /// A request to an operation on that client.
    #[must_use]
    pub(crate) fn on_subject(&self, operation: Operation) -> Request {
        Request::to(operation).client(self.client_id())
    }

    /// The `client_id` of the client that must not change.
    #[must_use]
    pub(crate) fn bystander(&self) -> &str {
        self.state.bystander().unwrap_or_default()
    }

    /// The longest time until a write of the run showed in a read that did not show it at once.
    #[must_use]
    pub(crate) fn slowest(&self) -> Duration {
        self.state.slowest()
    }

    /// Why a case with these needs cannot run, if it cannot.
    pub(crate) fn lacks(&self, needs: &[Need]) -> Option<&'static str> {
        let tokens = &self.session.target().tokens;
        needs.iter().find_map(|need| match need {
            Need::UserToken if tokens.user.is_none() => Some("no user token was given (AUTHMS_USER_TOKEN)"),
            Need::OtherTenantToken if tokens.other_tenant.is_none() => {
                Some("no token of another tenant was given (AUTHMS_OTHER_TENANT_TOKEN)")
            }
            Need::Bystander if self.state.bystander().is_none() => {
                Some("no second client was named (--bystander-id), and none can be created")
            }
            _ => None,
        })
    }

    /// Whether fields that no response shows may be written: only on a client that is thrown away afterwards.
    #[must_use]
    pub(crate) fn may_write_what_no_read_shows(&self) -> bool {
        self.session.target().subject.as_ref().is_none_or(|subject| subject.disposable)
    }

    /// Begins a judgement of a claim.
    pub(crate) fn claim(&self, claim: Claim) -> Judgement<'_> {
        self.findings.claim(claim)
    }

    /// Judges the status of an exchange that has to be so for the rest of the case.
    ///
    /// # Errors
    ///
    /// [`Halt::Judged`] if it is another one.
    pub(crate) fn expect(&self, claim: Claim, exchange: &Exchange, status: u16) -> Step {
        if self.claim(claim).status(exchange, status) { Ok(()) } else { Err(Halt::Judged) }
    }

    /// Notes that a claim says nothing about what the service did, so that there is nothing to judge.
    pub(crate) fn is_moot(&self, claim: Claim) {
        self.findings.judged(&[claim]);
    }

    /// Judges that a request, whose fate the contract leaves open, did not make the service fail.
    pub(crate) fn no_server_error(&self, exchange: &Exchange) {
        let status = exchange.status;
        self.claim(HTTP_NO_SERVER_ERROR).on(exchange).holds(
            "a status below 500",
            status < 500,
            format!("status {status}"),
        );
    }

    /// What else a response may mean to this caller's request: ` (or …)`, if the start of the run has raised a doubt.
    pub(crate) fn doubt(&self, caller: Caller) -> String {
        self.state.doubt(caller).map(|why| format!(" (or {why})")).unwrap_or_default()
    }

    /// Lets a request pass that the case may send.
    pub(super) fn admit(&self, request: &Request) -> Step {
        if let Some(why) = self.state.doubt(request.caller).filter(|_| request.method != Method::GET) {
            let what = "nothing is written with a token that can read what it must not";
            return Err(Halt::NotRun(format!("{what}: the service lets it in, or {why}")));
        }
        if !self.touches.allow(request, self.client_id(), self.bystander()) {
            let (method, path) = (&request.method, request.path());
            let what = format!("the case may not send {method} {path}: it touches {}", self.touches);
            return Err(Halt::Internal(what));
        }
        Ok(())
    }

    /// The position of the next request among those of the case.
    pub(super) fn count(&self, request: &Request) -> usize {
        let mut record = self.record();
        record.has_written |= !request.method.is_safe() && request.client_id().is_some();
        record.requests += 1;
        record.requests - 1
    }

    /// Sends a request and judges the response by the rules that hold for every response.
    ///
    /// # Errors
    ///
    /// [`Halt::Weather`] if there is no response, or one that comes from something in front of the service.
    pub(crate) async fn send(&self, request: Request) -> Step<Exchange> {
        self.admit(&request)?;
        self.arrange_with(request).await
    }

    /// As [`CaseContext::send`], to arrange what the case itself may only read.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(super) async fn arrange_with(&self, request: Request) -> Step<Exchange> {
        let (begin, mut late) = (Instant::now(), false);
        let mut settling = self.until_it_is_there(&request);
        loop {
            let index = self.count(&request);
            let exchange = self.session.send(request.clone()).await?.at_index(index);
            self.record().exchanges.push(exchange.clone());
            if let Some(settling) = settling.as_mut().filter(|_| exchange.status == 404)
                && settling.lasts().await
            {
                late = true;
                continue;
            }
            if late && exchange.status != 404 {
                self.state.settled_after(begin.elapsed());
            }
            self.is_not_gone(&request, exchange.status).await?;
            self.learn(&exchange);
            let redact = |text: &str| self.session.redact(text);
            self.findings.extend(response::judge(&exchange, &redact));
            return Ok(exchange);
        }
    }

    /// A client that the run has just created may not be there for every read yet.
    fn until_it_is_there(&self, request: &Request) -> Option<Settling> {
        let may_read = matches!(request.caller, Caller::Admin | Caller::LowerCaseScheme);
        let since =
            self.state.alive_since(request.client_id().filter(|_| may_read && request.method == Method::GET)?)?;
        Some(Settling::of(self.settle.saturating_sub(since.elapsed())))
    }

    /// Learns from a response which clients there are, and what a read of one must show from now on.
    fn learn(&self, exchange: &Exchange) {
        let (request, success) = (&exchange.request, (200..300).contains(&exchange.status));
        let creates = request.operation.is_some_and(|operation| operation.creates == Some("client_id"));
        if let Some(id) = exchange.text("/data/client_id").filter(|_| creates && success) {
            self.state.is_born(id);
        }
        let Some(id) = request.client_id().filter(|_| request.method != Method::GET) else { return };
        let mut known = self.known();
        let known = known.entry(id.to_owned()).or_default();
        known.written = Some(Instant::now());
        if success && request.operation == Some(DELETE_CLIENT) {
            self.state.has_died(id);
        }
        if success {
            let shown = Item::of(exchange.body.as_ref());
            known.expected = shown.filter(|_| request.operation == Some(UPDATE_CLIENT) && exchange.status == 200);
            known.was_read = false;
        }
    }

    /// Sends a request whose exchange is part of the golden file of the case.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(crate) async fn act(&self, request: Request) -> Step<Exchange> {
        let exchange = self.send(request).await?;
        self.show(&exchange);
        Ok(exchange)
    }

    /// Makes an exchange part of the golden file of the case.
    pub(super) fn show(&self, exchange: &Exchange) {
        self.record().transcript.add(exchange, None);
    }

    /// As [`CaseContext::act`] for a client that is known already, so that the golden file shows what changed.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(crate) async fn act_on(&self, before: &Item, request: Request) -> Step<Exchange> {
        let exchange = self.send(request).await?;
        self.show_beside(before, &exchange);
        Ok(exchange)
    }

    /// Makes an exchange part of the golden file of the case, beside what was before it.
    pub(crate) fn show_beside(&self, before: &Item, exchange: &Exchange) {
        self.record().transcript.add(exchange, Some(before));
    }

    /// Judges that a response does not repeat the credentials of its request.
    pub(crate) fn no_echo(&self, exchange: &Exchange) {
        let token = self.session.presented_by(exchange.request.caller);
        let body = String::from_utf8_lossy(&exchange.bytes);
        let headers = exchange.headers.values().filter_map(|value| value.to_str().ok());
        let repeated = token.is_some_and(|token| headers.chain([&*body]).any(|text| text.contains(&token)));
        let actual = "the response repeats the token";
        self.claim(AUTH_NO_ECHO).on(exchange).holds("no token in the response", !repeated, actual);
    }

    /// Judges that a secret, which one response has shown, is in no read of the client.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(crate) async fn shown_once(&self, client_id: &str, secret: Option<&str>, exchange: &Exchange) -> Step {
        const READS: [Operation; 3] = [GET_CLIENT, LIST_CLIENT_SECRETS, LIST_CLIENT_AUDIT_LOGS];
        for operation in READS {
            let read = self.send(Request::to(operation).client(client_id)).await?;
            let shown = secret.is_some_and(|secret| String::from_utf8_lossy(&read.bytes).contains(secret));
            let what = format!("{} shows the secret", operation.id);
            self.claim(SECRET_SHOWN_ONCE).on(exchange).eq(what, false, shown);
        }
        Ok(())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
