//! R064: a letter or document template that nothing uses.

use std::collections::BTreeSet;

use crate::diagnostic::Severity;
use crate::lower::{Draft, World, digest_files};

/// Shared files that the engine itself uses: letters about tasks, the usual letter of a digest, and the sheet on which any register is printed.
const ENGINES_OWN: [&str; 6] = [
    "reminder.md",
    "overdue.md",
    "new_task.md",
    "digest.md",
    "digest.en.md",
    "register.typ",
];

pub(super) fn check(world: &World<'_>, drafts: &[Draft<'_>]) {
    if world.log.has_errors() {
        // A step that could not be read may be the one that uses it.
        return;
    }
    let digests = digest_files(world.organisation.digests.values());
    let used: BTreeSet<String> = drafts.iter().flat_map(used).chain(digests).collect();
    let texts = || {
        world
            .sources
            .iter()
            .filter(|(path, _)| path.ends_with(".typ"))
    };
    for (path, source) in world.sources {
        let name = path.rsplit('/').next().unwrap_or(path);
        let letter = path.contains("/letters/") && path.ends_with(".md");
        let document = path.contains("/documents/") && path.ends_with(".typ");
        let imported = || texts().any(|(other, text)| other != path && text.text.contains(name));
        let by_itself = path.starts_with("shared/") && ENGINES_OWN.contains(&name);
        if !(letter || document) || used.contains(path) || by_itself || (document && imported()) {
            continue;
        }
        let (ru, en) = if letter {
            (
                "Это письмо никто не отправляет.",
                "Nobody sends this letter.",
            )
        } else {
            (
                "Этот шаблон документа никто не использует.",
                "Nobody uses this document template.",
            )
        };
        let first = 0..source.text.lines().next().map_or(0, str::len);
        let diagnostic = source.diagnostic(Severity::Warning, "R064", &first, ru, en);
        world.log.add(diagnostic.hint(
            "Уберите файл или назовите его в шаге.",
            "Remove the file, or name it in a step.",
        ));
    }
}

/// Files that a definition uses.
fn used(draft: &Draft<'_>) -> Vec<String> {
    let folder = draft.outline.folder();
    let letters = draft.definition.letters.keys().chain(&draft.broken_letters);
    let letters = letters.flat_map(|id| {
        [
            format!("{folder}/letters/{id}.md"),
            format!("shared/letters/{id}.md"),
        ]
    });
    letters
        .chain(
            draft
                .definition
                .documents
                .values()
                .map(|document| document.file.clone()),
        )
        .collect()
}
