//! What stands above every page of a draft, and its tree of files.

use std::collections::BTreeMap;

use reglament_runtime::port::DraftState;
use reglament_runtime::{DraftFileKind, DraftTexts, DraftView};

use super::DRAFTS;
use super::drafts::chip;
use crate::App;
use crate::desk::places;
use crate::locale::Locale;
use crate::ui::admin::{DraftHead, TreeFile, TreeFolder};
use crate::ui::parts::{Link, Shell, Tab};
use crate::web::{Official, url_encoded};

/// The pages of a draft: id, end of the address, word.
const PAGES: [(&str, &str, &str); 5] = [
    ("files", "", "draft.files_tab"),
    ("changes", "/changes", "draft.changes_tab"),
    ("scenarios", "/scenarios", "draft.scenarios_tab"),
    ("terms", "/terms", "draft.terms_tab"),
    ("review", "/review", "draft.review_tab"),
];

/// The address of a file in the editor.
pub(super) fn edit_href(id: u32, path: &str) -> String {
    format!("{DRAFTS}/{id}/edit?file={}", url_encoded(path))
}

/// The surroundings of a page of a draft.
pub(super) fn shell(app: &App, official: &Official, draft: &DraftView) -> Shell {
    let mut shell = official.shell(app, draft.title.clone(), DRAFTS);
    shell.crumbs = vec![Link::new(official.locale().text("drafts.title"), DRAFTS)];
    shell
}

/// The head of a page of a draft.
pub(super) fn head(app: &App, locale: Locale, draft: &DraftView, current: &str) -> DraftHead {
    let moment = locale.short_moment(draft.changed_at.with_timezone(&app.zone()));
    let tab = |(id, end, key): (&str, &str, &'static str)| Tab {
        title: locale.text(key).to_owned(),
        count: None,
        alarm: false,
        href: format!("{DRAFTS}/{}{end}", draft.id),
        current: id == current,
    };
    DraftHead {
        id: draft.id,
        chip: chip(locale, draft.state),
        facts: vec![
            locale.fill("draft.author", &[("name", &draft.author)]),
            locale.fill("draft.touched", &[("at", &moment)]),
        ],
        tabs: PAGES.map(tab).into(),
        open: draft.state == DraftState::Open,
        revision: draft.revision,
    }
}

/// The word for a change of a file.
pub(super) fn change_word(kind: DraftFileKind) -> &'static str {
    match kind {
        DraftFileKind::Added => "draft.added",
        DraftFileKind::Changed => "draft.is_changed",
        DraftFileKind::Removed => "draft.removed",
    }
}

/// All files by folder. The folder of the open file is unfolded; without one, those with changes.
pub(super) fn tree(
    locale: Locale,
    draft: &DraftView,
    texts: &DraftTexts,
    open: Option<&str>,
) -> Vec<TreeFolder> {
    let mut folders: BTreeMap<&str, TreeFolder> = BTreeMap::new();
    let mut paths: Vec<&String> = texts.texts.keys().collect();
    let gone = draft.files.iter().map(|file| &file.path);
    paths.extend(gone.filter(|path| !texts.texts.contains_key(*path)));
    paths.sort();
    for path in paths {
        let folder = places::folder(path);
        let change = draft.files.iter().find(|file| file.path == *path);
        let there = texts.texts.contains_key(path) && !DraftTexts::is_secret(path);
        let entry = folders.entry(folder).or_insert_with(|| TreeFolder {
            name: match folder {
                "" => locale.text("draft.root").to_owned(),
                name => name.to_owned(),
            },
            open: false,
            files: Vec::new(),
        });
        let current = open == Some(path.as_str());
        entry.open |= current || (open.is_none() && change.is_some());
        let name = path.strip_prefix(folder).unwrap_or(path);
        entry.files.push(TreeFile {
            name: name.trim_start_matches('/').to_owned(),
            href: there.then(|| edit_href(draft.id, path)),
            mark: change.map_or_else(String::new, |file| {
                locale.text(change_word(file.kind)).to_owned()
            }),
            current,
        });
    }
    folders.into_values().collect()
}
