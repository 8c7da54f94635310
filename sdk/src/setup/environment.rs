//! Settings from the environment.

use std::ffi::OsString;

use zeroize::Zeroizing;

use crate::{
    auth::{token::AccessToken, tokens::Tokens},
    client::Client,
    errors::{error::Error, kind::ErrorKind},
    setup::{builder::ClientBuilder, url::base_url},
};

/// Where the service is.
const BASE_URL: &str = "AUTHMS_BASE_URL";

/// The access token of an administrator.
const TOKEN: &str = "AUTHMS_TOKEN";

/// Looks up a variable. Tests pass a table: the real environment belongs to the whole process.
pub(crate) type Lookup<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// The environment of the process.
pub(crate) fn of_process(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

impl Client {
    /// A client of the service that the environment names: `AUTHMS_BASE_URL` is the base URL with the gateway's prefix,
    /// `AUTHMS_TOKEN` the access token of an administrator. [`ClientBuilder::from_env`] allows for more settings.
    ///
    /// ```no_run
    /// # async fn demo(id: authms_sdk::ClientId) -> Result<(), authms_sdk::Error> {
    /// let client = authms_sdk::Client::from_env()?;
    /// let found = client.get_client(&id).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] if one of the two is missing, empty or not valid, and as [`ClientBuilder::build`]. The error
    /// names the variable, and never shows the token.
    pub fn from_env() -> Result<Self, Error> {
        from(&of_process, true)?.build()
    }
}

impl ClientBuilder {
    /// Starts from the environment, with `AUTHMS_BASE_URL` and `AUTHMS_TOKEN`, as [`Client::from_env`]. The token may be missing
    /// or empty: a provider of tokens can take its place.
    ///
    /// ```no_run
    /// use authms_sdk::{AccessToken, BoxError, ClientBuilder, TokenCache};
    ///
    /// # async fn fetch() -> Result<AccessToken, BoxError> { Err("".into()) }
    /// let client = ClientBuilder::from_env()?.token_provider(TokenCache::new(fetch)).tenant("tenant-7").build()?;
    /// # let _ = client;
    /// # Ok::<(), authms_sdk::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] if the base URL is missing, empty or not valid, or if the token is not valid.
    pub fn from_env() -> Result<Self, Error> {
        from(&of_process, false)
    }
}

fn from(lookup: Lookup<'_>, needs_token: bool) -> Result<ClientBuilder, Error> {
    let base = text(lookup, BASE_URL)?
        .ok_or_else(|| missing(BASE_URL, "the base URL, such as https://auth.example.com/api/v1"))?;
    base_url(&base).map_err(|why| invalid(format!("{BASE_URL} is not valid: {why}")))?;
    let mut builder = ClientBuilder::new(base);
    match text(lookup, TOKEN)? {
        Some(token) => {
            let token = AccessToken::new(token).map_err(|why| invalid(format!("{TOKEN} is not valid: {why}")))?;
            builder.tokens = Ok(Tokens::Fixed(token));
        }
        None if needs_token => return Err(missing(TOKEN, "the access token of an administrator")),
        None => {}
    }
    Ok(builder)
}

/// A variable that is set and not empty, without white space around it: files of secrets end in a line break.
fn text(lookup: Lookup<'_>, name: &str) -> Result<Option<String>, Error> {
    let not_text = |_| invalid(format!("{name} is not valid: it is not UTF-8"));
    let value = lookup(name).map(OsString::into_string).transpose().map_err(not_text)?.map(Zeroizing::new);
    Ok(value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()))
}

fn missing(name: &str, example: &str) -> Error {
    invalid(format!("{name} is missing or empty; hint: set it to {example}"))
}

fn invalid(what: String) -> Error {
    Error::new(ErrorKind::InvalidInput, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_table(table: &[(&str, &str)], needs_token: bool) -> Result<Client, Error> {
        let lookup = |name: &str| table.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into());
        from(&lookup, needs_token)?.build()
    }

    #[test]
    fn base_url_and_token_come_from_the_environment_and_an_error_names_what_is_wrong() {
        let good = "https://auth.example.com/api/v1";
        for (base, token, needed, said) in [
            (Some(good), Some("canary-41b7"), true, None),
            (Some(good), None, false, None),
            (Some(good), Some(""), false, None),
            (None, Some("canary-41b7"), true, Some("AUTHMS_BASE_URL is missing or empty; hint: ")),
            (Some(""), Some("canary-41b7"), false, Some("AUTHMS_BASE_URL is missing or empty; hint: ")),
            (Some(good), None, true, Some("AUTHMS_TOKEN is missing or empty; hint: ")),
            (Some(good), Some(""), true, Some("AUTHMS_TOKEN is missing or empty; hint: ")),
            (Some("auth.example.com"), None, false, Some("AUTHMS_BASE_URL is not valid: the base URL is not")),
            (Some("https://canary:41b7@a.example.com"), None, false, Some("AUTHMS_BASE_URL is not valid: the base")),
            (Some(good), Some("canary-41b7\n"), true, None),
            (Some(good), Some(" \n"), true, Some("AUTHMS_TOKEN is missing or empty; hint: ")),
            (Some(good), Some("canary 41b7"), true, Some("AUTHMS_TOKEN is not valid: the token is empty or has")),
        ] {
            let set = [(BASE_URL, base), (TOKEN, token)];
            let table: Vec<_> = set.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
            match (from_table(&table, needed), said) {
                (Ok(client), None) => assert_eq!(client.shared.requests.base().as_str(), good),
                (Err(error), Some(said)) => {
                    let text = format!("{error} {error:?}");
                    assert!(error.kind() == ErrorKind::InvalidInput && text.starts_with(said), "{text}");
                    assert!(!text.contains("canary") && !text.contains("41b7"), "{text}");
                }
                (other, said) => panic!("{base:?}: {:?} instead of {said:?}", other.map(drop)),
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_variable_that_is_not_text_is_named() {
        use std::os::unix::ffi::OsStringExt as _;
        let error = from(&|_| Some(OsString::from_vec(vec![0xff])), true).unwrap_err();
        assert_eq!(error.to_string(), "AUTHMS_BASE_URL is not valid: it is not UTF-8");
    }
}
