//! A value of the language in words: names by their titles, terms by their length, expressions as written.

use reglament_calendar::Term;
use reglament_definition::grammar::{Naming, Symbol, Value};
use reglament_definition::{Language, Node, NodeValue, schedule_words};

use crate::change::Said;
use crate::label::label;
use crate::names::{Names, title};

/// A value in words.
pub(crate) fn render(node: &Node, value: &Value, names: &Names) -> Said {
    match (&node.value, value) {
        (_, Value::Title) => title(node).unwrap_or_default(),
        (NodeValue::List(items), value) => {
            let item = match value {
                Value::Many(item) | Value::List(item) => item,
                other => other,
            };
            let parts = items.iter().map(|each| render(each, item, names));
            join(parts, ", ")
        }
        (NodeValue::Map(_), value) => join(parts(node, value, names), "; "),
        (NodeValue::Scalar(_), _) if node.is_null() => Said::new("не задано", "not set"),
        (NodeValue::Scalar(scalar), value) => word(&scalar.text, value, names),
    }
}

/// A whole block that has come or gone: a line per key.
pub(crate) fn render_block(node: &Node, value: &Value, names: &Names) -> Said {
    match (&node.value, value) {
        (NodeValue::Map(_), value) if !matches!(value, Value::Title) => {
            join(parts(node, value, names), "\n")
        }
        _ => render(node, value, names),
    }
}

/// The keys of a block, each with its value.
fn parts<'a>(
    node: &'a Node,
    value: &'a Value,
    names: &'a Names,
) -> impl Iterator<Item = Said> + 'a {
    node.map().unwrap_or_default().iter().map(move |entry| {
        let inner = inner_value(value, node, &entry.key);
        let said = render(&entry.value, inner.unwrap_or(&Value::Free), names);
        let name = key_name(value, &entry.key, names);
        Said::new(
            format!("{}: {}", name.ru, said.ru),
            format!("{}: {}", name.en, said.en),
        )
    })
}

/// The value that the grammar expects under a key of a block.
pub(crate) fn inner_value(value: &Value, node: &Node, key: &str) -> Option<&'static Value> {
    match value {
        Value::Block(shape) => shape.key(key).map(|key| &key.value),
        Value::Kinds(kinds) => {
            let keys = node.map().unwrap_or_default();
            let kind = kinds.of(keys.iter().map(|entry| entry.key.as_str()))?;
            if kind.key.name == key {
                return Some(&kind.key.value);
            }
            let known = kinds.keys(kind.key.name);
            let found = known.into_iter().find(|known| known.name == key);
            found.map(|key| &key.value)
        }
        Value::Names(_, item) => Some(item),
        Value::Either(forms) => forms.iter().find_map(|form| inner_value(form, node, key)),
        Value::Many(item) | Value::List(item) => inner_value(item, node, key),
        _ => None,
    }
}

/// A key in words: a declared name by its title, a key of the language by its label.
pub(crate) fn key_name(value: &Value, key: &str, names: &Names) -> Said {
    match value {
        Value::Names(Naming::Declares(symbol) | Naming::Refers(symbol), _) => {
            let known = names.title(*symbol, key);
            known.cloned().unwrap_or_else(|| Said::same(key))
        }
        Value::Names(Naming::Free, _) => Said::same(key),
        _ => label(key).map_or_else(
            || Said::same(format!("`{key}`")),
            |(ru, en)| Said::new(ru, en),
        ),
    }
}

/// One word or literal.
fn word(text: &str, value: &Value, names: &Names) -> Said {
    match value {
        Value::Name(symbol) => named(text, *symbol, names),
        Value::Many(item) => word(text, item, names),
        Value::Either(forms) => forms
            .first()
            .map_or_else(|| Said::same(text), |form| word(text, form, names)),
        Value::FormField => {
            let (name, optional) = text
                .strip_suffix('?')
                .map_or((text, false), |name| (name, true));
            let said = named(name, Symbol::Field, names);
            if optional {
                Said::new(
                    format!("{} (необязательно)", said.ru),
                    format!("{} (optional)", said.en),
                )
            } else {
                said
            }
        }
        Value::Term | Value::TermLiteral => term(text, names),
        Value::Schedule => schedule(text.trim()),
        Value::Flag => match text {
            "true" => Said::new("да", "yes"),
            _ => Said::new("нет", "no"),
        },
        Value::Word(words) => {
            let known = words.iter().find(|known| known[0] == text);
            known.map_or_else(
                || Said::same(text),
                |[word, ru, en]| {
                    Said::new(
                        format!("{word} ({})", ru.trim_end_matches('.')),
                        format!("{word} ({})", en.trim_end_matches('.')),
                    )
                },
            )
        }
        Value::Expression(_) | Value::Each => {
            Said::same(text.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        // A value of a kind that is named beside it may be a term.
        Value::Free | Value::Text => {
            let text = text.trim();
            day(text).unwrap_or_else(|| term(text, names))
        }
        _ => Said::same(text.trim()),
    }
}

/// A date as each language writes it.
fn day(text: &str) -> Option<Said> {
    let day = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    Some(Said::new(day.format("%d.%m.%Y").to_string(), text))
}

/// A schedule in words; as written where words cannot say it.
fn schedule(text: &str) -> Said {
    let words = |language| schedule_words(text, language);
    let said = words(Language::Russian).zip(words(Language::English));
    said.map_or_else(|| Said::same(text), |(ru, en)| Said::new(ru, en))
}

fn named(text: &str, symbol: Symbol, names: &Names) -> Said {
    names.title(symbol, text).map_or_else(
        || Said::same(text),
        |title| {
            let inner = title.ru.replace('«', "„").replace('»', "“");
            Said::new(format!("«{inner}»"), format!("“{}”", title.en))
        },
    )
}

/// A literal in a canonical form, so that «5 раб. дн.» equals «5 working days»; a parameter by its title.
fn term(text: &str, names: &Names) -> Said {
    match text.parse::<Term>() {
        Ok(term) => Said::new(term.to_string(), term.to_english()),
        Err(_) => named(text, Symbol::Parameter, names),
    }
}

fn join(parts: impl Iterator<Item = Said>, separator: &str) -> Said {
    let parts: Vec<Said> = parts.collect();
    let of = |pick: fn(&Said) -> &str| {
        let parts: Vec<&str> = parts.iter().map(pick).collect();
        parts.join(separator)
    };
    Said {
        ru: of(|said| &said.ru),
        en: of(|said| &said.en),
    }
}
