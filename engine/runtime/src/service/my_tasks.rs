//! What a person asks of the list of their tasks beside the list itself: a search, and what may be expected when it is empty.

use chrono::{DateTime, Utc};
use reglament_calendar::local_date;
use reglament_definition::{Definition, StepKind};
use reglament_forecast::{Forecast, When, forecast};

use super::{Service, ServiceError};
use crate::{
    limits::{MAX_AHEAD, MAX_MY_TASKS, MAX_PAGE},
    port::{InstanceFilter, Page},
    projection,
    view::{ExpectedTask, TaskLine, TaskPage},
};

impl Service {
    /// Those tasks of `person` that say `text`, in any case: in the title, in whom they are about, in the number, in the
    /// process. Looks through at most [`MAX_MY_TASKS`] and gives at most a page.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn search_my_tasks(
        &self,
        person: &str,
        text: &str,
    ) -> Result<TaskPage, ServiceError> {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let mut found = TaskPage::default();
        let (mut after, mut looked) = (None, 0);
        loop {
            let page = self.my_tasks(person, after.as_deref()).await?;
            looked += MAX_PAGE as usize;
            let said = |line: &TaskLine| {
                let text = said(line);
                words.iter().all(|word| text.contains(word))
            };
            found.rows.extend(page.rows.into_iter().filter(said));
            after = page.next;
            let full = found.rows.len() >= MAX_PAGE as usize;
            if after.is_none() || full || looked >= MAX_MY_TASKS {
                found.rows.truncate(MAX_PAGE as usize);
                return Ok(found);
            }
        }
    }

    /// The next task that `person` may expect: the earliest by the forecast of the newest running instances that they see,
    /// among steps of their roles that nobody stands at yet.
    ///
    /// # Errors
    /// The store's failures.
    pub async fn next_expected(&self, person: &str) -> Result<Option<ExpectedTask>, ServiceError> {
        let rights = self.rights(person);
        let filter = InstanceFilter {
            running: Some(true),
            ..self.seen_by(&rights).instances()
        };
        let page = Page {
            after: None,
            limit: MAX_AHEAD,
        };
        let mut outlook = self.outlook().await?;
        let mut first: Option<ExpectedTask> = None;
        for (_, instance) in self.loaded(&filter, &page).await? {
            let id = instance.id().clone();
            let family = match self.family(&mut outlook, instance).await {
                Ok(family) => family,
                Err(error) => {
                    // One case that cannot be foretold does not hide the others.
                    tracing::warn!(instance = %id, %error, "what lies ahead of the case is not known");
                    continue;
                }
            };
            let told = family.ask(&outlook, forecast);
            let definition = &family.planned.definition;
            let mine = |step: &str| does(definition, step, &rights.roles);
            let Some((step, at)) = soonest(&told, self.now(), mine) else {
                continue;
            };
            let on = local_date(at, definition.zone);
            if first.as_ref().is_none_or(|known| on < known.on) {
                first = Some(ExpectedTask {
                    on,
                    title: told.steps[step].title.clone(),
                    subject: projection::subject(&family.instance, definition),
                    process_title: definition.title.clone(),
                });
            }
        }
        Ok(first)
    }
}

/// Everything of a line that can be searched, in small letters.
fn said(line: &TaskLine) -> String {
    let titles = [&line.title, &line.process_title];
    let titles = titles
        .iter()
        .flat_map(|title| [title.text(false), title.text(true)]);
    let texts = titles.chain([line.subject.as_str(), &line.receipt]);
    texts.collect::<Vec<_>>().join("\n").to_lowercase()
}

/// Whether a step is a task of one of these roles.
fn does(definition: &Definition, step: &str, roles: &std::collections::BTreeSet<String>) -> bool {
    let step = definition.step(step).map(|step| &step.kind);
    let Some(StepKind::UserTask(task)) = step else {
        return false;
    };
    task.roles
        .iter()
        .chain(&task.signed_by)
        .any(|role| roles.contains(role))
}

/// The step that is expected to begin first after now, with the instant.
fn soonest(
    told: &Forecast,
    now: DateTime<Utc>,
    mine: impl Fn(&str) -> bool,
) -> Option<(usize, DateTime<Utc>)> {
    let steps = told.steps.iter().enumerate();
    let ahead = steps.filter(|(_, step)| !step.is_open && mine(&step.step));
    let dated = ahead.filter_map(|(index, step)| match step.entered.expected {
        When::At(at) if at > now => Some((index, at)),
        _ => None,
    });
    dated.min_by_key(|(_, at)| *at)
}
