//! Compares a file of anchors with the journal: the last anchors only, or all of them.
//!
//! Nothing is written. A database that came out of a backup of the installation in the file is compared as far as the backup
//! went; what the original did after it is lost knowingly.

use std::collections::BTreeSet;

use reglament_core::InstanceId;

use super::{
    AnchorBlock, AnchorFailure,
    block::{self, Before},
    differ,
    problem::Problem,
    segment::Segment,
};
use crate::{
    limits::{ANCHOR_PAGE, ANCHOR_PAUSE, ANCHOR_TAIL_BYTES, MAX_ANCHOR_FINDINGS},
    port::{AnchorKeeper, AnchorNote, Installation, Store},
    view::IntegrityFinding,
};

/// How much is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorDepth {
    /// The last anchors of the installation's own file.
    Last,
    /// All anchors of the installation's own file.
    Own,
    /// The same with pauses, while the server has other work to do.
    Slowly,
    /// All anchors of some copy of it, which may be older than the file.
    Copy,
}

/// What the file is to the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There are no anchors yet.
    New,
    /// Anchors of this installation.
    Own,
    /// Anchors of the installation whose backup this one was.
    Restored {
        /// Rows of its journal that were written after the backup.
        lost: u64,
    },
}

/// A comparison.
#[derive(Clone, Debug)]
pub struct ComparedAnchors {
    /// What the file is.
    pub standing: Standing,
    /// Anchors that were compared.
    pub anchors: u64,
    /// The last of them.
    pub last: Option<AnchorBlock>,
    /// Digest of its line.
    pub digest: String,
    /// What differs; the first [`MAX_ANCHOR_FINDINGS`].
    pub findings: Vec<IntegrityFinding>,
    /// Where the whole lines end.
    pub(super) end: u64,
}

/// Compares.
///
/// # Errors
/// Journal or file cannot be read. Differences are no errors.
pub async fn compare_anchors(
    store: &dyn Store,
    keeper: &dyn AnchorKeeper,
    depth: AnchorDepth,
) -> Result<ComparedAnchors, AnchorFailure> {
    let notes = store.anchor_notes().await?;
    if !keeper.is_there().await? {
        return Ok(without_file(store, keeper, depth, &notes));
    }
    let mut walk = Walk {
        store,
        ours: store.installation().await?,
        end: store.journal_end().await?,
        seen: BTreeSet::new(),
        findings: Vec::new(),
        before: None,
        anchors: 0,
        restored: None,
        rows: 0,
        is_older: false,
    };
    let mut from = match depth {
        AnchorDepth::Last => keeper.near_end(ANCHOR_TAIL_BYTES).await?,
        AnchorDepth::Own | AnchorDepth::Slowly | AnchorDepth::Copy => 0,
    };
    let mut is_known = from == 0;
    let mut rested = 0;
    loop {
        let page = keeper.read(from).await?;
        if page.lines.is_empty() {
            break;
        }
        for line in page.lines {
            if !walk.line(&line, is_known).await? {
                return Ok(walk.done(Standing::Own, page.next));
            }
            if depth == AnchorDepth::Slowly && walk.rows - rested >= ANCHOR_PAGE.into() {
                rested = walk.rows;
                tokio::time::sleep(ANCHOR_PAUSE).await;
            }
            is_known = true;
        }
        from = page.next;
    }
    walk.notes(&notes, keeper, depth);
    Ok(walk.finish(from))
}

fn without_file(
    store: &dyn Store,
    keeper: &dyn AnchorKeeper,
    depth: AnchorDepth,
    notes: &[AnchorNote],
) -> ComparedAnchors {
    let place = keeper.place();
    let is_known = is_known(notes, &place);
    // Several servers may have files of their own under one path, each on its machine.
    let is_missing = depth == AnchorDepth::Copy || (is_known && !store.is_shared());
    let findings = is_missing.then(|| Problem::Missing(place).told(None));
    ComparedAnchors {
        standing: Standing::New,
        anchors: 0,
        last: None,
        digest: String::new(),
        findings: findings.into_iter().collect(),
        end: 0,
    }
}

/// Whether anchors were written to a place. A first one that was only promised was not: the server was killed before.
fn is_known(notes: &[AnchorNote], place: &str) -> bool {
    let mut here = notes.iter().filter(|note| note.place == place);
    here.any(|note| note.is_written || note.number > 1)
}

struct Walk<'a> {
    store: &'a dyn Store,
    ours: Installation,
    /// Last row of the journal.
    end: u64,
    /// Instances that were found to differ: each is told once.
    seen: BTreeSet<InstanceId>,
    findings: Vec<IntegrityFinding>,
    before: Option<Before>,
    anchors: u64,
    /// Last row of the backup, when the anchors are those of the original.
    restored: Option<u64>,
    /// Rows of the journal at the last anchor within the backup.
    rows: u64,
    is_older: bool,
}

impl Walk<'_> {
    /// Takes the next line. `is_start`: whether what comes before it is known. False: nothing after it can be compared.
    async fn line(&mut self, line: &str, is_start: bool) -> Result<bool, AnchorFailure> {
        self.anchors += 1;
        let follows = |block: &AnchorBlock| !is_start || block.follows(self.before.as_ref());
        let Some(block) = AnchorBlock::read(line).filter(follows) else {
            let number = self.before.as_ref().map_or(0, |one| one.block.anchor) + 1;
            self.tell(Problem::Broken { line: number }, None);
            return Ok(false);
        };
        if self.before.is_none() && !self.is_ours(&block) {
            return Ok(false);
        }
        let digest = block::digest(line);
        if self.restored.is_none_or(|last| block.to <= last) {
            self.rows = self.rows.max(block.rows);
            self.compare(&block).await?;
        }
        self.before = Some(Before { block, digest });
        Ok(true)
    }

    fn is_ours(&mut self, block: &AnchorBlock) -> bool {
        if block.installation == self.ours.id {
            return true;
        }
        match &self.ours.restored {
            Some((from, last)) if *from == block.installation => {
                self.restored = Some(*last);
                true
            }
            _ => {
                let (theirs, ours) = (block.installation.clone(), self.ours.id.clone());
                let of = (block.anchor, block.at);
                self.tell(Problem::Foreign { theirs, ours }, Some(of));
                false
            }
        }
    }

    async fn compare(&mut self, block: &AnchorBlock) -> Result<(), AnchorFailure> {
        if self.findings.len() >= MAX_ANCHOR_FINDINGS {
            return Ok(());
        }
        let of = Some((block.anchor, block.at));
        if self.end < block.to && !self.is_older {
            self.is_older = true;
            let (end, to) = (self.end, block.to);
            self.tell(Problem::Older { end, to }, of);
        }
        let now = Segment::read(self.store, block.from, block.to).await?;
        for problem in differ::differences(self.store, block, &now).await? {
            self.tell(problem, of);
        }
        Ok(())
    }

    fn tell(&mut self, problem: Problem, of: Option<(u64, chrono::DateTime<chrono::Utc>)>) {
        let is_new = problem
            .instance()
            .is_none_or(|instance| self.seen.insert(instance.clone()));
        if is_new && self.findings.len() < MAX_ANCHOR_FINDINGS {
            self.findings.push(problem.told(of));
        }
    }

    /// Compares the last anchor with what the database remembers of the file.
    fn notes(&mut self, notes: &[AnchorNote], keeper: &dyn AnchorKeeper, depth: AnchorDepth) {
        let is_own = depth != AnchorDepth::Copy;
        let Some(last) = &self.before else {
            let place = keeper.place();
            if !is_own || is_known(notes, &place) {
                self.tell(Problem::Empty(place), None);
            }
            return;
        };
        if self.restored.is_some() {
            return;
        }
        let (number, of) = (last.block.anchor, Some((last.block.anchor, last.block.at)));
        let note = notes.iter().find(|note| note.keeper == last.block.keeper);
        let Some(note) = note else {
            return self.tell(Problem::Unknown { number, known: 0 }, of);
        };
        // An anchor that was promised and not written yet is no loss.
        let known = note.number - u64::from(!note.is_written && note.number == number + 1);
        if number > known {
            self.tell(Problem::Unknown { number, known }, of);
        } else if number < known && is_own {
            self.tell(
                Problem::Shortened {
                    found: number,
                    known,
                },
                of,
            );
        } else if number == note.number && note.is_written && note.digest != last.digest {
            self.tell(Problem::Exchanged { number }, of);
        }
    }

    fn finish(self, end: u64) -> ComparedAnchors {
        let standing = match (&self.before, self.restored) {
            (None, _) => Standing::New,
            (Some(_), None) => Standing::Own,
            (Some(last), Some(_)) => Standing::Restored {
                lost: last.block.rows.saturating_sub(self.rows),
            },
        };
        self.done(standing, end)
    }

    fn done(self, standing: Standing, end: u64) -> ComparedAnchors {
        let (last, digest) = self.before.map(|one| (one.block, one.digest)).unzip();
        ComparedAnchors {
            standing,
            anchors: self.anchors,
            last,
            digest: digest.unwrap_or_default(),
            findings: self.findings,
            end,
        }
    }
}
