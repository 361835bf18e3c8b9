//! One form for the rows of both databases, and the digest over it.
//!
//! A cell is a mark of its kind, and for texts and bytes the length before what they hold, so that no two rows read alike.

use sha2::{Digest as _, Sha256};

use super::columns::{Column, Kind};
use crate::database::{Row, Value};

/// What one column of a row holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Nothing(Kind),
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Cell {
    /// Reads a column; none when it holds something else, such as bytes that are no text.
    pub(super) fn read(row: &Row, number: usize, kind: Kind) -> Option<Self> {
        let cell = match kind {
            Kind::Number => row.number::<Option<i64>>(number).ok()?.map(Self::Number),
            Kind::Text => row.number::<Option<String>>(number).ok()?.map(Self::Text),
            Kind::Bytes => row.number::<Option<Vec<u8>>>(number).ok()?.map(Self::Bytes),
        };
        Some(cell.unwrap_or(Self::Nothing(kind)))
    }

    /// Bytes that it takes in memory, about.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Nothing(_) | Self::Number(_) => size_of::<Self>(),
            Self::Text(text) => size_of::<Self>() + text.len(),
            Self::Bytes(bytes) => size_of::<Self>() + bytes.len(),
        }
    }

    /// As a statement takes it.
    pub(super) fn value(&self) -> Value<'_> {
        match self {
            Self::Nothing(Kind::Number) => None::<i64>.into(),
            Self::Nothing(Kind::Text) => None::<&str>.into(),
            Self::Nothing(Kind::Bytes) => Value::Bytes(None),
            Self::Number(number) => (*number).into(),
            Self::Text(text) => text.into(),
            Self::Bytes(bytes) => bytes.as_slice().into(),
        }
    }
}

/// The digest of a table under way.
#[derive(Debug)]
pub(super) struct TableDigest {
    rows: u64,
    hash: Sha256,
}

impl TableDigest {
    /// Of a table with these columns.
    pub(super) fn new(table: &str, columns: &[Column]) -> Self {
        let mut hash = Sha256::new();
        for name in [table]
            .into_iter()
            .chain(columns.iter().map(|it| it.name.as_str()))
        {
            text(&mut hash, name.as_bytes());
        }
        Self { rows: 0, hash }
    }

    /// Adds the next row.
    pub(super) fn add(&mut self, cells: &[Cell]) {
        self.rows += 1;
        for cell in cells {
            match cell {
                Cell::Nothing(_) => self.hash.update([0]),
                Cell::Number(number) => {
                    self.hash.update([1]);
                    self.hash.update(number.to_be_bytes());
                }
                Cell::Text(held) => {
                    self.hash.update([2]);
                    text(&mut self.hash, held.as_bytes());
                }
                Cell::Bytes(bytes) => {
                    self.hash.update([3]);
                    text(&mut self.hash, bytes);
                }
            }
        }
    }

    /// Rows and digest, in hex.
    pub(super) fn end(self) -> Contents {
        let sha256 = hex::encode(self.hash.finalize());
        let rows = self.rows;
        Contents { rows, sha256 }
    }
}

/// What a table holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Rows.
    pub rows: u64,
    /// SHA-256 over all of them in the order of their key, in hex.
    pub sha256: String,
}

/// One digest over those of all tables, in hex.
pub(super) fn of_all<'a>(tables: impl Iterator<Item = (&'a str, &'a Contents)>) -> String {
    let mut hash = Sha256::new();
    for (name, contents) in tables {
        text(&mut hash, name.as_bytes());
        text(&mut hash, contents.sha256.as_bytes());
    }
    hex::encode(hash.finalize())
}

fn text(hash: &mut Sha256, bytes: &[u8]) {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    hash.update(length.to_be_bytes());
    hash.update(bytes);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Cell, Contents, Kind, TableDigest};

    fn digest(rows: &[&[Cell]]) -> Contents {
        let mut digest = TableDigest::new("t", &[]);
        for row in rows {
            digest.add(row);
        }
        digest.end()
    }

    #[test]
    fn rows_that_differ_have_digests_that_differ() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let rows: [&[&[Cell]]; 8] = [
            &[],
            &[&[Cell::Nothing(Kind::Text)]],
            &[&[text("")]],
            &[&[Cell::Bytes(Vec::new())]],
            &[&[Cell::Number(0)]],
            &[&[text("аб"), text("в")]],
            &[&[text("а"), text("бв")]],
            &[&[text("бв"), text("а")]],
        ];
        let all: BTreeSet<String> = rows.iter().map(|rows| digest(rows).sha256).collect();
        assert_eq!(all.len(), rows.len(), "{all:?}");
    }

    #[test]
    fn rows_are_counted_and_come_in_an_order() {
        let (one, two) = ([Cell::Number(1)], [Cell::Number(2)]);
        let (there, back) = (digest(&[&one, &two]), digest(&[&two, &one]));
        assert_eq!((there.rows, back.rows), (2, 2));
        assert_ne!(there.sha256, back.sha256);
    }
}
