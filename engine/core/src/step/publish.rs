//! Publishes a document or a text on a public page. Showing it is the business of pages; here it becomes a fact.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use reglament_calendar::{local_date, start_of_day};
use reglament_definition::{Publication, PublishStep, Step};
use reglament_expression::Expression;

use super::Progress;
use crate::{
    DocumentFact, PaperEvent, PublicationFact,
    limits::{MAX_PUBLICATIONS, MAX_PUBLISHED_TEXT, MAX_TEXT},
    scribe::{Scribe, Stuck},
};

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    step: &Step,
    publish: &PublishStep,
) -> Result<Progress, Stuck> {
    if scribe.instance().publications.len() >= MAX_PUBLICATIONS {
        return Err(too_many());
    }
    let (document, text) = match &publish.what {
        Publication::Document(from) => (Some(latest(scribe, from)?), None),
        Publication::Text(template) => (None, Some(template.render(&scribe.facts().scope())?)),
    };
    let title = match (&publish.heading, &document) {
        (Some(heading), _) => heading.render(&scribe.facts().scope())?,
        (None, Some(document)) => heading(scribe, document),
        (None, None) => step.title.ru.clone(),
    };
    let until = match &publish.until {
        Some(until) => moment(scribe, until)?,
        None => None,
    };
    let fact = PublicationFact {
        publication: number(scribe),
        step: step.id.clone(),
        page: publish.page.clone(),
        title: cut(title.trim(), MAX_TEXT),
        document: document.map(|document| document.document),
        text: text.map(|text| cut(text.trim(), MAX_PUBLISHED_TEXT)),
        on: local_date(scribe.context.now, scribe.context.definition.zone),
        until,
    };
    let replaces = replaced(scribe, &publish.replaces);
    scribe.emit(PaperEvent::Published {
        publication: fact,
        replaces,
    });
    Ok(Progress::Leave(publish.next.clone()))
}

/// The latest document that a step has drawn.
fn latest(scribe: &Scribe<'_>, step: &str) -> Result<DocumentFact, Stuck> {
    let documents = scribe.instance().documents.iter();
    let found = documents.rev().find(|document| document.step == step);
    found.cloned().ok_or_else(|| {
        let title = scribe.context.definition.step(step);
        let title = title.map_or(step, |step| step.title.ru.as_str());
        Stuck {
            code: "document_missing",
            ru: format!("Размещать нечего: документ шага «{title}» ещё не составлен."),
            en: format!(
                "There is nothing to publish: the step `{step}` has drawn no document yet."
            ),
        }
    })
}

/// «Приказ № 12 от 28.10.2021».
fn heading(scribe: &Scribe<'_>, document: &DocumentFact) -> String {
    let template = scribe.context.definition.documents.get(&document.template);
    let title = template.map_or(document.template.as_str(), |found| found.title.ru.as_str());
    let on = document.on.format("%d.%m.%Y");
    match &document.number {
        Some(number) => format!("{title} № {number} от {on}"),
        None => format!("{title} от {on}"),
    }
}

/// A date counts to its end.
fn moment(scribe: &Scribe<'_>, until: &Expression) -> Result<Option<DateTime<Utc>>, Stuck> {
    let value = until.evaluate(&scribe.facts().scope())?;
    let zone = scribe.context.definition.zone;
    let end_of = |date: chrono::NaiveDate| date.succ_opt().map(|next| start_of_day(next, zone));
    Ok(value
        .as_moment()
        .or_else(|| value.as_date().and_then(end_of)))
}

fn number(scribe: &Scribe<'_>) -> u32 {
    u32::try_from(scribe.instance().publications.len())
        .unwrap_or(u32::MAX)
        .saturating_add(1)
}

fn replaced(scribe: &Scribe<'_>, steps: &[String]) -> BTreeSet<u32> {
    let posted = scribe.instance().publications.iter();
    posted
        .filter(|posted| posted.withdrawn_at.is_none() && steps.contains(&posted.fact.step))
        .map(|posted| posted.fact.publication)
        .collect()
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

fn too_many() -> Stuck {
    Stuck {
        code: "too_many_publications",
        ru: format!("Одно дело не может разместить больше {MAX_PUBLICATIONS} публикаций."),
        en: format!("One instance cannot make more than {MAX_PUBLICATIONS} publications."),
    }
}
