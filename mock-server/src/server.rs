//! A running server, from binding its address to a graceful shutdown.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use axum::middleware;
use tokio::{net::TcpListener, sync::watch, task::JoinSet, time::timeout};

use crate::{
    http::{App, origin},
    options::{BasePathError, Options},
    router::build,
};

/// How long open requests may take after a shutdown was requested.
const GRACE: Duration = Duration::from_secs(2);

/// A mock server that runs until it is shut down or dropped.
#[derive(Debug)]
pub struct MockServer {
    url: String,
    stop: watch::Sender<bool>,
    tasks: JoinSet<io::Result<()>>,
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum SpawnError {
    /// A base path is invalid.
    #[error(transparent)]
    BasePath(#[from] BasePathError),
    /// The list of base paths is empty.
    #[error("the list of base paths is empty\n  hint: give at least one, such as `/api/v1`")]
    NoBasePath,
    /// The server cannot listen on the address.
    #[error("cannot listen on {address}: {source}\n  hint: choose another port with `--port`, 0 takes a free one")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// The error of the system.
        source: io::Error,
    },
}

/// Starts a server and returns once it accepts requests.
///
/// # Errors
///
/// [`SpawnError`] if there is no base path, if one is invalid, or if the server cannot listen on the address.
pub async fn spawn(options: Options) -> Result<MockServer, SpawnError> {
    let app = App::new(&options)?;
    let base = app.base_paths.first().ok_or(SpawnError::NoBasePath)?.clone();
    let mut router = build(&app, &options);
    if options.host.is_loopback() {
        router = router.layer(middleware::from_fn_with_state((), origin::only_loopback_hosts));
    }
    let address = SocketAddr::new(options.host, options.port);
    let listener = TcpListener::bind(address).await.map_err(|source| SpawnError::Bind { address, source })?;
    let bound = listener.local_addr().map_err(|source| SpawnError::Bind { address, source })?;
    let mut listeners = vec![listener];
    if options.host == IpAddr::V4(Ipv4Addr::LOCALHOST) {
        // Node resolves `localhost` to ::1 first. Without IPv6, or if the port is taken there, 127.0.0.1 is enough.
        listeners.extend(TcpListener::bind((Ipv6Addr::LOCALHOST, bound.port())).await.ok());
    }
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    for listener in listeners {
        let (router, mut stopped) = (router.clone(), stopped.clone());
        tasks.spawn(async move {
            let stopping = async move {
                // An error means that the server was dropped, which ends it as well.
                let _ = stopped.wait_for(|stop| *stop).await;
            };
            axum::serve(listener, router).with_graceful_shutdown(stopping).await
        });
    }
    Ok(MockServer { url: format!("http://{bound}{base}"), stop, tasks })
}

impl MockServer {
    /// The base URL, base path included, without a trailing slash: `http://127.0.0.1:4010/api/v1`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Stops listening, waits up to two seconds for open requests, and returns.
    pub async fn shutdown(mut self) {
        // An error means that all listeners have stopped already.
        let _ = self.stop.send(true);
        let _ = timeout(GRACE, async { while self.tasks.join_next().await.is_some() {} }).await;
    }
}
