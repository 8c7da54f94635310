//! Lists: one page, and a stream over all of them.

use std::{collections::VecDeque, pin::Pin};

use futures_util::{Stream, stream};

use crate::{
    errors::{error::Error, kind::ErrorKind},
    types::{invalid_entry::InvalidEntry, unset::count},
    wire::{
        envelope::{Data, OpenValues, RawPage},
        generated::schemas::PageInfo,
        operation::Operation,
    },
};

/// One page of a list.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
/// use authms_sdk::{ClientFilter, PageRequest};
///
/// let page = client.list_clients(&ClientFilter::new(), PageRequest::new()).await?;
/// println!("page {:?}: {} of {:?} clients", page.page, page.items.len(), page.total);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// Which page of a list to fetch. The service has defaults: page 1, and 20 entries.
///
/// ```
/// use authms_sdk::PageRequest;
///
/// let second = PageRequest::new().page(2).page_size(50);
/// # let _ = second;
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageRequest {
    page: Option<u32>,
    page_size: Option<u32>,
}

impl PageRequest {
    /// The first page, with the service's default size.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of the page, from 1.
    #[must_use]
    pub fn page(mut self, page: u32) -> Self {
        self.page = Some(page);
        self
    }

    /// Entries on a page.
    #[must_use]
    pub fn page_size(mut self, page_size: u32) -> Self {
        self.page_size = Some(page_size);
        self
    }

    /// The number as it is sent.
    pub(crate) fn number(self) -> Option<i64> {
        self.page.map(i64::from)
    }

    /// The size as it is sent.
    pub(crate) fn size(self) -> Option<i64> {
        self.page_size.map(i64::from)
    }
}

impl<D: Data> Data for RawPage<D, PageInfo> {
    type Value = Page<D::Value>;

    fn into_value(self) -> Page<D::Value> {
        let info = self.pagination.unwrap_or_default();
        Page {
            items: self.items.into_iter().map(Data::into_value).collect(),
            invalid: self.invalid,
            total: count(self.total.or(info.total)),
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

struct State<T> {
    ready: VecDeque<T>,
    last: Vec<T>,
    given: u64,
    next: Option<u32>,
}

/// Every entry from a page on, or an error. A stream that ends without an error has returned everything that the service
/// announced; a service that repeats its pages ends the stream instead of keeping the caller busy forever.
pub(crate) fn all<T, F>(
    operation: &'static Operation,
    first: PageRequest,
    fetch: F,
) -> Pin<Box<impl Stream<Item = Result<T, Error>>>>
where
    T: Clone + PartialEq,
    F: AsyncFn(PageRequest) -> Result<Page<T>, Error>,
{
    let number = first.page.unwrap_or(1);
    let start = State { ready: VecDeque::new(), last: Vec::new(), given: 0, next: Some(number) };
    // Boxed, so that a caller need not pin it.
    Box::pin(stream::try_unfold((start, fetch), move |(mut state, fetch)| async move {
        loop {
            if let Some(item) = state.ready.pop_front() {
                return Ok(Some((item, (state, fetch))));
            }
            let Some(number) = state.next.take() else { return Ok(None) };
            let page = fetch(PageRequest { page: Some(number), ..first }).await?;
            // Entries without an id may be equal on two pages, as long as they are the pages that were asked for.
            let repeats = page.items == state.last && page.page != Some(u64::from(number));
            state.given += page.items.len() as u64;
            let wrong = match (page.has_next, page.total) {
                (Some(true), _) if page.items.is_empty() => Some("is empty"),
                (Some(true), _) if repeats => Some("repeats the one before"),
                (Some(true), Some(total)) if first.page.is_none() && state.given > total => {
                    Some("has too many entries")
                }
                _ => None,
            };
            if let Some(what) = wrong {
                let what = format!("page {number} {what}, although the service announces another");
                return Err(Error::new(ErrorKind::Decode, what).of(operation));
            }
            if page.items.is_empty() || repeats {
                return Ok(None);
            }
            // At the largest page number there is no next one.
            state.next = number.checked_add(1).filter(|_| page.has_next.unwrap_or(true));
            state.ready = page.items.iter().cloned().collect();
            state.last = page.items;
        }
    }))
}
