//! `banks/<id>.yaml`: questions, their options and their keys.
//!
//! A question that cannot be asked or judged is an error here, never a surprise during a test.

mod key;

use std::collections::BTreeMap;

use super::deadline::one_of;
use super::{Block, File, Reader};
use crate::grammar::{BANK, QUESTION, SECTION};
use crate::limits::{
    BANK_QUESTIONS, BANK_SECTIONS, QUESTION_CHARS, QUESTION_OPTIONS, QUESTION_POINTS,
};
use crate::model::{Bank, Question, QuestionKind, QuestionOption, Section, Title};
use crate::source::{Entry, Node};
use crate::suggest::advice;

/// The kinds of questions by their words.
const KINDS: [(&str, QuestionKind); 5] = [
    ("single", QuestionKind::Single),
    ("multiple", QuestionKind::Multiple),
    ("order", QuestionKind::Order),
    ("match", QuestionKind::Match),
    ("number", QuestionKind::Number),
];

/// Reads the banks of the folder: by path.
pub(crate) fn banks(files: &[File<'_>]) -> BTreeMap<String, Bank> {
    let read = |(reader, root): &File<'_>| {
        let path = &reader.source.path;
        Some((path.clone(), bank(path, *reader, root)?))
    };
    files.iter().filter_map(read).collect()
}

fn bank<'a>(path: &str, reader: Reader<'a>, root: &'a Node) -> Option<Bank> {
    let block = Block::shape(reader, root, &BANK)?;
    let id = path.rsplit('/').next().unwrap_or(path);
    let sections = sections(block);
    let questions = questions(block, &sections);
    enough(block, &sections, &questions);
    Some(Bank {
        id: id.trim_end_matches(".yaml").to_owned(),
        title: block.title("title"),
        digest: crate::digest::text(&reader.source.text),
        sections,
        questions,
    })
}

fn sections(block: Block<'_>) -> Vec<Section> {
    let reader = block.reader;
    let written = block
        .get("sections")
        .and_then(|node| Block::any(reader, node));
    let entries = written.map(|block| block.entries()).unwrap_or_default();
    too_many(block, "sections", entries.len(), BANK_SECTIONS);
    let section = |entry: &Entry| {
        reader.check_id(&entry.key, &entry.key_span);
        let block = Block::shape(reader, &entry.value, &SECTION)?;
        let draw = block.need("draw").and_then(|node| reader.integer(node));
        Some(Section {
            id: entry.key.clone(),
            title: block.title("title"),
            draw: draw
                .and_then(|draw| usize::try_from(draw).ok())
                .unwrap_or(0),
        })
    };
    entries.iter().filter_map(section).collect()
}

fn questions(block: Block<'_>, sections: &[Section]) -> Vec<Question> {
    let reader = block.reader;
    let written = block
        .need("questions")
        .and_then(|node| Block::any(reader, node));
    let entries = written.map(|block| block.entries()).unwrap_or_default();
    too_many(block, "questions", entries.len(), BANK_QUESTIONS);
    let mut texts: BTreeMap<String, &Entry> = BTreeMap::new();
    let mut found = Vec::new();
    for entry in entries.iter().take(BANK_QUESTIONS) {
        let Some(question) = question(reader, entry, sections) else {
            continue;
        };
        let text = question.text.ru.trim().to_lowercase();
        if let Some(first) = texts.get(&text).filter(|_| !text.is_empty()) {
            let ru = format!("Вопрос «{}» повторяет вопрос «{}».", question.id, first.key);
            let en = format!(
                "The question `{}` repeats the question `{}`.",
                question.id, first.key
            );
            let hint = advice(
                "Уберите один из них: иначе оба попадут в один вариант.",
                "Remove one of them: both would come into one variant.",
            );
            reader.error("R190", &entry.key_span, ru, en, hint);
        }
        texts.insert(text, entry);
        found.push(question);
    }
    found
}

fn question<'a>(reader: Reader<'a>, entry: &'a Entry, sections: &[Section]) -> Option<Question> {
    reader.check_id(&entry.key, &entry.key_span);
    let block = Block::shape(reader, &entry.value, &QUESTION)?;
    block.need("kind");
    let known = one_of(block, "kind", &KINDS);
    let text = block.title("text");
    short(block, "text", &text);
    let kind = known.unwrap_or(QuestionKind::Single);
    let (mut options, mut pairs, mut key) = (Vec::new(), Vec::new(), Vec::new());
    // Without its kind nothing can be said of the rest; the question counts, so that no topic lacks it.
    if known.is_some() {
        (options, pairs) = (side(block, kind, "options"), side(block, kind, "pairs"));
        key = key::key(block, &entry.key, kind, &options, &pairs);
    }
    Some(Question {
        id: entry.key.clone(),
        text,
        topic: topic(block, &entry.key, sections),
        points: points(block),
        kind,
        options,
        pairs,
        key,
        measure: block.get("measure").map(|node| reader.title(node)),
    })
}

/// A column of options: present exactly when the kind has it.
fn side(block: Block<'_>, kind: QuestionKind, name: &str) -> Vec<QuestionOption> {
    let wanted = match name {
        "options" => kind != QuestionKind::Number,
        _ => kind == QuestionKind::Match,
    };
    let reader = block.reader;
    if !wanted {
        if block.has(name) {
            let ru = format!("У вопроса вида `{}` нет `{name}`.", kind.key());
            let en = format!("A `{}` question has no `{name}`.", kind.key());
            let hint = advice("Уберите ключ.", "Remove the key.");
            reader.error("R187", &block.key_span(name), ru, en, hint);
        }
        return Vec::new();
    }
    let written = block.need(name).and_then(|node| Block::any(reader, node));
    let Some(written) = written else {
        return Vec::new();
    };
    let entries = written.entries();
    if entries.len() < 2 {
        let (ru, en) = ("Выбирать не из чего.", "There is nothing to choose from.");
        let hint = advice(
            "Напишите хотя бы два варианта.",
            "Write at least two options.",
        );
        reader.error("R187", &block.key_span(name), ru, en, hint);
    }
    too_many(block, name, entries.len(), QUESTION_OPTIONS);
    let mut options: Vec<QuestionOption> = Vec::new();
    for entry in entries.iter().take(QUESTION_OPTIONS) {
        check_option_id(reader, entry);
        let text = reader.title(&entry.value);
        short(block, name, &text);
        if let Some(same) = options.iter().find(|other| other.text.ru == text.ru) {
            let ru = format!("Варианты «{}» и «{}» одинаковы.", same.id, entry.key);
            let en = format!(
                "The options `{}` and `{}` are the same.",
                same.id, entry.key
            );
            let hint = advice("Измените один из них.", "Change one of them.");
            reader.error("R187", &entry.key_span, ru, en, hint);
        }
        options.push(QuestionOption {
            id: entry.key.clone(),
            text,
        });
    }
    options
}

/// Ids of options stand in lists that people write: letters and digits, no commas.
fn check_option_id(reader: Reader<'_>, entry: &Entry) {
    let plain = |c: char| c.is_alphanumeric() || c == '_';
    let right = (1..=crate::limits::ID_CHARS).contains(&entry.key.chars().count());
    if right && entry.key.chars().all(plain) {
        return;
    }
    let ru = format!("Имя варианта «{}» не годится.", entry.key);
    let en = format!("The name of the option `{}` will not do.", entry.key);
    let hint = advice(
        "Назовите варианты буквами или цифрами: `a`, `b`, `1`, `2`.",
        "Name options by letters or digits: `a`, `b`, `1`, `2`.",
    );
    reader.error("R187", &entry.key_span, ru, en, hint);
}

fn topic(block: Block<'_>, id: &str, sections: &[Section]) -> Option<String> {
    let word = block.word("topic");
    let reader = block.reader;
    match &word {
        Some(word) if sections.iter().all(|section| section.id != word.text) => {
            let known = sections.iter().map(|section| section.id.as_str());
            reader.unknown("R190", ("Тема", "topic"), &word.text, &word.span, known);
        }
        None if !sections.is_empty() => {
            let ru = format!("Не сказано, к какой теме относится вопрос «{id}».");
            let en = format!("It is not said to which topic the question `{id}` belongs.");
            let hint = advice(
                "Добавьте `topic: …`: иначе вопрос не попадёт ни в один вариант.",
                "Add `topic: …`: without it the question comes into no variant.",
            );
            reader.error("R190", &block.key_span("kind"), ru, en, hint);
        }
        _ => {}
    }
    word.map(|word| word.text)
}

fn points(block: Block<'_>) -> u32 {
    let Some(node) = block.get("points") else {
        return 1;
    };
    let Some(written) = block.reader.integer(node) else {
        return 1;
    };
    let fits = u32::try_from(written).ok();
    fits.filter(|points| (1..=QUESTION_POINTS).contains(points))
        .unwrap_or_else(|| {
            let ru = format!("Верный ответ даёт от 1 до {QUESTION_POINTS} баллов.");
            let en = format!("A right answer gives 1 to {QUESTION_POINTS} points.");
            let hint = advice("Исправьте число.", "Correct the number.");
            block.reader.error("R188", &node.span, ru, en, hint);
            1
        })
}

/// Every topic has as many questions as a variant draws from it.
fn enough(block: Block<'_>, sections: &[Section], questions: &[Question]) {
    for section in sections {
        let of = |question: &&Question| question.topic.as_ref() == Some(&section.id);
        let has = questions.iter().filter(of).count();
        if has < section.draw {
            let (id, draw) = (&section.id, section.draw);
            let ru = format!("В теме «{id}» вопросов {has}, а в вариант нужно {draw}.");
            let en = format!("The topic `{id}` has {has} questions; a variant draws {draw}.");
            let hint = advice(
                "Добавьте вопросы или уменьшите `draw`.",
                "Add questions, or draw fewer.",
            );
            let span = block.key_span("sections");
            block.reader.error("R189", &span, ru, en, hint);
        }
    }
}

fn short(block: Block<'_>, key: &str, text: &Title) {
    let long = [Some(&text.ru), text.en.as_ref()];
    let mut long = long.into_iter().flatten().map(|text| text.chars().count());
    if long.any(|chars| chars > QUESTION_CHARS) {
        too_many(block, key, usize::MAX, QUESTION_CHARS);
    }
}

fn too_many(block: Block<'_>, key: &str, found: usize, most: usize) {
    if found > most {
        let ru = format!("В `{key}` больше, чем можно: предел {most}.");
        let en = format!("`{key}` is over its limit of {most}.");
        let hint = advice("Сократите или разделите.", "Shorten or split it.");
        block
            .reader
            .error("R187", &block.key_span(key), ru, en, hint);
    }
}
