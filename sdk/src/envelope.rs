//! The envelopes of the contract: `code`, `message`, and what they carry.

use serde::de::DeserializeOwned;

use crate::{generated::types, response::Code};

/// The envelope of a success.
pub(crate) trait Envelope: DeserializeOwned {
    /// What it carries.
    type Data;

    /// `code`, `message`, and what it carries.
    fn open(self) -> (Option<Code>, Option<String>, Option<Self::Data>);
}

/// What an application gets, made from what an envelope carries.
///
/// `From` would do, but would stand in the public documentation with types that nobody can name.
pub(crate) trait FromData<D> {
    /// The public value of some data.
    fn from_data(data: D) -> Self;
}

macro_rules! detail {
    ($($envelope:ident => $data:ident),* $(,)?) => {
        $(impl Envelope for types::$envelope {
            type Data = types::$data;

            fn open(self) -> (Option<Code>, Option<String>, Option<Self::Data>) {
                (self.code, self.message, self.data)
            }
        })*
    };
}

detail!(
    BatchRevokeDetailResponse => BatchRevokeUserTokensResponse,
    ClientStatsDetailResponse => ClientStatsResponse,
    CloneClientDetailResponse => CloneClientResponse,
    CreateClientDetailResponse => CreateClientResponse,
    CreateClientSecretDetailResponse => CreateClientSecretResponse,
    OAuthClientItemDetailResponse => OAuthClientItem,
    OAuthClientSecretDetailResponse => OAuthClientSecretResponse,
    OAuthClientSecretListDetailResponse => OAuthClientSecretListData,
    RevokeClientTokensDetailResponse => RevokeClientTokensResponse,
    RotateSecretDetailResponse => RotateSecretResponse,
);

/// One page of a list as it came.
pub(crate) struct RawPage<T> {
    pub(crate) items: Vec<T>,
    pub(crate) total: Option<i64>,
    pub(crate) pagination: Option<types::PageInfo>,
}

macro_rules! list {
    ($($envelope:ident => $item:ident),* $(,)?) => {
        $(impl Envelope for types::$envelope {
            type Data = RawPage<types::$item>;

            fn open(self) -> (Option<Code>, Option<String>, Option<Self::Data>) {
                // An empty Go slice is `null`; a page is still a page, if it says anything about itself.
                let page = self.items.is_some() || self.pagination.is_some() || self.total.is_some();
                let items = self.items.unwrap_or_default();
                let data = page.then_some(RawPage { items, total: self.total, pagination: self.pagination });
                (self.code, self.message, data)
            }
        })*
    };
}

list!(
    OAuthAuditLogListResponse => OAuthAuditLogItem,
    OAuthClientListResponse => OAuthClientItem,
    OAuthTokenListResponse => OAuthTokenItem,
);
