//! Seeded scenarios: a run of the program on a correct deployment in some weather, with some end, and what it promises.
//!
//! `SCENARIO=123 cargo test -p authms-conformance --test suite scenarios` repeats one, or several with commas in between;
//! `SCENARIOS=200` runs so many.

mod draw;
mod place;
mod plan;
mod promises;
mod run;
mod shown;

use std::{collections::BTreeMap, env, ops::Range};

use futures_util::{StreamExt as _, stream};

use plan::LAYERS;
pub(crate) use plan::{End, Scenario, Signal};
pub(crate) use shown::Shown;

/// What the gate runs.
const GATE: Range<u64> = 0..20;

/// Runs side by side; most of a scenario is waiting.
const AT_ONCE: usize = 6;

fn seeds() -> Vec<u64> {
    let number = |text: &str| text.parse::<u64>().expect("a number");
    match (env::var("SCENARIO"), env::var("SCENARIOS")) {
        (Ok(seeds), _) => seeds.split(',').map(number).collect(),
        (Err(_), Ok(count)) => (0..number(&count)).collect(),
        (Err(_), Err(_)) => GATE.collect(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn scenarios_keep_every_promise() {
    let broken: Vec<String> = stream::iter(seeds())
        .map(|seed| tokio::spawn(async move { run::run(&draw::scenario(seed)).await.1 }))
        .buffer_unordered(AT_ONCE)
        .filter_map(|ended| async move { ended.expect("no scenario panics") })
        .collect()
        .await;
    assert!(broken.is_empty(), "{} broken\n\n{}", broken.len(), broken.join("\n\n"));
}

#[test]
fn the_gate_has_each_layer_and_each_end_at_least_twice() {
    let mut counts: BTreeMap<&str, usize> = LAYERS.iter().map(|name| (*name, 0)).collect();
    for scenario in GATE.map(draw::scenario) {
        for layer in scenario.layers() {
            *counts.get_mut(layer).expect("a layer with a name") += 1;
        }
    }
    let rare: Vec<_> = counts.iter().filter(|(_, count)| **count < 2).collect();
    assert!(rare.is_empty(), "{rare:?}");
}

/// Runs a scenario that keeps every promise.
pub(crate) async fn kept(scenario: Scenario) -> Shown {
    let (shown, broken) = run::run(&scenario).await;
    assert!(broken.is_none(), "{}", broken.unwrap_or_default());
    shown
}
