//! One page of a list.

use serde::{Deserialize, Serialize};

use crate::{
    types::{invalid_entry::InvalidEntry, unset::count},
    wire::{
        envelope::{Data, OpenValues, RawPage},
        generated::schemas::PageInfo,
    },
};

/// One page of a list.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
/// let page = client.list_clients().await?;
/// println!("page {:?}: {} of {:?} clients", page.page, page.items.len(), page.total);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Page<T> {
    /// The entries of this page.
    pub items: Vec<T>,
    /// The entries of this page that cannot be read.
    pub invalid: Vec<InvalidEntry>,
    /// Entries on all pages, if the service says.
    pub total: Option<u64>,
    /// Number of this page, from 1, if the service says.
    pub page: Option<u64>,
    /// Entries on a page, if the service says.
    pub page_size: Option<u64>,
    /// Number of pages, if the service says.
    pub total_pages: Option<u64>,
    /// Whether there is a later page, if the service says.
    pub has_next: Option<bool>,
    /// Whether there is an earlier page, if the service says.
    pub has_prev: Option<bool>,
}

impl<T> Page<T> {
    /// A page that is a whole list, for tests.
    ///
    /// ```
    /// use authms_sdk::{OAuthClient, Page};
    ///
    /// let page = Page::of([OAuthClient::default().name("Payments")]);
    /// assert_eq!((page.items.len(), page.total, page.has_next), (1, Some(1), Some(false)));
    /// ```
    #[must_use]
    pub fn of(items: impl IntoIterator<Item = T>) -> Self {
        let items: Vec<T> = items.into_iter().collect();
        let count = items.len() as u64;
        Self {
            items,
            invalid: Vec::new(),
            total: Some(count),
            page: Some(1),
            page_size: Some(count),
            total_pages: Some(1),
            has_next: Some(false),
            has_prev: Some(false),
        }
    }
}

impl<D: Data> Data for RawPage<D, PageInfo> {
    type Value = Page<D::Value>;

    fn into_value(self) -> Page<D::Value> {
        let info = self.pagination.unwrap_or_default();
        Page {
            items: self.items.into_iter().map(Data::into_value).collect(),
            invalid: self.invalid,
            // Where they differ, the larger one cannot end a list early.
            total: count(self.total).max(count(info.total)),
            page: count(info.page),
            page_size: count(info.page_size),
            total_pages: count(info.total_pages),
            has_next: info.has_next,
            has_prev: info.has_prev,
        }
    }
}

impl<T: OpenValues> OpenValues for Page<T> {
    fn unknown_values(&self, found: &mut dyn FnMut(&'static str, &str)) {
        self.items.iter().for_each(|item| item.unknown_values(found));
    }
}
