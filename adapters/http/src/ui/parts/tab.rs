//! A tab: an ordinary link with a count, so that every view has an address.

/// One tab.
#[derive(Clone, Debug)]
pub struct Tab {
    /// The word.
    pub title: String,
    /// How many things are behind it, when that is worth saying.
    pub count: Option<usize>,
    /// Whether the count is a warning.
    pub alarm: bool,
    /// Its address.
    pub href: String,
    /// Whether it is open.
    pub current: bool,
}
