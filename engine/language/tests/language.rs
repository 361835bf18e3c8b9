//! The language service on a small folder: cursors, hovers, outlines, names, schemas.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(
    clippy::disallowed_methods,
    reason = "the shipped files are read from disk"
)]

#[path = "suite/completion.rs"]
mod completion;
#[path = "suite/folder.rs"]
mod folder;
#[path = "suite/hover.rs"]
mod hover;
#[path = "suite/names.rs"]
mod names;
#[path = "suite/schemas.rs"]
mod schemas;
