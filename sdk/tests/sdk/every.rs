//! Every operation as a call of a client: what it returns, and what it reports.

use std::sync::{Arc, Mutex};

use authms_sdk::{
    Client, ContractEvent, ContractEventKind, Error, NewClient, RetryPolicy, Secret, SecretId, UpdateClient, UserId,
    test_util::{Reply, Transport},
};

use crate::service::id;

/// A client without a service, and what it reported.
pub(crate) struct Caller {
    transport: Transport,
    client: Client,
    events: Arc<Mutex<Vec<String>>>,
}

/// What a call returned.
pub(crate) struct Outcome {
    /// The value as `Debug` shows it, or the error.
    pub(crate) value: Result<String, Error>,
    /// The secret of the value or of the error.
    pub(crate) secret: Option<String>,
    /// What was reported, except values of open sets.
    pub(crate) events: Vec<String>,
}

impl Caller {
    pub(crate) fn new() -> Self {
        let (transport, events) = (Transport::new(), Arc::new(Mutex::new(Vec::new())));
        let sink = Arc::clone(&events);
        let client = Client::builder("https://auth.example.com/api/v1")
            .transport(&transport)
            .on_contract_event(move |event: &ContractEvent| {
                // The values of the generated shapes are not of any open set.
                if event.kind() != ContractEventKind::UnknownValue {
                    sink.lock().expect("no panic").push(event.to_string());
                }
            })
            .retry(RetryPolicy::new().attempts(1))
            .build()
            .expect("good settings");
        Self { transport, client, events }
    }

    /// Calls an operation, which gets this response.
    pub(crate) async fn call(&self, operation: &str, status: u16, body: impl Into<Vec<u8>>) -> Outcome {
        self.transport.reply(Reply::json(status, body));
        let (value, secret) = match send(&self.client, operation).await {
            Ok((value, secret)) => (Ok(value), secret.map(|secret| secret.expose().to_owned())),
            Err(error) => {
                let secret = error.minted_secret().map(|secret| secret.expose().to_owned());
                (Err(error), secret)
            }
        };
        Outcome { value, secret, events: std::mem::take(&mut *self.events.lock().expect("no panic")) }
    }
}

/// The value of a call as `Debug` shows it, and the secret that it holds.
async fn send(client: &Client, operation: &str) -> Result<(String, Option<Secret>), Error> {
    fn shown<T: std::fmt::Debug>(value: T) -> (String, Option<Secret>) {
        (format!("{value:?}"), None)
    }
    let id = id();
    let (secret, user): (SecretId, UserId) = ("s-1".parse()?, "user-1".parse()?);
    Ok(match operation {
        "clone_client" => client.clone_client(&id).await.map(|made| (shown(&made).0, made.secret))?,
        "create_client" => {
            let new = NewClient::new("Payments", ["https://payments.example.com/callback"]);
            client.create_client(&new).await.map(|made| (shown(&made).0, made.secret))?
        }
        "create_client_secret" => client.create_client_secret(&id).await.map(|made| (shown(&made).0, made.secret))?,
        "rotate_client_secret" => client.rotate_client_secret(&id).await.map(|made| (shown(&made).0, made.secret))?,
        "deactivate_client_secret" => client.deactivate_client_secret(&id, &secret).await.map(shown)?,
        "delete_client" => client.delete_client(&id).await.map(shown)?,
        "delete_client_secret" => client.delete_client_secret(&id, &secret).await.map(shown)?,
        "get_client" => client.get_client(&id).await.map(shown)?,
        "get_client_stats" => client.get_client_stats(&id).await.map(shown)?,
        "list_client_audit_logs" => client.list_client_audit_logs(&id).await.map(shown)?,
        "list_client_secrets" => client.list_client_secrets(&id).await.map(shown)?,
        "list_client_tokens" => client.list_client_tokens(&id).await.map(shown)?,
        "list_clients" => client.list_clients().await.map(shown)?,
        "revoke_client_tokens" => client.revoke_client_tokens(&id, None).await.map(shown)?,
        "revoke_user_tokens" => client.revoke_user_tokens(&user).await.map(shown)?,
        "update_client" => client.update_client(&id, &UpdateClient::new()).await.map(shown)?,
        other => panic!("there is no call for `{other}` here yet"),
    })
}
