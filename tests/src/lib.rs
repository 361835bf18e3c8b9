//! Support for the suites: reading the shipped regulations from the source tree.
//!
//! Only tests use it; the product reads its folders in its own way (`reglament check`, `reglament publish`).

mod folder;

pub use folder::{processes, root, stories};
