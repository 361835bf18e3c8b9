//! reglament-tests
