//! Sources of tokens that fail or repeat themselves: neither they nor the service are asked in a storm.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use authms_sdk::{
    AccessToken, BoxError, BoxFuture, Client, Error, ErrorKind, TokenCache, TokenProvider, TokenRequest,
    test_util::{Reply, Transport},
};
use tokio::time::{Instant, advance, sleep};

use crate::service::id;

const FOUND: &str = r#"{"code":0,"data":{}}"#;

/// When a source was asked.
type Asked = Arc<Mutex<Vec<Instant>>>;

/// A source that notes when it is asked, and returns what `fetch` makes of the number of the question.
fn noting(fetch: fn(usize) -> Result<String, BoxError>) -> (impl Fn() -> Result<AccessToken, BoxError>, Asked) {
    let asked = Asked::default();
    let notes = Arc::clone(&asked);
    let source = move || {
        let mut notes = notes.lock().expect("notes");
        notes.push(Instant::now());
        Ok(AccessToken::new(fetch(notes.len())?)?)
    };
    (source, asked)
}

fn cached(fetch: fn(usize) -> Result<String, BoxError>) -> (TokenCache, Asked) {
    let (source, asked) = noting(fetch);
    (TokenCache::new(move || std::future::ready(source())), asked)
}

/// A token with a lifetime in seconds; an error if the text is empty.
fn living(text: &str, lifetime: u64) -> Result<AccessToken, BoxError> {
    Ok(AccessToken::new(text)?.expires_in(Duration::from_secs(lifetime)))
}

/// A provider without any cache.
struct Plain<F>(F);

impl<F: Fn() -> Result<AccessToken, BoxError> + Send + Sync + 'static> TokenProvider for Plain<F> {
    fn token<'a>(&'a self, _: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken, BoxError>> {
        Box::pin(std::future::ready((self.0)()))
    }
}

/// A client of a service that refuses every token.
fn refused(provider: impl TokenProvider) -> (Client, Transport) {
    let transport = Transport::new();
    (0..3000).for_each(|_| transport.reply(Reply::json(401, "{}")));
    (client(provider, &transport), transport)
}

fn client(provider: impl TokenProvider, transport: &Transport) -> Client {
    let builder = Client::builder("https://auth.example.com").token_provider(provider).transport(transport);
    builder.build().expect("good settings")
}

/// How often each token was sent.
fn sent(transport: &Transport) -> BTreeMap<String, u32> {
    let mut times = BTreeMap::new();
    for request in transport.requests() {
        *times.entry(request.header("authorization").expect("a token").to_owned()).or_default() += 1;
    }
    times
}

fn causes(error: &Error) -> String {
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    causes.map(|cause| format!("{cause}; ")).collect()
}

#[tokio::test(start_paused = true)]
async fn f25_a_dead_source_is_asked_once_per_pause_and_pauses_grow_up_to_a_bound() {
    let (cache, asked) = cached(|_| Err("the token endpoint is down".into()));
    let client = client(cache, &Transport::new());
    for _ in 0..1000 {
        let start = Instant::now();
        let error = client.get_client(id()).await.expect_err("no token");
        assert_eq!((error.kind(), error.attempts(), start.elapsed()), (ErrorKind::Token, 0, Duration::ZERO));
        assert!(causes(&error).contains("the token endpoint is down"), "{}", causes(&error));
        advance(Duration::from_millis(100)).await;
    }
    let asked = asked.lock().expect("notes");
    let pauses: Vec<f64> = asked.windows(2).map(|pair| (pair[1] - pair[0]).as_secs_f64()).collect();
    for (number, pause) in pauses.iter().enumerate() {
        let longest = [1.0, 2.0, 4.0, 8.0, 16.0].get(number).copied().unwrap_or(30.0);
        // Calls come every 0.1 s.
        assert!((0.75 * longest..=longest + 0.1).contains(pause), "{number}: {pauses:?}");
    }
    assert!((6..=9).contains(&pauses.len()), "{pauses:?}");
}

#[tokio::test(start_paused = true)]
async fn f25_pauses_differ_from_process_to_process() {
    let mut pauses = Vec::new();
    for _ in 0..20 {
        let (cache, asked) = cached(|_| Err("down".into()));
        while asked.lock().expect("notes").len() < 2 {
            cache.token(TokenRequest::new()).await.expect_err("no token");
            advance(Duration::from_millis(1)).await;
        }
        let asked = asked.lock().expect("notes");
        pauses.push((asked[1] - asked[0]).as_millis());
    }
    pauses.sort_unstable();
    pauses.dedup();
    assert!(pauses.len() > 5, "{pauses:?}");
}

#[tokio::test(start_paused = true)]
async fn f25_a_source_that_recovers_is_asked_after_the_pause_and_starts_over() {
    let (cache, asked) = cached(|number| if number == 5 { Ok("the-fifth".to_owned()) } else { Err("down".into()) });
    for _ in 0..4 {
        cache.token(TokenRequest::new()).await.expect_err("down");
        cache.token(TokenRequest::new()).await.expect_err("paused");
        sleep(Duration::from_secs(30)).await;
    }
    let token = cache.token(TokenRequest::new()).await.expect("a token");
    assert_eq!(asked.lock().expect("notes").len(), 5);
    // The next failure is a first one again: its pause is a second, not 16.
    cache.token(TokenRequest::new().with_refused(&token)).await.expect_err("down");
    sleep(Duration::from_secs(1)).await;
    cache.token(TokenRequest::new()).await.expect_err("down");
    assert_eq!(asked.lock().expect("notes").len(), 7);
}

#[tokio::test(start_paused = true)]
async fn f25_a_valid_token_serves_through_the_pauses_of_its_source() {
    let fetched = Arc::new(Mutex::new(0));
    let counter = Arc::clone(&fetched);
    let cache = TokenCache::new(move || {
        let mut number = counter.lock().expect("a number");
        *number += 1;
        let first = *number == 1;
        std::future::ready(living(if first { "first" } else { "" }, 600))
    });
    for _ in 0..600 {
        cache.token(TokenRequest::new()).await.expect("the first token");
        sleep(Duration::from_secs(1)).await;
    }
    let fetches = *fetched.lock().expect("a number");
    assert!((3..=12).contains(&fetches), "{fetches}");
    cache.token(TokenRequest::new()).await.expect_err("expired");
}

#[tokio::test(start_paused = true)]
async fn f25_no_refused_token_is_ever_sent_again_whatever_the_source_repeats() {
    type Fetch = fn(usize) -> Result<String, BoxError>;
    let sources: [(&str, usize, Fetch); 4] = [
        ("the same", 1, |_| Ok("token-0".into())),
        ("two in turn", 2, |number| Ok(format!("token-{}", number % 2))),
        ("five in turn", 5, |number| Ok(format!("token-{}", number % 5))),
        ("the second time another", 2, |number| Ok(format!("token-{}", usize::from(number > 1)))),
    ];
    for (name, tokens, fetch) in sources {
        let (cache, fetched) = cached(fetch);
        let (plain, _) = noting(fetch);
        for (has_cache, (client, transport)) in [(true, refused(cache)), (false, refused(Plain(plain)))] {
            for _ in 0..1000 {
                let error = client.get_client(id()).await.expect_err("refused");
                assert!(matches!(error.kind(), ErrorKind::Auth | ErrorKind::Token), "{name}: {error}");
                advance(Duration::from_secs(1)).await;
            }
            let sent = sent(&transport);
            assert!(sent.len() == tokens && sent.values().all(|times| *times == 1), "{name}, {has_cache}: {sent:?}");
            let error = client.get_client(id()).await.expect_err("refused");
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Token, 0), "{name}");
            assert!(causes(&error).contains("refused"), "{name}: {}", causes(&error));
        }
        let fetched = fetched.lock().expect("notes").len();
        assert!(fetched <= 60, "{name}: {fetched} fetches in 1,000 seconds");
    }
}

#[tokio::test(start_paused = true)]
async fn f25_no_client_of_a_shared_cache_sends_a_token_that_another_was_refused() {
    for tokens in [1, 2, 5, 200] {
        let asked = Asked::default();
        let notes = Arc::clone(&asked);
        let cache = TokenCache::new(move || {
            let mut notes = notes.lock().expect("notes");
            notes.push(Instant::now());
            std::future::ready(living(&format!("token-{}", notes.len() % tokens), 3600))
        });
        let ((one, transport), shared) = (refused(cache.clone()), Arc::new(cache));
        let others = [client(Arc::clone(&shared), &transport), client(shared, &transport)];
        for _ in 0..300 {
            for client in others.iter().chain([&one]) {
                client.get_client(id()).await.expect_err("refused");
                advance(Duration::from_millis(700)).await;
            }
        }
        let sent = sent(&transport);
        assert!(sent.values().all(|times| *times == 1) && sent.len() > 1.min(tokens - 1), "{tokens}: {sent:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn f25_a_refused_token_is_remembered_although_the_source_has_hundreds() {
    let (plain, _) = noting(|number| Ok(format!("token-{}", number % 250)));
    let (client, transport) = refused(Plain(plain));
    for _ in 0..1000 {
        client.get_client(id()).await.expect_err("refused");
    }
    let sent = sent(&transport);
    assert!(sent.len() == 250 && sent.values().all(|times| *times == 1), "{sent:?}");
}

#[tokio::test(start_paused = true)]
async fn f25_a_provider_hears_of_every_refusal_before_it_is_asked_for_another_token() {
    /// Notes what it is asked and told.
    struct Noting(Arc<Mutex<Vec<String>>>);
    impl TokenProvider for Noting {
        fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken, BoxError>> {
            let name = if request.refused().is_some() { "second" } else { "first" };
            self.0.lock().expect("notes").push(format!("{name} token"));
            Box::pin(std::future::ready(AccessToken::new(name).map_err(Into::into)))
        }

        fn refused(&self, token: &AccessToken) {
            let name = if token.is(&AccessToken::new("first").expect("a token")) { "first" } else { "second" };
            self.0.lock().expect("notes").push(format!("{name} refused"));
        }
    }
    let notes = Arc::new(Mutex::new(Vec::new()));
    let (client, _) = refused(Arc::new(Noting(Arc::clone(&notes))));
    client.get_client(id()).await.expect_err("refused");
    let notes = notes.lock().expect("notes").clone();
    assert_eq!(notes, ["first token", "first refused", "second token", "second refused"]);
}

#[tokio::test(start_paused = true)]
async fn f25_a_cache_returns_a_refused_token_to_none_of_its_clients() {
    let (cache, asked) = cached(|number| Ok(format!("token-{}", number % 2)));
    for _ in 0..2 {
        let token = cache.token(TokenRequest::new()).await.expect("a token");
        let _ = cache.token(TokenRequest::new().with_refused(&token)).await;
        sleep(Duration::from_secs(30)).await;
    }
    for _ in 0..100 {
        cache.clone().token(TokenRequest::new()).await.expect_err("both are refused");
        advance(Duration::from_secs(1)).await;
    }
    let asked = asked.lock().expect("notes").len();
    assert!((5..=12).contains(&asked), "{asked}");
}

#[tokio::test(start_paused = true)]
async fn f25_a_service_that_refuses_each_new_token_does_not_make_the_source_issue_one_for_each_call() {
    let (cache, fetched) = cached(|number| Ok(format!("token-{number}")));
    let (client, transport) = refused(cache);
    for _ in 0..1000 {
        client.get_client(id()).await.expect_err("refused");
        advance(Duration::from_millis(100)).await;
    }
    assert!(sent(&transport).values().all(|times| *times == 1));
    let fetched = fetched.lock().expect("notes").len();
    assert!((7..=12).contains(&fetched), "{fetched}");
}

#[tokio::test(start_paused = true)]
async fn f25_a_token_that_lives_for_no_time_is_not_fetched_for_each_call() {
    let asked = Asked::default();
    let notes = Arc::clone(&asked);
    let cache = TokenCache::new(move || {
        notes.lock().expect("notes").push(Instant::now());
        std::future::ready(living("short", 0))
    });
    for _ in 0..100 {
        cache.token(TokenRequest::new()).await.expect("a token");
        advance(Duration::from_millis(100)).await;
    }
    assert_eq!(asked.lock().expect("notes").len(), 10);
}

#[tokio::test(start_paused = true)]
async fn f25_a_token_that_was_refused_during_a_wait_is_replaced_before_the_next_attempt() {
    let (plain, _) = noting(|number| Ok(format!("token-{}", number.min(3) / 3)));
    let transport = Transport::new();
    transport.reply(Reply::json(503, "{}").header("retry-after", "5"));
    transport.reply(Reply::json(401, "{}"));
    (0..2).for_each(|_| transport.reply(Reply::json(200, FOUND)));
    let client = client(Plain(plain), &transport);
    let id = id();
    let waits = async { client.get_client(&id).await.expect("a response") };
    let meanwhile = async {
        sleep(Duration::from_secs(1)).await;
        client.get_client(&id).await.expect("a response")
    };
    tokio::join!(waits, meanwhile);
    let tokens = transport.requests();
    let tokens: Vec<&str> = tokens.iter().filter_map(|request| request.header("authorization")).collect();
    assert_eq!(tokens, ["Bearer token-0", "Bearer token-0", "Bearer token-1", "Bearer token-1"]);
}
