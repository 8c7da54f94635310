//! What a case works with: it sends requests, reads clients, and judges claims.

use std::sync::{Mutex, MutexGuard, PoisonError};

use authms_sdk::{Call, Client, OAuthClient};
use serde_json::Value;

use crate::{
    caller::Caller,
    exchange::Exchange,
    item::{self, Item, canonical, item_fields},
    judge,
    normalise::Transcript,
    request::Request,
    run_state::RunState,
    samples,
    schemas::Schemas,
    session::Session,
    step::{Halt, Need, Step},
    stop::Stop,
    verdict::{Finding, Verdict},
};

/// What one case works with on one target.
pub(crate) struct CaseContext<'t> {
    session: &'t Session<'t>,
    state: &'t RunState,
    schemas: &'t Schemas,
    stop: &'t Stop,
    record: Mutex<Record>,
}

/// Everything that a case has done and found.
#[derive(Default)]
pub(crate) struct Record {
    pub(crate) exchanges: Vec<Exchange>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) judged: Vec<&'static str>,
    pub(crate) transcript: Transcript,
    pub(crate) requests: usize,
}

impl<'t> CaseContext<'t> {
    pub(crate) fn new(session: &'t Session<'t>, state: &'t RunState, schemas: &'t Schemas, stop: &'t Stop) -> Self {
        Self { session, state, schemas, stop, record: Mutex::default() }
    }

    pub(crate) fn into_record(self) -> Record {
        self.record.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The `client_id` of the client that the run may change.
    #[must_use]
    pub(crate) fn client_id(&self) -> &str {
        self.state.subject()
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
        samples::new_client(self.session, purpose)
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

    /// The position of the next request among those of the case.
    fn next(&self) -> Step<usize> {
        if self.stop.is_set() {
            return Err(Halt::NotRun("the run was interrupted".to_owned()));
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
        let index = self.next()?;
        let exchange = self.session.send(request).await.map_err(Halt::NotRun)?.at_index(index);
        self.record().exchanges.push(exchange.clone());
        if matches!(exchange.status, 429 | 502 | 503 | 504) {
            return Err(Halt::NotRun(format!(
                "status {} comes from something in front of the service",
                exchange.status
            )));
        }
        let findings = judge::answer(self.schemas, &exchange);
        let mut record = self.record();
        record.judged.extend(judge::EVERY_ANSWER);
        record.findings.extend(findings);
        drop(record);
        Ok(exchange)
    }

    /// Makes one call of the SDK, as the administrator. `request` names what the call sends: its operation and its path.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if the SDK does not accept the target's settings, or the run was interrupted.
    pub(crate) async fn through_sdk<T>(
        &self,
        request: Request,
        call: impl FnOnce(&Client) -> Call<T>,
    ) -> Step<Result<T, authms_sdk::Error>> {
        self.next()?;
        self.session.through_sdk(request, call).await.map_err(Halt::NotRun)
    }

    /// Sends a request whose exchange belongs into the golden file of the case.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(crate) async fn act(&self, request: Request, before: Option<&Item>) -> Step<Exchange> {
        let exchange = self.send(request).await?;
        self.record().transcript.add(&exchange, before);
        Ok(exchange)
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
        let exchange = self.send(Request::to("get_client").client(client_id)).await?;
        match (exchange.status, Item::of(exchange.body.as_ref())) {
            (200, Some(item)) => Ok(item),
            (status, _) => Err(Halt::NotRun(format!("the client cannot be read (status {status})"))),
        }
    }

    /// Sends an update and takes it for granted: the arrangement before what a case is about.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if the answer is not 200.
    pub(crate) async fn arrange(&self, body: &Value) -> Step {
        let exchange = self.send(Request::to("update_client").client(self.client_id()).json(body)).await?;
        if exchange.status == 200 {
            return Ok(());
        }
        Err(Halt::NotRun(format!("the case cannot be arranged: an update was answered with {}", exchange.status)))
    }

    /// States whether a claim holds.
    pub(crate) fn judge(
        &self,
        claim: &'static str,
        holds: bool,
        expected: &str,
        actual: &str,
        exchange: Option<&Exchange>,
    ) {
        let mut record = self.record();
        record.judged.push(claim);
        if holds {
            return;
        }
        let verdict = authms_spec::claim::find(claim).map_or(Verdict::Fail, Finding::severity);
        record.findings.push(Finding {
            claim: claim.to_owned(),
            verdict,
            expected: expected.to_owned(),
            actual: actual.to_owned(),
            exchange: exchange.map(|exchange| exchange.index),
        });
    }

    /// Notes what a server does at a silent point of the contract.
    pub(crate) fn observe(&self, claim: &'static str, what: impl Into<String>) {
        self.note(claim, Verdict::Observed, what.into());
    }

    /// Notes that no caller can tell whether a claim holds.
    pub(crate) fn unobservable(&self, claim: &'static str, why: &str) {
        self.note(claim, Verdict::Unobservable, why.to_owned());
    }

    fn note(&self, claim: &'static str, verdict: Verdict, expected: String) {
        let mut record = self.record();
        record.judged.push(claim);
        record.findings.push(Finding {
            claim: claim.to_owned(),
            verdict,
            expected,
            actual: String::new(),
            exchange: None,
        });
    }

    /// Judges the status of an answer under a claim.
    ///
    /// # Errors
    ///
    /// [`Halt::Judged`] if it is another one.
    pub(crate) fn expect(&self, exchange: &Exchange, claim: &'static str, status: u16) -> Step {
        let holds = exchange.status == status;
        self.judge(claim, holds, &format!("status {status}"), &format!("status {}", exchange.status), Some(exchange));
        if holds { Ok(()) } else { Err(Halt::Judged) }
    }

    /// Whether fields that no answer shows may be written: only on a client that is thrown away afterwards.
    #[must_use]
    pub(crate) fn may_write_what_no_read_shows(&self) -> bool {
        self.session.target().subject.as_ref().is_none_or(|subject| subject.disposable)
    }

    /// Judges that an answer does not repeat the credentials of its request.
    pub(crate) fn no_echo(&self, exchange: &Exchange) {
        let token = self.session.target().tokens.presented_by(exchange.request.caller);
        let body = String::from_utf8_lossy(&exchange.bytes);
        let headers = exchange.headers.values().filter_map(|value| value.to_str().ok());
        let repeated = token.is_some_and(|token| headers.chain([&*body]).any(|text| text.contains(&token)));
        self.judge("auth.no_echo", !repeated, "no token in the answer", "the answer repeats the token", Some(exchange));
    }

    /// Whether the SDK's reading of a client is the raw one, field by field.
    #[must_use]
    pub(crate) fn same_as_sdk(&self, raw: &Item, client: &OAuthClient) -> bool {
        let shown = item::as_the_sdk_reads(client);
        item_fields().iter().all(|field| raw.value(field) == canonical(field, &shown[*field]))
    }

    /// What the SDK answered, for a report.
    #[must_use]
    pub(crate) fn sdk_said<T>(&self, answer: &Result<T, authms_sdk::Error>) -> String {
        match answer {
            Ok(_) => "another reading of it".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    /// A client of the run's own, with every field set, for this case alone.
    ///
    /// # Errors
    ///
    /// [`Halt::NotRun`] if none can be created.
    pub(crate) async fn scratch(&self, purpose: &str) -> Step<String> {
        let exchange = self.send(Request::to("create_client").json(&self.new_client(purpose))).await?;
        match (exchange.status, exchange.text("/data/client_id")) {
            (200..=299, Some(id)) => Ok(id.to_owned()),
            (status, _) => Err(Halt::NotRun(format!("a scratch client cannot be created (status {status})"))),
        }
    }

    /// A client of the run's own that cases may try to harm, one after the other, as long as none succeeds.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::scratch`].
    pub(crate) async fn victim(&self) -> Step<String> {
        if let Some(id) = self.state.victim() {
            let read = self.send(Request::to("get_client").client(&id)).await?;
            if read.status == 200 {
                return Ok(id);
            }
        }
        let id = self.scratch("victim").await?;
        self.state.set_victim(&id);
        Ok(id)
    }

    /// Judges that a secret, which one answer has shown, is in no read of the client.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::send`].
    pub(crate) async fn shown_once(&self, client_id: &str, secret: &str, exchange: &Exchange) -> Step {
        for operation in ["get_client", "list_client_secrets", "list_client_audit_logs"] {
            let read = self.send(Request::to(operation).client(client_id)).await?;
            let shown = !secret.is_empty() && String::from_utf8_lossy(&read.bytes).contains(secret);
            self.check("secret.shown_once", !shown, &format!("{operation} does not show it again"), exchange);
        }
        Ok(())
    }

    /// States a claim about a condition.
    pub(crate) fn check(&self, claim: &'static str, holds: bool, expected: &str, exchange: &Exchange) {
        let actual = if holds { String::new() } else { format!("status {}, but it is not so", exchange.status) };
        self.judge(claim, holds, expected, &actual, Some(exchange));
    }

    /// A request by another caller than the administrator; the case must have said that it needs the token.
    #[must_use]
    pub(crate) fn request_by(&self, operation: &str, caller: Caller) -> Request {
        Request::to(operation).client(self.client_id()).by(caller)
    }
}
