//! The program as the shell sees it: arguments in, text and an exit code out.
//!
//! Each test runs the built binary; what the crates below do is tested there.

#![allow(
    clippy::unwrap_used,
    reason = "what a test prepares either works or fails the test"
)]

mod backup;
mod check;
mod copying;
mod deadline;
mod demo;
mod directory;
mod editor;
mod engine;
mod plan;
mod program;
mod sample;
mod scenarios;
mod shown;
