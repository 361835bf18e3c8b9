//! Document templates: which files exist and what their first lines call them.
//!
//! The text of a template belongs to the renderer; only `// title: …` and `// title.en: …` are read here.

use super::World;
use crate::diagnostic::Severity;
use crate::model::{DocumentTemplate, Title};

/// Where the template may be, nearest first.
pub(super) fn paths(folder: &str, id: &str) -> [String; 2] {
    [
        format!("{folder}/documents/{id}.typ"),
        format!("shared/documents/{id}.typ"),
    ]
}

/// Ids of the templates that a process of this folder may use.
pub(super) fn known<'w>(world: &World<'w>, folder: &str) -> Vec<&'w str> {
    let own = format!("{folder}/documents/");
    let id = |path: &'w str| {
        path.strip_prefix(own.as_str())
            .or_else(|| path.strip_prefix("shared/documents/"))?
            .strip_suffix(".typ")
    };
    world.sources.keys().filter_map(|path| id(path)).collect()
}

/// Reads the heading lines of a template that exists.
pub(super) fn template(world: &World<'_>, folder: &str, id: &str) -> Option<DocumentTemplate> {
    let file = paths(folder, id)
        .into_iter()
        .find(|path| world.sources.contains_key(path))?;
    let source = &world.sources[&file];
    let heading = |key: &str| {
        let lines = source.text[source.begin()..]
            .lines()
            .take_while(|line| line.starts_with("//"));
        let value = |line: &str| {
            Some(
                line.strip_prefix("//")?
                    .trim()
                    .strip_prefix(key)?
                    .trim()
                    .to_owned(),
            )
        };
        lines.filter_map(value).find(|title| !title.is_empty())
    };
    let title = Title {
        ru: heading("title:").unwrap_or_else(|| id.to_owned()),
        en: heading("title.en:"),
    };
    if heading("title:").is_none() {
        let (ru, en) = ("У шаблона нет названия.", "The template has no title.");
        let first = 0..source.text.lines().next().map_or(0, str::len);
        let diagnostic = source.diagnostic(Severity::Warning, "R081", &first, ru, en);
        world.log.add(diagnostic.hint(
            "Первая строка: `// title: Протокол`.",
            "First line: `// title: Протокол`.",
        ));
    }
    Some(DocumentTemplate {
        id: id.to_owned(),
        file,
        title,
    })
}
