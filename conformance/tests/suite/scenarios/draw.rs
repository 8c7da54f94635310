//! Draws a scenario from a seed.

use std::time::Duration;

use authms_mock_server::Profile;
use authms_spec::operation;
use fastrand::Rng;

use super::plan::{End, Scenario, Signal};
use crate::deployment::{Deployment, Expiry, Go, Habit, Hint, Latency, Life, Outage, Rate, Role, Weather};

/// The scenario of a seed.
pub(super) fn scenario(seed: u64) -> Scenario {
    // Neighbouring seeds must not give neighbouring scenarios.
    let random = &mut Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let end = end(seed, random);
    let silent_points = one_in(random, 3, silent_points).unwrap_or_default();
    let expiry = one_in(random, 3, expiry);
    let deployment = Deployment {
        seed,
        prefix: one_in(random, 4, |_| "/bff/oauth/api/v1"),
        profile: Profile::parse(&silent_points).expect("a profile"),
        lags: one_in(random, 3, lags).unwrap_or_default(),
        go: one_in(random, 3, go).unwrap_or_default(),
        unique: one_in(random, 4, |random| [409, 400][random.usize(..2)]),
        rate: one_in(random, 3, rate),
        latency: one_in(random, 3, latency),
        weather: one_in(random, 2, weather).unwrap_or_default(),
        expiry,
        renewed: None,
        dies_at: if let End::Dies(request) = end { Some(request) } else { None },
    };
    Scenario {
        seed,
        stranger: one_in(random, 3, |random| Duration::from_millis(random.u64(30..200))),
        lent: random.u32(..5) == 0,
        token_command: expiry.is_some_and(|expiry| expiry.role == Role::Admin) && random.u32(..4) > 0,
        silent_points,
        flags: flags(random, &deployment),
        deployment,
        end,
    }
}

fn one_in<T>(random: &mut Rng, often: u32, draw: impl FnOnce(&mut Rng) -> T) -> Option<T> {
    // What a layer draws does not depend on the others.
    let mut own = random.fork();
    (random.u32(..often) == 0).then(|| draw(&mut own))
}

/// In turn, so that each way to end has its share of any stretch of seeds.
fn end(seed: u64, random: &mut Rng) -> End {
    let request = random.usize(20..150);
    match seed % 10 {
        0 => End::Signal(Signal::Int, request),
        1 | 2 => End::Signal(Signal::Term, request),
        3 => End::Signal(Signal::Hup, request),
        4 => End::Kill(request),
        5 => End::Dies(request),
        6 => End::FullDisk(random.usize(4..40)),
        _ => End::Itself,
    }
}

fn silent_points(random: &mut Rng) -> String {
    let mut lines = Vec::new();
    for (setting, _) in Profile::default().settings() {
        if random.bool() {
            lines.push(format!("{} = '{}'", setting.name, setting.values[random.usize(..setting.values.len())].name));
        }
    }
    lines.join("\n")
}

fn expiry(random: &mut Rng) -> Expiry {
    let role = [Role::Admin, Role::Admin, Role::Admin, Role::User, Role::OtherAdmin][random.usize(..5)];
    let life = match random.bool() {
        true => Life::Time(Duration::from_secs(random.u64(5..9))),
        false => Life::Uses(random.usize(if role == Role::Admin { 20..120 } else { 2..8 })),
    };
    Expiry { role, life }
}

/// Up to three replicas; one of them may be the service itself.
fn lags(random: &mut Rng) -> Vec<Duration> {
    let replicas = random.usize(1..4);
    let mut lags: Vec<u64> = (0..replicas).map(|_| random.u64(300..1500)).collect();
    if random.bool() {
        lags.push(0);
    }
    lags.into_iter().map(Duration::from_millis).collect()
}

/// All habits or one of them.
fn go(random: &mut Rng) -> Go {
    let one = Habit::ALL[random.usize(..Habit::ALL.len())];
    Go(if random.bool() { Habit::ALL.to_vec() } else { vec![one] })
}

fn rate(random: &mut Rng) -> Rate {
    let hint = [Hint::Seconds, Hint::Date, Hint::Absent][random.usize(..3)];
    Rate { per_second: random.u32(10..60), burst: random.u32(1..40), hint, page: random.bool() }
}

fn latency(random: &mut Rng) -> Latency {
    let milliseconds = |random: &mut Rng, range| Duration::from_millis(random.u64(range));
    let constant = milliseconds(random, 0..60);
    match random.u32(..3) {
        0 => Latency { jitter: milliseconds(random, 1..60), ..Latency::constant(0) },
        // Slower than a request may take with the flags of some scenarios.
        1 => Latency {
            constant,
            one_in: random.u64(50..200),
            slow: milliseconds(random, 500..1800),
            ..Latency::constant(0)
        },
        _ => Latency { constant, ..Latency::constant(0) },
    }
}

fn weather(random: &mut Rng) -> Weather {
    let outage = |random: &mut Rng| Outage {
        begin: Duration::from_millis(random.u64(100..4000)),
        length: Duration::from_millis(random.u64(1000..2000)),
        status: [0, 502, 503, 504][random.usize(..4)],
    };
    let outages = one_in(random, 2, outage).into_iter().collect();
    Weather { resets: random.u32(..20) * random.u32(..2), pages: random.u32(..20) * random.u32(..2), outages }
}

fn flags(random: &mut Rng, deployment: &Deployment) -> Vec<String> {
    let mut flags = Vec::new();
    let mut flag = |name: &str, value: String| flags.extend([name.to_owned(), value]);
    for operation in operations(random, deployment) {
        flag("--operation", operation.to_owned());
    }
    if !deployment.lags.is_empty() {
        flag("--settle", "2".to_owned());
    }
    if deployment.dies_at.is_some() {
        flag("--patience", "2".to_owned());
    }
    if random.u32(..3) == 0 {
        flag("--concurrency", random.u32(1..9).to_string());
    }
    if random.u32(..5) == 0 {
        flag("--rate", random.u32(20..60).to_string());
    }
    if random.u32(..4) == 0 {
        flag("--timeout", "1".to_owned());
    }
    flags
}

/// Fewer operations where each request takes long, and now and then all of them.
fn operations(random: &mut Rng, deployment: &Deployment) -> Vec<&'static str> {
    let slow = deployment.rate.is_some() || deployment.latency.is_some() || !deployment.lags.is_empty();
    if !slow && random.u32(..3) == 0 {
        return Vec::new();
    }
    let mut all: Vec<&str> = operation::ALL.iter().map(|operation| operation.id).collect();
    random.shuffle(&mut all);
    all.truncate(if slow { 2 } else { 5 });
    all
}
