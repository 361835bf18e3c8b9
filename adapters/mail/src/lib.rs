//! reglament-mail
