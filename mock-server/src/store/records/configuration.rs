//! The configuration of a client. Each field is written once, in this file.
//!
//! The records carry serde's derives because requests and responses embed them: `routes/clients.rs` flattens an update
//! into each request body and a record into each response. Which record a field belongs to decides where it appears:
//!
//! | record | update request | create request | item and creation | clone |
//! |---|---|---|---|---|
//! | [`Configuration`] itself | yes | if the request names it | yes | if the response names it |
//! | [`Protocol`] | yes | yes | yes | copied and shown |
//! | [`Presentation`] | yes | yes | yes | reset and not shown |

use serde::{Deserialize, Serialize};

/// Defines a record and its update: the same fields, each of which may be absent.
///
/// A group, written `..name: Record | Update`, is a separate record whose fields JSON shows next to the others.
macro_rules! record {
    (
        $(#[$about:meta])*
        $record:ident | $update:ident {
            $($(#[$attribute:meta])* $field:ident: $kind:ty,)*
            $(..$group:ident: $part:ident | $part_update:ident,)*
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub(crate) struct $record {
            $($(#[$attribute])* pub(crate) $field: $kind,)*
            $(#[serde(flatten)] pub(crate) $group: $part,)*
        }

        #[doc = concat!("The fields of [`", stringify!($record), "`] to set; `None` keeps the value.")]
        #[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub(crate) struct $update {
            $(pub(crate) $field: Option<$kind>,)*
            $(#[serde(flatten)] pub(crate) $group: $part_update,)*
        }

        impl $record {
            /// Sets the fields that the update holds.
            pub(in crate::store) fn apply(&mut self, update: $update) {
                $(if let Some(value) = update.$field {
                    self.$field = value;
                })*
                $(self.$group.apply(update.$group);)*
            }
        }
    };
}

record! {
    /// What a request can set on a client. An unset string is empty.
    Configuration | ConfigurationUpdate {
        name: String,
        status: String,
        is_confidential: bool,
        redirect_uris: Vec<String>,
        ..protocol: Protocol | ProtocolUpdate,
        ..presentation: Presentation | PresentationUpdate,
    }
}

record! {
    /// What a client may request and how it authenticates.
    Protocol | ProtocolUpdate {
        scopes: Vec<String>,
        grant_types: Vec<String>,
        /// Responses encode the list as JSON in a string, so each of them has a field of its own for it.
        #[serde(skip_serializing)]
        client_auth_methods: Vec<String>,
        fapi_profile: String,
        /// Only the response to a creation shows it.
        #[serde(skip_serializing)]
        jwks: String,
        jwks_uri: String,
    }
}

record! {
    /// What people are shown about a client.
    Presentation | PresentationUpdate {
        logo_url: String,
        privacy_policy: String,
        terms_url: String,
        website: String,
    }
}

impl Configuration {
    /// What a new client has before the request's fields are applied: it is active and confidential. The contract
    /// does not state either default.
    pub(in crate::store) fn initial() -> Self {
        Self { status: "active".to_owned(), is_confidential: true, ..Self::default() }
    }

    /// What a clone takes over.
    pub(in crate::store) fn copied(&self) -> Self {
        Self {
            name: format!("{} (copy)", self.name),
            is_confidential: self.is_confidential,
            redirect_uris: self.redirect_uris.clone(),
            protocol: self.protocol.clone(),
            ..Self::initial()
        }
    }
}
