//! The compiler on whole folders: a model regulation that is clean, and the same regulation broken in many ways.

#[path = "suite/clean.rs"]
mod clean;
#[path = "suite/folder.rs"]
mod folder;
