//! What can be done with several rows of a list at once.

use super::OptionView;

/// A button that does something with every ticked row.
#[derive(Clone, Debug)]
pub struct TogetherButton {
    /// The value that is sent.
    pub wish: &'static str,
    /// The word.
    pub title: String,
}

/// The bar above a list whose rows can be ticked.
#[derive(Clone, Debug)]
pub struct TogetherBar {
    /// Where it is sent.
    pub action: &'static str,
    /// Query of the list, to come back to it.
    pub query: String,
    /// Key of the command.
    pub key: String,
    /// Buttons that need nothing else.
    pub buttons: Vec<TogetherButton>,
    /// Handing over: the value that is sent; none when the viewer may not.
    pub hand_over: Option<TogetherButton>,
    /// People to whom it may go.
    pub people: Vec<OptionView>,
    /// Whether a reason has to be given.
    pub must_say: bool,
    /// Whether the folded form is open: it was sent with a mistake.
    pub open: bool,
}
