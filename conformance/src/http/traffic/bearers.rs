//! The tokens that a run presents now: the ones it was given, until a command has fetched others.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};
use tokio::{
    sync::{Mutex as Turn, MutexGuard as Held},
    time::Instant,
};

use super::token_command::{TokenCommand, TokenCommands};
use crate::http::{
    caller::{Caller, Token, Tokens},
    jwt::Claims,
};

/// How long before its expiry a token is replaced.
const EARLY: SignedDuration = SignedDuration::from_secs(60);

/// Time between two attempts to replace a token that is still valid.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(10);

/// Whose token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bearer {
    Admin,
    User,
    OtherTenant,
}

/// The tokens of a run and where fresh ones come from.
pub(crate) struct Bearers {
    tokens: RwLock<Arc<Tokens>>,
    commands: TokenCommands,
    states: [Mutex<State>; 3],
    /// Held while a token is checked or fetched.
    turn: Turn<()>,
}

#[derive(Default)]
struct State {
    /// Whether the service has accepted this very token.
    accepted: bool,
    /// How many tokens there were before this one.
    generation: usize,
    tried: Option<Instant>,
}

impl Bearer {
    /// Whose token a caller presents where the service is to accept it.
    pub(crate) fn of(caller: Caller) -> Option<Self> {
        match caller {
            Caller::Admin | Caller::LowerCaseScheme => Some(Self::Admin),
            Caller::User => Some(Self::User),
            Caller::OtherTenant => Some(Self::OtherTenant),
            _ => None,
        }
    }

    /// Who presents it so.
    pub(crate) fn caller(self) -> Caller {
        match self {
            Self::Admin => Caller::Admin,
            Self::User => Caller::User,
            Self::OtherTenant => Caller::OtherTenant,
        }
    }
}

impl std::fmt::Display for Bearer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Admin => "the administrator's token",
            Self::User => "the user token",
            Self::OtherTenant => "the token of another tenant",
        })
    }
}

impl Bearers {
    pub(crate) fn new(tokens: &Tokens, commands: &TokenCommands) -> Self {
        let tokens = RwLock::new(Arc::new(tokens.clone()));
        Self { tokens, commands: commands.clone(), states: Default::default(), turn: Turn::default() }
    }

    /// The tokens now.
    pub(crate) fn now(&self) -> Arc<Tokens> {
        Arc::clone(&self.tokens.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until nobody else checks or fetches a token.
    pub(crate) async fn turn(&self) -> Held<'_, ()> {
        self.turn.lock().await
    }

    /// How many tokens there were before this one.
    pub(crate) fn generation(&self, whose: Bearer) -> usize {
        self.state(whose).generation
    }

    /// The service accepts the token.
    pub(crate) fn accepted(&self, whose: Bearer) {
        self.state(whose).accepted = true;
    }

    /// Whether a 401 may mean that a token is not accepted any more. An administrator's was accepted, or there would be no
    /// run; another's must have been.
    pub(crate) fn may_have_ended(&self, whose: Bearer) -> bool {
        let state = self.state(whose);
        whose == Bearer::Admin || state.accepted || state.generation > 0
    }

    /// Whether a token is about to expire and there is a command for another.
    pub(crate) fn is_due(&self, whose: Bearer) -> bool {
        let recently = |state: &State| state.tried.is_some_and(|tried| tried.elapsed() < PAUSE);
        if self.command(whose).is_none() || recently(&self.state(whose)) {
            return false;
        }
        let Some(claims) = self.token(whose).and_then(|token| Claims::of(token.expose())) else { return false };
        // A token that lives for a minute only is used for half of it.
        let early = match (claims.iat, claims.exp) {
            (Some(iat), Some(exp)) => EARLY.min(exp.duration_since(iat) / 2),
            _ => EARLY,
        };
        claims.lives_for(Timestamp::now()).is_some_and(|rest| rest < early)
    }

    /// Fetches another token.
    ///
    /// # Errors
    ///
    /// Why the run cannot go on with this token, if it is not accepted any more.
    pub(crate) async fn renew(&self, whose: Bearer) -> Result<(), String> {
        let expired =
            self.token(whose).and_then(|token| Claims::of(token.expose())?.exp).map_or_else(String::new, |exp| {
                let verb = if exp <= Timestamp::now() { "expired" } else { "expires" };
                format!(" (it {verb} at {})", exp.strftime("%H:%M:%S UTC"))
            });
        let ended = format!("{whose} is not accepted any more{expired}");
        let Some(command) = self.command(whose) else { return Err(ended) };
        {
            let mut state = self.state(whose);
            if state.generation > 0 && !state.accepted {
                return Err(format!("{ended}, nor is the one that {} has printed since", command.flag()));
            }
            state.tried = Some(Instant::now());
        }
        let fetched = command.fetch().await;
        let token = fetched.map_err(|error| format!("{ended}, and {} gave no other: {}", error.flag, error.why))?;
        self.replace(whose, token);
        let mut state = self.state(whose);
        (state.accepted, state.generation) = (false, state.generation + 1);
        Ok(())
    }

    fn replace(&self, whose: Bearer, token: Token) {
        let mut held = self.tokens.write().unwrap_or_else(PoisonError::into_inner);
        let mut tokens = Tokens::clone(&held);
        match whose {
            Bearer::Admin => tokens.admin = token,
            Bearer::User => tokens.user = Some(token),
            Bearer::OtherTenant => tokens.other_tenant = Some(token),
        }
        *held = Arc::new(tokens);
    }

    fn token(&self, whose: Bearer) -> Option<Token> {
        self.now().presented_by(whose.caller()).map(Token::new)
    }

    fn command(&self, whose: Bearer) -> Option<&TokenCommand> {
        match whose {
            Bearer::Admin => self.commands.admin.as_ref(),
            Bearer::User => self.commands.user.as_ref(),
            Bearer::OtherTenant => self.commands.other_tenant.as_ref(),
        }
    }

    fn state(&self, whose: Bearer) -> MutexGuard<'_, State> {
        let state = match whose {
            Bearer::Admin => &self.states[0],
            Bearer::User => &self.states[1],
            Bearer::OtherTenant => &self.states[2],
        };
        state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    use serde_json::json;

    use super::*;

    fn jwt(lives_for: SignedDuration) -> String {
        let part = |value: serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let exp = (Timestamp::now() + lives_for).as_second();
        format!("{}.{}.c2ln", part(json!({ "alg": "none" })), part(json!({ "exp": exp, "iat": exp - 1800 })))
    }

    fn bearers(admin: &str, command: Option<&str>) -> Bearers {
        let tokens = Tokens { admin: Token::new(admin), user: None, other_tenant: None };
        let admin = command.map(|command| TokenCommand::new(command, "--token-command"));
        Bearers::new(&tokens, &TokenCommands { admin, ..TokenCommands::default() })
    }

    #[test]
    fn a_token_is_due_a_minute_before_it_expires_if_there_is_a_command() {
        let due = |seconds, command| bearers(&jwt(SignedDuration::from_secs(seconds)), command).is_due(Bearer::Admin);
        assert!(due(50, Some("true")) && due(-50, Some("true")));
        assert!(!due(70, Some("true")) && !due(50, None));
        assert!(!bearers("opaque", Some("true")).is_due(Bearer::Admin));
    }

    #[tokio::test]
    async fn without_a_command_the_reason_names_the_token_and_when_it_expired() {
        let error =
            bearers(&jwt(SignedDuration::from_secs(-5)), None).renew(Bearer::Admin).await.expect_err("no command");
        assert!(error.starts_with("the administrator's token is not accepted any more (it expired at "), "{error}");
        let error = bearers("opaque", None).renew(Bearer::Admin).await.expect_err("no command");
        assert_eq!(error, "the administrator's token is not accepted any more");
    }

    #[tokio::test]
    async fn a_fresh_token_that_is_not_accepted_either_is_not_replaced_again() {
        let bearers = bearers("opaque", Some("echo fresh"));
        bearers.renew(Bearer::Admin).await.expect("a token");
        assert_eq!((bearers.now().admin.expose(), bearers.generation(Bearer::Admin)), ("fresh", 1));
        let error = bearers.renew(Bearer::Admin).await.expect_err("not accepted in between");
        assert!(error.contains("nor is the one that --token-command has printed"), "{error}");
        bearers.accepted(Bearer::Admin);
        bearers.renew(Bearer::Admin).await.expect("accepted in between");
    }
}
