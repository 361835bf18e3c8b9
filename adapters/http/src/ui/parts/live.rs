//! «Обновлять автоматически»: what a page that keeps itself fresh looks at. The switch is drawn by `base.html`, the rest is
//! done by `live.js`; without scripts there is no switch and nothing moves.

/// What a page looks at.
#[derive(Clone, Debug)]
pub struct Live {
    /// The value of `about` of the stream of events.
    pub about: &'static str,
    /// The instance, where it is one.
    pub of: String,
    /// The last change that the page may contain.
    pub since: u64,
}

impl Live {
    /// Address of the stream, without the position.
    pub fn stream(&self) -> String {
        match self.of.is_empty() {
            true => format!("/api/v1/events?about={}", self.about),
            false => format!("/api/v1/events?about={}&of={}", self.about, self.of),
        }
    }
}
