//! A digest for one person: what its template knows, and the letter.

use std::collections::BTreeMap;

use reglament_calendar::DecreeDays;
use reglament_core::LetterFact;
use reglament_definition::{DigestLetter, DigestPart, Person, Title};
use reglament_expression::{Scope, Value};
use rust_decimal::Decimal;

use super::gather::{Contents, visible};
use crate::{
    limits::MAX_DIGEST_ROWS,
    service::{Service, ServiceError},
    view::TaskLine,
    words,
};

/// The digest of a person; none when there is nothing to tell.
pub(super) async fn letter(
    service: &Service,
    digest: &DigestLetter,
    contents: &Contents,
    person: &Person,
    english: bool,
) -> Result<Option<LetterFact>, ServiceError> {
    let reader = Reader {
        service,
        digest,
        contents,
        person,
        english,
    };
    let Some(values) = reader.values() else {
        return Ok(None);
    };
    let template = match &digest.letter_en {
        Some(twin) if english => twin,
        _ => &digest.letter,
    };
    let calendar = service.shared.library.calendar();
    let scope = Scope {
        values: &values,
        calendar: &calendar,
        zone: digest.zone.unwrap_or_else(|| service.zone()),
        decree_days: DecreeDays::Working,
        now: service.now(),
    };
    let rendered = template.subject.render(&scope);
    let rendered = rendered.and_then(|subject| Ok((subject, template.text.render(&scope)?)));
    let (subject, text) = match rendered {
        Ok(rendered) => rendered,
        Err(failure) => {
            let (digest, why) = (&digest.id, failure.en);
            tracing::error!(
                digest,
                person = person.id,
                why,
                "a digest could not be rendered"
            );
            return Ok(None);
        }
    };
    Ok(Some(LetterFact {
        letter: 0,
        template: template.id.clone(),
        to_address: person.email.clone(),
        to_name: words::full_name(&person.name),
        subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
        text,
    }))
}

struct Reader<'a> {
    service: &'a Service,
    digest: &'a DigestLetter,
    contents: &'a Contents,
    person: &'a Person,
    english: bool,
}

impl Reader<'_> {
    /// What the template knows; none when there is nothing to tell.
    fn values(&self) -> Option<BTreeMap<String, Value>> {
        let contents = self.contents;
        let has = |part| self.digest.of.contains(&part);
        let nothing = Vec::new();
        let own = contents.own.get(&self.person.id);
        let own = own.filter(|_| has(DigestPart::Tasks)).unwrap_or(&nothing);
        let others = contents.others.get(&self.person.id);
        let others = others
            .filter(|_| has(DigestPart::Overdue))
            .unwrap_or(&nothing);
        let processes = self.processes();
        if own.is_empty() && others.is_empty() && processes.is_empty() {
            return None;
        }
        let late = |line: &&TaskLine| line.due_at.is_some_and(|at| at <= self.service.now());
        let today = |line: &&TaskLine| !late(line) && line.due_on == Some(contents.today);
        let soon = |line: &&TaskLine| !late(line) && !today(line);
        let base = &self.service.shared.base_url;
        let open = contents.open.get(&self.person.id).copied();
        let digest = Value::record([
            ("title", text(self.title(&self.digest.title))),
            ("on", Value::Date(contents.today)),
            ("late", self.section(own.iter().filter(late))),
            ("today", self.section(own.iter().filter(today))),
            ("soon", self.section(own.iter().filter(soon))),
            ("others", self.section(others.iter())),
            ("open", number(open.unwrap_or_default())),
            ("processes", Value::List(processes)),
            ("since", Value::Date(contents.since)),
            ("url", text(&format!("{base}/tasks"))),
            ("board_url", text(&format!("{base}/control"))),
            ("settings_url", text(&format!("{base}/letters"))),
        ]);
        let recipient = Value::record([
            ("name", self.person.name.clone()),
            ("position", text(self.person.position_on(contents.today))),
        ]);
        let package = self.service.shared.library.current();
        let facts = Value::Record(package.organisation.facts.clone());
        Some(BTreeMap::from([
            ("digest".to_owned(), digest),
            ("recipient".to_owned(), recipient),
            ("organisation".to_owned(), facts),
        ]))
    }

    fn title<'t>(&self, title: &'t Title) -> &'t str {
        title.text(self.english)
    }

    fn section<'l>(&self, lines: impl Iterator<Item = &'l TaskLine>) -> Value {
        let lines: Vec<&TaskLine> = lines.collect();
        let shown = lines.iter().take(MAX_DIGEST_ROWS);
        let rows = shown.map(|line| self.row(line)).collect();
        Value::record([
            ("rows", Value::List(rows)),
            ("count", number(count(lines.len()))),
            (
                "more",
                number(count(lines.len().saturating_sub(MAX_DIGEST_ROWS))),
            ),
        ])
    }

    fn row(&self, line: &TaskLine) -> Value {
        let base = &self.service.shared.base_url;
        let instance = &line.instance;
        let url = match line.whole {
            true => format!("{base}/instances/{instance}"),
            false => format!("{base}/tasks/{instance}/{}", line.task),
        };
        let known = |value: &str| match value {
            "" => Value::Null,
            value => text(value),
        };
        Value::record([
            ("title", text(self.title(&line.title))),
            ("subject", known(&line.subject)),
            ("process", text(self.title(&line.process_title))),
            ("instance", text(instance.as_str())),
            ("due_on", line.due_on.map_or(Value::Null, Value::Date)),
            ("days_late", Value::Number(Decimal::from(line.days_late))),
            ("holder", known(&line.holders.join(", "))),
            ("url", text(&url)),
        ])
    }

    fn processes(&self) -> Vec<Value> {
        let package = self.service.shared.library.current();
        let seen = visible(self.service, self.contents, &self.person.id);
        let told = seen
            .into_iter()
            .filter(|(_, figures)| **figures != Default::default());
        let row = |(process, figures): (&String, &crate::port::ProcessFigures)| {
            let definition = package.definitions.get(process)?;
            Some(Value::record([
                ("title", text(self.title(&definition.title))),
                ("running", number(figures.running)),
                ("started", number(figures.started)),
                ("ended", number(figures.ended)),
                ("late", number(figures.late)),
                ("soon", number(figures.soon)),
                ("incidents", number(figures.incidents)),
            ]))
        };
        told.filter_map(row).collect()
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn number(number: u32) -> Value {
    Value::Number(Decimal::from(number))
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
