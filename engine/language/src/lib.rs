//! The author's language service: what editors need to know about half-typed regulations.
//!
//! One library for the command line, for `reglament lsp` and for the editor in the browser. A [`Workspace`] holds the texts;
//! [`complete`], [`hover`], [`outline`](outline()), [`definition`], [`references`], [`rename`] and [`Workspace::diagnose`] answer.
//! Offsets are bytes; [`Lines`] turns them into the UTF-16 positions of editors. It opens no file and keeps no state.

mod complete;
mod describe;
mod hover;
mod outline;
mod places;
mod position;
mod schema;
mod symbol;
mod tokens;
mod tolerant;
mod walk;
mod workspace;

pub use complete::{COMPLETIONS, Completion, CompletionKind, complete};
pub use hover::{Hover, hover};
pub use outline::{OutlineItem, outline};
pub use places::{
    Location, RenameRefusal, Renaming, definition, references, renamable, rename, replaced,
};
pub use position::{Lines, Position};
pub use schema::schema;
pub use workspace::Workspace;
