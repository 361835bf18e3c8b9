//! The language server: the language service behind the Language Server Protocol, for editors.
//!
//! `lsp-server` moves the messages; their few shapes that are used here are written as JSON by hand, because the crates of
//! generated types are large and either unmaintained or not released yet. It knows nothing of YAML and of the language: all
//! answers come from `reglament-language`. It runs no regulation and writes no file.

mod answer;
mod folder;
mod publish;
mod server;
mod shape;
mod uri;

pub use folder::ReadFolder;
pub use server::{LspFault, serve, serve_stdio};
