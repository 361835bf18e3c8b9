//! The engine through its front door, on small regulations written in the process language.
//!
//! Stories of whole regulations are beside the regulations, and laws over random definitions in the workspace's tests;
//! here are the tables: answers of forms, refusals, incidents.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod answers;
mod correction;
mod desk;
mod escalation;
mod handed_in;
mod incidents;
mod ladder;
mod passing;
mod people;
mod refusals;
mod terms;
