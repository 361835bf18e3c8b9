//! One thin layer over the two drivers: statements, their values, rows and transactions.
//!
//! It knows no table. A statement is asked of a pool or inside a transaction in the same words, whichever database is
//! behind; values are text, whole numbers, switches (stored as 0 and 1) and bytes, each of which may be absent.
//! Failures come out in the runtime's words.

mod builder;
mod connection;
mod patience;
mod pool;
mod query;
mod row;
mod stream;
mod value;

pub(crate) use builder::Builder;
pub(crate) use connection::{Connection, On, Transaction};
pub(crate) use patience::STATEMENT;
pub(crate) use pool::{Gate, Pool};
pub(crate) use query::{Query, query, query_as, query_scalar};
pub(crate) use row::Row;
pub(crate) use value::Value;
