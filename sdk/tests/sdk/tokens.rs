//! Tokens: fetched once, replaced early, replaced when refused.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use authms_sdk::{
    AccessToken, Applied, BoxError, Client, ErrorKind, TokenCache, TokenProvider, TokenRequest,
    test_util::{Reply, Transport},
};
use futures_util::future::join_all;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::header};

use crate::service::{id, ok};

const FOUND: &str = r#"{"code":0,"data":{}}"#;

/// A source that counts its fetches, returns `token-1`, `token-2`, … with a lifetime, and fails from a number on.
fn source(lifetime: u64, fails_from: u32) -> (TokenCache, Arc<AtomicU32>) {
    let fetched = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&fetched);
    let cache = TokenCache::new(move || {
        let number = counter.fetch_add(1, Ordering::SeqCst) + 1;
        async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            if number >= fails_from {
                return Err(BoxError::from("the token endpoint is down"));
            }
            Ok(AccessToken::new(format!("token-{number}"))?.expires_in(Duration::from_secs(lifetime)))
        }
    });
    (cache, fetched)
}

#[tokio::test]
async fn one_refresh_for_any_number_of_parallel_refusals_and_one_replay_each() {
    let server = MockServer::start().await;
    let refused = ResponseTemplate::new(401).set_body_string("{}");
    Mock::given(header("authorization", "Bearer token-1")).respond_with(refused).mount(&server).await;
    let response = ok(serde_json::json!({}));
    Mock::given(header("authorization", "Bearer token-2")).respond_with(response).mount(&server).await;
    let (cache, fetched) = source(3600, u32::MAX);
    let client = Client::builder(server.uri()).token_provider(cache).build().expect("good settings");
    let (id, update) = (id(), authms_sdk::UpdateClient::new());
    let responses = join_all((0..20).map(|_| async { client.update_client(&id, &update).with_response().await })).await;
    for response in responses {
        assert!(response.expect("a response").attempts() <= 2);
    }
    assert_eq!(fetched.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn a_second_refusal_is_an_auth_error_and_a_fixed_token_is_not_replayed() {
    let transport = Transport::new();
    (0..4).for_each(|_| transport.reply(Reply::json(401, "{}")));
    let (cache, fetched) = source(3600, u32::MAX);
    let base = "https://auth.example.com";
    let client = Client::builder(base).token_provider(cache).transport(&transport).build().expect("good settings");
    let error = client.rotate_client_secret(id()).await.expect_err("refused");
    assert_eq!((error.kind(), error.attempts(), error.applied()), (ErrorKind::Auth, 2, Applied::No));
    assert_eq!((fetched.load(Ordering::SeqCst), transport.requests().len()), (2, 2));
    let fixed = Client::builder(base).bearer_token("fixed").transport(&transport).build().expect("good settings");
    for _ in 0..2 {
        // There is no other, so it is sent again with the next call.
        assert_eq!(fixed.get_client(id()).await.expect_err("refused").attempts(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_is_replaced_shortly_before_its_end_and_a_failure_keeps_the_old_one() {
    for (fails_from, second) in [(u32::MAX, "token-2"), (2, "token-1")] {
        let (cache, fetched) = source(600, fails_from);
        let text = async || sent_with(&cache).await;
        assert_eq!(text().await, "Bearer token-1");
        tokio::time::advance(Duration::from_secs(500)).await;
        assert_eq!((text().await, fetched.load(Ordering::SeqCst)), ("Bearer token-1".to_owned(), 1));
        tokio::time::advance(Duration::from_secs(60)).await;
        // No call waits for the new token while the old one is valid.
        assert_eq!(text().await, "Bearer token-1");
        tokio::time::sleep(Duration::from_millis(40)).await;
        assert_eq!(text().await, format!("Bearer {second}"));
        // A failed early refresh is not repeated with every call, but after a pause.
        text().await;
        tokio::time::sleep(Duration::from_millis(40)).await;
        assert_eq!(fetched.load(Ordering::SeqCst), 2);
        tokio::time::advance(Duration::from_secs(5)).await;
        text().await;
        tokio::time::sleep(Duration::from_millis(40)).await;
        assert_eq!(fetched.load(Ordering::SeqCst), if fails_from == 2 { 3 } else { 2 });
    }
}

#[tokio::test(start_paused = true)]
async fn dropping_a_call_does_not_cancel_its_fetch() {
    let (cache, fetched) = source(600, u32::MAX);
    let given_up = tokio::time::timeout(Duration::from_millis(1), cache.token(TokenRequest::new())).await;
    assert!(given_up.is_err());
    cache.token(TokenRequest::new()).await.expect("a token");
    assert_eq!(fetched.load(Ordering::SeqCst), 1);
}

/// The token of a request that was sent with this cache.
async fn sent_with(cache: &TokenCache) -> String {
    struct Given(AccessToken);
    impl TokenProvider for Given {
        fn token<'a>(&'a self, _: TokenRequest<'a>) -> authms_sdk::BoxFuture<'a, Result<AccessToken, BoxError>> {
            Box::pin(async { Ok(self.0.clone()) })
        }
    }
    let token = cache.token(TokenRequest::new()).await.expect("a token");
    let transport = Transport::new();
    transport.reply(Reply::json(200, FOUND));
    let builder = Client::builder("https://auth.example.com").token_provider(Given(token));
    builder.transport(&transport).build().expect("good settings").get_client(id()).await.expect("a response");
    transport.requests()[0].header("authorization").expect("a token").to_owned()
}

#[tokio::test(start_paused = true)]
async fn without_a_token_nothing_is_sent_and_one_failure_serves_all_who_waited() {
    let transport = Transport::new();
    let (cache, fetched) = source(600, 1);
    let builder = Client::builder("https://auth.example.com").token_provider(cache).transport(&transport);
    let client = builder.build().expect("good settings");
    let id = id();
    for response in join_all((0..8).map(|_| async { client.delete_client(&id).await })).await {
        let error = response.expect_err("no token");
        assert_eq!((error.kind(), error.attempts(), error.applied()), (ErrorKind::Token, 0, Applied::No));
        let mut causes = std::iter::successors(std::error::Error::source(&error), |cause| cause.source());
        assert!(causes.any(|cause| cause.to_string() == "the token endpoint is down"));
    }
    assert_eq!((fetched.load(Ordering::SeqCst), transport.requests().len()), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn an_endpoint_that_gives_the_refused_token_again_is_asked_once_for_all_who_wait() {
    for lifetime in [3600, 0] {
        let fetched = Arc::new(AtomicU32::new(0));
        let counter = Arc::clone(&fetched);
        let cache = TokenCache::new(move || {
            counter.fetch_add(1, Ordering::SeqCst);
            async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                Ok::<_, BoxError>(AccessToken::new("the-same")?.expires_in(Duration::from_secs(lifetime)))
            }
        });
        let transport = Transport::new();
        (0..80).for_each(|_| transport.reply(Reply::json(401, "{}")));
        let builder = Client::builder("https://auth.example.com").token_provider(cache).transport(&transport);
        let (client, id) = (builder.build().expect("good settings"), id());
        for response in join_all((0..40).map(|_| async { client.get_client(&id).await })).await {
            // A call that got the token after another one was refused with it does not send it.
            assert!(matches!(response.expect_err("refused").kind(), ErrorKind::Auth | ErrorKind::Token));
        }
        assert_eq!(fetched.load(Ordering::SeqCst), 2);
        assert!((1..=40).contains(&transport.requests().len()));
    }
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_is_not_sent_again_even_if_there_is_no_other() {
    let transport = Transport::new();
    transport.reply(Reply::json(401, "{}"));
    let (cache, fetched) = source(3600, 2);
    let builder = Client::builder("https://auth.example.com").token_provider(cache).transport(&transport);
    let client = builder.build().expect("good settings");
    let kinds = [client.get_client(id()).await, client.get_client(id()).await]
        .map(|response| response.expect_err("none").kind());
    assert_eq!((kinds, fetched.load(Ordering::SeqCst)), ([ErrorKind::Auth, ErrorKind::Token], 2));
    assert_eq!(transport.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_panic_of_the_source_is_one_failure_for_all_who_wait_and_shows_nothing() {
    let fetched = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&fetched);
    let cache = TokenCache::new(move || {
        counter.fetch_add(1, Ordering::SeqCst);
        async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let secret = std::hint::black_box("canary-secret");
            assert!(secret.is_empty(), "{secret}");
            Err::<AccessToken, BoxError>("no token".into())
        }
    });
    for response in join_all((0..20).map(|_| cache.token(TokenRequest::new()))).await {
        let error = response.expect_err("a failure");
        let causes = std::iter::successors(Some(&*error as &dyn std::error::Error), |cause| cause.source());
        let text: String = causes.map(|cause| format!("{cause} {cause:?} ")).collect();
        assert!(text.contains("panicked") && !text.contains("canary"), "{text}");
    }
    assert_eq!(fetched.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_refusal_without_any_token_says_how_to_give_one() {
    let transport = Transport::new();
    transport.reply(Reply::json(401, "{}"));
    let client = Client::builder("https://auth.example.com").transport(&transport).build().expect("good settings");
    let error = client.get_client(id()).await.expect_err("refused");
    let cause = std::error::Error::source(&error).expect("a cause").to_string();
    assert!(error.kind() == ErrorKind::Auth && cause.starts_with("no token was sent; hint: "), "{error}: {cause}");
}

#[tokio::test(start_paused = true)]
async fn several_clients_can_share_one_cache() {
    let (cache, fetched) = source(3600, u32::MAX);
    let shared = Arc::new(cache.clone());
    for host in ["https://one.example.com", "https://two.example.com"] {
        let transport = Transport::new();
        transport.reply(Reply::json(200, FOUND));
        let builder = Client::builder(host).token_provider(Arc::clone(&shared)).transport(&transport);
        builder.build().expect("good settings").get_client(id()).await.expect("a response");
    }
    cache.token(TokenRequest::new()).await.expect("a token");
    assert_eq!(fetched.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn a_source_that_hangs_ends_with_its_own_timeout() {
    let cache = TokenCache::new(std::future::pending::<Result<AccessToken, BoxError>>).timeout(Duration::from_secs(3));
    let start = tokio::time::Instant::now();
    cache.token(TokenRequest::new()).await.expect_err("too late");
    assert_eq!(start.elapsed(), Duration::from_secs(3));
}

#[test]
fn f12_tokens_of_a_provider_need_https_too() {
    let (cache, _) = source(600, 1);
    let error = Client::builder("http://auth.example.com").token_provider(cache).build().expect_err("plain http");
    assert!(error.to_string().contains("plain http"), "{error}");
}
