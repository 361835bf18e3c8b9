//! Rows of answers, and their columns by name or number.

use reglament_runtime::port::StoreError;
use sqlx::{Column as _, Row as _, TypeInfo as _, postgres::PgRow, sqlite::SqliteRow};

use crate::error::failed;

/// A row.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    /// The column of this name.
    ///
    /// # Errors
    /// There is none, or it holds something else.
    pub(crate) fn get<T: Column>(&self, name: &str) -> Result<T, StoreError> {
        let number = match self {
            Self::Sqlite(row) => row.try_column(name).map(|column| column.ordinal()),
            Self::Postgres(row) => row.try_column(name).map(|column| column.ordinal()),
        };
        self.number(number.map_err(failed)?)
    }

    /// The column of this number, from 0.
    pub(crate) fn number<T: Column>(&self, number: usize) -> Result<T, StoreError> {
        T::of(self, number).map_err(failed)
    }
}

/// What a column can hold.
pub(crate) trait Column: Sized {
    fn of(row: &Row, number: usize) -> Result<Self, sqlx::Error>;
}

impl Column for Option<String> {
    fn of(row: &Row, number: usize) -> Result<Self, sqlx::Error> {
        match row {
            Row::Sqlite(row) => row.try_get(number),
            Row::Postgres(row) => row.try_get(number),
        }
    }
}

impl Column for Option<Vec<u8>> {
    fn of(row: &Row, number: usize) -> Result<Self, sqlx::Error> {
        match row {
            Row::Sqlite(row) => row.try_get(number),
            Row::Postgres(row) => row.try_get(number),
        }
    }
}

impl Column for Option<i64> {
    fn of(row: &Row, number: usize) -> Result<Self, sqlx::Error> {
        let row = match row {
            Row::Sqlite(row) => return row.try_get(number),
            Row::Postgres(row) => row,
        };
        // Tables have BIGINT only; literals and conditions of a statement have types of their own.
        match row.try_column(number)?.type_info().name() {
            "BOOL" => Ok(row.try_get::<Option<bool>, _>(number)?.map(i64::from)),
            "INT4" => Ok(row.try_get::<Option<i32>, _>(number)?.map(i64::from)),
            _ => row.try_get(number),
        }
    }
}

impl Column for Option<bool> {
    fn of(row: &Row, number: usize) -> Result<Self, sqlx::Error> {
        Ok(Option::<i64>::of(row, number)?.map(|on| on != 0))
    }
}

impl Column for Option<i32> {
    fn of(row: &Row, number: usize) -> Result<Self, sqlx::Error> {
        let found = Option::<i64>::of(row, number)?.map(i32::try_from);
        found
            .transpose()
            .map_err(|error| sqlx::Error::ColumnDecode {
                index: number.to_string(),
                source: error.into(),
            })
    }
}

macro_rules! present {
    ($($type:ty),+) => {
        $(impl Column for $type {
            fn of(row: &Row, number: usize) -> Result<Self, sqlx::Error> {
                Option::<$type>::of(row, number)?.ok_or_else(|| sqlx::Error::ColumnDecode {
                    index: number.to_string(),
                    source: "it is empty".into(),
                })
            }
        })+
    };
}

present!(String, Vec<u8>, i64, i32, bool);

/// Several columns, in their order.
pub(crate) trait Columns: Sized {
    fn of(row: &Row) -> Result<Self, StoreError>;
}

macro_rules! columns {
    ($($name:ident $number:tt),+) => {
        impl<$($name: Column),+> Columns for ($($name,)+) {
            fn of(row: &Row) -> Result<Self, StoreError> {
                Ok(($(row.number::<$name>($number)?,)+))
            }
        }
    };
}

columns!(A 0, B 1);
columns!(A 0, B 1, C 2);
columns!(A 0, B 1, C 2, D 3);
columns!(A 0, B 1, C 2, D 3, E 4);
columns!(A 0, B 1, C 2, D 3, E 4, F 5);
columns!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
