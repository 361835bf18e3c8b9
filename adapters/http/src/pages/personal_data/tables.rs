//! The tables of the page of the archive. Keys of their headings and columns stand beside what fills them; an empty table is
//! left out.

use chrono::{DateTime, Utc};
use reglament_runtime::{
    AuditLine, CaseData, HistoryLine, LetterView, LookData, OfficialData, PaperData,
};

use crate::App;
use crate::locale::Locale;
use crate::pages::access_log::kind;
use crate::pages::admin::audit::words as act_words;
use crate::ui::personal_data::{FileCell, FileTable};

struct Make<'a> {
    app: &'a App,
    locale: Locale,
}

pub(super) fn official(app: &App, locale: Locale, found: &OfficialData) -> Vec<FileTable> {
    let make = Make { app, locale };
    let tables = [
        make.devices(found),
        make.identities(found),
        make.wishes(found),
        make.filters(found),
        make.absences(found),
        make.tasks(found),
        make.parts(found),
        make.letters(&found.letters),
        make.acts(&found.acts),
        make.looked_at(found),
    ];
    filled(tables)
}

pub(super) fn case(app: &App, locale: Locale, found: &CaseData) -> Vec<FileTable> {
    let make = Make { app, locale };
    let tables = [
        make.papers(&found.papers),
        make.letters(&found.letters),
        make.table(
            (
                "personal_data.history",
                &["access_log.when", "access_log.person", "access_log.what"],
            ),
            found.history.iter().map(|line| {
                let said = locale.said(&line.ru, &line.en);
                vec![
                    make.at(line.at),
                    line.actor.clone().unwrap_or_default(),
                    said,
                ]
            }),
        ),
        make.looked(&found.looked),
    ];
    filled(tables)
}

fn filled<const N: usize>(tables: [FileTable; N]) -> Vec<FileTable> {
    let filled = tables.into_iter().filter(|table| !table.rows.is_empty());
    filled.collect()
}

impl Make<'_> {
    fn at(&self, at: DateTime<Utc>) -> String {
        self.locale.short_moment(at.with_timezone(&self.app.zone()))
    }

    fn line(&self, line: &HistoryLine) -> String {
        format!(
            "{}: {}",
            self.at(line.at),
            self.locale.said(&line.ru, &line.en)
        )
    }

    fn table(
        &self,
        (heading, columns): (&'static str, &[&'static str]),
        rows: impl Iterator<Item = Vec<String>>,
    ) -> FileTable {
        let cell = |text| FileCell {
            text,
            path: String::new(),
        };
        FileTable {
            heading: self.locale.text(heading),
            columns: columns.iter().map(|key| self.locale.text(key)).collect(),
            rows: rows
                .map(|row| row.into_iter().map(cell).collect())
                .collect(),
        }
    }

    fn letters(&self, letters: &[LetterView]) -> FileTable {
        let columns = [
            "access_log.when",
            "personal_data.to",
            "personal_data.subject",
            "personal_data.text",
        ];
        let row = |one: &LetterView| {
            let to = format!("{} {}", one.to_name, one.to_address);
            vec![
                self.at(one.at),
                to.trim().to_owned(),
                one.subject.clone(),
                one.text.clone(),
            ]
        };
        self.table(("personal_data.letters", &columns), letters.iter().map(row))
    }

    fn acts(&self, acts: &[AuditLine]) -> FileTable {
        let columns = [
            "access_log.when",
            "personal_data.by",
            "access_log.what",
            "personal_data.about",
        ];
        let row = |one: &AuditLine| {
            let by = one.by_name.clone().unwrap_or_else(|| one.by.clone());
            let about = one.about_name.clone().unwrap_or_else(|| one.about.clone());
            vec![
                self.at(one.at),
                by,
                self.locale.text(act_words(one.act)).to_owned(),
                about,
            ]
        };
        self.table(("personal_data.acts", &columns), acts.iter().map(row))
    }

    fn looked(&self, looks: &[LookData]) -> FileTable {
        let row = |one: &LookData| {
            vec![
                self.at(one.at),
                one.who.clone(),
                self.locale.text(kind(one.what)).to_owned(),
            ]
        };
        let columns = ["access_log.when", "access_log.person", "access_log.what"];
        self.table(("personal_data.lookers", &columns), looks.iter().map(row))
    }

    fn papers(&self, papers: &[PaperData]) -> FileTable {
        let columns = [
            "personal_data.name",
            "personal_data.number",
            "personal_data.lies",
        ];
        let row = |one: &PaperData| {
            let lies = one.path.clone();
            let lies =
                lies.unwrap_or_else(|| self.locale.text("personal_data.left_out").to_owned());
            vec![
                self.locale.title(&one.title),
                one.number.clone().unwrap_or_default(),
                lies,
            ]
        };
        let mut table = self.table(("personal_data.papers", &columns), papers.iter().map(row));
        for (row, paper) in table.rows.iter_mut().zip(papers) {
            if let (Some(cell), Some(path)) = (row.last_mut(), &paper.path) {
                cell.path = path.clone();
            }
        }
        table
    }
}

/// What is held about a person of the directory.
impl Make<'_> {
    fn devices(&self, found: &OfficialData) -> FileTable {
        let columns = ["personal_data.device", "personal_data.since", "me.seen"];
        let rows = found.devices.iter().map(|one| {
            let (since, seen) = (self.at(one.since), self.at(one.seen_at));
            vec![one.device.clone(), since, seen]
        });
        self.table(("personal_data.devices", &columns), rows)
    }

    fn identities(&self, found: &OfficialData) -> FileTable {
        let columns = [
            "personal_data.provider",
            "personal_data.number",
            "personal_data.name",
            "me.seen",
        ];
        let rows = found.identities.iter().map(|one| {
            let texts = [&one.issuer, &one.subject, &one.name];
            let mut row: Vec<String> = texts.into_iter().cloned().collect();
            row.push(self.at(one.seen_at));
            row
        });
        self.table(("personal_data.identities", &columns), rows)
    }

    fn wishes(&self, found: &OfficialData) -> FileTable {
        let columns = ["personal_data.kind", "personal_data.wish"];
        let rows = found.wishes.iter();
        let rows = rows.map(|(kind, wish)| vec![kind.clone(), wish.clone()]);
        self.table(("personal_data.wishes", &columns), rows)
    }

    fn filters(&self, found: &OfficialData) -> FileTable {
        let columns = ["personal_data.name", "personal_data.query"];
        let rows = found.filters.iter();
        let rows = rows.map(|(name, query)| vec![name.clone(), query.clone()]);
        self.table(("personal_data.filters", &columns), rows)
    }

    fn absences(&self, found: &OfficialData) -> FileTable {
        let columns = [
            "personal_data.name",
            "access_log.from",
            "access_log.until",
            "personal_data.substitutes",
            "personal_data.order",
        ];
        let rows = found.absences.iter().map(|one| {
            let cancelled = self.locale.text("personal_data.cancelled");
            let order = match one.cancelled {
                true => format!("{} ({cancelled})", one.order),
                false => one.order.clone(),
            };
            let (from, until) = (self.locale.date(one.from), self.locale.date(one.until));
            let substitutes = one.substitutes.join(", ");
            vec![one.name.clone(), from, until, substitutes, order]
        });
        self.table(("personal_data.absences", &columns), rows)
    }

    fn tasks(&self, found: &OfficialData) -> FileTable {
        let columns = [
            "personal_data.name",
            "personal_data.process",
            "personal_data.receipt",
            "personal_data.due",
        ];
        let rows = found.tasks.iter().map(|one| {
            let due = one.due_on.map(|due| self.locale.date(due));
            let (title, process) = (&one.title, &one.process_title);
            let titles = [title, process].map(|title| self.locale.title(title));
            let mut row = Vec::from(titles);
            row.extend([one.receipt.clone(), due.unwrap_or_default()]);
            row
        });
        self.table(("personal_data.tasks", &columns), rows)
    }

    fn parts(&self, found: &OfficialData) -> FileTable {
        let columns = [
            "personal_data.process",
            "personal_data.receipt",
            "personal_data.began",
            "personal_data.did",
        ];
        let rows = found.parts.iter().map(|one| {
            let did: Vec<String> = one.did.iter().map(|line| self.line(line)).collect();
            let process = self.locale.title(&one.process_title);
            let began = self.at(one.started_at);
            vec![process, one.receipt.clone(), began, did.join("\n")]
        });
        self.table(("personal_data.parts", &columns), rows)
    }

    fn looked_at(&self, found: &OfficialData) -> FileTable {
        let columns = ["access_log.when", "access_log.what", "access_log.address"];
        let rows = found.looked_at.iter().map(|one| {
            let what = self.locale.text(kind(one.what)).to_owned();
            vec![self.at(one.at), what, one.address.clone()]
        });
        self.table(("personal_data.looked_at", &columns), rows)
    }
}
