//! reglament-calendar
