//! Whether the client that a creation names is its own: a run writes only to what it has made, and not to what a service
//! says that it has.

use std::time::Duration;

use authms_spec::operation::GET_CLIENT;
use tokio::time::Instant;

use super::{Phase, Session};
use crate::http::{
    exchange::Exchange,
    no_response::NoResponse,
    request::Request,
    traffic::{disowned::Foreign, guard},
};

/// How long a new client may take until it can be read, whatever the target.
const LATEST: Duration = Duration::from_secs(2);

/// What a read shows of a client that a creation names.
enum Mark {
    Ours,
    /// It is there, and bears no mark of the run.
    Missing,
    /// It cannot be read; the status says why.
    Unreadable(u16),
}

/// Time between two reads of a client that is not there yet.
const GLANCE: Duration = Duration::from_millis(50);

impl Session<'_> {
    /// Takes the client that a creation has made into the ledger, once a read shows a mark of this run on it. The creation
    /// of one that does not show any stays open, so that the clean-up looks for its client by the marks.
    ///
    /// # Errors
    ///
    /// [`NoResponse`] if the client cannot be read because of the weather, or the run has ended.
    pub(super) async fn take_over(&self, exchange: &Exchange) -> Result<(), NoResponse> {
        let Some(id) = guard::created(exchange) else { return Ok(()) };
        let (why, is_proved) = match self.cannot_be_new(exchange, id) {
            Some(why) => (why.to_owned(), true),
            None => {
                let mark = self.mark_of(id).await;
                if matches!(mark, Ok(Mark::Ours)) {
                    self.books.created(id);
                    return Ok(());
                }
                self.books.named(id);
                match mark? {
                    Mark::Unreadable(status) => (format!("that client cannot be read (status {status})"), false),
                    _ => ("that client bears no mark of this run".to_owned(), true),
                }
            }
        };
        let why = format!("a response names `{}` as a new client, but {why}", self.in_words(id));
        self.books.disowned.note(Foreign { client_id: id.to_owned(), why, is_proved });
        Ok(())
    }

    /// Why a client is not one of this run, by what the run knows without a read.
    fn cannot_be_new(&self, exchange: &Exchange, id: &str) -> Option<&'static str> {
        let target = self.target;
        if !guard::is_a_segment(id) || self.redact(id) != id {
            Some("that is not an id")
        } else if exchange.request.client_id() == Some(id) {
            Some("that is the client which was to be copied")
        } else if target.subject.as_ref().is_some_and(|subject| subject.client_id == id) {
            Some("that is the client which the run was lent")
        } else if target.bystander.as_deref() == Some(id) {
            Some("that is the client which must not change")
        } else if self.ledger().has_created(id) {
            Some("the run has created that one before")
        } else {
            None
        }
    }

    /// What reads of a client that a creation names show. Only a read that shows a client tells whose it is; whatever
    /// else comes back may be gone with the next one.
    async fn mark_of(&self, id: &str) -> Result<Mark, NoResponse> {
        let latest = Instant::now() + self.limits.settle.max(LATEST);
        loop {
            let asked = Instant::now();
            let read = self.exchange(Phase::Cases, &Request::to(GET_CLIENT).client(id)).await?;
            let text = |name: &str| read.text(&format!("/data/{name}")).unwrap_or_default();
            if (200..300).contains(&read.status) && read.at("/data").is_object() {
                let is_own = self.ledger().run().marks(text("name"), text("website"));
                return Ok(if is_own { Mark::Ours } else { Mark::Missing });
            }
            // A read that took long shows nothing of what has settled since.
            if asked >= latest {
                return Ok(Mark::Unreadable(read.status));
            }
            self.wait(Phase::Cases, Instant::now() + GLANCE).await?;
        }
    }

    /// Why nothing is written to a client that a creation has named, if so. Another try makes another client, which may be
    /// read, unless this one is known to be somebody else's.
    pub(crate) fn disowns(&self, client_id: &str) -> Option<NoResponse> {
        let foreign = self.books.disowned.find(client_id).filter(|_| !self.ledger().has_created(client_id))?;
        let why = format!("{}: nothing is written to it", foreign.why);
        Some(if foreign.is_proved { NoResponse::Stopped(why) } else { NoResponse::Weather(why) })
    }

    /// Why no further clients are created to work on: the service has named one that is not new.
    pub(crate) fn distrusts(&self) -> Option<String> {
        self.books.disowned.first()
    }

    /// What a server gave as an id, as a part of one line without secrets.
    pub(crate) fn in_words(&self, id: &str) -> String {
        self.redact(id).escape_debug().to_string()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex, atomic::AtomicUsize, atomic::Ordering};

    use authms_spec::operation::{CLONE_CLIENT, CREATE_CLIENT, DELETE_CLIENT};
    use axum::{Router, http::StatusCode};
    use reqwest::Method;
    use serde_json::{Value, json};

    use super::*;
    use crate::http::{
        ledger::Ledger,
        limits::Limits,
        session::tests::{serve, target_at},
        stop::{Stop, StopCause},
        target::Subject,
    };

    /// What a run knows of one creation.
    #[derive(Debug, PartialEq, Eq)]
    struct Known {
        clients: Vec<String>,
        unresolved: usize,
        /// What a write to the client that the response names ended with.
        write: &'static str,
        writes_sent: usize,
    }

    fn ours(id: &str) -> Known {
        Known { clients: vec!["source".to_owned(), id.to_owned()], unresolved: 0, write: "sent", writes_sent: 1 }
    }

    fn not_ours() -> Known {
        Known { clients: vec!["source".to_owned()], unresolved: 1, write: "not sent", writes_sent: 0 }
    }

    /// Copies a client at a service that names this one as the copy, and shows these states of it to reads in turn.
    async fn created(id: &str, reads: Vec<(u16, Value)>) -> Known {
        let ledger = Ledger::default();
        let marked = |value: Value| -> Value {
            serde_json::from_str(&value.to_string().replace("RUN", ledger.run().as_str())).expect("JSON")
        };
        let reads: Vec<(u16, Value)> = reads.into_iter().map(|(status, item)| (status, marked(item))).collect();
        let (reads, writes) = (Arc::new(Mutex::new(reads.into_iter().peekable())), Arc::new(AtomicUsize::new(0)));
        let (named, count) = (id.to_owned(), Arc::clone(&writes));
        let app = Router::new().fallback(move |method: Method| {
            let (status, data) = match method {
                Method::POST => (201, json!({ "client_id": named })),
                Method::GET => {
                    let mut reads = reads.lock().expect("no panic");
                    let read = reads.peek().cloned().unwrap_or((500, Value::Null));
                    if reads.len() > 1 {
                        reads.next();
                    }
                    read
                }
                _ => {
                    count.fetch_add(1, Ordering::SeqCst);
                    (204, Value::Null)
                }
            };
            let status = StatusCode::from_u16(status).expect("a status");
            async move { (status, axum::Json(json!({ "data": data }))) }
        });
        let lent = Subject { client_id: "lent".to_owned(), disposable: false };
        let target = target_at(&serve(app).await).lending(lent).with_bystander("bystander");
        let (limits, stop) = (Limits::local(), Stop::default());
        ledger.created("source").expect("in memory");
        let session = Session::new(&target, &limits, &stop, &ledger);
        let response = session.send(Request::to(CLONE_CLIENT).client("source")).await;
        assert!(response.is_ok_and(|response| response.status == 201), "a case judges the response");
        let write = match session.send(Request::to(DELETE_CLIENT).client(id)).await {
            Ok(_) => "sent",
            Err(NoResponse::Stopped(why) | NoResponse::Weather(why)) if why.starts_with("a response names") => {
                "not sent"
            }
            Err(_) => "another",
        };
        let stopped = matches!(stop.cause(), Some(StopCause::Internal(_)));
        assert!(!stopped || id == "lent" || id == "source", "{:?}", stop.cause());
        Known {
            clients: ledger.clients(),
            unresolved: ledger.unresolved(),
            write,
            writes_sent: writes.load(Ordering::SeqCst),
        }
    }

    #[tokio::test]
    async fn a_client_is_the_runs_own_once_a_read_shows_a_mark_of_the_run() {
        for item in [
            json!({ "name": "conformance-RUN-1" }),
            json!({ "name": "Copy of conformance-RUN-1" }),
            json!({ "name": 7, "website": "https://RUN.conformance.invalid/one" }),
        ] {
            assert_eq!(created("app-1", vec![(200, item.clone())]).await, ours("app-1"), "{item}");
            for stray in [(302, Value::Null), (403, item.clone()), (500, Value::Null), (200, json!("a page"))] {
                assert_eq!(created("app-1", vec![stray, (200, item.clone())]).await, ours("app-1"), "{item}");
            }
            let late = vec![(404, Value::Null), (503, Value::Null), (404, Value::Null), (200, item.clone())];
            assert_eq!(created("app-1", late).await, ours("app-1"), "{item}");
        }
    }

    #[tokio::test]
    async fn a_client_without_a_mark_is_never_written_to_whatever_the_service_says() {
        for (status, item) in [
            (200, json!({ "name": "Payments", "website": "https://payments.example.com" })),
            (200, json!({ "name": "conformance-0123456789abcdef-1" })),
            (200, Value::Null),
            (404, Value::Null),
            (403, json!({ "name": "conformance-RUN-1" })),
            (500, Value::Null),
        ] {
            assert_eq!(created("app-1", vec![(status, item.clone())]).await, not_ours(), "{status} {item}");
        }
    }

    #[tokio::test]
    async fn an_id_that_cannot_be_new_is_not_taken_for_one_even_if_its_client_bears_a_mark() {
        let item = json!({ "name": "conformance-RUN-1" });
        for id in [".", "..", "bystander", "app-admin-token"] {
            assert_eq!(created(id, vec![(200, item.clone())]).await, not_ours(), "{id}");
        }
        // These may be written to, and are not clients that the run has to remove once more.
        for id in ["lent", "source"] {
            assert_eq!(
                created(id, vec![(200, item.clone())]).await,
                Known { write: "sent", writes_sent: 1, ..not_ours() },
                "{id}"
            );
        }
    }

    #[tokio::test]
    async fn a_client_that_cannot_be_read_for_the_weather_has_no_response() {
        let app = Router::new().fallback(async |method: Method| {
            let status = if method == Method::POST { StatusCode::CREATED } else { StatusCode::SERVICE_UNAVAILABLE };
            (status, axum::Json(json!({ "data": { "client_id": "app-1" } })))
        });
        let (target, ledger) = (target_at(&serve(app).await), Ledger::default());
        let (limits, stop) = (Limits { patience: Duration::ZERO, ..Limits::local() }, Stop::default());
        let session = Session::new(&target, &limits, &stop, &ledger);
        let sent = session.send(Request::to(CREATE_CLIENT).json(&json!({}))).await;
        assert!(matches!(sent, Err(NoResponse::Weather(_))), "{sent:?}");
        assert_eq!((ledger.unresolved(), ledger.clients().len()), (1, 0));
        assert_eq!((ledger.left(), ledger.unlisted()), (vec!["app-1".to_owned()], None), "the response named it");
    }
}
