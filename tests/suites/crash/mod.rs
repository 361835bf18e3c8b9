//! What is left after the real program was killed: everything acknowledged, once, and nothing half done.
//!
//! `kills` kills a server under load again and again; `sweep` kills single commands at every write they make;
//! `exam` kills a server at which forty people take a test; `anchors` exchanges the database; `nodes` disturbs three servers on one database.

mod anchors;
mod books;
mod client;
mod exam;
mod kills;
mod ledger;
mod nodes;
mod regulation;
mod sweep;
