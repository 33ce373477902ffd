//! Lists in pages.

use crate::kit::limits::PAGE_ROWS;

/// Which page of a list is shown, and where its neighbours are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The page, from 1.
    pub page: u64,
    /// How many pages there are, at least 1.
    pub pages: u64,
    /// How many rows there are in all.
    pub rows: u64,
    address: String,
}

impl Paging {
    /// The page that `?page=` asks for, kept between the first and the last.
    ///
    /// `address` is the list's own path with the filters that its links must keep,
    /// for example `/stations?q=mu&sort=name`.
    pub fn new(asked: &str, rows: u64, address: &str) -> Self {
        let pages = rows.div_ceil(PAGE_ROWS).max(1);
        let page = asked.trim().parse().unwrap_or(1).clamp(1, pages);
        Self { page, pages, rows, address: address.to_owned() }
    }

    /// How many rows stand before this page.
    pub const fn offset(&self) -> u64 {
        (self.page - 1) * PAGE_ROWS
    }

    /// How many rows a page holds.
    pub const fn limit(&self) -> u64 {
        PAGE_ROWS
    }

    /// Whether there is more than one page.
    pub const fn needed(&self) -> bool {
        self.pages > 1
    }

    /// The address of the page before.
    pub fn before(&self) -> Option<String> {
        (self.page > 1).then(|| self.at(self.page - 1))
    }

    /// The address of the next page.
    pub fn after(&self) -> Option<String> {
        (self.page < self.pages).then(|| self.at(self.page + 1))
    }

    fn at(&self, page: u64) -> String {
        let sign = if self.address.contains('?') { '&' } else { '?' };
        format!("{}{sign}page={page}", self.address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_stays_within_the_list() {
        assert_eq!(Paging::new("0", 101, "/a").page, 1);
        assert_eq!(Paging::new("9", 101, "/a").page, 3);
        assert_eq!(Paging::new("-1", 0, "/a").pages, 1);
        assert_eq!(Paging::new("99999999999999999999", 101, "/a").page, 1);
        assert_eq!(Paging::new("2", 101, "/a").offset(), 50);
    }

    #[test]
    fn links_keep_the_filter() {
        let paging = Paging::new("2", 101, "/a?q=x");

        assert_eq!(paging.before().as_deref(), Some("/a?q=x&page=1"));
        assert_eq!(paging.after().as_deref(), Some("/a?q=x&page=3"));
        assert_eq!(Paging::new("3", 101, "/a").after(), None);
        assert_eq!(Paging::new("1", 101, "/a").before(), None);
    }
}
