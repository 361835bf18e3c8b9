//! YAML text -> spanned tree.
//!
//! The only module that touches the YAML library. It knows nothing of processes: it refuses what the language does not
//! use (tags, several documents, duplicate keys) and keeps the original text and place of everything else.

mod build;
mod file;
mod locate;
mod node;
mod syntax_error;

pub use build::read;
pub use file::Source;
pub(crate) use locate::locate;
pub use node::{Entry, Node, NodeValue, Scalar, Style};
