//! The streams over a list: its pages, and its entries.

use std::{
    fmt,
    future::poll_fn,
    hash::Hash,
    iter::Peekable,
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
    vec::IntoIter,
};

use futures_util::{FutureExt as _, Stream};

use crate::{
    api::call::Call,
    errors::{error::Error, kind::ErrorKind},
    lists::{
        list::List,
        progress::{Progress, Then},
    },
    types::{invalid_entry::InvalidEntry, page::Page},
};

/// The pages of a list, fetched as the stream is read. It borrows nothing.
///
/// A stream that ends without an error has given everything that the service announced. It ends with an error, after it
/// gave what it could, if a page fails, holds no new entry, has another number than the one that was asked for, or ends the
/// list before its total. A service cannot keep it going: only new entries do.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
/// let mut pages = client.list_clients().page_size(100).pages();
/// while let Some(page) = pages.try_next().await? {
///     println!("page {:?} of {:?}: {} clients", page.page, page.total_pages, page.items.len());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream does nothing until it is read"]
pub struct Pages<T> {
    list: List<T>,
    progress: Progress,
    state: State<T>,
}

enum State<T> {
    /// Another page is to be fetched.
    Next,
    Fetching(Call<Page<T>>),
    Failed(Error),
    Ended,
}

/// Streams.
impl<T> List<T> {
    /// The pages from the first or the given one on, fetched as the stream is read.
    pub fn pages(self) -> Pages<T> {
        Pages { progress: Progress::new(self.first().unwrap_or(1), self.size()), list: self, state: State::Next }
    }

    /// The entries of all pages from the first or the given one on, fetched as the stream is read.
    pub fn items(self) -> Items<T> {
        let pages = self.pages();
        let page = Entries::of(Vec::new(), Vec::new(), pages.resume_point());
        Items { pages, page }
    }
}

impl<T> Pages<T> {
    /// The page that comes next, or the one that failed: give it to [`List::resume_from`].
    #[must_use]
    pub fn resume_point(&self) -> u32 {
        self.progress.number()
    }
}

impl<T: Hash + 'static> Pages<T> {
    /// The next page, or `None` at the end.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) {
    /// let mut pages = client.list_clients().pages();
    /// while let Some(next) = pages.next().await {
    ///     match next {
    ///         Ok(page) => println!("{:?}", page.items.len()),
    ///         Err(error) => eprintln!("{error}"),
    ///     }
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`List::send`], and [`ErrorKind::Decode`] if the pages contradict each other. The stream ends with it.
    pub async fn next(&mut self) -> Option<Result<Page<T>, Error>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    /// As [`Pages::next`], for the operator `?`.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
    /// let mut pages = client.list_clients().pages();
    /// while let Some(page) = pages.try_next().await? {
    ///     println!("{:?}", page.items.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Pages::next`].
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>, Error> {
        self.next().await.transpose()
    }

    fn unreadable(&self, what: String) -> Error {
        Error::new(ErrorKind::Decode, what).of(self.list.operation())
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        loop {
            match mem::replace(&mut self.state, State::Ended) {
                State::Next => self.state = State::Fetching(self.list.call(Some(self.progress.number()))),
                State::Fetching(mut call) => {
                    let Poll::Ready(fetched) = call.poll_unpin(context) else {
                        self.state = State::Fetching(call);
                        return Poll::Pending;
                    };
                    let page = match fetched {
                        Ok(page) => page,
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    };
                    let (give, then) = self.progress.accept(&page, self.list.id());
                    self.state = match then {
                        Then::Fetch => State::Next,
                        Then::End => State::Ended,
                        Then::Fail(what) => State::Failed(self.unreadable(what)),
                    };
                    if give {
                        return Poll::Ready(Some(Ok(page)));
                    }
                }
                State::Failed(error) => return Poll::Ready(Some(Err(error))),
                State::Ended => return Poll::Ready(None),
            }
        }
    }
}

impl<T: Hash + 'static> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

/// The entries of a list, fetched page by page as the stream is read. It borrows nothing.
///
/// An entry that cannot be read is an error of its own, of kind [`ErrorKind::Decode`] with [`Error::field_path`]; the
/// entries behind it still come. Any other error ends the stream, as [`Pages`] describes.
///
/// ```no_run
/// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
/// let mut tokens = client.list_client_tokens("demo-payments").items();
/// while let Some(token) = tokens.try_next().await? {
///     println!("{:?}", token.scope);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream does nothing until it is read"]
pub struct Items<T> {
    pages: Pages<T>,
    page: Entries<T>,
}

/// What is left of a page.
struct Entries<T> {
    items: IntoIter<T>,
    invalid: Peekable<IntoIter<InvalidEntry>>,
    /// Index of the next entry on its page.
    index: usize,
    number: u32,
}

impl<T> Items<T> {
    /// The page whose entries are being read, or the one that failed: give it to [`List::resume_from`].
    #[must_use]
    pub fn resume_point(&self) -> u32 {
        if self.page.is_empty() { self.pages.resume_point() } else { self.page.number }
    }
}

impl<T: Hash + 'static> Items<T> {
    /// The next entry, or `None` at the end.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) {
    /// let mut clients = client.list_clients().items();
    /// while let Some(next) = clients.next().await {
    ///     match next {
    ///         Ok(found) => println!("{:?}", found.name),
    ///         Err(error) => eprintln!("{error}"),
    ///     }
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] for an entry that cannot be read; otherwise as [`Pages::next`].
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// As [`Items::next`], for the operator `?`.
    ///
    /// ```no_run
    /// # async fn demo(client: authms_sdk::Client) -> Result<(), authms_sdk::Error> {
    /// let mut clients = client.list_clients().items();
    /// while let Some(found) = clients.try_next().await? {
    ///     println!("{:?}", found.name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Items::next`].
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(entry) = self.page.next() {
                let number = self.page.number;
                return Poll::Ready(Some(entry.map_err(|InvalidEntry { path, .. }| {
                    let what = format!("an entry of page {number} cannot be read at `{path}`");
                    self.pages.unreadable(what).at(path)
                })));
            }
            let number = self.pages.resume_point();
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => self.page = Entries::of(page.items, page.invalid, number),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T: Hash + Unpin + 'static> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<T> Entries<T> {
    fn of(items: Vec<T>, invalid: Vec<InvalidEntry>, number: u32) -> Self {
        Self { items: items.into_iter(), invalid: invalid.into_iter().peekable(), index: 0, number }
    }

    fn is_empty(&self) -> bool {
        self.items.len() == 0 && self.invalid.len() == 0
    }

    /// The next entry in the order of the response.
    fn next(&mut self) -> Option<Result<T, InvalidEntry>> {
        let index = self.index;
        self.index += 1;
        match self.invalid.next_if(|entry| entry.index == index) {
            Some(invalid) => Some(Err(invalid)),
            None => self.items.next().map(Ok),
        }
    }
}

/// Shows how far the stream is.
impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("resume_point", &self.resume_point()).finish_non_exhaustive()
    }
}

/// Shows how far the stream is.
impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("resume_point", &self.resume_point()).finish_non_exhaustive()
    }
}
