//! What to list: the builder behind every list of the contract.

use std::{fmt, future::IntoFuture};

use crate::{
    api::call::Call,
    client::Client,
    errors::{error::Error, kind::ErrorKind},
    types::{
        generated::OAuthClient,
        id::{ClientId, InvalidId},
        page::Page,
        values::ClientStatus,
    },
    wire::operation::Operation,
};

/// A list to read: await it for one page, or turn it into a stream of [`pages`](List::pages) or [`items`](List::items).
///
/// The service numbers pages from 1 and has 20 entries on a page, unless the list says otherwise.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
/// use authms_sdk::ClientStatus;
///
/// let page = client.list_clients().status(ClientStatus::Suspended).page_size(50).await?;
/// println!("{} of {:?} clients", page.items.len(), page.total);
///
/// let mut clients = client.list_clients().items();
/// while let Some(found) = clients.try_next().await? {
///     println!("{:?}", found.name);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a list is read only when it is awaited, or when its stream is"]
#[derive(Clone)]
pub struct List<T> {
    query: Query,
    page: Option<u32>,
    operation: &'static Operation,
    fetch: Fetch<T>,
    id: Identify<T>,
}

/// The call for one page of a list.
type Fetch<T> = fn(&Query, Option<i64>) -> Call<Page<T>>;

/// The id of an entry, if it has one.
pub(crate) type Identify<T> = fn(&T) -> Option<&str>;

/// What a list is to hold.
#[derive(Clone)]
pub(crate) struct Query {
    pub(crate) client: Client,
    /// Whose list it is; an invalid id is the error of each call.
    pub(crate) of: Result<Option<ClientId>, InvalidId>,
    pub(crate) name: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) page_size: Option<i64>,
}

impl Query {
    /// A list of this client, or of the tenant.
    pub(crate) fn new(client: &Client, of: Result<Option<ClientId>, InvalidId>) -> Self {
        Self { client: client.clone(), of, name: None, status: None, page_size: None }
    }

    /// Whose list it is.
    pub(crate) fn of(&self) -> Result<&str, InvalidId> {
        self.of.as_ref().map(|id| id.as_ref().map_or("", ClientId::as_str)).map_err(Clone::clone)
    }
}

/// Shows no value of a filter.
impl<T> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List")
            .field("page", &self.page)
            .field("page_size", &self.query.page_size)
            .finish_non_exhaustive()
    }
}

impl<T> List<T> {
    pub(crate) fn new(query: Query, operation: &'static Operation, fetch: Fetch<T>, id: Identify<T>) -> Self {
        Self { query, page: None, operation, fetch, id }
    }

    /// Which page to read, from 1; a stream starts with it.
    pub fn page(mut self, page: u32) -> Self {
        self.page = Some(page);
        self
    }

    /// Entries on a page. The service has bounds of its own.
    pub fn page_size(mut self, entries: u32) -> Self {
        self.query.page_size = Some(entries.into());
        self
    }

    /// Continues a stream that has failed with the page where it stopped, its `resume_point`. Otherwise as [`page`](Self::page):
    /// entries of that page that were read before come again.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) {
    /// let mut clients = client.list_clients().items();
    /// while let Some(Ok(found)) = clients.next().await {
    ///     println!("{:?}", found.name);
    /// }
    /// // … later: the page that failed, or whose entries were not all read
    /// let rest = client.list_clients().resume_from(clients.resume_point()).items();
    /// # let _ = rest;
    /// # }
    /// ```
    pub fn resume_from(self, page: u32) -> Self {
        self.page(page)
    }

    /// The call for one page, which awaiting the list sends as well. It can be spawned and joined, and yields the response
    /// with [`Call::with_response`].
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
    /// let response = client.list_clients().send().with_response().await?;
    /// println!("{:?}: {} entries", response.request_id(), response.value().items.len());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] for page 0 or an id that is not valid in a path; [`ErrorKind::Api`] with status 400 if the
    /// service refuses the page or its size; otherwise as [`Client::get_client`].
    pub fn send(self) -> Call<Page<T>> {
        self.call(self.page)
    }

    /// The call for one page.
    pub(crate) fn call(&self, page: Option<u32>) -> Call<Page<T>> {
        let call = (self.fetch)(&self.query, page.map(i64::from));
        if page == Some(0) {
            let what = "page 0 was asked for; hint: pages are numbered from 1";
            return call.refused(Error::new(ErrorKind::InvalidInput, what));
        }
        call
    }

    pub(crate) fn first(&self) -> Option<u32> {
        self.page
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    pub(crate) fn size(&self) -> Option<u64> {
        self.query.page_size.and_then(|size| size.try_into().ok())
    }

    pub(crate) fn id(&self) -> Identify<T> {
        self.id
    }
}

impl List<OAuthClient> {
    /// Only clients whose name matches; the service decides how.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.query.name = Some(name.into());
        self
    }

    /// Only clients with this status.
    pub fn status(mut self, status: impl Into<ClientStatus>) -> Self {
        self.query.status = Some(status.into().as_str().to_owned());
        self
    }
}

impl<T: 'static> IntoFuture for List<T> {
    type Output = Result<Page<T>, Error>;
    type IntoFuture = Call<Page<T>>;

    fn into_future(self) -> Call<Page<T>> {
        self.send()
    }
}
