//! Settings that a builder refuses, and the errors of failing connections.

use std::time::Duration;

use authms_sdk::{
    Applied, Client, ErrorKind, RetryPolicy, UpdateClient,
    test_util::{Reply, Transport},
};
use wiremock::ResponseTemplate;

use crate::service::{Service, TOKEN, id};

#[test]
fn settings_that_would_leak_or_never_work_are_refused() {
    for (url, token, said) in [
        ("http://auth.example.com/api/v1", TOKEN, "plain http"),
        ("ftp://auth.example.com", TOKEN, "neither http nor https"),
        ("auth.example.com", TOKEN, "is not a valid URL"),
        ("https://user:canary@auth.example.com", TOKEN, "more than scheme"),
        ("https://canary@auth.example.com", TOKEN, "more than scheme"),
        ("https://auth.example.com#canary", TOKEN, "more than scheme"),
        ("https://auth.example.com?x=canary", TOKEN, "more than scheme"),
        ("https://auth.example.com", "canary\nlines", "not allowed in a bearer token"),
        ("https://auth.example.com", "", "not allowed in a bearer token"),
    ] {
        let error = Client::builder(url).bearer_token(token).build().expect_err("refused");
        let text = format!("{error} {error:?}");
        assert!(error.kind() == ErrorKind::InvalidInput && text.contains(said), "{text}");
        assert!(!text.contains("canary"), "{text}");
    }
    let error = Client::builder("https://auth.example.com").root_certificate("no pem").build().expect_err("refused");
    assert!(error.to_string().contains("not a valid PEM certificate"), "{error}");
}

#[test]
fn https_loopback_and_an_explicit_permission_are_fine() {
    for url in
        ["https://auth.example.com/api/v1/", "http://127.0.0.1:4010/api/v1", "http://[::1]:1", "http://localhost"]
    {
        Client::builder(url).bearer_token(TOKEN).build().expect(url);
    }
    Client::builder("http://auth.example.com").bearer_token(TOKEN).allow_plain_http().build().expect("permitted");
    Client::builder("http://auth.example.com").build().expect("no token to lose");
}

#[tokio::test]
async fn calls_go_below_any_prefix_of_the_base_url() {
    for (prefix, path) in [
        ("", ""),
        ("/", ""),
        ("/bff/oauth/api/v1//", "/bff/oauth/api/v1"),
        ("/a;b=c/%2F", "/a;b=c/%2F"),
        ("/{id}", "/%7Bid%7D"),
        ("/é ü|^`", "/%C3%A9%20%C3%BC|^%60"),
        ("/a/../b", "/b"),
    ] {
        let transport = Transport::new();
        transport.reply(Reply::json(200, r#"{"code":0,"data":{}}"#));
        let client = Client::builder(format!("https://auth.example.com{prefix}")).transport(&transport).build();
        client.expect("good settings").get_client(&id()).await.expect("a response");
        assert_eq!(transport.requests()[0].path(), format!("{path}/admin/oauth/clients/app-123"), "{prefix}");
    }
}

#[tokio::test]
async fn a_proxy_is_used_if_it_is_given_and_its_url_is_checked() {
    let proxy = Service::with_item(serde_json::json!({})).await;
    let client =
        Client::builder("http://auth.example.invalid/api/v1").proxy(proxy.server.uri()).build().expect("a proxy");
    client.get_client(&id()).await.expect("the proxy's response");
    assert_eq!(proxy.requests().await[0].url.host_str(), Some("auth.example.invalid"));
    for bad in ["canary", "user:canary@proxy", "file:///canary", "htp://canary:1", "socks5://canary:1"] {
        let error = Client::builder("https://auth.example.com").proxy(bad).build().expect_err(bad);
        assert!(error.to_string().contains("the proxy is not a valid http or https URL"), "{error}");
        assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
    }
    // Loopback is treated alike if a proxy on another machine stands in between.
    let detour = Client::builder("http://127.0.0.1:1").bearer_token(TOKEN).proxy("http://proxy.example.com:3128");
    assert!(detour.build().expect_err("plain http").to_string().contains("plain http"));
}

#[tokio::test]
async fn loopback_is_never_reached_through_a_proxy_of_the_environment() {
    const MARK: &str = "AUTHMS_TEST_WITH_PROXY";
    if std::env::var_os(MARK).is_some() {
        let service = Service::with_item(serde_json::json!({})).await;
        service.client().get_client(&id()).await.expect("a direct response");
        return;
    }
    // The environment belongs to the whole process, so the test runs itself once more, in one that has a proxy.
    let run = std::process::Command::new(std::env::current_exe().expect("a path"))
        .args(["--exact", "settings::loopback_is_never_reached_through_a_proxy_of_the_environment"])
        .envs([(MARK, "1"), ("http_proxy", "http://127.0.0.1:9"), ("no_proxy", "")])
        .output()
        .expect("started");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && said.contains("1 passed"), "{said}");
}

#[tokio::test]
async fn without_a_connection_nothing_was_applied() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("bound");
    drop(listener);
    let client = Client::builder(format!("http://{address}")).build().expect("good settings");
    let error = client.update_client(&id(), &UpdateClient::new()).await.expect_err("an error");
    assert_eq!((error.kind(), error.applied(), error.is_retryable()), (ErrorKind::Connect, Applied::No, true));
}

#[tokio::test]
async fn without_a_response_in_time_an_update_is_maybe_applied_and_a_read_is_not() {
    let slow = Service::responding(ResponseTemplate::new(200).set_delay(Duration::from_secs(30))).await;
    let client = Client::builder(slow.server.uri())
        .retry(RetryPolicy::new().attempts(1))
        .deadline(Duration::from_millis(50))
        .build()
        .expect("good settings");
    let error = client.update_client(&id(), &UpdateClient::new()).await.expect_err("an error");
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Timeout, Applied::Maybe));
    let error = client.get_client(&id()).await.expect_err("an error");
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Timeout, Applied::No));
}
