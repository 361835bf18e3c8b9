//! What surrounds a decision beside the instance: the organisation, the child processes, rows of registers.

use std::{collections::BTreeMap, sync::Arc};

use reglament_core::{InstanceId, Outside, child_key, registers_read};
use reglament_definition::{CallVersion, Definition};
use reglament_expression::Value;

use super::batch::Batch;
use crate::{
    library::LoadedPackage,
    port::StoreError,
    register_rows::{register_rows, row_value},
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

impl Batch {
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
        // Those of the batch that is under way into the store are read from there, or this batch is given up with it.
        self.settled().await;
        let mut rows = register_rows(&*self.shared.store, register).await?;
        let new = self.changes.registers.iter();
        rows.extend(new.filter(|row| row.register == register).map(row_value));
        Ok(rows)
    }
}
