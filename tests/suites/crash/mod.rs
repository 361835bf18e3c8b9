//! What is left after the real program was killed: everything acknowledged, once, and nothing half done.
//!
//! `kills` kills a server under load again and again; `sweep` kills single commands at the writes they make, and
//! lets writes and flushes fail;
//! `disk` lets the disk of a server misbehave;
//! `exam` kills a server at which forty people take a test; `nodes` disturbs three servers on one database.

mod books;
mod client;
mod disk;
mod exam;
mod kills;
mod ledger;
mod nodes;
mod points;
mod regulation;
mod stages;
mod sweep;
