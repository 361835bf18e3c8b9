//! Registers and their entries. Whoever takes part in a process that uses a register may read it.

use std::collections::BTreeMap;

use reglament_definition::{Register, Title};

use super::{
    Service, ServiceError,
    forms::shown,
    rights::{Reach, Rights},
};
use crate::{
    limits::MAX_PAGE,
    port::{Page, RegisterRow},
    view::{RegisterEntry, RegisterView, RegisterYear},
};

impl Service {
    /// Registers that `person` may read, with the years that have entries.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn registers(&self, person: &str) -> Result<Vec<RegisterView>, ServiceError> {
        let years = self.shared.store.register_years().await?;
        let known = self.readable(&self.rights(person));
        let view = |(register, _): (Register, _)| RegisterView {
            years: years
                .iter()
                .filter(|(id, _, _)| *id == register.id)
                .map(|(_, year, count)| (*year, *count))
                .collect(),
            id: register.id,
            title: register.title,
        };
        Ok(known.into_values().map(view).collect())
    }

    /// Entries of a register in a year, by number after `after`.
    ///
    /// # Errors
    /// Not found for a register that the person may not read.
    pub async fn register(
        &self,
        person: &str,
        register: &str,
        year: i32,
        after: Option<u32>,
    ) -> Result<RegisterYear, ServiceError> {
        let page = (after, MAX_PAGE);
        self.some_of_register(person, register, year, page).await
    }

    /// The same, at most so many entries of at most [`MAX_PAGE`].
    ///
    /// # Errors
    /// As [`Self::register`].
    pub async fn some_of_register(
        &self,
        person: &str,
        register: &str,
        year: i32,
        (after, limit): (Option<u32>, u32),
    ) -> Result<RegisterYear, ServiceError> {
        let limit = limit.clamp(1, MAX_PAGE);
        let rights = self.rights(person);
        let found = self.readable(&rights).remove(register);
        let (found, confided) = found.ok_or(ServiceError::NotFound)?;
        let page = Page { after, limit };
        let rows = self.shared.store.register(register, year, &page).await?;
        let next = (rows.len() == limit as usize).then(|| rows.last().map(|row| row.number));
        let columns = found.columns.iter();
        Ok(RegisterYear {
            id: found.id.clone(),
            title: found.title.clone(),
            year,
            columns: columns
                .map(|field| (field.name.clone(), field.title.clone()))
                .collect(),
            entries: rows
                .into_iter()
                .map(|row| entry(&found, row, confided))
                .collect(),
            next: next.flatten(),
        })
    }

    /// Whether a person may read a register; no when there is none.
    pub fn sees_register(&self, person: &str, register: &str) -> bool {
        self.readable(&self.rights(person)).contains_key(register)
    }

    /// Titles of the registers that somebody may read.
    pub(super) fn register_titles(&self, rights: &Rights) -> Vec<Title> {
        let found = self.readable(rights).into_values();
        found.map(|(register, _)| register.title).collect()
    }

    /// Registers of the processes that somebody may see, and whether confidential columns are for them.
    fn readable(&self, rights: &Rights) -> BTreeMap<String, (Register, bool)> {
        let package = self.shared.library.current();
        let mut found: BTreeMap<String, (Register, bool)> = BTreeMap::new();
        for definition in package
            .definitions
            .values()
            .filter(|d| rights.reach(d) == Reach::Whole)
        {
            let confided = rights.confided(definition, &package);
            for (id, register) in &definition.registers {
                let known = found
                    .entry(id.clone())
                    .or_insert_with(|| (register.clone(), false));
                known.1 |= confided;
            }
        }
        found
    }
}

fn entry(register: &Register, row: RegisterRow, confided: bool) -> RegisterEntry {
    let value = |field: &reglament_definition::Field| {
        let value = row.entry.get(&field.name)?;
        Some((
            field.name.clone(),
            shown(field, value, chrono_tz::UTC, confided),
        ))
    };
    RegisterEntry {
        values: register.columns.iter().filter_map(value).collect(),
        number: row.number,
        text: row.text,
        on: row.on,
        instance: row.instance,
        code: row.mark.map(|mark| mark.code),
    }
}
