//! reglament-diagram
