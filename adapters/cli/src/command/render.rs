//! The hidden subcommand by which the program starts itself as the rendering child.
//!
//! It is recognised before anything else runs: the child limits itself first, and threads or handles of an asynchronous
//! runtime would count against those limits.

use std::ffi::OsString;
use std::process::ExitCode;

use reglament_documents::{RENDER_SUBCOMMAND, render_child_main};

/// Runs the child to its end, if the words ask for it.
pub(crate) fn if_asked(words: &[OsString]) -> Option<ExitCode> {
    let asked = words.len() == 2 && words[1] == RENDER_SUBCOMMAND;
    asked.then(render_child_main)
}
