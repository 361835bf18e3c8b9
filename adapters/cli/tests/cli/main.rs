//! The program as the shell sees it: arguments in, text and an exit code out.
//!
//! Each test runs the built binary; what the crates below do is tested there.

mod check;
mod deadline;
mod engine;
mod program;
mod sample;
mod scenarios;
