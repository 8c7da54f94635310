//! How a case calls the SDK.

use authms_sdk::{Call, Client, ClientId};
use authms_spec::{claim::SDK_AGREES, operation::DELETE_CLIENT};
use reqwest::Method;

use super::{
    context::CaseContext,
    run_state::Known,
    settle::Settling,
    step::{Halt, Step},
};
use crate::http::{exchange::Exchange, request::Request};

impl CaseContext<'_> {
    /// Makes one call of the SDK, as the administrator; a failed call breaks `sdk.agrees` and ends the case. `request`
    /// names the operation and the path of the call.
    ///
    /// # Errors
    ///
    /// [`Halt::Judged`] if the call fails, [`Halt::NotRun`] if the SDK takes no such id; otherwise as [`CaseContext::send`].
    pub(crate) async fn sdk<T>(&self, request: Request, call: impl Fn(&Client) -> Call<T> + Send + Sync) -> Step<T> {
        self.sdk_until(request, call, |_| true).await
    }

    /// As [`CaseContext::sdk`]; a read is repeated until it shows what it must, or the time to settle is over.
    ///
    /// # Errors
    ///
    /// As [`CaseContext::sdk`].
    pub(crate) async fn sdk_until<T>(
        &self,
        request: Request,
        call: impl Fn(&Client) -> Call<T> + Send + Sync,
        shows: impl Fn(&T) -> bool,
    ) -> Step<T> {
        self.admit(&request)?;
        if let Some(id) = request.client_id() {
            // The SDK puts no such id into a path. That is its own choice, and says nothing of the service.
            ClientId::new(id)?;
        }
        let mut settling = Settling::of(self.settle());
        let (index, result) = loop {
            let index = self.count(&request);
            let result = self.session().through_sdk(request.clone(), &call).await?;
            let reads = request.method == Method::GET;
            if !reads || result.as_ref().is_ok_and(&shows) || !settling.lasts().await {
                break (index, result);
            }
        };
        let status = result.as_ref().err().and_then(authms_sdk::Error::status).unwrap_or_default();
        self.is_not_gone(&request, status).await?;
        if let Some(id) = request.client_id().filter(|_| request.method != Method::GET) {
            if request.operation == Some(DELETE_CLIENT) && result.is_ok() {
                self.state().has_died(id);
            }
            self.known().insert(id.to_owned(), Known { written: Some(std::time::Instant::now()), ..Known::default() });
        }
        result.map_err(|error| {
            let (status, body) = (error.status().unwrap_or_default(), error.body().to_vec());
            let exchange = Exchange::new(request, status, error.headers().clone(), body).at_index(index);
            self.record().exchanges.push(exchange.clone());
            self.claim(SDK_AGREES).on(&exchange).holds("the call of the SDK succeeds", false, error);
            Halt::Judged
        })
    }

    /// Notes a client that the SDK has created.
    pub(crate) fn is_born(&self, client_id: &str) {
        self.state().is_born(client_id);
    }
}
