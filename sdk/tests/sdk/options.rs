//! The options of derived clients: what a later one sets replaces the earlier, and everything else stays.

use std::time::Duration;

use authms_sdk::{
    CallOptions, Client, ErrorKind, RetryPolicy,
    test_util::{Failure, Reply, Transport},
};
use proptest::prelude::*;
use tokio::time::Instant;

use crate::service::id;

/// A setting of one derivation, or none.
#[derive(Debug, Clone, Copy)]
enum Step {
    Nothing,
    NoRetries,
    Retries,
    Deadline(u64),
    Header(&'static str, &'static str),
    Tenant(&'static str),
}

impl Step {
    fn options(self) -> CallOptions {
        let options = CallOptions::new();
        match self {
            Self::Nothing => options,
            Self::NoRetries => options.no_retries(),
            Self::Retries => options.retries(),
            Self::Deadline(seconds) => options.deadline(Duration::from_secs(seconds)),
            Self::Header(name, value) => options.header(name, value),
            Self::Tenant(tenant) => options.tenant(tenant),
        }
    }
}

fn step() -> impl Strategy<Value = Step> {
    let values = prop::sample::select(vec!["1", "2", "3"]);
    prop_oneof![
        Just(Step::Nothing),
        Just(Step::NoRetries),
        Just(Step::Retries),
        (1..=9_u64).prop_map(Step::Deadline),
        (prop::sample::select(vec!["x-a", "x-b"]), values.clone()).prop_map(|(name, value)| Step::Header(name, value)),
        values.prop_map(Step::Tenant),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_last_setting_of_each_kind_holds(steps in prop::collection::vec(step(), 0..8)) {
        let (mut retries, mut deadline, mut sent) = (true, 30, std::collections::BTreeMap::new());
        for step in &steps {
            match *step {
                Step::Nothing => {}
                Step::NoRetries => retries = false,
                Step::Retries => retries = true,
                Step::Deadline(seconds) => deadline = seconds,
                Step::Header(name, value) => drop(sent.insert(name, value)),
                Step::Tenant(tenant) => drop(sent.insert("x-tenant-id", tenant)),
            }
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
        runtime.expect("a runtime").block_on(async {
            let transport = Transport::new();
            transport.fail(Failure::Broken);
            (0..9).for_each(|_| transport.fail(Failure::Silence));
            // The second attempt follows at once, and lasts as long as it may.
            let policy = RetryPolicy::new().attempts(2).backoff(Duration::ZERO, Duration::ZERO);
            let builder = Client::builder("https://auth.example.com").attempt_timeout(Duration::from_secs(100));
            let mut client = builder.retry(policy).transport(&transport).build().expect("good settings");
            for step in &steps {
                client = client.with(step.options());
            }
            let start = Instant::now();
            let error = client.get_client(id()).await.expect_err("silence");
            let waited = if retries { deadline } else { 0 };
            prop_assert_eq!((error.attempts(), start.elapsed().as_secs()), (1 + u32::from(retries), waited));
            for request in transport.requests() {
                for name in ["x-a", "x-b", "x-tenant-id"] {
                    prop_assert_eq!(request.header(name), sent.get(name).copied());
                }
            }
            Ok(())
        })?;
    }
}

#[tokio::test(start_paused = true)]
async fn a_derived_client_undoes_no_retries_and_leaves_the_other_as_it_is() {
    let transport = Transport::new();
    (0..5).for_each(|_| transport.fail(Failure::Broken));
    let client = Client::builder("https://auth.example.com").transport(&transport).build().expect("good settings");
    let once = client.with(CallOptions::new().no_retries());
    let again = once.with(CallOptions::new().retries());
    for (client, attempts) in [(&once, 1), (&again, 3), (&once, 1)] {
        assert_eq!(client.get_client(id()).await.expect_err("broken").attempts(), attempts);
    }
}

#[tokio::test(start_paused = true)]
async fn a_header_that_is_not_valid_stays_an_error_of_each_call_and_of_no_other_client() {
    let transport = Transport::new();
    transport.reply(Reply::json(200, r#"{"code":0,"data":{}}"#));
    let client = Client::builder("https://auth.example.com").transport(&transport).build().expect("good settings");
    let broken = client.with(CallOptions::new().header("x-a", "\n")).with(CallOptions::new().header("x-a", "1"));
    assert_eq!(broken.get_client(id()).await.expect_err("not valid").kind(), ErrorKind::InvalidInput);
    client.get_client(id()).await.expect("a response");
}
