//! A borrowed client: what a run writes is put back, whatever happens in between.

use authms_conformance::{
    Limits, Local, Outcome, Restored, RunOptions, Settings, StopCause, Subject, Suite, Target, Token, Tokens,
};
use authms_mock_server::{Options, tokens};
use serde_json::Value;

use crate::defect_proxy::{DefectProxy, Rewrite};

fn target(url: &str) -> Target {
    let tokens = Tokens {
        admin: Token::new(tokens::ADMIN),
        user: Some(Token::new(tokens::USER)),
        other_tenant: Some(Token::new(tokens::OTHER_ADMIN)),
    };
    let subject = Subject { client_id: "demo-payments".to_owned(), disposable: false };
    Target::new(url, tokens, Settings::default()).expect("a loopback URL").lending(subject).with_bystander("demo-spa")
}

async fn client(url: &str) -> Value {
    let request =
        crate::defect_proxy::http().get(format!("{url}/admin/oauth/clients/demo-payments")).bearer_auth(tokens::ADMIN);
    let text = request.send().await.expect("a response").text().await.expect("a body");
    let mut data = serde_json::from_str::<Value>(&text).expect("JSON")["data"].take();
    data.as_object_mut().expect("a client").remove("updated_at");
    data
}

#[tokio::test]
async fn a_whole_run_leaves_the_client_as_it_was() {
    let local = Local::start(Options::default(), Settings::default()).await.expect("the mock server starts");
    let url = local.target().base_url().to_owned();
    let before = client(&url).await;
    let report =
        Suite::all().run(&target(&url), &RunOptions::within(Limits::local()), |_| {}).await.expect("a readable client");
    assert_eq!(report.outcome, Outcome::Conformant);
    assert_eq!(client(&url).await, before);
    local.shutdown().await;
}

#[tokio::test]
async fn an_interrupted_run_sends_nothing_more_and_puts_the_client_back() {
    let local = Local::start(Options::default(), Settings::default()).await.expect("the mock server starts");
    let url = local.target().base_url().to_owned();
    let before = client(&url).await;
    let options = RunOptions::within(Limits::local());
    let interrupt = |result: &authms_conformance::CaseResult| {
        if result.id == "update_client.writes_scopes" {
            options.stop.now(StopCause::Signal("SIGINT"));
        }
    };
    let report = Suite::all().run(&target(&url), &options, interrupt).await.expect("a readable client");
    assert_eq!(report.outcome, Outcome::Interrupted);
    assert!(
        matches!(report.restored, Restored::Complete { ref fields } if !fields.is_empty()),
        "{:?}",
        report.restored
    );
    assert_eq!(client(&url).await, before);
    local.shutdown().await;
}

#[tokio::test]
async fn what_cannot_be_put_back_is_named_with_the_body_that_would() {
    let local = Local::start(Options::default(), Settings::default()).await.expect("the mock server starts");
    let original = client(local.target().base_url()).await["website"].clone();
    // The server accepts every website but the old one.
    let rewrite = Rewrite::request(move |request| {
        request.change(|body| body.retain(|name, value| name != "website" || *value != original))
    });
    let proxy = DefectProxy::start(local.target().base_url(), rewrite).await;
    let suite = Suite::select(&authms_conformance::Selection {
        cases: vec!["update_client.writes_website".into()],
        ..authms_conformance::Selection::default()
    });
    let report = suite
        .expect("a case")
        .run(&target(proxy.url()), &RunOptions::within(Limits::local()), |_| {})
        .await
        .expect("a readable client");
    assert_eq!(report.outcome, Outcome::LeftBehind);
    let Restored::Incomplete { fields, body, .. } = report.restored else { panic!("{:?}", report.restored) };
    assert_eq!(fields, ["website"]);
    assert!(body["website"].as_str().is_some_and(|text| text.starts_with("https://")));
    proxy.shutdown().await;
    local.shutdown().await;
}
