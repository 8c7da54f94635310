//! Follows a list from page to page, and decides whether it goes on, has ended, or contradicts itself.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher as _},
};

use crate::types::page::Page;

/// What follows a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// Another page.
    Fetch,
    /// Nothing: the list is complete.
    End,
    /// An error, after the page was given.
    Fail(String),
}

/// How far a list was read.
pub(crate) struct Progress {
    /// The page that was asked for last, or is to be asked for first.
    number: u32,
    first: u32,
    given: u64,
    /// Entries on the pages before the first one; unknown until the service says how large a page is.
    before: Option<u64>,
    /// What the service announced last: entries and pages.
    total: Option<u64>,
    pages: Option<u64>,
    /// The pages so far by their fingerprint.
    seen: HashMap<u64, u32>,
}

impl Progress {
    pub(crate) fn from(page: u32) -> Self {
        let before = (page == 1).then_some(0);
        Self { number: page, first: page, given: 0, before, total: None, pages: None, seen: HashMap::new() }
    }

    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    /// Whether to give the page, and what follows it. `identified` says whether an entry has an id of its own.
    ///
    /// A page behind the announced end is asked for only if the service says that there is one. If it then holds nothing
    /// new, the list was complete.
    pub(crate) fn accept<T: Hash>(&mut self, page: &Page<T>, identified: fn(&T) -> bool) -> (bool, Then) {
        let (number, count) = (self.number, entries(page));
        self.hear(page);
        let complete = self.is_complete(u64::from(number) - 1);
        // Pages are numbered from 1: a 0 was not filled in.
        if let Some(other) = page.page.filter(|other| *other != 0 && *other != u64::from(number)) {
            return (false, self.unless(complete, &format!("the service sent page {other} for page {number}")));
        }
        if count == 0 {
            let then = match page.has_next {
                Some(true) => self.unless(complete, &format!("page {number} is empty, but announces another")),
                _ => self.ended(),
            };
            return (number == self.first, then);
        }
        // A list of one page has nothing to be compared with.
        let fingerprint = (number != self.first).then(|| fingerprint_of(page));
        if let Some(earlier) = fingerprint.and_then(|found| self.repeated(found, page, identified)) {
            return (false, self.unless(complete, &format!("page {number} repeats page {earlier}")));
        }
        self.given += count;
        let goes_on = match page.has_next {
            Some(true) if complete => {
                return (true, self.fail(&format!("page {number} lies behind the announced end")));
            }
            Some(goes_on) => goes_on,
            None => !self.is_complete(u64::from(number)),
        };
        match number.checked_add(1).filter(|_| goes_on) {
            Some(next) => {
                self.seen.insert(fingerprint.unwrap_or_else(|| fingerprint_of(page)), number);
                self.number = next;
                (true, Then::Fetch)
            }
            None => (true, self.ended()),
        }
    }

    /// Notes what a page announces. A 0 beside entries was not filled in.
    fn hear<T>(&mut self, page: &Page<T>) {
        let empty = self.given + entries(page) == 0;
        let said = |figure: Option<u64>| figure.filter(|figure| *figure > 0 || empty);
        self.total = said(page.total).or(self.total);
        self.pages = said(page.total_pages).or(self.pages);
        if self.before.is_none() {
            self.before =
                page.page_size.filter(|size| *size > 0).map(|size| size.saturating_mul(self.first.into()) - size);
        }
    }

    /// Entries up to the end of the last page, if the service announces how many there are.
    fn read_of_total(&self) -> Option<(u64, u64)> {
        Some((self.before?.saturating_add(self.given), self.total?))
    }

    /// Whether nothing is announced behind the entries and the pages so far.
    fn is_complete(&self, pages: u64) -> bool {
        self.read_of_total().is_some_and(|(read, total)| read >= total)
            || self.pages.is_some_and(|announced| pages >= announced)
    }

    /// The end of the list, unless the service announced more. Entries count; without their total, pages do.
    fn ended(&self) -> Then {
        let short = match (self.read_of_total(), self.pages) {
            (Some((read, total)), _) => read < total,
            (None, Some(pages)) => u64::from(self.number) < pages,
            (None, None) => false,
        };
        if short { self.fail(&format!("the list ends with page {}", self.number)) } else { Then::End }
    }

    /// The end of the list if it is complete, and otherwise an error.
    fn unless(&self, complete: bool, what: &str) -> Then {
        if complete { Then::End } else { self.fail(what) }
    }

    /// The earlier page with the same entries.
    ///
    /// Entries without an id can be equal on two pages: they are taken for different ones if the service numbers its pages
    /// and its total has room for them.
    fn repeated<T>(&self, fingerprint: u64, page: &Page<T>, identified: fn(&T) -> bool) -> Option<u32> {
        let earlier = *self.seen.get(&fingerprint)?;
        let has_room = self.read_of_total().is_some_and(|(read, total)| read + entries(page) <= total);
        let different = page.page.is_some() && has_room && !page.items.iter().any(identified);
        (!different).then_some(earlier)
    }

    fn fail(&self, what: &str) -> Then {
        let of_total = self.total.map(|total| format!(" of {total}")).unwrap_or_default();
        let of_pages = self.pages.map(|pages| format!(", {pages} pages announced")).unwrap_or_default();
        let from = if self.first > 1 { format!(" from page {} on", self.first) } else { String::new() };
        Then::Fail(format!("{what}, after {}{of_total} entries{from}{of_pages}", self.given))
    }
}

/// How many entries a page has, those that cannot be read included.
fn entries<T>(page: &Page<T>) -> u64 {
    (page.items.len() + page.invalid.len()) as u64
}

fn fingerprint_of<T: Hash>(page: &Page<T>) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&page.items, &page.invalid).hash(&mut hasher);
    hasher.finish()
}
