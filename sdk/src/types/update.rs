//! An update: only the fields to change. The setters are generated.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::wire::generated::schemas::UpdateClientRequest;

/// The fields of a client to change.
///
/// A field that is not named keeps its value. Setting a field replaces the value, a list as a whole; `clear_…` empties
/// it. `name`, `status` and `is_confidential` cannot be cleared.
///
/// ```
/// use authms_sdk::{ClientStatus, UpdateClient};
///
/// let update = UpdateClient::new()
///     .name("Payments")
///     .status(ClientStatus::Active)
///     .scopes(["openid", "profile"])
///     .clear_logo_url();
/// assert_eq!(format!("{update:?}"), "UpdateClient { logo_url, name, scopes, status }");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
#[must_use = "an update does nothing until it is sent"]
pub struct UpdateClient {
    pub(crate) body: UpdateClientRequest,
}

impl UpdateClient {
    /// An update that changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether nothing would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.body.given().next().is_none()
    }
}

/// As it is sent.
impl Serialize for UpdateClient {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.body.serialize(serializer)
    }
}

/// Shows the names of the given fields; their values stay out of logs.
impl fmt::Debug for UpdateClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given: Vec<&str> = self.body.given().collect();
        write!(f, "UpdateClient {{ {} }}", given.join(", "))
    }
}
