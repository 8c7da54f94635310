//! A provider that caches a token until shortly before it expires.

use std::{
    fmt,
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{Mutex as AsyncMutex, OwnedMutexGuard},
    task::JoinHandle,
    time::timeout_at,
};

use crate::{
    auth::{
        provider::{TokenProvider, TokenRequest},
        state::{Outcome, State},
        token::{AccessToken, BoxError, BoxFuture},
    },
    exchange::deadline::far,
};

/// How long before its expiry a token is replaced by default.
const EARLY: Duration = Duration::from_secs(60);

/// Longest time for fetching a token by default.
const TIMEOUT: Duration = Duration::from_secs(10);

type Fetch = dyn Fn() -> BoxFuture<'static, Result<AccessToken, BoxError>> + Send + Sync;

/// Fetches a token with any async function, caches it, and replaces it shortly before its expiry or when it is refused.
///
/// One fetch at a time serves every call of the client and its clones: calls that need a token wait for the fetch and share
/// its result. While the old token is valid, no call waits, and a failed fetch is not reported.
///
/// After a failed fetch, the function is not called again for a pause: up to a second at first, and twice as long after each
/// further failure, up to 30 seconds. Calls that need a token during the pause end at once with the error of the last fetch.
/// A token that the service has refused counts as a failure if the function returns it again, and so does each new token that
/// the service refuses as well. A successful fetch ends the pause, and a token serves for at least a second.
///
/// Each fetch runs as its own task on the tokio runtime of the call that needed it. Dropping that call does not cancel the
/// fetch, but other calls wait for it, so the runtime must keep running. Clones share the token, so one cache can serve several
/// clients.
///
/// ```
/// use std::time::Duration;
///
/// use authms_sdk::{AccessToken, BoxError, Client, TokenCache};
///
/// let tokens = TokenCache::new(|| async {
///     // … ask the token endpoint …
///     let token = AccessToken::new("2YotnFZFEjr1zCsicMWpAA")?.expires_in(Duration::from_secs(3600));
///     Ok::<_, BoxError>(token)
/// });
/// let client = Client::builder("https://auth.example.com/api/v1").token_provider(tokens).build()?;
/// # let _ = client;
/// # Ok::<(), authms_sdk::Error>(())
/// ```
#[derive(Clone)]
pub struct TokenCache {
    fetch: Arc<Fetch>,
    early: Duration,
    timeout: Duration,
    state: Arc<Mutex<State>>,
    /// Held while fetching.
    turn: Arc<AsyncMutex<()>>,
}

/// Never shows the token.
impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenCache").field("early", &self.early).field("timeout", &self.timeout).finish_non_exhaustive()
    }
}

impl TokenCache {
    /// A cache over a function that fetches a token. Nothing is fetched yet.
    pub fn new<F, T, E>(fetch: F) -> Self
    where
        F: Fn() -> T + Send + Sync + 'static,
        T: Future<Output = Result<AccessToken, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        let fetch: Arc<Fetch> = Arc::new(move || {
            let fetched = fetch();
            Box::pin(async move { fetched.await.map_err(Into::into) })
        });
        Self { fetch, early: EARLY, timeout: TIMEOUT, state: Arc::default(), turn: Arc::default() }
    }

    /// How long before its expiry a token is replaced: 60 seconds by default, and at most half of its lifetime. A random
    /// share of up to a fifth is taken off, so that many processes do not ask at once.
    #[must_use]
    pub fn early(mut self, early: Duration) -> Self {
        self.early = early;
        self
    }

    /// Longest time for one fetch; 10 seconds by default.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    fn with_state<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut locked(&self.state))
    }

    async fn get(&self, refused: Option<&AccessToken>) -> Result<AccessToken, BoxError> {
        let (outcome, seen) = self.with_state(|state| {
            if let Some(refused) = refused {
                state.refuse(refused);
            }
            (state.outcome(state.fetches()), state.fetches())
        });
        match outcome {
            Outcome::Token(token, is_due) => {
                // The first call starts a fetch, and no call waits for it.
                if is_due
                    && let Ok(turn) = Arc::clone(&self.turn).try_lock_owned()
                    && self.with_state(|state| matches!(state.outcome(seen), Outcome::Token(_, true)))
                {
                    drop(self.set_off(turn));
                }
                return Ok(token);
            }
            Outcome::Failed(error) => return Err(error),
            Outcome::Fetch => {}
        }
        let turn = Arc::clone(&self.turn).lock_owned().await;
        match self.with_state(|state| state.outcome(seen)) {
            Outcome::Token(token, _) => Ok(token),
            Outcome::Failed(error) => Err(error),
            Outcome::Fetch => {
                self.set_off(turn).await.map_err(|_| BoxError::from("the runtime ended while a token was fetched"))?
            }
        }
    }

    /// Starts a fetch and keeps its result; the caller must hold the turn. Dropping the handle does not stop the fetch.
    fn set_off(&self, turn: OwnedMutexGuard<()>) -> JoinHandle<Result<AccessToken, BoxError>> {
        let (fetch, state) = (Arc::clone(&self.fetch), Arc::clone(&self.state));
        let (early, timeout) = (self.early, self.timeout);
        tokio::spawn(async move {
            // As its own task, so that a panic is an error like any other.
            let mut fetching = tokio::spawn(async move { fetch().await });
            let fetched = match timeout_at(far(timeout), &mut fetching).await {
                Ok(Ok(fetched)) => fetched,
                Ok(Err(_)) => Err("the function that fetches tokens panicked".into()),
                Err(_) => {
                    fetching.abort();
                    Err(format!("no token within {timeout:?}").into())
                }
            };
            let kept = locked(&state).keep(fetched, early);
            drop(turn);
            kept
        })
    }
}

fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl TokenProvider for TokenCache {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<AccessToken, BoxError>> {
        Box::pin(self.get(request.refused()))
    }

    fn refused(&self, token: &AccessToken) {
        self.with_state(|state| state.refuse(token));
    }
}
