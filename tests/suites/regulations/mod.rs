//! The shipped regulations: they compile without a finding, cover every operative clause, and their stories come true.

mod clauses;
mod stories;
