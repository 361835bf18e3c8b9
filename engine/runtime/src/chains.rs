//! Follows the chains of all journals in the background, slowly, again and again: a row that was changed, lost or cannot be
//! read is told to the administrators without anybody asking for it.
//!
//! Only journals are read, never states: `reglament verify` compares those. What was rewritten with all its digests is found
//! by anchors, not here. A round begins anew with the program.

use std::{collections::BTreeSet, sync::Arc};

use reglament_core::InstanceId;

use crate::{
    anchor,
    limits::{CHAIN_PAGE, CHAIN_PAUSE, CHAIN_ROUND, MAX_CHAIN_FINDINGS, MAX_PAGE},
    port::StoreError,
    service::{Service, Shared},
    view::{ChainsView, IntegrityFinding},
    writer::FollowedChain,
};

/// Follows them for ever; to be raced against the stop of the runtime.
pub(crate) async fn run(service: Service) {
    let shared = service.shared;
    loop {
        let next = shared.clock.now() + CHAIN_ROUND;
        if let Err(error) = round(&shared).await {
            tracing::error!(%error, "the chains of the journal could not be followed to the end");
        }
        shared.clock.wait_until(next).await;
    }
}

/// One round through all instances. What the round before has found stays until this one has ended.
///
/// # Errors
/// The store failed; damage is a finding.
pub(crate) async fn round(shared: &Arc<Shared>) -> Result<(), StoreError> {
    let mut view = shared.integrity.seen().chains;
    view.began_at = Some(shared.clock.now());
    view.instances = 0;
    let mut round = Round {
        shared,
        rows: 0,
        found: Vec::new(),
    };
    let mut after: Option<InstanceId> = None;
    loop {
        shared.integrity.set_chains(view.clone());
        let ids = shared.store.instance_ids(after.as_ref(), MAX_PAGE).await?;
        let Some(last) = ids.last().cloned() else {
            break;
        };
        let rows = shared.store.instance_rows(&ids).await?;
        for row in rows {
            let found = round.instance(&row.id, row.seq).await?;
            view.instances += 1;
            if let Some(found) = found {
                tell(shared, &mut view, &mut round, found).await;
            }
        }
        after = Some(last);
    }
    view.ended_at = Some(shared.clock.now());
    // What is whole again, because somebody put it back, is not told any more.
    view.findings = round.found;
    shared.integrity.set_chains(view);
    Ok(())
}

async fn tell(
    shared: &Arc<Shared>,
    view: &mut ChainsView,
    round: &mut Round<'_>,
    found: IntegrityFinding,
) {
    let known: BTreeSet<_> = view
        .findings
        .iter()
        .map(|one| one.instance.clone())
        .collect();
    let is_new = !known.contains(&found.instance);
    if round.found.len() < MAX_CHAIN_FINDINGS {
        round.found.push(found.clone());
    }
    if is_new && view.findings.len() < MAX_CHAIN_FINDINGS {
        tracing::error!(code = %found.code, "the journal is not what it was: {}", found.en);
        anchor::tell(shared, std::slice::from_ref(&found)).await;
        view.findings.push(found);
        if view.findings.len() == MAX_CHAIN_FINDINGS {
            // A lost table would fill the disk with lines otherwise; `reglament verify` names all.
            tracing::error!("more journals that are not what they were are not told one by one");
        }
    }
    shared.integrity.set_chains(view.clone());
}

struct Round<'a> {
    shared: &'a Shared,
    /// Rows read since the last pause.
    rows: u32,
    found: Vec<IntegrityFinding>,
}

impl Round<'_> {
    /// Follows the chain of an instance of which `seq` events were told by its row before.
    async fn instance(
        &mut self,
        id: &InstanceId,
        seq: u64,
    ) -> Result<Option<IntegrityFinding>, StoreError> {
        let (mut last, mut chain) = (0, FollowedChain::default());
        loop {
            let rows = match self.shared.store.journal(id, last, CHAIN_PAGE).await {
                Err(StoreError::Damaged(_)) => return Ok(Some(unreadable(id, last + 1))),
                other => other?,
            };
            self.pause(rows.len()).await;
            if rows.is_empty() {
                // An act that says what went stands after the rows that it went from.
                let broken = chain.breaks().first().map(|at| breaks(id, *at));
                return Ok(broken.or_else(|| (last < seq).then(|| short(id, last, seq))));
            }
            for row in rows {
                if !chain.follow(&row) {
                    return Ok(Some(breaks(id, last + 1)));
                }
                last = row.last_seq;
            }
        }
    }

    /// Lets others have the store after some rows.
    async fn pause(&mut self, rows: usize) {
        self.rows += u32::try_from(rows).unwrap_or(u32::MAX).max(1);
        if self.rows >= CHAIN_PAGE {
            self.rows = 0;
            tokio::time::sleep(CHAIN_PAUSE).await;
        }
    }
}

fn breaks(id: &InstanceId, seq: u64) -> IntegrityFinding {
    finding(
        ("chain_breaks", id, seq),
        format!(
            "в деле {id} цепочка журнала рвётся на событии {seq}: запись изменена, удалена или вставлена"
        ),
        format!(
            "the chain of instance {id} breaks at event {seq}: a row was changed, removed or inserted"
        ),
    )
}

fn short(id: &InstanceId, last: u64, seq: u64) -> IntegrityFinding {
    finding(
        ("journal_short", id, last + 1),
        format!("журнал дела {id} кончается событием {last}, а дело дошло до события {seq}"),
        format!(
            "the journal of instance {id} ends with event {last}, and the instance came to event {seq}"
        ),
    )
}

fn unreadable(id: &InstanceId, seq: u64) -> IntegrityFinding {
    finding(
        ("row_unreadable", id, seq),
        format!("в деле {id} записи с события {seq} не читаются"),
        format!("rows of instance {id} from event {seq} on cannot be read"),
    )
}

fn finding((code, id, seq): (&str, &InstanceId, u64), ru: String, en: String) -> IntegrityFinding {
    IntegrityFinding {
        code: code.to_owned(),
        instance: Some(id.clone()),
        seq: Some(seq),
        anchor: None,
        ru,
        en,
    }
}
