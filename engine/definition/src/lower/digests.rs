//! `digests:` of `organisation.yaml`: letters that gather what would else be many.
//!
//! Their templates lie in `shared/letters`, since a digest belongs to no process; `<id>.en.md` is the English twin.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{NaiveTime, Weekday};
use reglament_expression::{Names, Template};

use super::once::Once;
use super::{Block, Reader, Word, World, expression, hour, letter, names, outline};
use crate::grammar::{DIGEST, DIGEST_PARTS, WEEKDAYS};
use crate::limits::DIGEST_DAYS;
use crate::model::{DigestLetter, DigestPart, LetterTemplate, Title};
use crate::source::Entry;
use crate::suggest::advice;

/// Weekdays in the order of [`WEEKDAYS`], which names each in both languages.
const DAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];
/// The hour of a digest that names none.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).expect("eight o'clock exists");
/// Working days within which a task counts as due soon, unless the digest says otherwise.
const SOON: u32 = 3;
/// The letter of a digest that names none.
const LETTER: &str = "digest";

/// Reads the digests of all files, each id once.
pub(crate) fn digests(world: &World<'_>) -> BTreeMap<String, DigestLetter> {
    let mut once = Once::default();
    let mut found = BTreeMap::new();
    for (reader, root) in &world.organisation_files {
        let node = root.get("digests");
        let block = node.and_then(|node| Block::any(*reader, node));
        for entry in block.map_or(&[][..], |block| block.entries()) {
            if once.is_new(*reader, entry, entry.key.clone()) {
                let digest = digest(world, *reader, entry);
                found.extend(digest.map(|digest| (entry.key.clone(), digest)));
            }
        }
    }
    found
}

fn digest<'a>(world: &World<'_>, reader: Reader<'a>, entry: &'a Entry) -> Option<DigestLetter> {
    reader.check_id(&entry.key, &entry.key_span);
    let block = Block::shape(reader, &entry.value, &DIGEST)?;
    let title = match block.get("title") {
        Some(_) => block.title("title"),
        None => Title {
            ru: "Сводка".to_owned(),
            en: Some("Digest".to_owned()),
        },
    };
    let of = block.need("of").map_or_else(Vec::new, |_| {
        let words = block.words("of");
        words.iter().filter_map(|word| part(reader, word)).collect()
    });
    let at = match block.has("at") {
        true => hour::hour(block, "at").unwrap_or(NaiveTime::MIN),
        false => MORNING,
    };
    let (letter, letter_en) = letters(world, block, entry);
    Some(DigestLetter {
        id: entry.key.clone(),
        title,
        of,
        roles: roles(world, block),
        at,
        on: block.word("on").and_then(|word| weekday(reader, &word)),
        zone: block
            .word("time_zone")
            .and_then(|word| outline::named_zone(reader, &word)),
        soon: soon(block),
        letter: letter?,
        letter_en,
    })
}

fn part(reader: Reader<'_>, word: &Word) -> Option<DigestPart> {
    let found = DigestPart::ALL.iter().find(|(name, _)| *name == word.text);
    if found.is_none() {
        let ru = format!("В сводке не бывает части «{}».", word.text);
        let en = format!("A digest has no part `{}`.", word.text);
        let known = DIGEST_PARTS.iter().map(|[word, ..]| *word);
        let hint = crate::suggest::hint(&word.text, known);
        reader.error("R198", &word.span, ru, en, hint);
    }
    found.map(|(_, part)| *part)
}

fn weekday(reader: Reader<'_>, word: &Word) -> Option<Weekday> {
    let wanted = word.text.to_lowercase();
    let at = WEEKDAYS.iter().position(|[name, ..]| *name == wanted);
    if at.is_none() {
        let ru = format!("«{}» – не день недели.", word.text);
        let en = format!("`{}` is no weekday.", word.text);
        let known = WEEKDAYS.iter().map(|[word, ..]| *word);
        let near = crate::suggest::nearest(&word.text, known);
        let hint = near.map(|near| {
            (
                format!("Возможно, `{near}`?"),
                format!("Did you mean `{near}`?"),
            )
        });
        let hint = hint.or_else(|| {
            advice(
                "Напишите его целиком: `понедельник`.",
                "Write it out: `monday`.",
            )
        });
        reader.error("R198", &word.span, ru, en, hint);
    }
    at.map(|at| DAYS[at % DAYS.len()])
}

fn soon(block: Block<'_>) -> u32 {
    let Some(node) = block.get("soon") else {
        return SOON;
    };
    let days = block.reader.integer(node).unwrap_or(i64::from(SOON));
    match u32::try_from(days) {
        Ok(days) if days <= DIGEST_DAYS => days,
        _ => {
            let ru = format!("«Скоро» – от 0 до {DIGEST_DAYS} рабочих дней, а написано {days}.");
            let en = format!("`soon` is 0 to {DIGEST_DAYS} working days, found {days}.");
            block.reader.error("R198", &node.span, ru, en, None);
            SOON
        }
    }
}

/// A role that nobody is named for would make a digest that silently reaches nobody.
fn roles(world: &World<'_>, block: Block<'_>) -> Vec<String> {
    let known = &world.organisation.roles;
    let words = match block.has("roles") {
        true => block.words("roles"),
        false => Vec::new(),
    };
    for word in words.iter().filter(|word| !known.contains_key(&word.text)) {
        let ru = format!("Сводку получать некому: у роли «{}» нет людей.", word.text);
        let en = format!(
            "Nobody would get the digest: nobody holds the role `{}`.",
            word.text
        );
        let near = crate::suggest::hint(&word.text, known.keys().map(String::as_str));
        let hint = near.or_else(|| {
            advice(
                "Назовите её людей в `roles:` этого файла.",
                "Name its people under `roles:` of this file.",
            )
        });
        block.reader.error("R199", &word.span, ru, en, hint);
    }
    words.into_iter().map(|word| word.text).collect()
}

fn letters(
    world: &World<'_>,
    block: Block<'_>,
    entry: &Entry,
) -> (Option<LetterTemplate>, Option<LetterTemplate>) {
    let word = block.word("letter");
    let id = word.as_ref().map_or(LETTER, |word| word.text.as_str());
    let span = word.as_ref().map_or(&entry.key_span, |word| &word.span);
    if !world.sources.contains_key(&path(id)) {
        let ru = format!("Нет письма сводки «{}».", path(id));
        let en = format!("There is no letter of a digest `{}`.", path(id));
        let hint = advice(
            "Письма сводок лежат в `shared/letters`: сводка не принадлежит одному процессу.",
            "Letters of digests lie in `shared/letters`: a digest belongs to no single process.",
        );
        block.reader.error("R198", span, ru, en, hint);
        return (None, None);
    }
    let names = names::digest(world);
    (
        template(world, id, &names),
        template(world, &format!("{id}.en"), &names),
    )
}

/// Where a letter of a digest lies.
fn path(id: &str) -> String {
    format!("shared/letters/{id}.md")
}

fn template(world: &World<'_>, id: &str, names: &Names) -> Option<LetterTemplate> {
    let reader = world.reader(&path(id))?;
    let parts = letter::Parts::of(reader)?;
    let read = |range: Range<usize>| {
        let place = |problem: reglament_expression::Problem| {
            let problem = problem.shifted(range.start);
            let span = problem.span.clone();
            reader.report(expression::expression_problem(reader, &span, problem));
        };
        let template = Template::parse(&reader.source.text[range.clone()]);
        let template = template
            .map_err(|problems| problems.into_iter().for_each(place))
            .ok()?;
        if let Err(problems) = template.check(names) {
            problems.into_iter().for_each(place);
        }
        Some(template)
    };
    Some(LetterTemplate {
        id: id.to_owned(),
        subject: read(parts.subject)?,
        text: read(parts.text)?,
    })
}

/// Files that the digests use.
pub(crate) fn files<'d>(
    digests: impl IntoIterator<Item = &'d DigestLetter>,
) -> impl Iterator<Item = String> {
    let letters = |digest: &'d DigestLetter| [Some(&digest.letter), digest.letter_en.as_ref()];
    let letters = digests.into_iter().flat_map(letters).flatten();
    letters.map(|letter| path(&letter.id))
}
