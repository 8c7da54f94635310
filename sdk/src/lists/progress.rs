//! Follows a list from page to page, and decides whether it goes on, has ended, or contradicts itself.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher as _},
};

use crate::types::page::Page;

/// Most pages of equal entries that are taken for different ones.
const MOST_EQUAL: u32 = 100;

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
    /// Entries that a page is asked to have.
    size: Option<u64>,
    /// Different entries so far.
    given: u64,
    /// Entries on the pages before the first one, if a full page says so.
    before: Option<u64>,
    /// What the service announced last: entries and pages.
    total: Option<u64>,
    pages: Option<u64>,
    /// The fewest entries that it ever announced.
    fewest: Option<u64>,
    /// The ids so far, and the pages by their fingerprint.
    ids: HashSet<u64>,
    seen: HashMap<u64, u32>,
    equal: u32,
}

impl Progress {
    pub(crate) fn new(first: u32, size: Option<u64>) -> Self {
        Self {
            number: first,
            first,
            size,
            given: 0,
            before: (first == 1).then_some(0),
            total: None,
            pages: None,
            fewest: None,
            ids: HashSet::new(),
            seen: HashMap::new(),
            equal: 0,
        }
    }

    pub(crate) fn number(&self) -> u32 {
        self.number
    }

    /// Whether to give the page, and what follows it. `id` tells an entry from others.
    ///
    /// In this order: a page with another number is not given; an empty page is the end; a page without a new entry is not
    /// given; any other page is, and the list goes on if the service says so, or says nothing and has announced more.
    ///
    /// A page behind the announced end is asked for only if the service says that there is one. If it then holds nothing
    /// new, the list was complete.
    pub(crate) fn accept<T: Hash>(&mut self, page: &Page<T>, id: fn(&T) -> Option<&str>) -> (bool, Then) {
        let number = self.number;
        self.hear(page);
        let complete = self.is_complete(u64::from(number) - 1);
        // Pages are numbered from 1: a 0 was not filled in.
        if let Some(other) = page.page.filter(|other| *other != 0 && *other != u64::from(number)) {
            return (false, self.unless(complete, &format!("the service sent page {other} for page {number}")));
        }
        if entries(page) == 0 {
            let then = match page.has_next {
                Some(true) => self.unless(complete, &format!("page {number} is empty, but announces another")),
                _ => self.ended(),
            };
            return (number == self.first, then);
        }
        if let Some(what) = self.repeats(page, id) {
            return (false, self.unless(complete, &format!("page {number} {what}")));
        }
        let goes_on = match page.has_next {
            Some(true) if complete => {
                return (true, self.fail(&format!("page {number} lies behind the announced end")));
            }
            Some(goes_on) => goes_on,
            None => !self.is_complete(u64::from(number)),
        };
        match number.checked_add(1) {
            Some(next) if goes_on => {
                self.number = next;
                (true, Then::Fetch)
            }
            None if page.has_next == Some(true) => (true, self.fail("there is no number for the next page")),
            _ => (true, self.ended()),
        }
    }

    /// Notes what a page announces. A 0 beside entries was not filled in.
    fn hear<T>(&mut self, page: &Page<T>) {
        let empty = self.given + entries(page) == 0;
        let said = |figure: Option<u64>| figure.filter(|figure| *figure > 0 || empty);
        self.total = said(page.total).or(self.total);
        self.pages = said(page.total_pages).or(self.pages);
        self.fewest = self.fewest.into_iter().chain(said(page.total)).min();
        // A service can cap the size and still repeat what it was asked for, so only a full page tells.
        if self.number == self.first && self.before.is_none() {
            let full = page.page_size.filter(|size| *size == entries(page));
            self.before = full.map(|size| size.saturating_mul(u64::from(self.first) - 1));
        }
    }

    /// Whether nothing is announced behind the entries and the pages so far. If there are two figures, both must say so.
    fn is_complete(&self, pages: u64) -> bool {
        let by_total = self.total.zip(self.before).map(|(total, before)| before.saturating_add(self.given) >= total);
        let by_pages = self.pages.map(|announced| pages >= announced);
        by_total.or(by_pages).is_some_and(|complete| complete && by_pages.unwrap_or(true))
    }

    /// The end of the list, unless the service announced more.
    fn ended(&self) -> Then {
        // At most as many entries are before the first page as fit on full ones.
        let most_before = match (self.first, self.size) {
            (1, _) => Some(0),
            (first, size) => size.map(|size| size.saturating_mul(u64::from(first) - 1)),
        };
        let of_total =
            self.total.zip(most_before).is_some_and(|(total, before)| before.saturating_add(self.given) < total);
        let of_pages = self.pages.is_some_and(|pages| u64::from(self.number) < pages);
        // An empty page behind the last one is as good an end as the last one.
        if of_total || of_pages { self.fail(&format!("the list ends with page {}", self.number)) } else { Then::End }
    }

    /// The end of the list if it is complete, and otherwise an error.
    fn unless(&self, complete: bool, what: &str) -> Then {
        if complete { Then::End } else { self.fail(what) }
    }

    /// Says what a page repeats, if it has no new entry; otherwise counts the new ones.
    fn repeats<T: Hash>(&mut self, page: &Page<T>, id: fn(&T) -> Option<&str>) -> Option<String> {
        let earlier = self.seen.insert(fingerprint(page), self.number);
        if let Some(earlier) = earlier.filter(|_| !self.may_be_equal(page, id)) {
            return Some(format!("repeats page {earlier}"));
        }
        let mut new = page.invalid.len() as u64;
        for item in &page.items {
            new += u64::from(id(item).is_none_or(|id| self.ids.insert(hash(id))));
        }
        self.given += new;
        (new == 0).then(|| "holds no new entry".to_owned())
    }

    /// Whether a page can be equal to an earlier one and hold other entries: all of its entries look alike and have no id,
    /// the service numbers its pages, and its total has room for them.
    fn may_be_equal<T: Hash>(&mut self, page: &Page<T>, id: fn(&T) -> Option<&str>) -> bool {
        self.equal += 1;
        let first = page.items.first().map(hash);
        let alike =
            page.invalid.is_empty() && page.items.iter().all(|item| id(item).is_none() && Some(hash(item)) == first);
        let read = self.before.map(|before| before + self.given + entries(page));
        let has_room = read.zip(self.fewest).is_some_and(|(read, total)| read <= total);
        alike && has_room && page.page.is_some() && self.equal <= MOST_EQUAL
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

fn fingerprint<T: Hash>(page: &Page<T>) -> u64 {
    let invalid: Vec<u64> = page.invalid.iter().map(|entry| entry.fingerprint).collect();
    hash(&(&page.items, invalid))
}

fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
