//! Tokens that stop being accepted in mid-run.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use authms_conformance::{Limits, Outcome, Report, Settings, Target, Token, TokenCommand, TokenCommands, Tokens};
use authms_mock_server::tokens;
use authms_spec::operation;

use super::{
    assert_clean, assert_conformant, assert_no_accusation, cases_of, mock, not_run, options,
    proxy::{Instead, Proxy},
};
use crate::defect_proxy::Request;

/// Whose token expires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Admin,
    User,
    OtherTenant,
}

const NAMES: [(Whose, &str, &str); 3] = [
    (Whose::Admin, "admin-", tokens::ADMIN),
    (Whose::User, "user-", tokens::USER),
    (Whose::OtherTenant, "other-", tokens::OTHER_ADMIN),
];

/// A run whose tokens end in `-1`. After a few requests, the one of `whose` is refused, and its second is accepted.
async fn run_with_expiry(whose: Whose, command: Option<&'static str>) -> (Report, usize) {
    run_with_expiry_and(whose, command, Limits::local(), |_| None).await
}

/// The same, with weather on the reads that check the token that has expired; each knows how many came before it.
async fn run_with_expiry_and(
    whose: Whose,
    command: Option<&'static str>,
    limits: Limits,
    weather: impl Fn(usize) -> Option<Instead> + Send + Sync + 'static,
) -> (Report, usize) {
    let checks = AtomicUsize::new(0);
    let seen = AtomicUsize::new(0);
    let refused = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&refused);
    let expires = move |request: &Request| {
        let (scheme, token) = request.authorization().split_once(' ').unwrap_or_default();
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Instead::Pass;
        }
        for (name, prefix, known) in NAMES {
            let Some(generation) = token.strip_prefix(prefix) else { continue };
            // The preflight comes through with every token.
            let accepted = if whose == Whose::Admin { 8 } else { 2 };
            let expired = name == whose && generation == "one" && seen.fetch_add(1, Ordering::SeqCst) >= accepted;
            if expired || !["one", "two"].contains(&generation) {
                count.fetch_add(usize::from(expired), Ordering::SeqCst);
                let is_check = request.path.contains("page_size=1") && !request.path.contains("page_size=10");
                let checked = checks.fetch_add(usize::from(is_check), Ordering::SeqCst);
                if is_check && let Some(instead) = weather(checked) {
                    return instead;
                }
                return Instead::PassWith("expired");
            }
            return Instead::PassWith(known);
        }
        Instead::Pass
    };
    let local = mock().await;
    let proxy = Proxy::start(local.target().base_url(), expires).await;
    let tokens = Tokens {
        admin: Token::new("admin-one"),
        user: Some(Token::new("user-one")),
        other_tenant: Some(Token::new("other-one")),
    };
    let command = command.map(|command| TokenCommand::new(command, "--token-command"));
    let commands = match whose {
        Whose::Admin => TokenCommands { admin: command, ..TokenCommands::default() },
        Whose::User => TokenCommands { user: command, ..TokenCommands::default() },
        Whose::OtherTenant => TokenCommands { other_tenant: command, ..TokenCommands::default() },
    };
    let target = Target::new(proxy.url(), tokens, Settings::default()).expect("a loopback URL").renewing(commands);
    let suite = cases_of(&["get_client", "list_client_secrets", "delete_client", "rotate_client_secret"]);
    let report = suite.run(&target, &options(limits), |_| {}).await.expect("the run begins");
    proxy.shutdown();
    local.shutdown().await;
    (report, refused.load(Ordering::SeqCst))
}

#[tokio::test]
async fn a_fresh_token_takes_the_place_of_one_that_has_expired() {
    for (whose, command) in
        [(Whose::Admin, "echo admin-two"), (Whose::User, "echo user-two"), (Whose::OtherTenant, "echo other-two")]
    {
        let (report, refused) = run_with_expiry(whose, Some(command)).await;
        assert!(refused > 0, "{whose:?} has expired");
        assert_conformant(&report, &format!("{whose:?}"));
        let shown = format!("{report:?}");
        assert!(!shown.contains("-two") && !shown.contains("-one"), "no token is shown");
    }
}

#[tokio::test]
async fn without_a_fresh_token_the_run_stops_and_names_the_token() {
    for (whose, command, reason) in [
        (Whose::Admin, None, "the administrator's token is not accepted any more"),
        (Whose::User, None, "the user token is not accepted any more"),
        (Whose::OtherTenant, None, "the token of another tenant is not accepted any more"),
        (Whose::User, Some("echo s3cret; exit 4"), "--token-command gave no other: it ended with exit status: 4"),
        (Whose::User, Some("echo user-three"), "nor is the one that --token-command has printed since"),
    ] {
        let (report, refused) = run_with_expiry(whose, command).await;
        let stopped = report.stopped.clone().unwrap_or_default();
        assert!(refused > 0 && stopped.contains(reason), "{whose:?}: {stopped}");
        assert_no_accusation(&report, reason);
        assert!(not_run(&report).iter().any(|why| why.contains(reason)), "{:?}", not_run(&report));
        if whose == Whose::Admin {
            // Nobody can remove anything without a token; all of it is named.
            assert_eq!(report.outcome, Outcome::LeftBehind);
            assert!(report.footprint.left_behind.iter().all(|left| left.why.contains("not accepted")), "{report:?}");
        } else {
            assert_clean(&report, reason);
            assert_eq!(report.outcome, Outcome::Partial, "{whose:?}");
        }
    }
}

#[tokio::test]
async fn weather_on_the_check_of_a_token_that_has_expired_does_not_pass_for_one_that_is_accepted() {
    for status in [429, 502, 503] {
        let at_first = move |checked| (checked == 0).then(|| Instead::Refuse(status, vec![]));
        let (report, refused) =
            run_with_expiry_and(Whose::Admin, Some("echo admin-two"), Limits::local(), at_first).await;
        assert!(refused > 0, "{status}");
        assert_conformant(&report, &format!("one check with {status}"));
    }
    // One that never ends leaves the token in doubt, as an error of the service does.
    for status in [500, 503] {
        let short = Duration::from_millis(200);
        let limits = Limits { patience: short, clean_up_time: short * 3, ..Limits::local() };
        let always = move |_| Some(Instead::Refuse(status, vec![]));
        let (report, refused) = run_with_expiry_and(Whose::Admin, Some("echo admin-two"), limits, always).await;
        assert!(refused > 0, "{status}");
        assert_no_accusation(&report, &format!("every check with {status}"));
        assert!(not_run(&report).iter().all(|why| why.contains("cannot be checked")), "{:?}", not_run(&report));
    }
}

#[tokio::test]
async fn a_401_of_one_operation_is_the_response_of_the_service_and_judged() {
    let local = mock().await;
    let proxy = Proxy::start(local.target().base_url(), |request| {
        let by_admin = request.is_by(tokens::ADMIN);
        if by_admin && request.calls(operation::LIST_CLIENT_SECRETS) {
            Instead::PassWith("none")
        } else {
            Instead::Pass
        }
    });
    let proxy = proxy.await;
    let (suite, options) = (cases_of(&["list_client_secrets"]), options(Limits::local()));
    let report = suite.run(&super::target(&proxy), &options, |_| {}).await.expect("the run begins");
    assert_eq!((report.outcome, report.stopped.as_deref()), (Outcome::NotConformant, None));
    proxy.shutdown();
    local.shutdown().await;
}
