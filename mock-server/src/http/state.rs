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

/// What each handler can use.
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

    /// The records, locked for one call at a time.
    pub(crate) fn store(&self) -> MutexGuard<'_, Namespace> {
        // A handler that panicked left the records consistent: each mutation checks first and then assigns.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a line to stderr if the log is on.
    pub(crate) fn log(&self, line: &str) {
        if self.log == Log::Stderr {
            // `eprintln!` would panic, and abort the request, if stderr was closed.
            let _ = writeln!(io::stderr(), "{line}");
        }
    }
}
