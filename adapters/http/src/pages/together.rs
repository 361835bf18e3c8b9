//! One press with the ticked rows of a list: what was wished, and what the page says afterwards.

use axum::extract::Query;
use axum::http::Uri;
use reglament_core::{CommandId, InstanceId, MAX_TEXT, TaskId};
use reglament_runtime::limits::MAX_TOGETHER;
use reglament_runtime::{
    HandOver, TaskLine, Together, TogetherDone, TogetherRefusal, TogetherTask,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::App;
use crate::form::FormBody;
use crate::locale::Locale;
use crate::ui::parts::{Notice, OptionView, TogetherAbove, TogetherBar, TogetherButton, Tone};
use crate::web::{Failure, Official, command_id, fresh_key};

/// A bar that is about to be drawn; wishes with the keys of their words.
pub(super) struct Bar {
    pub(super) action: &'static str,
    pub(super) query: String,
    pub(super) buttons: Vec<(&'static str, &'static str)>,
    pub(super) hand_over: Option<(&'static str, &'static str)>,
    pub(super) above: Option<(&'static str, &'static str)>,
}

impl Bar {
    pub(super) fn view(self, app: &App, locale: Locale) -> Result<TogetherBar, Failure> {
        let button = |(wish, key): (&'static str, &'static str)| TogetherButton {
            wish,
            title: locale.text(key).to_owned(),
        };
        let people = match self.hand_over {
            Some(_) => people(app, locale),
            None => Vec::new(),
        };
        Ok(TogetherBar {
            action: self.action,
            query: self.query,
            key: fresh_key()?,
            buttons: self.buttons.into_iter().map(button).collect(),
            above: self.above.map(button).map(|button| TogetherAbove {
                button,
                note: String::new(),
                limit: MAX_TEXT,
                open: false,
            }),
            must_say: matches!(self.hand_over, Some(("reassign", _))),
            hand_over: self.hand_over.map(button),
            people,
            open: false,
        })
    }
}

/// Everybody of the directory, by name. Who may really have a task the engine says, task by task.
fn people(app: &App, locale: Locale) -> Vec<OptionView> {
    let mut people = app.service().people();
    people.sort_by(|a, b| reglament_expression::russian_order(&a.name, &b.name));
    let first = OptionView::new("", locale.text("together.choose"), "");
    let option = |person: &reglament_runtime::PersonView| {
        let title = match person.position.is_empty() {
            true => person.name.clone(),
            false => format!("{}, {}", person.name, person.position),
        };
        OptionView::new(person.id.clone(), title, "")
    };
    std::iter::once(first)
        .chain(people.iter().map(option))
        .collect()
}

/// The query of the list that was open, as its page keeps it.
pub(super) fn query_of<Q: DeserializeOwned>(query: &str) -> Result<Q, Failure> {
    let address: Uri = format!("/?{query}")
        .parse()
        .map_err(|_| Failure::Unreadable)?;
    let query = Query::try_from_uri(&address).map_err(|_| Failure::Unreadable)?;
    Ok(query.0)
}

/// What a checkbox sends.
pub(super) fn value(line: &TaskLine) -> String {
    format!("{}/{}", line.instance, line.task)
}

fn task(value: &str) -> Option<(InstanceId, TaskId)> {
    let (instance, task) = value.rsplit_once('/')?;
    Some((InstanceId(instance.to_owned()), TaskId(task.parse().ok()?)))
}

/// What was sent.
pub(super) struct Press {
    key: CommandId,
    wish: String,
    to: String,
    reason: String,
    note: String,
    picked: Vec<String>,
    pub(super) tasks: Vec<(InstanceId, TaskId)>,
}

/// Why the page comes again instead of the next one.
pub(super) struct Mistake {
    pub(super) notice: Notice,
    /// Rows that stay ticked.
    pub(super) picked: Vec<String>,
    /// Which of the folded forms stays open.
    folds: Fold,
}

/// The folded forms of the bar.
enum Fold {
    /// None of them.
    Neither,
    /// Handing over.
    HandOver,
    /// Telling those above, with what was typed.
    Above(String),
}

impl Mistake {
    /// Opens the form again in which something is missing.
    pub(super) fn unfold(&self, bar: &mut TogetherBar) {
        bar.open = matches!(self.folds, Fold::HandOver);
        if let (Fold::Above(note), Some(above)) = (&self.folds, &mut bar.above) {
            above.note.clone_from(note);
            above.open = true;
        }
    }
}

impl Press {
    /// Reads the form of the bar.
    pub(super) fn read(official: &Official, body: &FormBody) -> Result<Self, Failure> {
        let field = |name: &str| body.get(name).unwrap_or_default().trim().to_owned();
        let picked = body.pairs.iter().filter(|(name, _)| name == "pick");
        let picked: Vec<String> = picked.map(|(_, value)| value.clone()).collect();
        let tasks = picked.iter().map(|pick| task(pick));
        let tasks = tasks
            .collect::<Option<Vec<_>>>()
            .ok_or(Failure::Unreadable)?;
        if tasks.len() > MAX_TOGETHER {
            return Err(Failure::Unreadable);
        }
        Ok(Self {
            key: command_id(Some(official.id()), body.get("_command"))?,
            wish: field("_wish"),
            to: field("to"),
            reason: field("reason"),
            note: field("note"),
            picked,
            tasks,
        })
    }

    /// Whether every row of the page is meant.
    pub(super) fn is_of_all(&self) -> bool {
        self.wish == "remind_all"
    }

    fn wish(&self) -> Option<Together> {
        let to = self.to.clone();
        let reason = self.reason.clone();
        Some(match self.wish.as_str() {
            "remind" | "remind_all" => Together::HandOver(HandOver::Remind),
            "escalate" => Together::HandOver(HandOver::Escalate {
                note: Some(self.note.clone()).filter(|note| !note.is_empty()),
            }),
            "reassign" => Together::HandOver(HandOver::Reassign { to, reason }),
            "delegate" => Together::HandOver(HandOver::Delegate {
                to,
                reason: Some(reason).filter(|reason| !reason.is_empty()),
            }),
            "sign" => Together::Sign,
            _ => return None,
        })
    }

    /// The form that was sent.
    fn fold(&self) -> Fold {
        match self.wish.as_str() {
            "reassign" | "delegate" => Fold::HandOver,
            "escalate" => Fold::Above(self.note.clone()),
            _ => Fold::Neither,
        }
    }

    /// What is missing in the form, as the key of a sentence.
    fn missing(&self) -> Option<&'static str> {
        let gives = matches!(self.wish.as_str(), "reassign" | "delegate");
        if self.tasks.is_empty() {
            Some("together.nothing")
        } else if gives && self.to.is_empty() {
            Some("together.to_whom")
        } else if self.wish == "reassign" && self.reason.is_empty() {
            Some("together.why")
        } else {
            None
        }
    }

    /// Does it; the inner error is what the same page has to say.
    pub(super) async fn carry_out(
        &self,
        app: &App,
        official: &Official,
    ) -> Result<Result<Told, Mistake>, Failure> {
        let locale = official.locale();
        let wish = self.wish().ok_or(Failure::Unreadable)?;
        if let Some(key) = self.missing() {
            return Ok(Err(Mistake {
                notice: Notice::new(Tone::Overdue, locale.text(key)),
                picked: self.picked.clone(),
                folds: self.fold(),
            }));
        }
        let service = app.service();
        let done = service.together(&self.key, official.id(), &self.tasks, &wish);
        let done = done.await?;
        let told = Told {
            did: self.wish.clone(),
            many: done.done,
            already: done.already,
            gone: done.closed,
        };
        match done.refused().next() {
            None => Ok(Ok(told)),
            Some(_) => Ok(Err(refused(locale, &told, &done))),
        }
    }
}

fn refused(locale: Locale, told: &Told, done: &TogetherDone) -> Mistake {
    let count = done.refused().count() as u64;
    let mut notice = Notice::new(Tone::Overdue, locale.count("together.refused", count));
    let line = |(_, why): (&TogetherTask, &TogetherRefusal)| {
        let said = locale.said(&why.ru, &why.en);
        match why.subject.is_empty() {
            true => said,
            false => format!("{}: {said}", why.subject),
        }
    };
    notice.lines = done.refused().map(line).collect();
    notice.lines.extend(told.sentences(locale));
    let pick =
        |(task, _): (&TogetherTask, &TogetherRefusal)| format!("{}/{}", task.instance, task.task);
    Mistake {
        notice,
        picked: done.refused().map(pick).collect(),
        folds: Fold::Neither,
    }
}

/// What the next page says, carried in its address. Other acts say `done` and `closed` there in words, so these are named
/// otherwise.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Told {
    #[serde(default)]
    did: String,
    #[serde(default)]
    many: u32,
    #[serde(default)]
    already: u32,
    #[serde(default)]
    gone: u32,
}

impl Told {
    /// The query of a list with what is to be said.
    pub(super) fn beside(&self, query: &str) -> String {
        let told = format!(
            "did={}&many={}&already={}&gone={}",
            self.did, self.many, self.already, self.gone
        );
        match query.is_empty() {
            true => told,
            false => format!("{query}&{told}"),
        }
    }

    fn sentences(&self, locale: Locale) -> Vec<String> {
        let (done, already) = match self.did.as_str() {
            "remind" | "remind_all" => ("board.reminded", "board.already"),
            "escalate" => ("together.escalated", "together.escalated_already"),
            "sign" => ("together.signed", "together.already"),
            "reassign" | "delegate" => ("together.handed", "together.already"),
            _ => return Vec::new(),
        };
        let said = [
            (done, self.many),
            (already, self.already),
            ("together.closed", self.gone),
        ];
        let said = said.into_iter().filter(|(_, count)| *count > 0);
        said.map(|(key, count)| locale.count(key, count.into()))
            .collect()
    }

    /// The banner of the next page.
    pub(super) fn notice(&self, locale: Locale) -> Option<Notice> {
        if self.did == "unkept" {
            return Some(Notice::new(Tone::Overdue, locale.text("saved.unkept")));
        }
        let mut sentences = self.sentences(locale).into_iter();
        let first = sentences.next()?;
        let tone = if self.many > 0 {
            Tone::Done
        } else {
            Tone::Waiting
        };
        let mut notice = Notice::new(tone, first);
        notice.lines = sentences.collect();
        Some(notice)
    }
}
