//! What the contract says of one operation, as a constant.
//!
//! The constants themselves are generated into [`crate::operation`] by `cargo xtask codegen`, so that a misspelt operation
//! does not compile. [`crate::Contract`] reads the same facts from any document at run time.

use crate::{
    FieldType,
    paths::{is_idempotent, is_safe},
};

/// One operation of the contract. Its id is the key of everything in the workspace.
///
/// ```
/// use authms_spec::operation;
///
/// let update = &operation::UPDATE_CLIENT;
/// assert_eq!((update.id, update.method, update.success), ("update_client", "PUT", 200));
/// assert!(update.is_idempotent() && update.takes("client_id"));
/// assert_eq!(operation::CREATE_CLIENT.mints, Some("client_secret"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Operation {
    /// The `operationId`, such as `update_client`.
    pub id: &'static str,
    /// HTTP method in capitals (RFC 9110 section 9).
    pub method: &'static str,
    /// Path template below the base path, such as `/admin/oauth/clients/{client_id}`.
    pub path: &'static str,
    /// The tag that groups it with the other operations of its resource, such as `clients`.
    pub tag: &'static str,
    /// Path and query parameters, in the order of the document.
    pub parameters: &'static [Parameter],
    /// Name of the request body's schema, if the operation takes a body.
    pub request: Option<&'static str>,
    /// The documented statuses, ascending, with the name of the response's schema or none where there is no body.
    pub responses: &'static [(u16, Option<&'static str>)],
    /// The documented status of success.
    pub success: u16,
    /// What a success carries inside its envelope; `None` if it has no body.
    pub payload: Option<Payload<'static>>,
    /// What it creates, by the path parameter that names the new resource: `client_id` or `secret_id`.
    pub creates: Option<&'static str>,
    /// The member of the payload that carries a secret which is shown this once (`format: password`).
    pub mints: Option<&'static str>,
}

/// One path or query parameter of an [`Operation`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Where it stands.
    pub place: Place,
    /// Whether it must be given.
    pub required: bool,
    /// Its type.
    pub field_type: FieldType,
}

/// Where a parameter stands in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// A segment of the path.
    Path,
    /// The query.
    Query,
}

/// What a success carries inside its envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Payload<'s> {
    /// One value under `data`, with the name of its schema.
    Data(&'s str),
    /// A page of a list under `items`, with the name of an entry's schema.
    Items(&'s str),
}

impl<'s> Payload<'s> {
    /// Name of the schema of the value under `data`, or of an entry under `items`.
    #[must_use]
    pub fn schema(self) -> &'s str {
        match self {
            Self::Data(name) | Self::Items(name) => name,
        }
    }
}

impl Operation {
    /// The documented statuses, ascending.
    pub fn statuses(&self) -> impl Iterator<Item = u16> {
        self.responses.iter().map(|(status, _)| *status)
    }

    /// Whether the contract lists a status for it.
    #[must_use]
    pub fn documents(&self, status: u16) -> bool {
        self.statuses().any(|documented| documented == status)
    }

    /// Name of the schema of a response; `None` if the status is undocumented or has no body.
    #[must_use]
    pub fn response(&self, status: u16) -> Option<&'static str> {
        self.responses.iter().find(|(documented, _)| *documented == status)?.1
    }

    /// Whether it has a parameter of this name in its path.
    #[must_use]
    pub fn takes(&self, parameter: &str) -> bool {
        self.parameters.iter().any(|known| known.place == Place::Path && known.name == parameter)
    }

    /// Whether it only reads (RFC 9110 section 9.2.1).
    #[must_use]
    pub fn is_safe(&self) -> bool {
        is_safe(self.method)
    }

    /// Whether sending it twice is as good as once (RFC 9110 section 9.2.2).
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        is_idempotent(self.method)
    }
}
