//! The service behind everything: one mock server that is written to, and replicas of it that lag.
//!
//! A replica is a mock server of its own. It carries out the same writes in the same order, at the same times and with
//! the same identifiers, each as late as the replica lags: a read of it shows the service exactly as it was.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use authms_mock_server::{Clock, Ids, ManualClock, Options, Profile, router, tokens};
use authms_spec::operation;
use axum::{
    Router,
    http::{HeaderMap, Method},
};
use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::Mutex;

use crate::defect_proxy::{Request, Response, passed_to};

/// The service and its replicas.
pub(crate) struct World(Mutex<State>);

struct State {
    primary: Node,
    replicas: Vec<Replica>,
    writes: Vec<Write>,
    random: fastrand::Rng,
    secrets: BTreeSet<String>,
    made: usize,
}

/// One mock server whose clock and identifiers are set from outside.
struct Node {
    router: Router,
    clock: ManualClock,
    ids: Arc<AtomicU64>,
}

struct Replica {
    node: Node,
    lag: Duration,
    carried_out: usize,
}

struct Write {
    at: Timestamp,
    next_id: u64,
    request: Request,
}

impl World {
    /// A service with this profile; each read goes to one of the replicas, or to the service if there is none.
    pub(crate) fn new(seed: u64, profile: Profile, lags: &[Duration]) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        let (now, first) = (Timestamp::now(), random.u64(1 << 60..));
        let node = || Node::new(profile, now, first);
        let replica = |lag: &Duration| Replica { node: node(), lag: *lag, carried_out: 0 };
        let replicas = lags.iter().map(replica).collect();
        Self(Mutex::new(State {
            primary: node(),
            replicas,
            writes: Vec::new(),
            random,
            secrets: BTreeSet::new(),
            made: 0,
        }))
    }

    /// What the service responds to a caller.
    pub(crate) async fn pass(&self, request: &Request) -> Response {
        let mut state = self.0.lock().await;
        let response = match (request.method == Method::GET, state.replicas.len()) {
            (true, 0) => state.primary.pass_now(request).await,
            (true, replicas) => {
                let chosen = state.random.usize(..replicas);
                state.read(chosen, request).await
            }
            (false, _) => state.write(request).await,
        };
        if request.creates_client() && response.status == 201 {
            state.made += 1;
        }
        collect_secrets(&response.json().unwrap_or_default(), &mut state.secrets);
        response
    }

    /// What the service itself knows, whatever the replicas show.
    pub(crate) async fn look(&self, path: &str) -> Value {
        let state = self.0.lock().await;
        let response = state.primary.pass_now(&administrators(Method::GET, path)).await;
        response.json().unwrap_or_else(|| panic!("{path} has no JSON body"))
    }

    /// Every client of the administrator's tenant, as the service itself knows it.
    pub(crate) async fn clients(&self) -> Vec<Value> {
        let mut clients = Vec::new();
        for page in 1.. {
            let body = self.look(&format!("/admin/oauth/clients?page={page}&page_size=100")).await;
            let items = body["items"].as_array().cloned().unwrap_or_default();
            if items.is_empty() {
                break;
            }
            clients.extend(items);
        }
        clients
    }

    /// How many clients were made, the deleted ones included.
    pub(crate) async fn made(&self) -> usize {
        self.0.lock().await.made
    }

    /// Every secret that the service has shown.
    pub(crate) async fn secrets(&self) -> BTreeSet<String> {
        self.0.lock().await.secrets.clone()
    }
}

impl State {
    async fn write(&mut self, request: &Request) -> Response {
        let at = Timestamp::now();
        let next_id = self.primary.ids.load(Ordering::SeqCst);
        self.writes.push(Write { at, next_id, request: request.clone() });
        self.primary.pass_at(at, request).await
    }

    async fn read(&mut self, chosen: usize, request: &Request) -> Response {
        let replica = &mut self.replicas[chosen];
        let shown = Timestamp::now().checked_sub(replica.lag).expect("a time of this century");
        while let Some(write) = self.writes.get(replica.carried_out).filter(|write| write.at <= shown) {
            replica.node.ids.store(write.next_id, Ordering::SeqCst);
            replica.node.pass_at(write.at, &write.request).await;
            replica.carried_out += 1;
        }
        replica.node.pass_at(shown, request).await
    }
}

impl Node {
    fn new(profile: Profile, now: Timestamp, first_id: u64) -> Self {
        let (clock, ids) = (ManualClock::at(now), Arc::new(AtomicU64::new(first_id)));
        let options = Options {
            clock: Clock::Manual(clock.clone()),
            ids: Ids::Sequential(Arc::clone(&ids)),
            profile,
            ..Options::default()
        };
        Self { router: router(options).expect("the base path is valid"), clock, ids }
    }

    async fn pass_now(&self, request: &Request) -> Response {
        self.pass_at(Timestamp::now(), request).await
    }

    async fn pass_at(&self, time: Timestamp, request: &Request) -> Response {
        let ahead = time.as_millisecond() - self.clock.now().as_millisecond();
        self.clock.advance(Duration::from_millis(u64::try_from(ahead).unwrap_or(0)));
        passed_to(&self.router, request).await
    }
}

/// A request of the administrator, as the service itself understands it.
pub(crate) fn administrators(method: Method, path: &str) -> Request {
    let mut request = Request { method, path: path.to_owned(), headers: HeaderMap::new(), body: Vec::new() };
    request.authorize(tokens::ADMIN);
    request
}

fn collect_secrets(body: &Value, secrets: &mut BTreeSet<String>) {
    match body {
        Value::Object(members) => {
            for (name, value) in members {
                match value.as_str() {
                    Some(secret) if operation::ALL.iter().any(|known| known.mints == Some(name)) => {
                        secrets.insert(secret.to_owned());
                    }
                    _ => collect_secrets(value, secrets),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_secrets(item, secrets)),
        _ => {}
    }
}
