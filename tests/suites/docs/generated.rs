//! The generated parts of a page: `<!-- keys: block, block.key -->`, `<!-- codes: R030 -->`, `<!-- pages: start -->`, each up to
//! `<!-- end -->`.

use std::fmt::Write as _;

use reglament_definition::explain;
use reglament_definition::grammar::{Key, STEP, Shape};

use super::blocks::Blocks;
use super::page::{END, Page, marker};
use super::value::Words;

/// The page with its generated parts as they should be.
///
/// # Errors
/// The line of a marker that names nothing known.
pub(crate) fn fill(page: &Page, pages: &[Page], blocks: &Blocks) -> Result<String, String> {
    let home = |block: &str| {
        let home = pages.iter().find(|page| page.describes(block));
        home.map_or_else(
            || (format!("no_page_describes_{block}"), block.to_owned()),
            |page| (page.name.clone(), page.title().to_owned()),
        )
    };
    let words = Words {
        here: &page.name,
        home: &home,
    };
    let (mut text, mut inside) = (String::new(), None);
    for (index, line) in page.text.lines().enumerate() {
        if line == END {
            inside = None;
        }
        if inside.is_some() {
            continue;
        }
        text.push_str(line);
        text.push('\n');
        let Some((kind, names)) = marker(line) else {
            continue;
        };
        inside = Some(index + 1);
        let part = match kind {
            "keys" => keys(&names, blocks, &words),
            "codes" => codes(&names),
            "pages" => list(&names, pages),
            _ => Err(format!("there is no part `{kind}`")),
        };
        text.push_str(&part.map_err(|why| format!("{}:{}: {why}", page.path(), index + 1))?);
    }
    match inside {
        None => Ok(text),
        Some(line) => Err(format!("{}:{line}: `{END}` is missing", page.path())),
    }
}

fn keys(names: &[&str], blocks: &Blocks, words: &Words<'_>) -> Result<String, String> {
    let mut text = String::new();
    let (whole, single): (Vec<&str>, Vec<&str>) = names.iter().partition(|n| !n.contains('.'));
    if !single.is_empty() {
        text.push_str(&head("key"));
        for name in single {
            let found = name.split_once('.').and_then(|(block, key)| {
                let shape = blocks.shapes.get(block)?;
                shape.keys.iter().find(|known| known.name == key)
            });
            let key = found.ok_or_else(|| format!("there is no key `{name}`"))?;
            row(&mut text, key, words);
        }
    }
    for name in whole {
        let (shape, kinds) = (blocks.shapes.get(name), blocks.kinds.get(name));
        if shape.is_none() && kinds.is_none() {
            return Err(format!("there is no block `{name}`"));
        }
        if let Some(kinds) = kinds {
            text.push_str(&head(&format!("kind of `{name}`")));
            for kind in kinds.kinds {
                let own: Vec<String> = kind
                    .own
                    .keys
                    .iter()
                    .map(|k| format!("`{}`", k.name))
                    .collect();
                let more = match (blocks.shapes.contains_key(kind.own.name), own.is_empty()) {
                    (true, _) if kinds.name == STEP.name => {
                        format!("keys: {}", words.block(kind.own.name))
                    }
                    (_, false) => format!("the label; beside it {}", own.join(", ")),
                    _ => "the label".into(),
                };
                table_row(&mut text, &kind.key, &more);
            }
        }
        if let Some(shape) = shape {
            block(&mut text, shape, words);
        }
    }
    Ok(format!("{text}\n"))
}

fn block(text: &mut String, shape: &Shape, words: &Words<'_>) {
    let kind = STEP
        .kind(shape.name)
        .filter(|kind| kind.own.name == shape.name);
    text.push_str(&head(&format!("key of `{}`", shape.name)));
    if let Some(kind) = kind {
        table_row(text, &kind.key, "the title");
    }
    for key in shape.keys {
        row(text, key, words);
    }
    for also in shape.also {
        let names: Vec<String> = also
            .names()
            .iter()
            .map(|name| format!("`{name}`"))
            .collect();
        let _ = writeln!(
            text,
            "| {} | see {} | | |",
            names.join(", "),
            words.block(also.name)
        );
    }
}

fn head(first: &str) -> String {
    format!("\n| {first} | value | meaning | example |\n|---|---|---|---|\n")
}

fn row(text: &mut String, key: &Key, words: &Words<'_>) {
    table_row(text, key, &words.value(&key.value));
}

fn table_row(text: &mut String, key: &Key, value: &str) {
    let example = key.example.replace('|', "\\|");
    let _ = writeln!(
        text,
        "| `{}` | {value} | {} | `{example}` |",
        key.name, key.en
    );
}

fn codes(names: &[&str]) -> Result<String, String> {
    let mut text = String::from("\n");
    for code in names {
        let page = explain(code).ok_or_else(|| format!("there is no code {code}"))?;
        let english = page.lines().rev().find_map(|line| line.strip_prefix("## "));
        let title = english.ok_or_else(|| format!("{code} has no English title"))?;
        let _ = writeln!(
            text,
            "- [{code}](../../engine/definition/src/codes/{code}.md) {title}"
        );
    }
    Ok(format!("{text}\n"))
}

fn list(names: &[&str], pages: &[Page]) -> Result<String, String> {
    let mut text = String::from("\n");
    for name in names {
        let page = pages.iter().find(|page| page.name == *name);
        let page = page.ok_or_else(|| format!("there is no page docs/language/{name}.md"))?;
        let _ = writeln!(
            text,
            "- [{}](language/{name}.md): {}",
            page.title(),
            page.summary()
        );
    }
    Ok(format!("{text}\n"))
}
