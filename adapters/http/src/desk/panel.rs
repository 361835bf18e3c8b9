//! What an editor shows beside the text: the picture, the steps, the terms, the letters, what changes.
//!
//! A broken text has no picture: the browser keeps the last good one, and a page that never had one gets that of the
//! edition in force, with a word that says so.

use std::collections::BTreeMap;
use std::ops::Range;

use askama::Template;
use chrono::NaiveDate;
use reglament_definition::grammar::FileKind;
use reglament_definition::{Compiled, Language, Package};
use reglament_language::{Lines, Workspace, outline};
use reglament_runtime::DraftTexts;
use serde::{Deserialize, Serialize};

use super::{differences, places, terms};
use crate::App;
use crate::locale::Locale;
use crate::ui::admin::{LetterCard, PanelBody, PanelView, StepLine};
use crate::ui::parts::{Drawing, Shell};
use crate::web::Failure;

/// Which of them is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Panel {
    /// The picture.
    #[default]
    Diagram,
    /// The steps in the order of the text.
    Steps,
    /// When each step would be due.
    Terms,
    /// The letters of the folder.
    Letters,
    /// What the draft changes.
    Changes,
}

/// A step with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct StepPlace {
    id: String,
    file: String,
    /// Its first line, from 1.
    line: u32,
    /// Its last line.
    end: u32,
    /// Whether it is in the file that is open.
    own: bool,
}

/// A panel for the browser.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Shown {
    /// Which one.
    panel: Panel,
    /// None: the last one stays.
    html: Option<String>,
    /// A word above it.
    note: String,
    /// Whether it shows another text than the one typed.
    stale: bool,
    /// Where the steps are.
    steps: Vec<StepPlace>,
}

/// What a panel is made from.
pub(crate) struct Beside<'a> {
    pub(crate) app: &'a App,
    pub(crate) shell: Shell,
    pub(crate) texts: &'a DraftTexts,
    /// The texts with what is typed.
    pub(crate) files: &'a BTreeMap<String, String>,
    pub(crate) compiled: &'a Compiled,
    /// The file that is open.
    pub(crate) file: &'a str,
    /// Whether the browser has a picture already.
    pub(crate) have: bool,
    /// The day from which terms are counted.
    pub(crate) start: NaiveDate,
}

impl Beside<'_> {
    fn locale(&self) -> Locale {
        self.shell.locale
    }

    /// The path of the process that the file belongs to: its own, or the one of its folder.
    fn process_file(&self) -> Option<String> {
        if FileKind::of(self.file) == Some(FileKind::Process) {
            return Some(self.file.to_owned());
        }
        let main = format!("{}/process.yaml", places::folder(self.file));
        self.files.contains_key(&main).then_some(main)
    }

    /// Draws a panel.
    pub(crate) fn show(self, panel: Panel) -> Result<Shown, Failure> {
        let Some(path) = self.process_file() else {
            let note = self.locale().text("panel.no_process").to_owned();
            return match panel {
                Panel::Changes => self.printed(panel, self.changes(), String::new(), &[]),
                _ => self.printed(panel, PanelBody::Empty, note, &[]),
            };
        };
        let text = self.files.get(&path).map_or("", String::as_str);
        let process = places::process_in(text).unwrap_or_default();
        let (steps, lines) = self.steps(&path, text);
        let own = self
            .compiled
            .package
            .as_ref()
            .filter(|package| package.definitions.contains_key(&process));
        let (body, note) = match (panel, own) {
            (Panel::Steps, _) => (Some(PanelBody::Steps(lines)), String::new()),
            (Panel::Letters, _) => (Some(PanelBody::Letters(self.letters())), String::new()),
            (Panel::Changes, _) => (Some(self.changes()), String::new()),
            (Panel::Diagram, Some(package)) => (self.picture(package, &process), String::new()),
            (Panel::Terms, Some(package)) => (self.terms(package, &process), String::new()),
            (_, None) => self.before(panel, &process),
        };
        match body {
            Some(body) => self.printed(panel, body, note, &steps),
            None => Ok(Shown {
                panel,
                html: None,
                note,
                stale: true,
                steps,
            }),
        }
    }

    fn printed(
        &self,
        panel: Panel,
        body: PanelBody,
        note: String,
        steps: &[StepPlace],
    ) -> Result<Shown, Failure> {
        let view = PanelView {
            shell: self.shell.clone(),
            body,
        };
        let html = view.render().map_err(|error| {
            tracing::error!(%error, "a panel could not be drawn");
            Failure::Broken
        })?;
        Ok(Shown {
            panel,
            html: Some(html),
            stale: !note.is_empty() && panel != Panel::Changes,
            note,
            steps: steps.to_vec(),
        })
    }

    /// The text is broken: the last good panel stays, or the edition in force stands for it.
    fn before(&self, panel: Panel, process: &str) -> (Option<PanelBody>, String) {
        let word = |key| self.locale().text(key).to_owned();
        if self.have {
            return (None, word("panel.before_error"));
        }
        let published = self.app.service().library().current();
        let Some(definition) = published.definitions.get(process) else {
            return (Some(PanelBody::Empty), word("panel.mend_first"));
        };
        match panel {
            Panel::Diagram => {
                let drawn = self.app.pictures().plain(definition, self.locale());
                (
                    Some(PanelBody::Picture(Drawing(drawn))),
                    word("panel.in_force"),
                )
            }
            _ => (Some(PanelBody::Empty), word("panel.mend_first")),
        }
    }

    fn picture(&self, package: &Package, process: &str) -> Option<PanelBody> {
        let definition = package.definitions.get(process)?;
        let drawn = self.app.pictures().plain(definition, self.locale());
        Some(PanelBody::Picture(Drawing(drawn)))
    }

    fn terms(&self, package: &Package, process: &str) -> Option<PanelBody> {
        let calendar = self.app.service().library().bare_calendar();
        let table = terms::table(
            self.locale(),
            &calendar,
            (package, process),
            None,
            self.start,
            &|step| format!("#step-{step}"),
        )?;
        Some(PanelBody::Terms {
            start: self.locale().date(self.start),
            table,
        })
    }

    fn changes(&self) -> PanelBody {
        let changes =
            differences::between(self.locale(), &self.texts.published, self.files, |path| {
                !DraftTexts::is_scenario(path)
            });
        PanelBody::Changes(changes)
    }

    /// The letters of the folder, the open one first.
    fn letters(&self) -> Vec<LetterCard> {
        let folder = format!("{}/letters/", places::folder(self.file));
        let own = self
            .files
            .iter()
            .filter(|(path, _)| path.starts_with(&folder) && path.ends_with(".md"));
        let mut cards: Vec<LetterCard> = own
            .map(|(path, text)| LetterCard::of(path, text, self.file == path))
            .collect();
        cards.sort_by_key(|card| !card.open);
        cards
    }

    /// The steps of a process, also of a broken one.
    fn steps(&self, path: &str, text: &str) -> (Vec<StepPlace>, Vec<StepLine>) {
        let alone = BTreeMap::from([(path.to_owned(), text.to_owned())]);
        let language = language(self.locale());
        let items = outline(&Workspace::new(alone), path, language);
        let lines = Lines::new(text);
        let line = |at: usize| lines.position(at).line + 1;
        const OTHERS: [&str; 5] = ["field", "parameter", "role", "event", "register"];
        let steps = items
            .iter()
            .filter(|item| !OTHERS.contains(&item.kind.as_str()));
        let place = |name: &str, body: &Range<usize>| StepPlace {
            id: name.to_owned(),
            file: path.to_owned(),
            line: line(body.start),
            end: line(body.end.saturating_sub(1)),
            own: path == self.file,
        };
        steps
            .map(|item| {
                let shown = StepLine {
                    id: item.name.clone(),
                    title: match item.title.is_empty() {
                        true => item.name.clone(),
                        false => item.title.clone(),
                    },
                    kind: item.kind.clone(),
                    line: line(item.span.start),
                };
                (place(&item.name, &item.body), shown)
            })
            .unzip()
    }
}

/// The language of the compiler and the pictures.
pub(crate) fn language(locale: Locale) -> Language {
    match locale.is_english() {
        true => Language::English,
        false => Language::Russian,
    }
}
