//! The front of the deployment: the address that callers know, and the way from there to the service and back.

use std::{
    io,
    net::SocketAddr,
    panic::resume_unwind,
    path::PathBuf,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use authms_mock_server::Profile;
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::State,
    http::{self, StatusCode, header},
};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time::sleep};

use super::{
    go::Go,
    latency::Latency,
    names::refuse_taken,
    rate::{Bucket, Rate, page},
    tokens::{Expiry, Issuer, Life, NOTHING, Role, Worth},
    weather::{Fate, Weather, reason},
    world::World,
};
use crate::defect_proxy::{Request, Response};

/// How a deployment is. `Deployment::default()` is the mock server with tokens of its own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Deployment {
    pub(crate) seed: u64,
    /// The path in front of the contract's paths; none is `/api/v1`.
    pub(crate) prefix: Option<&'static str>,
    pub(crate) profile: Profile,
    pub(crate) lags: Vec<Duration>,
    pub(crate) go: Go,
    /// The status of a name that is in use, where names are unique.
    pub(crate) unique: Option<u16>,
    pub(crate) rate: Option<Rate>,
    pub(crate) latency: Option<Latency>,
    pub(crate) weather: Weather,
    pub(crate) expiry: Option<Expiry>,
    /// The file that always holds a good token of the administrator.
    pub(crate) renewed: Option<PathBuf>,
    /// The number of the request with which the service goes down for good.
    pub(crate) dies_at: Option<usize>,
}

/// A running deployment.
pub(crate) struct Front {
    shared: Arc<Shared>,
    address: SocketAddr,
    accepting: Mutex<JoinHandle<()>>,
    renewing: Option<JoinHandle<()>>,
}

struct Shared {
    deployment: Deployment,
    world: Arc<World>,
    bucket: Option<Bucket>,
    issuer: Issuer,
    random: Mutex<fastrand::Rng>,
    first: OnceLock<Instant>,
    requests: AtomicUsize,
    seen: watch::Sender<usize>,
    dead: AtomicBool,
    died: watch::Sender<bool>,
}

impl Front {
    pub(crate) async fn start(deployment: Deployment) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let shared = Arc::new(Shared {
            world: Arc::new(World::new(deployment.seed, deployment.profile, &deployment.lags)),
            bucket: deployment.rate.map(Bucket::new),
            issuer: Issuer::new(deployment.expiry, deployment.renewed.clone()),
            random: Mutex::new(fastrand::Rng::with_seed(deployment.seed)),
            first: OnceLock::new(),
            requests: AtomicUsize::new(0),
            seen: watch::Sender::new(0),
            dead: AtomicBool::new(false),
            died: watch::Sender::new(false),
            deployment,
        });
        let renewing = shared.deployment.renewed.clone().map(|file| renew(Arc::clone(&shared), file));
        let accepting = Mutex::new(accept(listener, Arc::clone(&shared)));
        Self { shared, address, accepting, renewing }
    }

    /// The base URL with the prefix.
    pub(crate) fn url(&self) -> String {
        format!("http://{}{}", self.address, self.shared.prefix())
    }

    pub(crate) fn world(&self) -> &Arc<World> {
        &self.shared.world
    }

    /// A token that ends as the deployment says.
    pub(crate) fn token(&self, role: Role) -> String {
        self.shared.issuer.issue(role)
    }

    /// A token that outlasts every test.
    pub(crate) fn lasting_token(&self, role: Role) -> String {
        self.shared.issuer.issue_lasting(role)
    }

    /// Every token that was issued.
    pub(crate) fn tokens(&self) -> Vec<String> {
        self.shared.issuer.all()
    }

    /// How many requests have come.
    pub(crate) fn requests(&self) -> usize {
        self.shared.requests.load(Ordering::SeqCst)
    }

    /// How many of them the rate limit refused.
    pub(crate) fn refused(&self) -> usize {
        self.shared.bucket.as_ref().map_or(0, Bucket::refused)
    }

    /// Waits until this many requests have come.
    pub(crate) async fn has_seen(&self, requests: usize) {
        let _ = self.shared.seen.subscribe().wait_for(|seen| *seen >= requests).await;
    }

    /// Brings a service back that went down; it stays up.
    pub(crate) async fn revive(&self) {
        if !self.shared.dead.load(Ordering::SeqCst) {
            return;
        }
        let listener = loop {
            // The port is free as soon as the old listener is dropped.
            match TcpListener::bind(self.address).await {
                Ok(listener) => break listener,
                Err(_) => sleep(Duration::from_millis(20)).await,
            }
        };
        self.shared.dead.store(false, Ordering::SeqCst);
        *self.accepting.lock().unwrap_or_else(PoisonError::into_inner) = accept(listener, Arc::clone(&self.shared));
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.accepting.lock().unwrap_or_else(PoisonError::into_inner).abort();
        self.renewing.iter().for_each(JoinHandle::abort);
    }
}

/// Keeps a good token in a file, as a command would get one.
fn renew(shared: Arc<Shared>, file: PathBuf) -> JoinHandle<()> {
    shared.issuer.put(&file);
    tokio::spawn(async move {
        while let Some(Expiry { life: Life::Time(life), .. }) = shared.deployment.expiry {
            sleep(life / 2).await;
            shared.issuer.put(&file);
        }
    })
}

/// Accepts connections until the service goes down.
fn accept(listener: TcpListener, shared: Arc<Shared>) -> JoinHandle<()> {
    let mut died = shared.died.subscribe();
    died.mark_unchanged();
    let app = Router::new().fallback(pass).with_state(shared);
    tokio::spawn(async move {
        tokio::select! {
            _ = async { axum::serve(listener, app).await } => {}
            _ = died.changed() => {}
        }
    })
}

async fn pass(State(shared): State<Arc<Shared>>, request: http::Request<Body>) -> http::Response<Body> {
    let request = shared.receive(request).await;
    let number = shared.requests.fetch_add(1, Ordering::SeqCst) + 1;
    if shared.deployment.dies_at == Some(number) {
        shared.dead.store(true, Ordering::SeqCst);
        shared.died.send_replace(true);
    }
    shared.seen.send_replace(number);
    if shared.dead.load(Ordering::SeqCst) {
        break_off();
    }
    let since_first = shared.first.get_or_init(Instant::now).elapsed();
    let (latency, fate) = shared.draw(since_first);
    sleep(latency / 2).await;
    let response = match fate {
        Fate::BreaksBefore => break_off(),
        Fate::PageBefore(status) => page(status, reason(status)),
        _ => shared.gateway(request).await,
    };
    sleep(latency / 2).await;
    if fate == Fate::BreaksAfter || shared.dead.load(Ordering::SeqCst) {
        break_off();
    }
    match fate {
        Fate::PageAfter(status) => sent(page(status, reason(status))),
        Fate::BreaksWithin => half(response),
        _ => sent(response),
    }
}

/// Closes the connection without a response: the task that serves it ends, and no message is printed.
fn break_off() -> ! {
    resume_unwind(Box::new(()))
}

impl Shared {
    fn prefix(&self) -> &'static str {
        self.deployment.prefix.unwrap_or("/api/v1")
    }

    async fn receive(&self, request: http::Request<Body>) -> Request {
        let (parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let body = to_bytes(body, usize::MAX).await.unwrap_or_else(|_| break_off()).to_vec();
        let mut headers = parts.headers;
        for name in [header::HOST, header::CONTENT_LENGTH, header::CONNECTION] {
            headers.remove(name);
        }
        Request { method: parts.method, path, headers, body }
    }

    fn draw(&self, since_first: Duration) -> (Duration, Fate) {
        let mut random = self.random.lock().unwrap_or_else(PoisonError::into_inner);
        let latency = self.deployment.latency.map_or(Duration::ZERO, |latency| latency.of(&mut random));
        (latency, self.deployment.weather.fate(since_first, &mut random))
    }

    /// The gateway: limits, then passes on what lies below the prefix.
    async fn gateway(&self, mut request: Request) -> Response {
        if let Some(refusal) = self.bucket.as_ref().and_then(Bucket::refuse) {
            return refusal;
        }
        let Some(path) = request.path.strip_prefix(self.prefix()).map(str::to_owned) else {
            return page(404, "Not Found");
        };
        request.path = path;
        self.service(request).await
    }

    async fn service(&self, mut request: Request) -> Response {
        let (deployment, world) = (&self.deployment, &self.world);
        if let Some(response) = deployment.go.unrouted(&request, self.prefix()) {
            return response;
        }
        let expired = self.identify(&mut request);
        deployment.go.read(&mut request);
        if let Some(status) = deployment.unique
            && !expired
            && let Some(refusal) = refuse_taken(world, &request, status).await
        {
            return refusal;
        }
        let mut response = world.pass(&request).await;
        if expired && response.status == 401 {
            let said = r#"Bearer realm="authms", error="invalid_token", error_description="The access token expired""#;
            response.set("www-authenticate", said);
        }
        deployment.go.write(&mut response);
        response
    }

    /// Puts the mock server's token in place of the deployment's; says whether it has expired.
    fn identify(&self, request: &mut Request) -> bool {
        let Some((scheme, token)) = request.authorization().split_once(' ') else { return false };
        let worth = self.issuer.worth(token.trim());
        let known = if let Worth::StandsFor(known) = worth { known } else { NOTHING };
        let value = format!("{scheme} {known}").parse().expect("it fits in a header");
        request.headers.insert(header::AUTHORIZATION, value);
        worth == Worth::Expired
    }
}

fn sent(response: Response) -> http::Response<Body> {
    let body = Body::from(response.body);
    with_body(response.status, response.headers, body)
}

/// The response up to its middle; then the connection closes.
fn half(response: Response) -> http::Response<Body> {
    let length = response.body.len();
    if length < 2 {
        break_off();
    }
    let first = Bytes::copy_from_slice(&response.body[..length / 2]);
    let chunks = [Ok(first), Err(io::Error::from(io::ErrorKind::ConnectionReset))];
    let mut headers = response.headers;
    headers.insert(header::CONTENT_LENGTH, length.into());
    with_body(response.status, headers, Body::from_stream(futures_util::stream::iter(chunks)))
}

fn with_body(status: u16, headers: http::HeaderMap, body: Body) -> http::Response<Body> {
    let mut response = http::Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).expect("a status");
    *response.headers_mut() = headers;
    response
}
