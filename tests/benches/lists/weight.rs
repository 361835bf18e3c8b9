//! What a browser loads that comes for the first time: the page and everything that it names, packed.

use std::{collections::BTreeSet, path::Path};

use crate::{engine::Engine, questions::Question, table::Table};

/// Prints the weight of the page of each question.
pub(crate) async fn print(path: &Path, questions: &[Question]) {
    let mut engine = Engine::open(path).await;
    let heads = ["first load, KB packed", "page", "files", "together"];
    let mut table = Table::new(&heads);
    let mut files = String::new();
    for question in questions {
        engine.sign_in(question.person).await;
        let (person, path) = (question.person, &question.paths[0]);
        let page = engine.get(person, path, true).await.bytes.len();
        let plain = engine.get(person, path, false).await.bytes;
        let mut rest = 0;
        let mut told = Vec::new();
        for name in named(&engine, person, &String::from_utf8_lossy(&plain)).await {
            let bytes = engine.get(person, &name, true).await.bytes.len();
            told.push(format!(
                "{} {}",
                name.rsplit('/').next().unwrap_or(""),
                kb(bytes)
            ));
            rest += bytes;
        }
        files = told.join(", ");
        table.row(&[question.title.clone(), kb(page), kb(rest), kb(page + rest)]);
    }
    table.print();
    println!("(files of the last page: {files})");
    engine.close().await;
}

fn kb(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1024.0)
}

/// Addresses of files that a page or its style sheets name. Fonts count whether a page needs them or not.
async fn named(engine: &Engine, person: &str, page: &str) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = addresses(page, "\"/s/", "/s/");
    let sheets: Vec<String> = found
        .iter()
        .filter(|name| name.ends_with(".css"))
        .cloned()
        .collect();
    for sheet in sheets {
        let text = engine.get(person, &sheet, false).await.bytes;
        let folder = &sheet[..=sheet.rfind('/').unwrap_or(0)];
        let text = String::from_utf8_lossy(&text)
            .replace("url('", "url(")
            .replace("url(\"", "url(");
        found.extend(addresses(&text, "url(", folder));
    }
    found
}

/// What stands between `before` and the next quotation mark, bracket or number sign, after `folder`.
fn addresses(text: &str, before: &str, folder: &str) -> BTreeSet<String> {
    let pieces = text.split(before).skip(1);
    let ends = |letter: char| matches!(letter, '"' | '\'' | ')' | '#' | '?');
    let names = pieces.filter_map(|piece| piece.split(ends).next());
    let names = names.filter(|name| !name.is_empty() && !name.starts_with("data:"));
    names.map(|name| format!("{folder}{name}")).collect()
}
