//! Settings that a builder refuses, and the errors of failing connections.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use authms_sdk::{
    Applied, Client, ClientBuilder, ErrorKind, RetryPolicy, UpdateClient,
    test_util::{Reply, Transport},
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
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
    for url in [
        "https://auth.example.com/api/v1/",
        "http://127.0.0.1:4010/api/v1",
        "http://[::1]:1",
        "http://[::ffff:127.0.0.1]:1",
        "http://LOCALHOST.",
        "http://localhost",
    ] {
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
        client.expect("good settings").get_client(id()).await.expect("a response");
        assert_eq!(transport.requests()[0].path(), format!("{path}/admin/oauth/clients/app-123"), "{prefix}");
    }
}

#[tokio::test]
async fn a_proxy_is_used_if_it_is_given_and_its_url_is_checked() {
    let proxy = Service::with_item(serde_json::json!({})).await;
    let client =
        Client::builder("http://auth.example.invalid/api/v1").proxy(proxy.server.uri()).build().expect("a proxy");
    client.get_client(id()).await.expect("the proxy's response");
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

/// Runs one test of this file in a process of its own with these variables, because the environment belongs to the whole
/// process. There, the variable `MARK` is set.
fn alone(test: &str, variables: &[(&str, &str)]) {
    let run = std::process::Command::new(std::env::current_exe().expect("a path"))
        .args(["--exact", &format!("settings::{test}")])
        .env_remove("REQUEST_METHOD")
        .env(MARK, "1")
        .envs(variables.iter().copied())
        .output()
        .expect("started");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && said.contains("1 passed"), "{variables:?}: {said}");
}

const MARK: &str = "AUTHMS_TEST_IN_A_PROCESS_OF_ITS_OWN";

#[tokio::test]
async fn loopback_is_never_reached_through_a_proxy_of_the_environment() {
    if std::env::var_os(MARK).is_some() {
        let service = Service::with_item(serde_json::json!({})).await;
        service.client().get_client(id()).await.expect("a direct response");
        return;
    }
    let test = "loopback_is_never_reached_through_a_proxy_of_the_environment";
    alone(test, &[("http_proxy", "http://127.0.0.1:9"), ("no_proxy", "")]);
    alone(test, &[("HTTP_PROXY", "not a proxy"), ("NO_PROXY", "")]);
}

#[test]
fn a_proxy_of_the_environment_that_would_be_ignored_is_an_error_of_build() {
    let build = |url: &str| Client::builder(url).build();
    if std::env::var_os(MARK).is_some() {
        let error = build("http://auth.example.com").expect_err("garbage");
        assert!(error.to_string().starts_with("ALL_PROXY is not a valid http or https proxy; hint: "), "{error}");
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
        build("http://127.0.0.1:1").expect("no proxy is used");
        Client::builder("http://auth.example.com").no_proxy().build().expect("no proxy is wanted");
        Client::builder("http://auth.example.com").transport(&Transport::new()).build().expect("nothing is sent");
        return;
    }
    let nothing = [("HTTP_PROXY", ""), ("http_proxy", ""), ("NO_PROXY", ""), ("no_proxy", "")];
    for garbage in ["socks5://user:canary@proxy", "canary canary"] {
        let variables = [&nothing[..], &[("ALL_PROXY", garbage)]].concat();
        alone("a_proxy_of_the_environment_that_would_be_ignored_is_an_error_of_build", &variables);
    }
}

#[tokio::test]
async fn a_client_comes_from_the_environment() {
    if std::env::var_os(MARK).is_some() {
        let transport = Transport::new();
        transport.reply(Reply::json(200, r#"{"code":0,"data":{}}"#));
        let client = authms_sdk::ClientBuilder::from_env().expect("both").transport(&transport).build();
        client.expect("good settings").get_client(id()).await.expect("a response");
        let sent = &transport.requests()[0];
        assert_eq!(sent.header("authorization"), Some("Bearer canary-41b7"));
        assert_eq!(sent.path(), "/api/v1/admin/oauth/clients/app-123");
        let client = Client::from_env().expect("both");
        let shown = format!("{client:?}");
        assert!(shown.contains("127.0.0.1") && !shown.contains("canary"), "{shown}");
        return;
    }
    let variables = [("AUTHMS_BASE_URL", "http://127.0.0.1:4010/api/v1"), ("AUTHMS_TOKEN", "canary-41b7")];
    alone("a_client_comes_from_the_environment", &variables);
}

#[test]
fn a_limit_of_zero_is_refused_by_name() {
    type Change = fn(ClientBuilder) -> ClientBuilder;
    let changes: [(&str, Change); 6] = [
        ("deadline", |builder| builder.deadline(Duration::ZERO)),
        ("attempt_timeout", |builder| builder.attempt_timeout(Duration::ZERO)),
        ("connect_timeout", |builder| builder.connect_timeout(Duration::ZERO)),
        ("stall_timeout", |builder| builder.stall_timeout(Duration::ZERO)),
        ("body_limit", |builder| builder.body_limit(0)),
        ("header_limit", |builder| builder.header_limit(0)),
    ];
    for (name, change) in changes {
        let error = change(Client::builder("http://127.0.0.1:1")).build().expect_err(name);
        assert!(error.to_string().starts_with(&format!("`{name}` is zero")), "{error}");
    }
}

#[tokio::test]
async fn no_setting_is_too_large() {
    let service = Service::with_item(serde_json::json!({})).await;
    let longest = Duration::MAX;
    let policy = RetryPolicy::new().attempts(u32::MAX).backoff(longest, longest).longest_retry_after(longest);
    let client = Client::builder(service.server.uri())
        .deadline(longest)
        .attempt_timeout(longest)
        .connect_timeout(longest)
        .stall_timeout(longest)
        .pool_idle_timeout(longest)
        .pool_max_idle_per_host(usize::MAX)
        .body_limit(usize::MAX)
        .header_limit(usize::MAX)
        .retry(policy.budget(u32::MAX))
        .build()
        .expect("good settings");
    for _ in 0..2 {
        client.get_client(id()).await.expect("a response");
    }
}

#[tokio::test]
async fn an_application_adds_its_name_to_the_user_agent() {
    let service = Service::with_item(serde_json::json!({})).await;
    let builder = || Client::builder(service.server.uri());
    builder()
        .user_agent_suffix("console/2.1 (eu)")
        .build()
        .expect("a name")
        .get_client(id())
        .await
        .expect("a response");
    let agent = service.requests().await[0].headers["user-agent"].to_str().expect("text").to_owned();
    assert!(agent.starts_with("authms-sdk/") && agent.ends_with(") console/2.1 (eu)"), "{agent}");
    for bad in ["", " ", " console", "console ", "con\nsole", "con\tsole", "Konsole \u{fc}", "\u{7f}"] {
        let error = builder().user_agent_suffix(bad).build().expect_err("not valid");
        assert!(error.to_string().contains("the suffix of the user agent"), "{bad:?}: {error}");
    }
}

#[tokio::test]
async fn idle_connections_are_kept_as_many_and_as_long_as_the_settings_say() {
    for (kept, idle, connections) in [(8, 60, 1), (0, 60, 3), (8, 0, 3)] {
        let server = Counting::start().await;
        let client = Client::builder(&server.url)
            .pool_max_idle_per_host(kept)
            .pool_idle_timeout(Duration::from_secs(idle))
            .build()
            .expect("good settings");
        for _ in 0..3 {
            client.get_client(id()).await.expect("a response");
            // The pool takes a connection back in a task of its own.
            tokio::task::yield_now().await;
        }
        assert_eq!(server.connections.load(Ordering::SeqCst), connections, "{kept}, {idle}");
    }
}

/// A server that counts its connections and keeps them open.
struct Counting {
    url: String,
    connections: Arc<AtomicU32>,
}

impl Counting {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("bound"));
        let connections = Arc::new(AtomicU32::new(0));
        let counter = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(async move {
                    while matches!(stream.read(&mut [0; 4096]).await, Ok(1..)) {
                        let body = r#"{"code":0,"data":{}}"#;
                        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
                        let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
                    }
                });
            }
        });
        Self { url, connections }
    }
}

#[test]
fn a_canned_transport_needs_good_settings_too() {
    let builder = |url: &str| Client::builder(url).transport(&Transport::new());
    for (broken, said) in [
        (builder("ftp://auth.example.com"), "neither http nor https"),
        (builder("http://auth.example.com").bearer_token(TOKEN), "plain http"),
        (builder("https://auth.example.com").bearer_token(""), "not allowed in a bearer token"),
        (builder("https://auth.example.com").tenant("\n"), "invalid name or value"),
        (builder("https://auth.example.com").deadline(Duration::ZERO), "`deadline` is zero"),
        (builder("https://auth.example.com").proxy("socks5://proxy"), "the proxy is not a valid"),
        (builder("https://auth.example.com").user_agent_suffix("\n"), "the suffix of the user agent"),
        (builder("https://auth.example.com").root_certificate("no pem"), "certificate"),
        (builder("https://auth.example.com").client_certificate("no pem"), "certificate"),
    ] {
        let error = broken.build().expect_err(said);
        assert!(error.kind() == ErrorKind::InvalidInput && error.to_string().contains(said), "{error}");
    }
}

#[cfg(not(any(feature = "rustls", feature = "native-tls", feature = "rustls-no-provider")))]
#[test]
fn no_tls_https_is_refused_before_the_first_call_and_a_canned_transport_needs_none() {
    for builder in [
        Client::builder("https://auth.example.com"),
        Client::builder("http://auth.example.com").proxy("https://proxy.example.com"),
    ] {
        let error = builder.build().expect_err("no TLS");
        let text = error.to_string();
        assert!(text.contains("needs TLS") && text.contains("hint: enable the feature `rustls`"), "{text}");
    }
    Client::builder("https://auth.example.com").transport(&Transport::new()).build().expect("nothing is sent");
    Client::builder("http://127.0.0.1:1").build().expect("plain http");
}

#[cfg(all(feature = "rustls-no-provider", not(any(feature = "rustls", feature = "native-tls"))))]
#[test]
fn no_provider_for_rustls_is_refused_before_the_first_call_and_never_a_panic() {
    use tokio_rustls::rustls::crypto::aws_lc_rs;
    for url in ["https://auth.example.com", "http://127.0.0.1:1"] {
        let error = Client::builder(url).build().expect_err("no provider");
        assert!(error.to_string().contains("hint: install a provider first"), "{error}");
        Client::builder(url).transport(&Transport::new()).build().expect("nothing is sent");
    }
    aws_lc_rs::default_provider().install_default().expect("the first provider");
    Client::builder("https://auth.example.com").build().expect("a provider");
}

#[tokio::test]
async fn without_a_connection_nothing_was_applied() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("bound");
    drop(listener);
    let client = Client::builder(format!("http://{address}")).build().expect("good settings");
    let error = client.update_client(id(), &UpdateClient::new()).await.expect_err("an error");
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
    let error = client.update_client(id(), &UpdateClient::new()).await.expect_err("an error");
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Timeout, Applied::Maybe));
    let error = client.get_client(id()).await.expect_err("an error");
    assert_eq!((error.kind(), error.applied()), (ErrorKind::Timeout, Applied::No));
}
