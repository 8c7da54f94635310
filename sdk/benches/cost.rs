//! What a call costs through the SDK, against the same call by bare reqwest and serde_json.
//!
//! `cargo bench -p authms-sdk` prints figures. Nothing is asserted, because machines differ; compare ratios of one run only.
//! The service is this program in a second process, so that only the caller's share is counted. Both sides take turns in
//! short batches, so that a busy machine slows both.

use std::{
    alloc::System,
    fmt::Debug,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::Duration,
};

use authms_sdk::{
    Client, ClientId, UpdateClient,
    test_util::{Reply, Transport},
};
use futures_util::{StreamExt as _, stream};
use rustix::{
    thread::{CpuSet, sched_getcpu, sched_setaffinity},
    time::{ClockId, clock_gettime},
};
use serde::Deserialize;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const TOKEN: &str = "2YotnFZFEjr1zCsicMWpAA";
const BATCHES: usize = 60;
const CALLS: usize = 250;
const RESPONSE: &str = r#"{"code":0,"message":"ok","data":{"id":"3f0d5d1c-4e0a-4f5f-9a3e-0d5f3c1b2a10","client_id":"demo-payments","tenant_id":"tenant-demo","name":"Payments","status":"active","is_confidential":true,"redirect_uris":["https://payments.example.com/callback"],"scopes":["openid","profile"],"grant_types":["authorization_code","refresh_token"],"client_auth_methods":"[\"client_secret_basic\"]","cors_origins":["https://payments.example.com"],"fapi_profile":"fapi1","jwks_uri":"https://payments.example.com/jwks.json","logo_url":"https://payments.example.com/logo.png","privacy_policy":"https://payments.example.com/privacy","terms_url":"https://payments.example.com/terms","website":"https://payments.example.com","secret_last_four":"a1b2","created_at":"2026-04-15T10:30:00.000Z","updated_at":"2026-04-15T10:30:00.000Z","deleted_at":""},"timestamp":"2026-04-15T10:30:00.000Z"}"#;

#[derive(Deserialize)]
#[expect(dead_code, reason = "decoded to be paid for")]
struct Envelope<T> {
    code: Option<i64>,
    message: Option<String>,
    data: Option<T>,
    timestamp: Option<String>,
}

macro_rules! item {
    ($name:ident $($extra:tt)*) => {
        #[derive(Deserialize)]
        #[expect(dead_code, reason = "decoded to be paid for")]
        struct $name {
            id: Option<String>,
            client_id: Option<String>,
            tenant_id: Option<String>,
            name: Option<String>,
            status: Option<String>,
            is_confidential: Option<bool>,
            redirect_uris: Option<Vec<String>>,
            scopes: Option<Vec<String>>,
            grant_types: Option<Vec<String>>,
            client_auth_methods: Option<String>,
            cors_origins: Option<Vec<String>>,
            fapi_profile: Option<String>,
            jwks_uri: Option<String>,
            logo_url: Option<String>,
            privacy_policy: Option<String>,
            terms_url: Option<String>,
            website: Option<String>,
            secret_last_four: Option<String>,
            created_at: Option<String>,
            updated_at: Option<String>,
            deleted_at: Option<String>,
            $($extra)*
        }
    };
}

item!(Item);
item!(Flattened #[serde(flatten)] extra: serde_json::Map<String, serde_json::Value>);

fn main() {
    if std::env::args().any(|argument| argument == "--serve") {
        return serve();
    }
    // On one processor with the service: where the scheduler puts two processes changes the figures more than they differ.
    let mut one = CpuSet::new();
    one.set(sched_getcpu());
    let pinned = sched_setaffinity(None, &one).is_ok();
    println!("one processor: {}", if pinned { "yes" } else { "no, so the figures are noisy" });
    let (mut service, base) = start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(compare(&base));
    runtime.block_on(canned());
    decoding();
    let _ = service.kill();
    let _ = service.wait();
}

async fn compare(base: &str) {
    let bare = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        .connect_timeout(Duration::from_secs(5))
        .user_agent("authms-sdk/0.1.0 (contract 0123456789ab)")
        .build()
        .expect("good settings");
    let sdk = Client::builder(base).bearer_token(TOKEN).build().expect("good settings");
    let id: ClientId = "demo-payments".parse().expect("an id");
    let update = UpdateClient::new().name("Payments").scopes(["openid", "profile"]);
    let body = serde_json::json!({"name": "Payments", "scopes": ["openid", "profile"]});
    let url = format!("{base}/admin/oauth/clients/demo-payments");
    let sent = async |request: reqwest::RequestBuilder| {
        let request = request.bearer_auth(TOKEN).header("accept", "application/json").timeout(Duration::from_secs(10));
        let response = request.send().await.expect("a response").bytes().await.expect("a body");
        serde_json::from_slice::<Envelope<Item>>(&response).expect("an item")
    };
    println!("{:<14}{:>12}{:>12}{:>12}", "", "bare", "sdk", "ratio");
    report("get_client", async || drop(sent(bare.get(&url)).await), async || ok(sdk.get_client(&id).await)).await;
    let put = async || drop(sent(bare.put(&url).json(&body)).await);
    report("update_client", put, async || ok(sdk.update_client(&id, &update).await)).await;

    // Once over the wire each: one page of 100, and the same page as a stream.
    let page = async || ok(sdk.list_clients().page(1).page_size(100).await);
    let items = async || {
        let mut items = sdk.list_clients().page_size(100).items();
        while let Some(client) = items.try_next().await.expect("an entry") {
            drop(client);
        }
    };
    println!("{:<14}{:>12}{:>12}{:>12}", "", "page", "stream", "ratio");
    report("100 clients", page, items).await;

    let burst = async |calls: usize| {
        let all = stream::iter(0..calls).map(|_| async { ok(sdk.get_client(&id).await) });
        all.buffer_unordered(64).for_each(async |()| {}).await;
    };
    burst(10_000).await;
    let before = resident();
    burst(10_000).await;
    println!("10,000 calls at concurrency 64 grow resident memory by {} KiB", resident().saturating_sub(before) / 1024);
}

/// What a client of a canned transport costs: the test `allocations` holds the bounds.
async fn canned() {
    let transport = Transport::new();
    let build = || {
        let builder = Client::builder("https://auth.example.com/api/v1").bearer_token(TOKEN).transport(&transport);
        builder.build().expect("good settings")
    };
    let (client, id): (Client, ClientId) = (build(), "demo-payments".parse().expect("an id"));
    let region = Region::new(ALLOCATOR);
    drop(build());
    let building = region.change();
    let mut calls = Vec::new();
    for _ in 0..100 {
        let region = Region::new(ALLOCATOR);
        transport.reply(Reply::json(200, RESPONSE));
        ok(client.get_client(&id).await);
        let change = region.change();
        calls.push((change.allocations + change.reallocations) as f64);
    }
    println!(
        "with a canned transport: {} allocations for building, {} for a call",
        building.allocations,
        median(calls)
    );
}

fn ok<T>(result: Result<T, impl Debug>) {
    result.map(drop).expect("a response");
}

async fn report(name: &str, bare: impl AsyncFn(), sdk: impl AsyncFn()) {
    batch(&bare).await;
    batch(&sdk).await;
    let (mut costs, mut ratios) = ([(0.0, 0.0); 2], Vec::new());
    for _ in 0..BATCHES {
        let (one, other) = (batch(&bare).await, batch(&sdk).await);
        ratios.push(other.0 / one.0);
        for (sum, cost) in costs.iter_mut().zip([one, other]) {
            *sum = (sum.0 + cost.0, sum.1 + cost.1);
        }
    }
    let calls = (BATCHES * CALLS) as f64;
    let [bare, sdk] = costs.map(|(cpu, allocations)| (cpu * 1e6 / calls, allocations / calls));
    println!("{name}");
    println!("{:<14}{:>12.1}{:>12.1}{:>12.2}", "  CPU, µs", bare.0, sdk.0, median(ratios));
    println!("{:<14}{:>12.1}{:>12.1}{:>12.2}", "  allocations", bare.1, sdk.1, sdk.1 / bare.1);
}

/// CPU seconds and allocations of a batch.
async fn batch(call: &impl AsyncFn()) -> (f64, f64) {
    let (region, start) = (Region::new(ALLOCATOR), cpu());
    for _ in 0..CALLS {
        call().await;
    }
    let change = region.change();
    (cpu() - start, (change.allocations + change.reallocations) as f64)
}

/// What it would cost to keep unknown fields with every response, if there are none and if there are five.
fn decoding() {
    let time = |decode: &dyn Fn()| {
        let start = cpu();
        (0..5_000).for_each(|_| decode());
        cpu() - start
    };
    let more = r#""data":{"a":"1","b":2,"c":[3],"d":{"e":4},"f":null,"#;
    for (response, which) in [(RESPONSE.to_owned(), "no"), (RESPONSE.replace(r#""data":{"#, more), "five")] {
        let plain = || drop(serde_json::from_str::<Envelope<Item>>(&response).expect("an item"));
        let flattened = || drop(serde_json::from_str::<Envelope<Flattened>>(&response).expect("an item"));
        let ratio = median((0..15).map(|_| time(&flattened) / time(&plain)).collect());
        println!("decoding with `flatten`, {which} unknown fields: {ratio:.2} times the time");
    }
}

fn median(mut ratios: Vec<f64>) -> f64 {
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}

fn cpu() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Resident memory in bytes.
fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    statm.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or_default() * 4096
}

fn start() -> (Child, String) {
    let program = std::env::current_exe().expect("this program");
    let mut child = Command::new(program).arg("--serve").stdout(Stdio::piped()).spawn().expect("a process");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("an address");
    (child, format!("http://{}/api/v1", line.trim()))
}

/// Responds to every request alike, one thread for each connection.
fn serve() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    println!("{}", listener.local_addr().expect("bound"));
    std::io::stdout().flush().expect("a pipe");
    for stream in listener.incoming().flatten() {
        std::thread::spawn(move || connection(stream));
    }
}

/// A page of 100 clients.
fn page() -> String {
    let client =
        RESPONSE.split("\"data\":").nth(1).and_then(|rest| rest.split(",\"timestamp\"").next()).expect("an item");
    let clients: Vec<String> =
        (0..100).map(|number| client.replace("demo-payments", &format!("demo-{number}"))).collect();
    let pagination = r#"{"page":1,"page_size":100,"total":100,"total_pages":1,"has_next":false,"has_prev":false}"#;
    format!(r#"{{"code":0,"items":[{}],"total":100,"pagination":{pagination}}}"#, clients.join(","))
}

fn response(body: &str) -> String {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    format!("{head}content-length: {}\r\n\r\n{body}", body.len())
}

fn connection(mut stream: TcpStream) {
    let _ = stream.set_nodelay(true);
    let (one, many) = (response(RESPONSE), response(&page()));
    let (mut buffer, mut filled) = ([0; 16384], 0);
    while let Ok(read @ 1..) = stream.read(&mut buffer[filled..]) {
        filled += read;
        let text = String::from_utf8_lossy(&buffer[..filled]).to_ascii_lowercase();
        let Some(head) = text.find("\r\n\r\n") else { continue };
        let length = text.split("content-length: ").nth(1).and_then(|rest| rest.split('\r').next()?.parse().ok());
        if filled >= head + 4 + length.unwrap_or(0_usize) {
            filled = 0;
            let response = if text.starts_with("get /api/v1/admin/oauth/clients?") { &many } else { &one };
            if stream.write_all(response.as_bytes()).is_err() {
                return;
            }
        }
    }
}
