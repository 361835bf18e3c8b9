//! Support for the suites: the shipped regulations from the source tree, a browser without scripts, the built program,
//! fresh databases.
//!
//! Only tests use it; the product reads its folders in its own way (`reglament check`, `reglament publish`).

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod balancer;
pub mod browser;
mod database;
mod dice;
mod folder;
mod postgres;
mod program;
mod proxy;
mod server;

pub use balancer::Balancer;
pub use database::TestDatabase;
pub use dice::Dice;
pub use folder::{processes, root, stories};
pub use postgres::{Cluster, OwnPostgres, Stop};
pub use program::{Program, program};
pub use proxy::{Far, Proxy};
pub use server::{Running, signal};
