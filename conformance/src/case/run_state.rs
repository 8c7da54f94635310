//! What the cases of a run share: the client that it was lent, scratch clients that change hands, and what is known of
//! each other client.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::sync::OnceCell;

use super::lent::Lent;
use crate::{http::caller::Caller, judging::item::Item};

/// A client that no case works on, and what is known of it.
pub(crate) struct Idle {
    pub(crate) client_id: String,
    pub(crate) known: Known,
}

impl Idle {
    /// A client of which nothing is known.
    pub(crate) fn unknown(client_id: String) -> Self {
        Self { client_id, known: Known::default() }
    }
}

/// What is known of a client.
#[derive(Default)]
pub(crate) struct Known {
    /// What a read must show, if that is certain.
    pub(crate) expected: Option<Item>,
    /// Whether a read has shown it since the last write.
    pub(crate) was_read: bool,
    /// When it was last written to.
    pub(crate) written: Option<Instant>,
}

impl Known {
    /// What a read has shown, and nothing was written since.
    pub(crate) fn read(item: Item) -> Self {
        Self { expected: Some(item), was_read: true, written: None }
    }
}

/// The clients that list cases share, and the name filter that finds them.
pub(crate) struct Listed {
    pub(crate) filter: String,
    pub(crate) ids: BTreeSet<String>,
    /// The one of them that is suspended, if a server allows that.
    pub(crate) suspended: Option<String>,
}

/// What the cases of one pass share.
pub(crate) struct RunState {
    bystander: Option<String>,
    lent_known: Mutex<Known>,
    scratch: Mutex<Vec<Idle>>,
    dubious: Mutex<Vec<String>>,
    pub(crate) listed: OnceCell<Listed>,
    whole_run: Arc<WholeRun>,
}

/// What both passes of a run share.
#[derive(Default)]
struct WholeRun {
    lent: Lent,
    serial: AtomicUsize,
    /// The clients that are there, by the run's own writes, and since when.
    alive: Mutex<HashMap<String, Instant>>,
    slowest: Mutex<Duration>,
    doubts: Vec<(Caller, &'static str)>,
}

impl RunState {
    /// The state of a run that was lent a client or none, with a second client to watch or none.
    pub(crate) fn new(lent: Lent, bystander: Option<String>, doubts: Vec<(Caller, &'static str)>) -> Self {
        let whole_run = Arc::new(WholeRun { lent, doubts, ..WholeRun::default() });
        Self::with(bystander, whole_run)
    }

    fn with(bystander: Option<String>, whole_run: Arc<WholeRun>) -> Self {
        let (lent_known, scratch, dubious) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { bystander, lent_known, scratch, dubious, listed: OnceCell::new(), whole_run }
    }

    /// The state of a second pass: nothing that a case has arranged or changed in the first is used again.
    pub(crate) fn again(&self) -> Self {
        Self::with(self.bystander.clone(), Arc::clone(&self.whole_run))
    }

    /// The client that the run was lent, or may read.
    pub(crate) fn lent(&self) -> &Lent {
        &self.whole_run.lent
    }

    /// A second client, which must not change, if there is one.
    pub(crate) fn bystander(&self) -> Option<&str> {
        self.bystander.as_deref()
    }

    /// A number that no other case of the run has.
    pub(crate) fn serial(&self) -> usize {
        self.whole_run.serial.fetch_add(1, Ordering::Relaxed)
    }

    /// Why a token may not be what it was given as, if the start of the run showed that.
    pub(crate) fn doubt(&self, caller: Caller) -> Option<&'static str> {
        let owner = if caller == Caller::QueryToken { Caller::User } else { caller };
        self.whole_run.doubts.iter().find(|(of, _)| *of == owner).map(|(_, why)| *why)
    }

    /// Takes a scratch client that no case works on, or what is known of the lent one.
    pub(crate) fn take_scratch(&self) -> Option<Idle> {
        lock(&self.scratch).pop()
    }

    /// Leaves a client in good order to the cases that come.
    pub(crate) fn give_scratch(&self, idle: Idle) {
        lock(&self.scratch).push(idle);
    }

    /// Leaves a client whose case found something wrong: for when no other can be had.
    pub(crate) fn give_dubious(&self, client_id: String) {
        lock(&self.dubious).push(client_id);
    }

    /// Takes a client whose case found something wrong, if it is still there by what the run has done.
    pub(crate) fn take_dubious(&self) -> Option<String> {
        let mut dubious = lock(&self.dubious);
        while let Some(client_id) = dubious.pop() {
            if self.alive_since(&client_id).is_some() {
                return Some(client_id);
            }
        }
        None
    }

    /// What is known of the lent client.
    pub(crate) fn lent_known(&self) -> MutexGuard<'_, Known> {
        lock(&self.lent_known)
    }

    /// A client was created.
    pub(crate) fn is_born(&self, client_id: &str) {
        lock(&self.whole_run.alive).insert(client_id.to_owned(), Instant::now());
    }

    /// A client was deleted.
    pub(crate) fn has_died(&self, client_id: &str) {
        lock(&self.whole_run.alive).remove(client_id);
    }

    /// Since when a client of this run is there; `None` if it is not, or not one of them.
    pub(crate) fn alive_since(&self, client_id: &str) -> Option<Instant> {
        lock(&self.whole_run.alive).get(client_id).copied()
    }

    /// A write showed in a read only after this time.
    pub(crate) fn settled_after(&self, delay: Duration) {
        let mut slowest = lock(&self.whole_run.slowest);
        *slowest = delay.max(*slowest);
    }

    /// The longest time until a write showed in a read that did not show it at once.
    pub(crate) fn slowest(&self) -> Duration {
        *lock(&self.whole_run.slowest)
    }

    /// The same in milliseconds, for the report; `None` if every write showed at once.
    pub(crate) fn slowest_milliseconds(&self) -> Option<u64> {
        Some(self.slowest()).filter(|time| !time.is_zero()).and_then(|time| u64::try_from(time.as_millis()).ok())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
