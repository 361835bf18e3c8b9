//! Filters that the viewer keeps on a list: links to them, a form to keep the one that is open.

/// A filter with its name.
#[derive(Clone, Debug)]
pub struct SavedFilter {
    /// Its name.
    pub title: String,
    /// The list with this filter.
    pub href: String,
    /// Whether it is open.
    pub current: bool,
    /// Where its removal is sent.
    pub remove: String,
}

/// The filters of a list.
#[derive(Clone, Debug)]
pub struct SavedFilters {
    /// Which list.
    pub list: &'static str,
    /// The viewer's own.
    pub filters: Vec<SavedFilter>,
    /// The query that is open; nothing to keep when it is empty.
    pub query: String,
}
