//! The runtime on a real store: commands take effect once, nothing is lost, nothing is doubled.
//!
//! The clock stands still unless a test moves it; waiting for the background is asking until it has happened.

mod access_log;
mod ahead;
mod anchor;
mod archive;
mod backup;
mod bounces;
mod commands;
mod control;
mod crash;
mod delivery;
mod digests;
mod editions;
mod effects;
mod erasure;
mod escalation;
mod faulty;
mod jobs;
mod many;
mod messages;
mod nodes;
mod people;
mod rights;
mod subscriptions;
mod terms;
mod time;
mod tree;
mod world;
