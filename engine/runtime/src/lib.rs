//! reglament-runtime
