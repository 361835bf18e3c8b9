//! The compiler on whole folders: a model regulation that is clean, and the same regulation broken in many ways.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "suite/broken.rs"]
mod broken;
#[path = "suite/clean.rs"]
mod clean;
#[path = "suite/files.rs"]
mod files;
#[path = "suite/folder.rs"]
mod folder;
#[path = "suite/grammar.rs"]
mod grammar;
#[path = "suite/limits.rs"]
mod limits;
#[path = "suite/misused.rs"]
mod misused;
#[path = "suite/tables.rs"]
mod tables;
#[path = "suite/yaml.rs"]
mod yaml;
