//! Known secrets go through every failure path, and every sink is searched for them: errors, Debug outputs, spans, events.

use std::{
    io,
    sync::{Arc, LazyLock, Mutex},
};

use authms_sdk::{
    CallOptions, Client, Error, Response, RetryPolicy, UpdateClient,
    test_util::{Failure, Reply, Transport},
};
use tracing_subscriber::fmt::format::FmtSpan;

use crate::{
    broken,
    service::{TOKEN, id},
};

/// Long enough to be recognised in a message of the service, where the call does not know it.
const SECRET: &str = "canary-secret-7d20-91ab";

/// Everything that was written.
#[derive(Clone, Default)]
pub(crate) struct Sink(Arc<Mutex<Vec<u8>>>);

impl Sink {
    /// What writes every span, as it begins and ends, and every event in here.
    fn subscriber(&self) -> impl tracing::Subscriber + Send + Sync + use<> {
        let writer = self.clone();
        let spans = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_span_events(FmtSpan::FULL);
        spans.with_ansi(false).with_writer(move || writer.clone()).finish()
    }

    /// Collects what this thread writes. A subscriber for all threads comes first: while there is only one, tracing may ask
    /// another thread, which has none, whether anybody listens, and remember the reply.
    pub(crate) fn here(&self) -> tracing::subscriber::DefaultGuard {
        LazyLock::force(&SINK);
        tracing::subscriber::set_default(self.subscriber())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("no panic")).into_owned()
    }
}

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Every span and event of the process: the other tests write here too.
static SINK: LazyLock<Sink> = LazyLock::new(|| {
    let sink = Sink::default();
    tracing::subscriber::set_global_default(sink.subscriber()).expect("the only one");
    sink
});

/// An error with its causes, in every way in which it can be printed, and logged as well.
fn printed(error: &Error) -> String {
    tracing::error!(%error, ?error, "a call failed");
    let causes = std::iter::successors(Some(error as &dyn std::error::Error), |cause| cause.source());
    causes.map(|cause| format!("{cause} {cause:?} {cause:#?}")).collect()
}

/// Asserts that no secret is in the text.
fn silent(sink: &str, text: &str) {
    for secret in [SECRET, TOKEN] {
        let place = text.find(secret).map(|at| &text[at.saturating_sub(200)..at + secret.len()]);
        assert_eq!(place, None, "{sink}");
    }
}

/// A success as `Debug` shows it. Only the rows with status 201 have their secrets where secrets belong.
fn shown<T: std::fmt::Debug>(response: Response<T>) -> String {
    if response.status() == 201 { format!("{response:?}") } else { String::new() }
}

fn outcomes(transport: &Transport, number: usize) -> bool {
    let body = |text: &str| text.replace('$', SECRET);
    let replies = [
        (200, r#"{"code":0,"data":{"name":["$"]}}"#),
        (200, r#"{"code":0,"data":{"$":1,"status":"$","client_auth_methods":"$"}}"#),
        (200, r#"{"code":"$","message":"$"}"#),
        (200, "$"),
        (201, r#"{"code":0,"data":{"client_secret":"$","secret_value":["$"]}}"#),
        (200, r#"{"code":0,"data":{"client_secret":"$","secret_value":"$","created_at":{}}}"#),
        (500, r#"{"code":1,"secret_value":"$","client_secret":"$"}"#),
        (201, r#"{"code":0,"data":{"client_secret":"$","secret_value":"$","new_secret":"$"}}"#),
        (302, "$"),
        (400, r#"{"code":1,"message":"$"}"#),
        (401, r#"{"code":1,"message":"$"}"#),
        (418, "$"),
        (503, "<html>$"),
    ];
    let failures = [Failure::Connect, Failure::Broken, Failure::Silence];
    for _ in 0..3 {
        match (replies.get(number), number.checked_sub(replies.len()).and_then(|number| failures.get(number))) {
            (Some((status, text)), _) => transport
                .reply(Reply::json(*status, body(text)).header("location", SECRET).header("set-cookie", SECRET)),
            (None, Some(failure)) => transport.fail(*failure),
            (None, None) => return false,
        }
    }
    true
}

#[tokio::test(start_paused = true)]
async fn f09_no_sink_ever_holds_a_secret() {
    LazyLock::force(&SINK);
    let mut seen = String::new();
    for number in 0.. {
        let transport = Transport::new();
        if !outcomes(&transport, number) {
            break;
        }
        let builder = Client::builder("https://auth.example.com/api/v1")
            .bearer_token(TOKEN)
            .tenant(SECRET)
            .retry(RetryPolicy::new().attempts(2))
            .on_contract_event(|event| tracing::info!("{event:?}"))
            .transport(&transport);
        seen.push_str(&format!("{builder:?}"));
        let options = CallOptions::new().header("x-canary", SECRET);
        seen.push_str(&format!("{options:?}"));
        let client = builder.build().expect("good settings").with(options);
        let update = UpdateClient::new().name(SECRET).website(SECRET);
        let call = client.update_client(id(), &update);
        seen.push_str(&format!("{client:?} {update:?} {call:?} {transport:?}"));
        let results = [
            call.with_response().await.map(|response| format!("{:?}", response.status())),
            client.create_client_secret(id()).with_response().await.map(shown),
            client.clone_client(id()).with_response().await.map(shown),
            client.list_clients().name(SECRET).await.map(|_| String::new()),
        ];
        for result in results {
            match result {
                Ok(text) => seen.push_str(&text),
                Err(error) => seen.push_str(&printed(&error)),
            }
        }
        seen.push_str(&format!("{:?}", transport.requests()));
    }
    let spans = SINK.text();
    assert!(spans.contains("authms.http") && spans.contains("url.template") && spans.contains("REDACTED"));
    assert!(spans.contains("undocumented status"));
    // The exception: an unknown field is reported by its path.
    silent("spans and events", &spans.replace(&format!("data.{SECRET}"), "data.[field]"));
    silent("outputs", &seen);
}

#[tokio::test]
async fn f09_no_sink_holds_a_secret_that_came_over_a_wire() {
    LazyLock::force(&SINK);
    let mut seen = String::new();
    for head in ["200 x", "201 x", "302 x\r\nlocation: https://example.com/$", "401 x\r\nx-canary: $", "500 x", "$"] {
        let address =
            broken::server(head.replace('$', SECRET), format!("{{\"message\":\"{SECRET}\",{SECRET}"), false).await;
        let proxied = address.replace("http://", &format!("http://user:{SECRET}@"));
        for builder in [Client::builder(&address), Client::builder("http://127.0.0.1:1/api").proxy(proxied)] {
            let client =
                builder.bearer_token(TOKEN).retry(RetryPolicy::new().attempts(1)).build().expect("good settings");
            let update = UpdateClient::new().name(SECRET);
            seen.push_str(&printed(&client.update_client(id(), &update).await.expect_err("broken")));
            seen.push_str(&printed(&client.create_client_secret(id()).await.map(drop).expect_err("broken")));
        }
    }
    silent("spans and events", &SINK.text().replace(&format!("data.{SECRET}"), "data.[field]"));
    silent("outputs", &seen);
}
