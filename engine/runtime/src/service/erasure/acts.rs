//! Acts of destruction as pages tell them: what each was about, and what the journals say of it.

use reglament_calendar::local_date;
use reglament_core::{Event, InstanceEvent};
use reglament_definition::Title;

use crate::{
    limits::MAX_PAGE,
    port::{ErasureAct, ErasureCase},
    service::{Service, ServiceError},
    view::{DestroyedCase, DestroyedRow, ErasureActLine, ErasureActView},
    words,
};

impl Service {
    /// An act with its cases.
    ///
    /// # Errors
    /// Forbidden for those who do not oversee everything; not found; the store's failures.
    pub async fn erasure_act(&self, by: &str, id: u32) -> Result<ErasureActView, ServiceError> {
        self.must_oversee_all(by)?;
        let act = self.shared.store.erasure_act(id).await?;
        let act = act.ok_or(ServiceError::NotFound)?;
        let mut destroyed = Vec::with_capacity(act.cases.len());
        for case in &act.cases {
            destroyed.push(self.destroyed(&act, case).await?);
        }
        Ok(ErasureActView {
            line: self.act_line(&act),
            destroyed,
        })
    }

    pub(super) fn act_line(&self, act: &ErasureAct) -> ErasureActLine {
        let by = self.person(&act.by).map(|person| person.name);
        ErasureActLine {
            id: act.id,
            number: act.number.clone(),
            on: act.on,
            reason: act.reason.clone(),
            scope: act.scope,
            by: by.unwrap_or_else(|| act.by.clone()),
            at: act.at,
            cases: act.cases.len(),
        }
    }

    async fn destroyed(
        &self,
        act: &ErasureAct,
        case: &ErasureCase,
    ) -> Result<DestroyedCase, ServiceError> {
        let package = self.shared.library.current();
        let definition = package.definitions.get(&case.process);
        let title = definition.map(|definition| definition.title.clone());
        let mut found = DestroyedCase {
            id: case.instance.clone(),
            process_title: title.unwrap_or_else(|| Title::russian(&case.process)),
            receipt: case.receipt.clone(),
            ended_on: local_date(case.ended_at, self.zone()),
            at: None,
            rows: Vec::new(),
        };
        let mut after = 0;
        loop {
            let store = &self.shared.store;
            let rows = store.journal(&case.instance, after, MAX_PAGE).await?;
            let Some(last) = rows.last() else {
                return Ok(found);
            };
            after = last.first_seq;
            for recorded in rows.iter().map(words::events) {
                for one in recorded? {
                    if let Event::Instance(InstanceEvent::Erased {
                        act: number, rows, ..
                    }) = one.event
                        && number == act.number
                    {
                        found.at = Some(one.at);
                        found.rows.extend(rows.into_iter().map(|row| DestroyedRow {
                            first_seq: row.first_seq,
                            hash: row.hash,
                            digest: row.digest,
                        }));
                    }
                }
            }
        }
    }
}
