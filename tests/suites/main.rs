//! The one integration test binary of the project: every suite is a module here.
//!
//! One binary links once; a file per suite as Cargo would do it links the whole product once per file.
//! A suite is a folder or a file beside this one and a `mod` line below; tidy fails when the line is forgotten.
//! Support code that several suites need lives in the library of this crate, `tests/src`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test stops at the first surprise and may explain itself on the terminal"
)]

mod copying;
mod crash;
mod docs;
mod forecast;
mod journals;
mod main_job;
mod patterns;
mod properties;
mod regulations;
mod runtime;
mod store_contract;
mod tidy;
mod traces;
mod web;
mod year;
