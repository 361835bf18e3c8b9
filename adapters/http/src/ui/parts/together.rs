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

/// Telling those above of the ticked rows: a folded form that asks what is said with it.
#[derive(Clone, Debug)]
pub struct TogetherAbove {
    /// The value that is sent, and the word on the fold.
    pub button: TogetherButton,
    /// What was typed before.
    pub note: String,
    /// Characters that may be typed.
    pub limit: usize,
    /// Whether the form is open: it was sent with a mistake.
    pub open: bool,
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
    /// Telling those above; none when nothing is late or the viewer may not.
    pub above: Option<TogetherAbove>,
    /// Handing over: the value that is sent; none when the viewer may not.
    pub hand_over: Option<TogetherButton>,
    /// People to whom it may go.
    pub people: Vec<OptionView>,
    /// Whether a reason has to be given.
    pub must_say: bool,
    /// Whether the folded form is open: it was sent with a mistake.
    pub open: bool,
}
