//! What a case works with: it sends requests, reads and creates clients, and judges claims.

use std::sync::{Mutex, MutexGuard, PoisonError};

use authms_sdk::{Call, Client};
use authms_spec::{
    Claim, Operation,
    claim::{AUTH_NO_ECHO, SDK_AGREES, SECRET_SHOWN_ONCE},
    operation::{CREATE_CLIENT, GET_CLIENT, LIST_CLIENT_AUDIT_LOGS, LIST_CLIENT_SECRETS, UPDATE_CLIENT},
};
use serde_json::Value;

use super::{
    run_state::RunState,
    samples,
    step::{Halt, Need, Step, Touches},
};
use crate::{
    http::{exchange::Exchange, request::Request, session::Session},
    judging::{
        item::Item,
        judgement::{Findings, Judgement},
        normalise::Transcript,
        response,
        schemas::Schemas,
    },
};

/// What one case works with on one target.
pub(crate) struct CaseContext<'t> {
    session: &'t Session<'t>,
    state: &'t RunState,
    schemas: &'t Schemas,
    touches: Touches,
    findings: Findings,
    record: Mutex<Record>,
}

/// What a case has sent and received.
#[derive(Default)]
pub(crate) struct Record {
    pub(crate) exchanges: Vec<Exchange>,
    pub(crate) transcript: Transcript,
    pub(crate) requests: usize,
}

impl<'t> CaseContext<'t> {
    pub(crate) fn new(session: &'t Session<'t>, state: &'t RunState, schemas: &'t Schemas, touches: Touches) -> Self {
        Self { session, state, schemas, touches, findings: Findings::default(), record: Mutex::default() }
    }

    /// Ends the case: what it found and what it sent.
    pub(crate) fn into_parts(self) -> (Findings, Record) {
        (self.findings, self.record.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The `client_id` of the client that the run may change.
    #[must_use]
    pub(crate) fn client_id(&self) -> &str {
        self.state.subject()
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

    /// A name that only this run gives.
    #[must_use]
    pub(crate) fn name(&self, purpose: &str) -> String {
        self.session.name(purpose)
    }

    /// A body that creates a client under such a name.
    #[must_use]
    pub(crate) fn new_client(&self, purpose: &str) -> Value {
        samples::new_client(&self.name(purpose), self.session.run())
    }

    /// Why a case with these needs cannot run, if it cannot.
    pub(crate) fn lacks(&self, needs: &[Need]) -> Option<&'static str> {
        let tokens = &self.session.target().tokens;
        needs.iter().find_map(|need| match need {
            Need::UserToken if tokens.user.is_none() => Some("no user token was given (--user-token)"),
            Need::OtherTenantToken if tokens.other_tenant.is_none() => {
                Some("no token of another tenant was given (--other-tenant-token)")
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

    /// The position of a request among those of the case, if the case may send it.
    fn admit(&self, request: &Request) -> Step<usize> {
        if !self.touches.allow(request, self.client_id(), self.bystander()) {
            let (method, path) = (&request.method, request.path());
            let what = format!("the case may not send {method} {path}: it touches {}", self.touches);
            return Err(Halt::NotRun(what));
        }
        let mut record = self.record();
        record.requests += 1;
        Ok(record.requests - 1)
    }

    /// Sends a request and judges the response by the rules that hold for every response.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if there is no response, or one that comes from something in front of the service.
    pub(crate) async fn send(&self, request: Request) -> Step<Exchange> {
        let index = self.admit(&request)?;
        let exchange = self.session.send(request).await?.at_index(index);
        self.record().exchanges.push(exchange.clone());
        let redact = |text: &str| self.session.redact(text);
        self.findings.extend(response::judge(self.schemas, &exchange, &redact));
        Ok(exchange)
    }

    /// Sends a request whose exchange is part of the golden file of the case.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(crate) async fn act(&self, request: Request) -> Step<Exchange> {
        let exchange = self.send(request).await?;
        self.record().transcript.add(&exchange, None);
        Ok(exchange)
    }

    /// As [`CaseContext::act`] for a client that is known already, so that the golden file shows what changed.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(crate) async fn act_on(&self, before: &Item, request: Request) -> Step<Exchange> {
        let exchange = self.send(request).await?;
        self.record().transcript.add(&exchange, Some(before));
        Ok(exchange)
    }

    /// Makes one call of the SDK, as the administrator; a failed call breaks `sdk.agrees` and ends the case. `request`
    /// names the operation and the path of the call.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if the SDK does not accept the target's settings, or the run was interrupted.
    pub(crate) async fn sdk<T>(&self, request: Request, call: impl Fn(&Client) -> Call<T> + Send + Sync) -> Step<T> {
        self.admit(&request)?;
        let result = self.session.through_sdk(request, call).await?;
        result.map_err(|error| {
            self.claim(SDK_AGREES).holds("the call of the SDK succeeds", false, error);
            Halt::Judged
        })
    }

    /// Reads the subject.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if it cannot be read.
    pub(crate) async fn read(&self) -> Step<Item> {
        self.read_client(self.client_id()).await
    }

    /// Reads any client of the tenant.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if it cannot be read.
    pub(crate) async fn read_client(&self, client_id: &str) -> Step<Item> {
        let exchange = self.send(Request::to(GET_CLIENT).client(client_id)).await?;
        match (exchange.status, Item::of(exchange.body.as_ref())) {
            (200, Some(item)) => Ok(item),
            (status, _) => Err(Halt::NotRun(format!("the client cannot be read (status {status})"))),
        }
    }

    /// Sends an update that is not judged: the arrangement before what a case is about.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if the status is not 200.
    pub(crate) async fn arrange(&self, body: &Value) -> Step {
        let exchange = self.send(self.on_subject(UPDATE_CLIENT).json(body)).await?;
        if exchange.status == 200 {
            return Ok(());
        }
        Err(Halt::NotRun(format!("the case cannot be arranged: an update has status {}", exchange.status)))
    }

    /// Creates a client with every field set, for this case alone.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if it cannot be created.
    pub(crate) async fn scratch(&self, purpose: &str) -> Step<String> {
        let exchange = self.send(Request::to(CREATE_CLIENT).json(&self.new_client(purpose))).await?;
        match (exchange.status, exchange.text("/data/client_id")) {
            (200..=299, Some(id)) => Ok(id.to_owned()),
            (status, _) => Err(Halt::NotRun(format!("a scratch client cannot be created (status {status})"))),
        }
    }

    /// A scratch client that cases may try to harm, one after the other, as long as none succeeds.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::scratch`].
    pub(crate) async fn victim(&self) -> Step<String> {
        if let Some(id) = self.state.victim() {
            let read = self.send(Request::to(GET_CLIENT).client(&id)).await?;
            if read.status == 200 {
                return Ok(id);
            }
        }
        let id = self.scratch("victim").await?;
        self.state.set_victim(&id);
        Ok(id)
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
