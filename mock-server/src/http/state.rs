//! What handlers share: the store, the profile, the schemas and the log.

use std::{
    io::{self, Write as _},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use authms_spec::profile::Profile;

use super::schemas::Schemas;
use crate::{
    options::{BasePathError, Log, Options, base_path},
    store::Namespace,
};

/// What handlers share.
pub(crate) struct App {
    store: Mutex<Namespace>,
    pub(crate) profile: Profile,
    pub(crate) schemas: Schemas,
    pub(crate) base_paths: Vec<String>,
    log: Log,
}

pub(crate) type Shared = Arc<App>;

impl App {
    pub(crate) fn new(options: &Options) -> Result<Shared, BasePathError> {
        let base_paths: Result<Vec<String>, _> =
            options.base_paths.iter().map(|path| base_path(path).map(str::to_owned)).collect();
        Ok(Arc::new(Self {
            store: Mutex::new(Namespace::new(options.seed, options.clock.clone(), options.ids.clone())),
            profile: options.profile,
            schemas: Schemas::default(),
            base_paths: base_paths?,
            log: options.log,
        }))
    }

    /// The state, for one call at a time.
    pub(crate) fn store(&self) -> MutexGuard<'_, Namespace> {
        // A handler that panicked has left the records whole: each mutation checks first and then assigns.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A line on stderr, if the server talks at all.
    pub(crate) fn say(&self, line: &str) {
        if self.log == Log::Stderr {
            // `eprintln!` would panic, and take the request with it, once nobody reads stderr any more.
            let _ = writeln!(io::stderr(), "{line}");
        }
    }
}
