//! `authms-mock`: the mock server from the command line.

mod ready;

use authms_spec::profile::{Profile, ProfileError};
use std::{
    io::{self, Write as _},
    net::{IpAddr, Ipv4Addr},
    path::PathBuf,
    process::ExitCode,
};

use authms_mock_server::{Log, MockServer, Options, Seed, SpawnError, spawn, tokens};
use clap::Parser;
use ready::ReadyFile;

/// A stateful mock of the AuthMS client administration API.
///
/// The first line on stdout is the base URL; everything else goes to stderr. Ctrl-C stops the server.
#[derive(Debug, Parser)]
#[command(max_term_width = 80, version)]
struct Cli {
    /// Address to listen on.
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Port to listen on; 0 chooses a free one.
    #[arg(long, default_value_t = 4010)]
    port: u16,
    /// Path in front of the contract's paths (repeatable; stdout shows the first one).
    #[arg(long = "base-path", value_name = "PATH", default_value = "/api/v1")]
    base_paths: Vec<String>,
    /// File to write `{"url": …, "pid": …}` to once the server accepts requests; removed at the end.
    #[arg(long, value_name = "FILE")]
    ready_file: Option<PathBuf>,
    /// TOML file that settles the points that the contract leaves open.
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
    /// Number of additional clients to start with, for long lists.
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    clients: u32,
    /// Origin outside loopback whose pages may call the server (repeatable).
    #[arg(long = "cors-origin", value_name = "ORIGIN")]
    cors_origins: Vec<String>,
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Profile(#[from] ProfileError),
    #[error(transparent)]
    Spawn(#[from] SpawnError),
    #[error("cannot write the ready file {path}: {source}\n  hint: check the path given with --ready-file")]
    ReadyFile { path: PathBuf, source: io::Error },
    #[error("cannot start: {0}")]
    Runtime(io::Error),
}

impl Failure {
    fn exit_code(&self) -> u8 {
        match self {
            Self::Profile(_)
            | Self::ReadyFile { .. }
            | Self::Spawn(SpawnError::BasePath(_) | SpawnError::NoBasePath) => 78,
            Self::Spawn(SpawnError::Bind { .. }) => 69,
            Self::Runtime(_) => 70,
        }
    }
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 64 } else { 0 });
        }
    };
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("authms-mock: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

fn run(cli: Cli) -> Result<(), Failure> {
    let profile = cli.profile.as_deref().map(Profile::load).transpose()?.unwrap_or_default();
    let options = Options {
        host: cli.host,
        port: cli.port,
        base_paths: cli.base_paths,
        profile,
        cors_origins: cli.cors_origins,
        log: Log::Stderr,
        seed: if cli.clients == 0 { Seed::Demo } else { Seed::Many(cli.clients) },
        ..Options::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::Runtime)?;
    runtime.block_on(serve(options, cli.ready_file))
}

async fn serve(options: Options, ready_file: Option<PathBuf>) -> Result<(), Failure> {
    let ready_file = ready_file.map(ReadyFile::at);
    let failed = |file: &ReadyFile, source| Failure::ReadyFile { path: file.path().to_owned(), source };
    if let Some(file) = &ready_file {
        // A stale file would point a waiting script to a server that has stopped.
        file.remove().map_err(|source| failed(file, source))?;
    }
    let stop = stop_signal().map_err(Failure::Runtime)?;
    let server = spawn(options).await?;
    greet(&server);
    if let Some(file) = &ready_file {
        file.write(server.url()).map_err(|source| failed(file, source))?;
    }
    stop.await;
    let _ = writeln!(io::stderr(), "stopping");
    server.shutdown().await;
    if let Some(file) = &ready_file {
        file.remove().map_err(|source| failed(file, source))?;
    }
    Ok(())
}

/// Ctrl-C, or the signal that a supervisor sends.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ctrl-C.
#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

fn greet(server: &MockServer) {
    // The server keeps running if nothing reads its output.
    let _ = writeln!(io::stdout(), "{}", server.url()).and_then(|()| io::stdout().flush());
    let _ = writeln!(
        io::stderr(),
        "authms-mock is ready; press Ctrl-C to stop it

tokens   {:<18} administrator of tenant-demo
         {:<18} user of tenant-demo, not an administrator
         {:<18} administrator of tenant-other
clients  demo-payments, demo-spa, demo-legacy of tenant-demo
         demo-other of tenant-other

try      curl -i -X PUT \\
           {}/admin/oauth/clients/demo-payments \\
           -H 'Authorization: Bearer {}' \\
           -H 'Content-Type: application/json' \\
           -d '{{\"name\":\"Payments\",\"scopes\":[\"openid\"],\"logo_url\":\"\"}}'
",
        tokens::ADMIN,
        tokens::USER,
        tokens::OTHER_ADMIN,
        server.url(),
        tokens::ADMIN,
    );
}
