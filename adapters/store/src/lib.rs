//! reglament-store
