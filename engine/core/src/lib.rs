//! reglament-core
