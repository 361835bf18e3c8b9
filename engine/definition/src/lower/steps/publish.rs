//! `publish`: puts a document or a text on a public page.
//!
//! Everybody sees such a page, so confidential fields are refused as they are in letters.

use reglament_expression::Template;

use super::super::expression::{Want, expression_problem};
use super::super::{Block, Lowering, Word, confidential};
use crate::model::{Publication, PublishStep};
use crate::source::{Node, locate};
use crate::suggest::advice;

pub(super) fn lower<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> PublishStep {
    let page = block.need_word("page");
    if let Some(word) = &page {
        check_page(lowering, word);
    }
    let heading = block.get("title").and_then(|node| text(lowering, node));
    if block.has("text") && !block.has("title") {
        block.missing("title");
    }
    PublishStep {
        page: page.map(|word| word.text).unwrap_or_default(),
        heading,
        what: what(lowering, block),
        until: block
            .get("until")
            .map(|node| lowering.expression(node, &Want::When)),
        replaces: replaces(lowering, block),
        next: lowering.need_next(block),
    }
}

fn check_page(lowering: &Lowering<'_>, word: &Word) {
    let organisation = &lowering.world.organisation;
    if !lowering.world.knows_organisation() || organisation.pages.contains_key(&word.text) {
        return;
    }
    let known = organisation.pages.keys().map(String::as_str);
    lowering
        .reader
        .unknown("R131", ("Страница", "page"), &word.text, &word.span, known);
}

fn what<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> Publication {
    if block.has("document") == block.has("text") {
        let (ru, en) = (
            "Размещают что-то одно: `document` или `text`.",
            "One thing is published: `document` or `text`.",
        );
        let second = if block.has("text") { "text" } else { "publish" };
        let span = block.key_span(second);
        let hint = match block.has("text") {
            true => advice(
                "Уберите `text` или `document`.",
                "Remove `text` or `document`.",
            ),
            false => advice(
                "Добавьте `document: <шаг>` или `title: …` и `text: …`.",
                "Add `document: <step>`, or `title: …` and `text: …`.",
            ),
        };
        block.reader.error("R132", &span, ru, en, hint);
    }
    if let Some(word) = block.word("document") {
        check_document(lowering, &word);
        return Publication::Document(word.text);
    }
    let template = block.get("text").and_then(|node| text(lowering, node));
    template.map_or_else(|| Publication::Document(String::new()), Publication::Text)
}

/// A step that draws a document: of the kind `document`, or a task with one.
fn check_document(lowering: &Lowering<'_>, word: &Word) {
    let outline = lowering.outline;
    let Some(sketch) = outline.sketch(&word.text) else {
        let known = outline.step_names();
        lowering
            .reader
            .unknown("R020", ("Шаг", "step"), &word.text, &word.span, known);
        return;
    };
    let draws = match sketch.kind {
        Some("document") => true,
        Some("user_task") => sketch.entry.value.get("document").is_some(),
        Some(_) => false,
        None => return,
    };
    if !draws {
        let ru = format!("Шаг «{}» не составляет документа.", word.text);
        let en = format!("The step `{}` draws no document.", word.text);
        let hint = advice(
            "Назовите шаг `document` или задачу с `document: …`.",
            "Name a `document` step, or a task with `document: …`.",
        );
        lowering.reader.error("R132", &word.span, ru, en, hint);
    }
}

fn replaces<'w>(lowering: &Lowering<'w>, block: Block<'w>) -> Vec<String> {
    let Some(node) = block.get("replaces") else {
        return Vec::new();
    };
    let steps = lowering.steps(node);
    for word in block.words("replaces") {
        let other = lowering.outline.sketch(&word.text);
        if other.is_some_and(|sketch| sketch.kind.is_some_and(|kind| kind != "publish")) {
            let ru = format!("Шаг «{}» ничего не размещает.", word.text);
            let en = format!("The step `{}` publishes nothing.", word.text);
            let hint = advice("Назовите шаг вида `publish`.", "Name a `publish` step.");
            lowering.reader.error("R132", &word.span, ru, en, hint);
        }
    }
    steps
}

/// A text with `{{ expressions }}`, written in place.
fn text<'w>(lowering: &Lowering<'w>, node: &'w Node) -> Option<Template> {
    let written = lowering.reader.text(node)?;
    let place = |problem: reglament_expression::Problem| {
        let span = locate(&lowering.reader.source.text, node, &problem.span);
        lowering
            .reader
            .report(expression_problem(lowering.reader, &span, problem));
    };
    let template = Template::parse(written)
        .map_err(|problems| problems.into_iter().for_each(place))
        .ok()?;
    let sure = template
        .reads()
        .iter()
        .all(|path| !lowering.unsure.contains(&path[0]));
    if let Some(problems) = template.check(&lowering.names).err().filter(|_| sure) {
        problems.into_iter().for_each(place);
    }
    for (part, problem) in lowering.literal_problems(written) {
        let span = locate(&lowering.reader.source.text, node, &part);
        lowering
            .reader
            .report(problem.place(lowering.reader, &span));
    }
    for secret in confidential::secrets(lowering) {
        if secret.is_read_by(&template) {
            let name = secret.name();
            let ru = format!("Поле «{name}» не подлежит разглашению: его увидит любой.");
            let en = format!("The field `{name}` is confidential: everybody would see it.");
            let hint = advice(
                "Уберите его из текста или разместите выписку – документ без него.",
                "Take it out of the text, or publish an extract: a document without it.",
            );
            lowering.reader.error("R133", &node.span, ru, en, hint);
        }
    }
    Some(template)
}
