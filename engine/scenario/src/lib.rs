//! reglament-scenario
