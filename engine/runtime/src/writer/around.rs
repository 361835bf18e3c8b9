//! What surrounds a decision beside the instance: the organisation, the child processes, rows of registers.

use std::{collections::BTreeMap, sync::Arc};

use reglament_core::{InstanceId, MAX_REGISTER_ROWS, Outside, child_key, registers_read};
use reglament_definition::{CallVersion, Definition};
use reglament_expression::Value;

use super::batch::Batch;
use crate::{
    library::LoadedPackage,
    limits::MAX_PAGE,
    port::{Page, RegisterRow, StoreError},
    service::ServiceError,
};

pub(super) struct Around {
    pub(super) package: Arc<LoadedPackage>,
    pub(super) children: BTreeMap<String, Arc<Definition>>,
    pub(super) outside: Outside,
}

impl Around {
    /// The definition on which a child of a step starts.
    pub(super) fn child(
        &self,
        definition: &Definition,
        step: Option<&str>,
        process: &str,
    ) -> Option<&Arc<Definition>> {
        let step = step.and_then(|step| definition.step(step));
        let version = step
            .and_then(|step| step.child())
            .map(|(_, version)| version);
        let pinned = version.and_then(|version| self.children.get(&child_key(process, version)));
        pinned.or_else(|| self.children.get(process))
    }
}

impl Batch<'_> {
    /// The organisation, child processes and registers as of now. Children start on the version in force, so
    /// that a mended child process helps parents that already run, unless the call says otherwise; the parent's own
    /// package helps out when it is gone.
    pub(super) async fn around(&self, id: &InstanceId) -> Result<Around, ServiceError> {
        let now = self.shared.clock.now();
        let package = self.shared.library.package_in_force(now).await?;
        let mut children = BTreeMap::new();
        let work = self.work.get(id).ok_or(ServiceError::NotFound)?;
        for (process, version) in work.definition.steps.iter().filter_map(|step| step.child()) {
            let mut child = match version {
                CallVersion::Latest => package.definitions.get(process).cloned(),
                CallVersion::Pinned => {
                    let began = match work.now.seq() {
                        0 => self.shared.clock.now(),
                        _ => *work.now.started_at(),
                    };
                    self.shared.library.in_force(process, began).await?
                }
            };
            if child.is_none() {
                let own = &work.definition.reference;
                let own = self.shared.library.package_of(own).await?;
                child = own.definitions.get(process).cloned();
            }
            children.extend(child.map(|child| (child_key(process, version), child)));
        }
        let mut registers = BTreeMap::new();
        for register in registers_read(&work.definition) {
            let rows = self.register_rows(&register).await?;
            registers.insert(register, rows);
        }
        let outside = Outside {
            registers,
            seed: self.shared.ids.random(),
        };
        Ok(Around {
            package,
            children,
            outside,
        })
    }

    /// The entries of a register, those of this batch too.
    async fn register_rows(&self, register: &str) -> Result<Vec<Value>, StoreError> {
        let store = &self.shared.store;
        let years = store.register_years().await?;
        let mut rows = Vec::new();
        for (_, year, _) in years.iter().filter(|(id, ..)| id == register) {
            let mut after = None;
            loop {
                let limit = MAX_PAGE;
                let page = store
                    .register(register, *year, &Page { after, limit })
                    .await?;
                after = page.last().map(|row| row.number);
                let more = page.len() >= limit as usize;
                rows.extend(page.iter().map(value));
                if rows.len() > MAX_REGISTER_ROWS {
                    return Err(StoreError::Refused(format!(
                        "the register {register} has more than {MAX_REGISTER_ROWS} rows to go through"
                    )));
                }
                if !more {
                    break;
                }
            }
        }
        let new = self.changes.registers.iter();
        rows.extend(new.filter(|row| row.register == register).map(value));
        Ok(rows)
    }
}

fn value(row: &RegisterRow) -> Value {
    let mut fields = row.entry.clone();
    fields.insert("number".into(), Value::from(row.text.as_str()));
    fields.insert("registered_on".into(), Value::Date(row.on));
    fields.insert("instance".into(), Value::from(row.instance.as_str()));
    Value::Record(fields)
}
