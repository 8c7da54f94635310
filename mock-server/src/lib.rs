//! A stateful mock of the AuthMS client administration API.
//!
//! It is a second reading of the contract in `spec/`: it keeps its state in memory, sends each response in the
//! contract's shape, and explains a caller's mistakes in the header `x-mock-violations`. A test starts its own server:
//!
//! ```
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! use authms_mock_server::{Options, spawn, tokens};
//!
//! let server = spawn(Options::default()).await?;
//! let url = format!("{}/admin/oauth/clients/demo-payments", server.url());
//! let http = reqwest::Client::builder().no_proxy().build()?;
//! let response = http.get(url).bearer_auth(tokens::ADMIN).send().await?;
//! assert_eq!(response.status(), 200);
//! server.shutdown().await;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod http;
mod options;
mod router;
mod routes;
mod server;
mod sources;
mod store;
pub mod tokens;

// `Options` has a field of this type.
pub use authms_spec::profile::Profile;
pub use options::{BasePathError, Log, Options, Seed};
pub use router::router;
pub use server::{MockServer, SpawnError, spawn};
pub use sources::{Clock, Ids, ManualClock};
