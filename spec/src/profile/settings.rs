//! The settings of a profile: for each, the values that it can have and what they mean.

use serde::{Deserialize, Serialize};

/// A value that a setting can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The value as a profile spells it, such as `keep`.
    pub name: &'static str,
    /// What a server does that has this value.
    pub effect: &'static str,
}

/// Defines a setting: an enum whose variants are the values, spelled and explained once.
macro_rules! setting {
    (
        #[doc = $about:literal]
        $name:ident, by default $default:ident {
            $(#[doc = $effect:literal] $variant:ident = $text:literal,)*
        }
    ) => {
        #[doc = $about]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name {
            $(#[doc = $effect] #[serde(rename = $text)] $variant,)*
        }

        impl $name {
            /// All values, in the order of this page.
            pub const VALUES: &'static [Choice] = &[$(Choice { name: $text, effect: $effect.trim_ascii() },)*];

            /// The value as a profile spells it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::$default
            }
        }
    };
}

setting! {
    /// What `null` in an update does to a field.
    Null, by default Keep {
        /// The field keeps its value.
        Keep = "keep",
        /// The field is cleared.
        Clear = "clear",
        /// The request is refused with 400.
        Reject = "reject",
    }
}

setting! {
    /// What the empty string in an update does to a field.
    EmptyString, by default Clear {
        /// The field is cleared.
        Clear = "clear",
        /// The field keeps its value.
        Keep = "keep",
        /// The request is refused with 400.
        Reject = "reject",
    }
}

setting! {
    /// What an unknown field in a request does.
    UnknownFields, by default Ignore {
        /// The field is ignored.
        Ignore = "ignore",
        /// The request is refused with 400.
        Reject = "reject",
    }
}

setting! {
    /// What a value outside the known ones (`status`, `grant_types`, …) does.
    UnknownValues, by default Accept {
        /// The value is stored.
        Accept = "accept",
        /// The request is refused with 400.
        Reject = "reject",
    }
}

setting! {
    /// What happens to duplicates in a list.
    Duplicates, by default Keep {
        /// They are stored as sent.
        Keep = "keep",
        /// Only the first of them is stored.
        Remove = "remove",
    }
}

setting! {
    /// How a response shows a field that is not set.
    Unset, by default Empty {
        /// As `""` or `[]`.
        Empty = "empty",
        /// As `null`.
        Null = "null",
        /// Not at all.
        Absent = "absent",
    }
}

setting! {
    /// How precise timestamps are.
    Precision, by default Milliseconds {
        /// `10:30:00.000`
        Milliseconds = "milliseconds",
        /// `10:30:00`
        Seconds = "seconds",
        /// `10:30:00.000000000`
        Nanoseconds = "nanoseconds",
    }
}

setting! {
    /// In which time zone timestamps are shown.
    Zone, by default Utc {
        /// `Z`
        Utc = "utc",
        /// `+08:00`
        Offset = "offset",
    }
}

setting! {
    /// Which check of an update comes first once the caller is known.
    CheckOrder, by default ClientFirst {
        /// Whether the client exists (404), then the body (400).
        ClientFirst = "client_first",
        /// The body (400), then whether the client exists (404).
        BodyFirst = "body_first",
    }
}
