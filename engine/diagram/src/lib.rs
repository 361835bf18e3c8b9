//! Draws a definition for people: as a Mermaid flowchart and as a numbered outline.
//!
//! Pure text in the language asked for. It shows what the author wrote, not how an instance stands, and it judges
//! nothing: a definition with a dead step is drawn with its dead step.

mod label;
mod mermaid;
mod outline;
#[cfg(test)]
mod tests;
mod words;

pub use mermaid::mermaid;
pub use outline::outline;
