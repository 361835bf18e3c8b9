//! reglament-expression
