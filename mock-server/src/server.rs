//! A running server: bound, answering, and stopped on request.

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

/// How long open requests may take to end once the server was told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// A mock server that answers until it is shut down or dropped.
#[derive(Debug)]
pub struct MockServer {
    url: String,
    stop: watch::Sender<bool>,
    tasks: JoinSet<io::Result<()>>,
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum SpawnError {
    /// A base path is none.
    #[error(transparent)]
    BasePath(#[from] BasePathError),
    /// There is no base path at all.
    #[error("there is no base path\n  hint: give at least one, such as `/api/v1`")]
    NoBasePath,
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}\n  hint: choose another port with `--port`, 0 takes a free one")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
}

/// Starts a server and returns once it answers.
///
/// # Errors
///
/// [`SpawnError`] if a base path is none or the address cannot be listened on.
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
        // `localhost` is ::1 first for Node. Where there is no IPv6, or the port is taken there, 127.0.0.1 has to do.
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

    /// Stops listening, lets open requests end for two seconds, and returns.
    pub async fn shutdown(mut self) {
        // Nobody left to hear it is as good as heard.
        let _ = self.stop.send(true);
        let _ = timeout(GRACE, async { while self.tasks.join_next().await.is_some() {} }).await;
    }
}
