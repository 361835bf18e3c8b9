//! Anchors: at an interval and at the stop, a line about the end of the journal is added to a second place.
//!
//! Commits know nothing of it. What was committed since the last anchor is read by its place in the journal, so that an
//! anchor costs what was written since the one before, however large the installation is. Before a line is added the last
//! ones are compared with the journal; a journal that differs gets no more anchors. Every server has a file of its own.
//! The chains within instances are not followed here: `reglament verify` does that.

mod block;
mod compare;
mod differ;
mod problem;
mod segment;
mod settle;

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use reglament_core::InstanceId;
use thiserror::Error;

pub use block::AnchorBlock;
pub use compare::{AnchorDepth, ComparedAnchors, Standing, compare_anchors};
pub use settle::{accept_rollback, meet_anchors};

use self::{block::Before, segment::Segment};
use crate::{
    limits::{ANCHOR_BEAT, ANCHOR_RETRY, ANCHOR_ROUND},
    port::{AnchorKeeper, AnchorNote, StoreError},
    service::Shared,
    view::{AnchorView, IntegrityFinding, LastAnchor},
    words,
};

/// How anchors are kept.
#[derive(Clone)]
pub struct AnchorRules {
    /// The second place.
    pub keeper: Arc<dyn AnchorKeeper>,
    /// Between two anchors.
    pub every: Duration,
    /// Addresses that get the first anchor of a day by letter.
    pub letters_to: Vec<String>,
}

/// Why there is no answer about anchors.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AnchorFailure {
    /// The journal.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The second place.
    #[error("{0}")]
    Keeper(String),
}

impl From<String> for AnchorFailure {
    fn from(why: String) -> Self {
        Self::Keeper(why)
    }
}

/// Writes anchors until the stop, which does not come in the middle of one.
pub(crate) async fn run(
    shared: Arc<Shared>,
    rules: AnchorRules,
    stop: impl Future<Output = ()> + Send,
) {
    let mut stop = std::pin::pin!(stop);
    let mut whole_at = shared.clock.now();
    loop {
        let began = shared.clock.now();
        look(&shared, &rules).await;
        tokio::select! {
            () = rest(&shared, &rules, began, &mut whole_at) => {}
            () = &mut stop => return,
        }
    }
}

/// Lets the interval pass, and compares all anchors when it is time.
async fn rest(
    shared: &Shared,
    rules: &AnchorRules,
    began: DateTime<Utc>,
    whole_at: &mut DateTime<Utc>,
) {
    let every = TimeDelta::from_std(rules.every).unwrap_or(ANCHOR_BEAT);
    let anchor = shared.integrity.seen().anchor;
    let wait = match anchor.and_then(|view| view.failure) {
        Some(_) => every.min(ANCHOR_RETRY),
        None => every,
    };
    if shared.clock.now() >= *whole_at {
        *whole_at = shared.clock.now() + ANCHOR_ROUND;
        compare_whole(shared, rules).await;
    }
    shared.clock.wait_until(began + wait).await;
}

/// Compares all anchors with the whole journal, and remembers how it went.
async fn compare_whole(shared: &Shared, rules: &AnchorRules) {
    let found = compare_anchors(&*shared.store, &*rules.keeper, AnchorDepth::Slowly).await;
    let Some(mut view) = shared.integrity.seen().anchor else {
        return;
    };
    match found {
        Err(error) => tracing::error!(%error, "anchors and journal could not be compared"),
        Ok(found) => {
            view.compared_whole_at = Some(shared.clock.now());
            let known = view.findings.iter().chain(&view.whole_findings);
            if known.count() == 0 && !found.findings.is_empty() {
                log(&found.findings);
                tell(shared, &found.findings).await;
            }
            view.whole_findings = found.findings;
        }
    }
    shared.integrity.set_anchor(view);
}

fn log(findings: &[IntegrityFinding]) {
    for found in findings {
        tracing::error!(code = %found.code, "journal and anchors differ: {}", found.en);
    }
}

/// Compares and adds what is new, and remembers how it went.
pub(crate) async fn look(shared: &Shared, rules: &AnchorRules) {
    let every = rules.every.as_secs() / 60;
    let (place, before) = (rules.keeper.place(), shared.integrity.seen().anchor);
    let before = before.unwrap_or_default();
    let mut view = AnchorView {
        place,
        every_minutes: every,
        ..before
    };
    // What is written while they are compared is not told as compared.
    let began = shared.clock.now();
    match write(shared, rules).await {
        Ok(Ok(last)) => {
            (view.compared_at, view.failure) = (Some(began), None);
            view.findings.clear();
            view.last = last;
        }
        Ok(Err(findings)) => {
            log(&findings);
            if view.findings.is_empty() && view.whole_findings.is_empty() {
                tell(shared, &findings).await;
            }
            view.findings = findings;
        }
        Err(error) => {
            tracing::error!(%error, place = %view.place, "no anchor could be written");
            view.failure = Some(error.to_string());
        }
    }
    shared.integrity.set_anchor(view.clone());
    if view.findings.is_empty()
        && let Some(last) = &view.last
        && let Err(error) = letters(shared, rules, last).await
    {
        tracing::error!(%error, "the letter about the anchor could not be written");
    }
}

type Written = Result<Option<LastAnchor>, Vec<IntegrityFinding>>;

/// Adds what is new since the last anchor. Gives the last one, or what differs.
async fn write(shared: &Shared, rules: &AnchorRules) -> Result<Written, AnchorFailure> {
    let (store, keeper) = (&*shared.store, &*rules.keeper);
    let found = compare_anchors(store, keeper, AnchorDepth::Last).await?;
    if !found.findings.is_empty() {
        return Ok(Err(found.findings));
    }
    let installation = store.installation().await?.id;
    let own = format!("{:016x}", shared.ids.random());
    let mut place = found.end;
    let mut before = found.last.map(|block| Before {
        block,
        digest: found.digest,
    });
    let end = store.journal_end().await?;
    while is_due(shared, before.as_ref(), end) {
        let after = before.as_ref().map_or(0, |one| one.block.to);
        let segment = Segment::read(store, after, end).await?;
        let names = (installation.as_str(), own.as_str());
        let block = AnchorBlock::after(before.as_ref(), names, shared.clock.now(), segment);
        let line = block.line();
        let digest = block::digest(&line);
        let mut note = AnchorNote {
            keeper: block.keeper.clone(),
            place: keeper.place(),
            number: block.anchor,
            position: block.to,
            digest: digest.clone(),
            at: block.at,
            is_written: false,
        };
        // Promised first: a file that lacks more than the promised line was cut short.
        store.note_anchor(&note).await?;
        keeper.add(place, &line).await?;
        note.is_written = true;
        store.note_anchor(&note).await?;
        place += line.len() as u64 + 1;
        before = Some(Before { block, digest });
    }
    Ok(Ok(before.map(last)))
}

/// Whether an anchor is wanted: there are new rows, or the last one is old.
fn is_due(shared: &Shared, before: Option<&Before>, end: u64) -> bool {
    before.is_none_or(|one| one.block.to < end || shared.clock.now() - one.block.at >= ANCHOR_BEAT)
}

fn last(one: Before) -> LastAnchor {
    LastAnchor {
        number: one.block.anchor,
        at: one.block.at,
        installation: one.block.installation,
        position: one.block.to,
        rows: one.block.rows,
        instances: one.block.instances,
        digest: one.digest,
    }
}

/// The first anchor of a day goes to whoever shall be able to prove it later.
async fn letters(
    shared: &Shared,
    rules: &AnchorRules,
    last: &LastAnchor,
) -> Result<(), StoreError> {
    let day = last.at.with_timezone(&shared.zone()).date_naive();
    let (subject, text) = words::anchor_letter(last, &shared.base_url);
    let key = |number| format!("anchor/{day}/{}/{number}", last.installation);
    shared
        .service_letters(&rules.letters_to, "anchor", (&subject, &text), key)
        .await
}

/// Tells the administrators that the journal is not what it was.
pub(crate) async fn tell(shared: &Shared, findings: &[IntegrityFinding]) {
    let page = format!("{}/admin/integrity", shared.base_url);
    let (subject, text) = words::journal_differs(findings, &page);
    let at = shared.clock.now().timestamp();
    let about = findings.first().and_then(|found| found.instance.as_ref());
    let about = about.map_or("", |InstanceId(id)| id.as_str());
    let key = |number| format!("journal/{at}/{number}/{about}");
    let told = shared.mailer.administrators();
    let done = shared
        .service_letters(&told, "journal_differs", (&subject, &text), key)
        .await;
    if let Err(error) = done {
        tracing::error!(%error, "the administrators could not be told");
    }
}
