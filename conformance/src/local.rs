//! The mock server as a target: started in this process on a free port, and dropped afterwards.

use authms_mock_server::{MockServer, Options, spawn, tokens};

use crate::http::{
    caller::{Token, Tokens},
    target::{Settings, Subject, Target, TargetError},
};

/// A running mock server and the target that points to it.
pub struct Local {
    server: MockServer,
    target: Target,
}

/// Why the mock server could not be made a target.
#[derive(Debug, thiserror::Error)]
pub enum LocalError {
    /// It did not start.
    #[error("cannot start the mock server: {0}")]
    Spawn(#[from] authms_mock_server::SpawnError),
    /// Its URL is not a valid base URL.
    #[error(transparent)]
    Target(#[from] TargetError),
}

impl Local {
    /// Starts a mock server with its built-in clients and tokens.
    ///
    /// # Errors
    ///
    /// [`LocalError`] if no port is free or the HTTP client cannot be set up.
    pub async fn start(options: Options, settings: Settings) -> Result<Self, LocalError> {
        let server = spawn(options).await?;
        let target = Self::target_at(server.url(), settings)?;
        Ok(Self { server, target })
    }

    /// The target that a mock server under another URL is, a proxy in front of it included.
    ///
    /// # Errors
    ///
    /// As [`Target::new`].
    pub fn target_at(url: &str, settings: Settings) -> Result<Target, TargetError> {
        let tokens = Tokens {
            admin: Token::new(tokens::ADMIN),
            user: Some(Token::new(tokens::USER)),
            other_tenant: Some(Token::new(tokens::OTHER_ADMIN)),
        };
        let subject = Subject { client_id: "demo-payments".to_owned(), disposable: true };
        Ok(Target::new(url, tokens, settings)?.lending(subject).with_bystander("demo-spa"))
    }

    /// The target.
    #[must_use]
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// Stops the server.
    pub async fn shutdown(self) {
        self.server.shutdown().await;
    }
}
