//! Draws a definition for people: as a picture, as a Mermaid flowchart and as a numbered outline.
//!
//! Pure text in the language asked for. It shows what the author wrote, and over the picture how an instance stands; it judges
//! nothing: a definition with a dead step is drawn with its dead step.

mod drawing;
mod font;
mod label;
mod layout;
mod marks;
mod mermaid;
mod outline;
mod route;
mod scene;
mod separate;
mod svg;
#[cfg(test)]
mod tests;
mod words;

pub use drawing::Drawing;
pub use font::{REGULAR, SEMI_BOLD};
pub use marks::{Badge, Mark, Marks, Stand};
pub use mermaid::mermaid;
pub use outline::outline;
pub use svg::{Frame, svg};
