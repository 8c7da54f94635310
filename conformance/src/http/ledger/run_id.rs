//! The id of a run, which tells when it began, and the two marks that it leaves on its clients.

use jiff::{SignedDuration, Timestamp};

/// Hex digits of the time in milliseconds since 1970.
const TIME: usize = 11;

/// Hex digits in all.
const LENGTH: usize = 16;

/// The id of a run: 16 hex digits, the first 11 of them its begin in milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RunId(String);

impl Default for RunId {
    fn default() -> Self {
        let now = Timestamp::now().as_millisecond();
        Self(format!("{now:011x}{:05x}", fastrand::u32(..1 << 20)))
    }
}

impl RunId {
    /// Reads an id.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let valid = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == LENGTH && text.bytes().all(valid)).then(|| Self(text.to_owned()))
    }

    /// The run whose name a client bears: `conformance-<run>-…`.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        let (run, _) = name.strip_prefix("conformance-")?.split_once('-')?;
        Self::parse(run)
    }

    /// The run whose website a client has: `https://<run>.conformance.invalid/…`.
    pub(crate) fn of_website(website: &str) -> Option<Self> {
        let url = url::Url::parse(website).ok()?;
        Self::parse(url.host_str()?.strip_suffix(".conformance.invalid")?)
    }

    /// Whether a client with this name and website bears a mark of the run. A copy may have been given a longer name.
    pub(crate) fn marks(&self, name: &str, website: &str) -> bool {
        name.contains(&self.prefix()) || Self::of_website(website).as_ref() == Some(self)
    }

    /// As text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// How the names of its clients begin.
    pub(crate) fn prefix(&self) -> String {
        format!("conformance-{}-", self.0)
    }

    /// How long ago it began; negative if that is in the future.
    pub(crate) fn age(&self, now: Timestamp) -> SignedDuration {
        let milliseconds = self.0.get(..TIME).and_then(|digits| i64::from_str_radix(digits, 16).ok());
        SignedDuration::from_millis(now.as_millisecond() - milliseconds.unwrap_or_default())
    }
}

impl std::fmt::Display for RunId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_its_age_and_no_two_are_the_same() {
        let (one, other) = (RunId::default(), RunId::default());
        assert_ne!(one, other);
        assert_eq!(RunId::parse(one.as_str()), Some(one.clone()));
        let age = one.age(Timestamp::now() + SignedDuration::from_hours(2));
        assert!((7_200..7_205).contains(&age.as_secs()), "{age}");
    }

    #[test]
    fn both_marks_tell_the_run_and_nothing_else_does() {
        let run = RunId::default();
        assert_eq!(RunId::of_name(&format!("{}subject", run.prefix())), Some(run.clone()));
        for website in ["", "/", "/logo.png"] {
            assert_eq!(RunId::of_website(&format!("https://{run}.conformance.invalid{website}")), Some(run.clone()));
        }
        for name in ["conformance-", "conformance-0123-x", &format!("x{}", run.prefix()), &format!("conformance-{run}")]
        {
            assert_eq!(RunId::of_name(name), None, "{name}");
        }
        for website in ["", "conformance.invalid", &format!("https://{run}.conformance.invalid.example.com")] {
            assert_eq!(RunId::of_website(website), None, "{website}");
        }
    }
}
