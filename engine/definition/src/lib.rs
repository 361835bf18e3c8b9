//! reglament-definition
