//! What is left after the real program was killed: everything acknowledged, once, and nothing half done.
//!
//! `kills` kills a server under load again and again; `sweep` kills single commands at every write they make;
//! `exam` kills a server at which forty people take a test; `nodes` disturbs three servers on one database; `copying` kills
//! a copy of a database into a file.

mod books;
mod client;
mod copying;
mod exam;
mod kills;
mod ledger;
mod nodes;
pub(crate) mod regulation;
mod sweep;
