//! Pages of a list.

/// Which page of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PageQuery {
    /// From 1.
    pub(crate) page: u64,
    /// From 1 to [`PageQuery::LARGEST`].
    pub(crate) page_size: u64,
}

impl PageQuery {
    /// Largest page size; a larger one is reduced to it.
    pub(crate) const LARGEST: u64 = 100;
}

impl Default for PageQuery {
    fn default() -> Self {
        Self { page: 1, page_size: 20 }
    }
}

/// One page and its position in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    pub(crate) total: u64,
    pub(crate) query: PageQuery,
}

impl<T> Page<T> {
    /// Takes a page out of the whole list.
    pub(crate) fn of(all: impl Iterator<Item = T>, total: usize, query: PageQuery) -> Self {
        let index = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let before = query.page.saturating_sub(1).saturating_mul(query.page_size);
        let total = total as u64;
        let items =
            if before < total { all.skip(index(before)).take(index(query.page_size)).collect() } else { Vec::new() };
        Self { items, total, query }
    }

    pub(crate) fn total_pages(&self) -> u64 {
        self.total.div_ceil(self.query.page_size)
    }

    pub(crate) fn has_next(&self) -> bool {
        self.query.page < self.total_pages()
    }

    pub(crate) fn has_prev(&self) -> bool {
        self.query.page > 1
    }

    pub(crate) fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), total: self.total, query: self.query }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(total: usize, page: u64, page_size: u64) -> (usize, u64, bool, bool) {
        let page = Page::of(0..total, total, PageQuery { page, page_size });
        (page.items.len(), page.total_pages(), page.has_prev(), page.has_next())
    }

    #[test]
    fn the_position_is_right_at_each_edge_of_a_list() {
        assert_eq!(page(0, 1, 20), (0, 0, false, false));
        assert_eq!(page(1, 1, 20), (1, 1, false, false));
        assert_eq!(page(20, 1, 20), (20, 1, false, false));
        assert_eq!(page(21, 1, 20), (20, 2, false, true));
        assert_eq!(page(21, 2, 20), (1, 2, true, false));
        assert_eq!(page(21, 3, 20), (0, 2, true, false));
        assert_eq!(page(21, u64::MAX, 100), (0, 1, true, false));
    }

    #[test]
    fn pages_are_disjoint_and_complete() {
        let all: Vec<usize> =
            (1..=8).flat_map(|number| Page::of(0..53, 53, PageQuery { page: number, page_size: 7 }).items).collect();
        assert_eq!(all, (0..53).collect::<Vec<_>>());
    }
}
