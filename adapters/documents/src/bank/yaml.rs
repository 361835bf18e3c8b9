//! The YAML of a bank: every text in double quotes, so that no cell can become a key, a list or an alias.

use std::fmt::Write as _;

use super::{BankFile, Row};

pub(super) fn file(rows: &[Row], title: &str, draw: Option<usize>) -> BankFile {
    let mut topics: Vec<(String, usize)> = Vec::new();
    for row in rows.iter().filter(|row| !row.topic.is_empty()) {
        match topics.iter_mut().find(|(topic, _)| *topic == row.topic) {
            Some((_, count)) => *count += 1,
            None => topics.push((row.topic.clone(), 1)),
        }
    }
    let mut yaml = format!("title: {}\n", quoted(title));
    if !topics.is_empty() {
        yaml.push_str("sections:\n");
        for (number, (topic, count)) in topics.iter().enumerate() {
            let draw = draw.map_or(*count, |draw| draw.min(*count));
            let title = quoted(topic);
            let _ = writeln!(yaml, "  t{}: {{title: {title}, draw: {draw}}}", number + 1);
        }
    }
    yaml.push_str("questions:\n");
    for row in rows {
        let topic = topics.iter().position(|(topic, _)| *topic == row.topic);
        question(&mut yaml, row, topic);
    }
    BankFile {
        yaml,
        questions: rows.len(),
        topics,
    }
}

fn question(yaml: &mut String, row: &Row, topic: Option<usize>) {
    let _ = writeln!(yaml, "  {}:", quoted(&row.id));
    let _ = writeln!(yaml, "    kind: {}", row.kind);
    let _ = writeln!(yaml, "    text: {}", quoted(&row.text));
    if let Some(topic) = topic {
        let _ = writeln!(yaml, "    topic: t{}", topic + 1);
    }
    let mut side = |name: &str, options: &mut dyn Iterator<Item = (&str, &String)>| {
        let list: Vec<String> = options
            .map(|(id, text)| format!("      {id}: {}\n", quoted(text)))
            .collect();
        if !list.is_empty() {
            let _ = write!(yaml, "    {name}:\n{}", list.concat());
        }
    };
    side(
        "options",
        &mut row.options.iter().map(|(id, text)| (*id, text)),
    );
    side(
        "pairs",
        &mut row.pairs.iter().map(|(id, text)| (id.as_str(), text)),
    );
    let _ = writeln!(yaml, "    key: {}", row.key);
    let number = |text: &str| text.replace(',', ".");
    if !row.points.is_empty() {
        let _ = writeln!(yaml, "    points: {}", quoted(&number(&row.points)));
    }
    if !row.tolerance.is_empty() {
        let _ = writeln!(yaml, "    tolerance: {}", quoted(&number(&row.tolerance)));
    }
    if !row.measure.is_empty() {
        let _ = writeln!(yaml, "    measure: {}", quoted(&row.measure));
    }
}

/// A text in double quotes, on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
