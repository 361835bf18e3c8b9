//! What can differ between a journal and its anchors, each in a sentence of both languages.

use chrono::{DateTime, Utc};
use reglament_core::InstanceId;

use crate::view::IntegrityFinding;

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// The file that the database knows is not there.
    Missing(String),
    /// It is there and has no anchors any more.
    Empty(String),
    /// A line is no anchor, or does not follow the one before it.
    Broken { line: u64 },
    /// The file ends before the last anchor that the database knows.
    Shortened { found: u64, known: u64 },
    /// The last anchor is another one than the database knows.
    Exchanged { number: u64 },
    /// The anchors are those of another installation.
    Foreign { theirs: String, ours: String },
    /// The database has not written what the file says, or ends before it: it is older.
    Older { end: u64, to: u64 },
    /// The database knows nothing of anchors of the file.
    Unknown { number: u64, known: u64 },
    /// An instance has no journal any more.
    LostInstance { instance: InstanceId, last: u64 },
    /// Events of an instance are missing.
    LostEvents {
        instance: InstanceId,
        from: u64,
        to: u64,
    },
    /// Events of an instance are other ones.
    Changed {
        instance: InstanceId,
        from: u64,
        to: u64,
    },
    /// An instance has events that it did not have.
    Added {
        instance: InstanceId,
        from: u64,
        to: u64,
    },
    /// Rows differ, and no instance can be named by them.
    Rows { from: u64, to: u64 },
}

impl Problem {
    /// The difference as told; `of`: the anchor that showed it.
    pub(super) fn told(self, of: Option<(u64, DateTime<Utc>)>) -> IntegrityFinding {
        let (ru, en) = self.words(of);
        IntegrityFinding {
            code: self.code().to_owned(),
            instance: self.instance().cloned(),
            seq: self.seq(),
            anchor: of.map(|(number, _)| number),
            ru,
            en,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "anchor_missing",
            Self::Empty(_) => "anchor_empty",
            Self::Broken { .. } => "anchor_broken",
            Self::Shortened { .. } => "anchor_shortened",
            Self::Exchanged { .. } => "anchor_exchanged",
            Self::Foreign { .. } => "anchor_foreign",
            Self::Older { .. } => "database_older",
            Self::Unknown { .. } => "database_older_notes",
            Self::LostInstance { .. } => "instance_lost",
            Self::LostEvents { .. } => "events_lost",
            Self::Changed { .. } => "events_changed",
            Self::Added { .. } => "events_added",
            Self::Rows { .. } => "rows_differ",
        }
    }

    /// The instance that it is about.
    pub(super) fn instance(&self) -> Option<&InstanceId> {
        match self {
            Self::LostInstance { instance, .. }
            | Self::LostEvents { instance, .. }
            | Self::Changed { instance, .. }
            | Self::Added { instance, .. } => Some(instance),
            _ => None,
        }
    }

    fn seq(&self) -> Option<u64> {
        match self {
            Self::LostInstance { .. } => Some(1),
            Self::LostEvents { from, .. }
            | Self::Changed { from, .. }
            | Self::Added { from, .. } => Some(*from),
            _ => None,
        }
    }

    fn words(&self, of: Option<(u64, DateTime<Utc>)>) -> (String, String) {
        let (ru, en) = self.sentence();
        let Some((number, at)) = of else {
            return (ru, en);
        };
        let at = at.format("%Y-%m-%d %H:%M UTC");
        (
            format!("{ru} (якорь № {number} от {at})"),
            format!("{en} (anchor {number} of {at})"),
        )
    }

    fn sentence(&self) -> (String, String) {
        match self {
            Self::Missing(place) => (
                format!(
                    "файла якорей «{place}» нет, хотя база его вела: удалён, переименован или диск не подключён"
                ),
                format!(
                    "the file of anchors `{place}`, which the database kept, is not there: removed, renamed, or its disk is not mounted"
                ),
            ),
            Self::Empty(place) => (
                format!("файл якорей «{place}» пуст, хотя база записывала в него якоря"),
                format!(
                    "the file of anchors `{place}` is empty although the database wrote anchors to it"
                ),
            ),
            Self::Broken { line } => (
                format!("строка {line} файла якорей изменена, лишняя или не на своём месте"),
                format!(
                    "line {line} of the file of anchors is changed, additional or out of place"
                ),
            ),
            Self::Shortened { found, known } => (
                format!(
                    "файл якорей кончается якорем № {found}, а база записала якорь № {known}: файл обрезан или заменён прежним"
                ),
                format!(
                    "the file of anchors ends with anchor {found}, and the database wrote anchor {known}: the file was cut short or replaced by an older one"
                ),
            ),
            Self::Exchanged { number } => (
                format!("якорь № {number} в файле не тот, который записала база"),
                format!("anchor {number} of the file is not the one that the database wrote"),
            ),
            Self::Foreign { theirs, ours } => (
                format!("якоря другой установки: в файле {theirs}, в базе {ours}"),
                format!(
                    "these are anchors of another installation: {theirs} in the file, {ours} in the database"
                ),
            ),
            Self::Older { end, to } => (
                format!(
                    "база старше якоря: её журнал кончается записью {end}, а якорь видел запись {to}"
                ),
                format!(
                    "the database is older than the anchor: its journal ends with row {end}, and the anchor saw row {to}"
                ),
            ),
            Self::Unknown { number, known } => (
                format!(
                    "база старше якоря: в файле якорь № {number}, а база помнит только № {known}"
                ),
                format!(
                    "the database is older than the anchor: the file has anchor {number}, and the database remembers {known} only"
                ),
            ),
            Self::Rows { from, to } => (
                format!(
                    "записи журнала с {from} по {to} не те, что были; дело назовёт reglament verify"
                ),
                format!(
                    "rows {from} to {to} of the journal are not what they were; `reglament verify` names the instance"
                ),
            ),
            Self::LostInstance { .. }
            | Self::LostEvents { .. }
            | Self::Changed { .. }
            | Self::Added { .. } => self.of_instance(),
        }
    }

    fn of_instance(&self) -> (String, String) {
        match self {
            Self::LostInstance { instance, last } => (
                format!("дела {instance} нет: было событий {last}"),
                format!("instance {instance} is gone: it had {last} events"),
            ),
            Self::LostEvents { instance, from, to } => (
                format!("в деле {instance} нет событий {}", numbers(*from, *to)),
                format!("instance {instance} lacks events {}", numbers(*from, *to)),
            ),
            Self::Changed { instance, from, to } => (
                format!(
                    "в деле {instance} события {} не те, что были",
                    numbers(*from, *to)
                ),
                format!(
                    "events {} of instance {instance} are not what they were",
                    numbers(*from, *to)
                ),
            ),
            Self::Added { instance, from, to } => (
                format!(
                    "в деле {instance} появились события {}, которых не было",
                    numbers(*from, *to)
                ),
                format!(
                    "instance {instance} has events {} that it did not have",
                    numbers(*from, *to)
                ),
            ),
            _ => (String::new(), String::new()),
        }
    }
}

fn numbers(from: u64, to: u64) -> String {
    match from == to {
        true => from.to_string(),
        false => format!("{from}–{to}"),
    }
}
