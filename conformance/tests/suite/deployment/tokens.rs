//! The tokens of the deployment: JSON Web Tokens that stand for those of the mock server, and end.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use authms_mock_server::tokens;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::json;

/// Whose token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Admin,
    User,
    OtherAdmin,
}

/// How long tokens of a role are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Expiry {
    pub(crate) role: Role,
    pub(crate) life: Life,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Life {
    /// As the token itself says.
    Time(Duration),
    /// The session ends before the time that the token says, after this many requests.
    Uses(usize),
}

/// The tokens that were issued.
pub(super) struct Issuer {
    expiry: Option<Expiry>,
    /// Where a fresh token is put when the administrator's ends.
    renewed: Option<PathBuf>,
    issued: Mutex<Vec<Issued>>,
}

struct Issued {
    token: String,
    role: Role,
    ends: Instant,
    uses_left: usize,
}

impl Issued {
    fn is_good(&self) -> bool {
        self.ends > Instant::now() && self.uses_left > 0
    }
}

/// What a token is worth.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Worth {
    /// As much as this token of the mock server.
    StandsFor(&'static str),
    Expired,
    Unknown,
}

/// A token that the mock server does not know either.
pub(super) const NOTHING: &str = "unknown";

/// The usual life of a token of the service.
const USUAL: Duration = Duration::from_secs(30 * 60);

impl Issuer {
    pub(super) fn new(expiry: Option<Expiry>, renewed: Option<PathBuf>) -> Self {
        Self { expiry, renewed, issued: Mutex::default() }
    }

    /// A new token, which ends as tokens of its role do.
    pub(super) fn issue(&self, role: Role) -> String {
        self.issue_until(role, self.expiry.filter(|expiry| expiry.role == role))
    }

    /// A new token of the usual life.
    pub(super) fn issue_lasting(&self, role: Role) -> String {
        self.issue_until(role, None)
    }

    fn issue_until(&self, role: Role, expiry: Option<Expiry>) -> String {
        let (life, uses_left) = match expiry.map(|expiry| expiry.life) {
            Some(Life::Time(life)) => (life, usize::MAX),
            Some(Life::Uses(uses)) => (USUAL, uses),
            None => (USUAL, usize::MAX),
        };
        let token = json_web_token(role, life);
        let mut issued = self.issued.lock().unwrap_or_else(PoisonError::into_inner);
        issued.push(Issued { token: token.clone(), role, ends: Instant::now() + life, uses_left });
        token
    }

    pub(super) fn worth(&self, token: &str) -> Worth {
        let role = {
            let mut issued = self.issued.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(known) = issued.iter_mut().find(|known| known.token == token) else { return Worth::Unknown };
            if known.is_good() {
                known.uses_left -= 1;
                return Worth::StandsFor(known.role.in_mock());
            }
            known.role
        };
        if let (Role::Admin, Some(file)) = (role, &self.renewed) {
            self.renew(file);
        }
        Worth::Expired
    }

    /// Every token that was issued.
    pub(super) fn all(&self) -> Vec<String> {
        let issued = self.issued.lock().unwrap_or_else(PoisonError::into_inner);
        issued.iter().map(|known| known.token.clone()).collect()
    }

    /// Puts a fresh token where the command of the run finds it, unless one is there.
    fn renew(&self, file: &PathBuf) {
        let there = std::fs::read_to_string(file).unwrap_or_default();
        let fresh = {
            let issued = self.issued.lock().unwrap_or_else(PoisonError::into_inner);
            issued.iter().any(|known| known.token == there.trim() && known.is_good())
        };
        if !fresh {
            self.put(file);
        }
    }

    /// Puts a token into the file of the run's command; written beside and moved, so that no half token is read.
    pub(super) fn put(&self, file: &PathBuf) {
        let beside = file.with_extension("new");
        std::fs::write(&beside, self.issue(Role::Admin)).expect("the folder of the test can be written");
        std::fs::rename(&beside, file).expect("the folder of the test can be written");
    }
}

impl Role {
    fn in_mock(self) -> &'static str {
        match self {
            Self::Admin => tokens::ADMIN,
            Self::User => tokens::USER,
            Self::OtherAdmin => tokens::OTHER_ADMIN,
        }
    }
}

fn json_web_token(role: Role, life: Duration) -> String {
    let (user, tenant, named) = match role {
        Role::Admin => ("user-admin", "tenant-demo", "admin"),
        Role::User => ("user-one", "tenant-demo", "user"),
        Role::OtherAdmin => ("user-other-admin", "tenant-other", "admin"),
    };
    let now = jiff::Timestamp::now().as_second();
    let claims = json!({
        "sub": user, "user_id": user, "tenant_id": tenant, "session_id": format!("{:016x}", fastrand::u64(..)),
        "role": named, "type": "access", "iat": now, "exp": now + i64::try_from(life.as_secs()).unwrap_or(0),
    });
    let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let signature: Vec<u8> = (0..64).map(|_| fastrand::u8(..)).collect();
    let header = json!({ "alg": "RS256", "typ": "JWT" }).to_string();
    format!("{}.{}.{}", part(header.as_bytes()), part(claims.to_string().as_bytes()), part(&signature))
}
