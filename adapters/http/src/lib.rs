//! reglament-http
