//! What is left after the real program was killed: everything acknowledged, once, and nothing half done.
//!
//! `kills` kills a server under load again and again; `sweep` kills single commands at the writes they make, and
//! lets writes and flushes fail; `disk` lets the disk of a server misbehave;
//! `exam` kills a server at which forty people take a test; `anchors` exchanges the database; `nodes` disturbs three servers and their
//! database, `sabotage` proves that what is checked then finds something; `soak` does it for as long as one likes; `rolling`
//! replaces servers one by one; `copying` kills a copy of a database into a file.

mod anchors;
mod books;
mod client;
mod copying;
mod disk;
mod evidence;
mod exam;
mod kills;
mod ledger;
mod nodes;
mod points;
pub(crate) mod regulation;
mod rolling;
mod sabotage;
mod soak;
mod stages;
mod sweep;
