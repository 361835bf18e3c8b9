//! Every place where the instance stands must have a counterpart, with its tasks, timers and children.

use std::collections::BTreeSet;

use reglament_core::{TimerPurpose, TokenId};
use reglament_definition::{
    BoundaryEvent, Deadline, ForEach, Step, StepKind, Trigger, Wait, WaitOption, WaitTrigger,
};

use super::{Planning, title};

impl<'p> Planning<'p> {
    pub(super) fn check_tokens(&mut self) {
        let instance = self.instance;
        for (token, at) in instance.tokens() {
            let Some((before, after)) = self.counterpart(&at.step) else {
                continue;
            };
            if before.kind.key() != after.kind.key() {
                let name = title(before);
                self.refuse(
                    "kind_changed",
                    format!(
                        "Дело стоит на шаге {}, а в новой редакции это шаг другого вида.",
                        name.ru
                    ),
                    format!(
                        "The instance stands at {}, a step of another kind in the new edition.",
                        name.en
                    ),
                );
                continue;
            }
            self.check_standing(*token, before, after);
        }
        for incident in instance
            .incidents()
            .values()
            .filter(|incident| incident.token.is_none())
        {
            self.counterpart(&incident.step);
        }
    }

    /// The step in both versions; refuses when it is gone.
    pub(super) fn counterpart(&mut self, id: &str) -> Option<(&'p Step, &'p Step)> {
        let before = self.old.step(id)?;
        let after = self.names.get(id).and_then(|id| self.new.step(id));
        if after.is_none() {
            let name = title(before);
            self.refuse(
                "step_gone",
                format!(
                    "Дело стоит на шаге {}, которого в новой редакции нет. Назовите его соответствие в --mapping.",
                    name.ru
                ),
                format!(
                    "The instance stands at {}, which the new edition lacks. Name its counterpart in --mapping.",
                    name.en
                ),
            );
        }
        Some((before, after?))
    }

    fn check_standing(&mut self, token: TokenId, before: &'p Step, after: &'p Step) {
        let stuck = self
            .instance
            .incidents()
            .values()
            .any(|i| i.token == Some(token));
        self.check_beside(token, before, after);
        self.check_timers(token, before, after);
        self.check_events(token, before, after, stuck);
        match (&before.kind, &after.kind) {
            (StepKind::UserTask(old), StepKind::UserTask(new)) => {
                self.check_user_task(token, before, old, new, stuck);
            }
            (StepKind::Wait(old), StepKind::Wait(new)) => {
                self.check_wait(token, before, old, new, stuck);
            }
            (StepKind::ForEach(old), StepKind::ForEach(new)) => {
                self.check_children(before, old, new);
            }
            // Whatever passes at once is stuck here and is only tried again.
            (
                StepKind::Decision(_)
                | StepKind::Join(_)
                | StepKind::Send(_)
                | StepKind::Mail(_)
                | StepKind::Document(_)
                | StepKind::Set(_)
                | StepKind::End(_),
                _,
            ) => {}
            #[allow(
                unreachable_patterns,
                reason = "kinds of steps that planning has no rule for must be unchanged"
            )]
            (old, new) => {
                if old != new {
                    self.refuse_step(
                        "step_changed",
                        before,
                        "изменён так, что перевести начатое нельзя",
                        "has changed so that what has begun cannot go over",
                    );
                }
            }
        }
    }

    pub(super) fn refuse_step(&mut self, code: &'static str, step: &Step, ru: &str, en: &str) {
        let name = title(step);
        self.refuse(
            code,
            format!("Шаг {}, на котором стоит дело, {ru}.", name.ru),
            format!("The step {} at which the instance stands {en}.", name.en),
        );
    }

    /// What has begun beside the step: side branches, repeated events, children.
    fn check_beside(&mut self, token: TokenId, before: &Step, after: &Step) {
        let begun = self
            .instance
            .tokens()
            .get(&token)
            .is_some_and(|at| !at.happened.is_empty());
        if begun && before.on != after.on {
            self.refuse_step(
                "events_changed",
                before,
                "начал побочные ветви по событиям, которые в новой редакции другие",
                "has begun side branches by events that differ in the new edition",
            );
        }
        let items = self.instance.items().get(&before.id);
        let mut items = items.into_iter().flat_map(|list| &list.items);
        if before.id != after.id && items.any(|item| item.outcome.is_none()) {
            self.refuse_step(
                "children_running",
                before,
                "называется в новой редакции иначе, а дочерние дела ещё отвечают прежнему",
                "has another id in the new edition while its children still answer to the old one",
            );
        }
    }

    /// Boundary events: messages must still be listened to, new terms begin to run.
    fn check_events(&mut self, token: TokenId, before: &Step, after: &Step, stuck: bool) {
        let messages = |step: &'p Step| step.on.iter().filter_map(message_of).collect::<Vec<_>>();
        let (before, after) = (self.old_step(before), self.new_step(after));
        let (Some(before), Some(after)) = (before, after) else {
            return;
        };
        let lost = messages(before)
            .iter()
            .any(|name| !messages(after).contains(name));
        if lost {
            self.refuse_step(
                "message_gone",
                before,
                "ждёт сообщения, которого в новой редакции не ждёт",
                "listens to a message to which the new edition does not",
            );
        }
        let had = before.on.iter().filter(|event| is_term(event)).count();
        let terms = (0u32..).zip(&after.on).filter(|(_, event)| is_term(event));
        for (index, _) in terms.skip(had).filter(|_| !stuck) {
            self.plan.arm.push((token, TimerPurpose::Boundary(index)));
        }
    }

    fn old_step(&self, step: &Step) -> Option<&'p Step> {
        self.old.step(&step.id)
    }

    fn new_step(&self, step: &Step) -> Option<&'p Step> {
        self.new.step(&step.id)
    }

    fn check_wait(&mut self, token: TokenId, step: &Step, old: &Wait, new: &Wait, stuck: bool) {
        if waits_for(old) != waits_for(new) {
            self.refuse_step(
                "wait_changed",
                step,
                "в новой редакции ждёт другого",
                "waits for something else in the new edition",
            );
            return;
        }
        let messages = |wait: &Wait| -> BTreeSet<String> {
            let messages = wait
                .first
                .iter()
                .filter_map(|option| match &option.trigger {
                    WaitTrigger::Message(name) => Some(name.clone()),
                    _ => None,
                });
            messages.collect()
        };
        if !messages(old).is_subset(&messages(new)) {
            self.refuse_step(
                "message_gone",
                step,
                "ждёт сообщения, которого в новой редакции не ждёт",
                "listens to a message to which the new edition does not",
            );
        }
        for clock in [is_until as fn(&WaitOption) -> bool, is_option_term] {
            let had = old.first.iter().filter(|option| clock(option)).count();
            let timed = (0u32..).zip(&new.first).filter(|(_, option)| clock(option));
            for (index, _) in timed.skip(had).filter(|_| !stuck) {
                self.plan.arm.push((token, TimerPurpose::Option(index)));
            }
        }
    }

    fn check_children(&mut self, before: &Step, old: &ForEach, new: &ForEach) {
        if old.process != new.process {
            self.refuse_step(
                "child_changed",
                before,
                "в новой редакции ведёт другой процесс",
                "starts another process in the new edition",
            );
        }
        let row = |each: &ForEach| (each.each.clone(), each.one_by_one, each.window.is_some());
        if row(old) != row(new) {
            self.refuse_step(
                "step_changed",
                before,
                "в новой редакции берёт дела из другого списка",
                "takes its items from another list in the new edition",
            );
        }
        let items = self.instance.items().get(&before.id);
        let items = items.map(|list| list.items.as_slice()).unwrap_or_default();
        if !items.is_empty() && new.reports.iter().any(|field| !old.reports.contains(field)) {
            self.refuse_step(
                "reports_changed",
                before,
                "в новой редакции читает из дочерних дел поля, о которых начатые не сообщают",
                "reads fields from its children of which those begun do not report",
            );
        }
    }
}

pub(super) fn is_term(event: &BoundaryEvent) -> bool {
    matches!(event.trigger, Trigger::Term(_))
}

fn message_of(event: &BoundaryEvent) -> Option<&String> {
    match &event.trigger {
        Trigger::Message(name) => Some(name),
        _ => None,
    }
}

pub(super) fn is_until(option: &WaitOption) -> bool {
    matches!(option.trigger, WaitTrigger::Until(_))
}

pub(super) fn is_option_term(option: &WaitOption) -> bool {
    matches!(option.trigger, WaitTrigger::Term(_))
}

pub(super) fn notices(
    deadline: Option<&Deadline>,
) -> Option<(
    &[reglament_definition::Reminder],
    Option<&reglament_definition::Overdue>,
)> {
    deadline.map(|deadline| (deadline.remind.as_slice(), deadline.overdue.as_ref()))
}

/// What ends a wait, in kind.
fn waits_for(wait: &Wait) -> (bool, bool, Option<&String>, bool) {
    let clock = wait.until.is_some() || wait.term.is_some();
    (
        clock,
        wait.when.is_some(),
        wait.message.as_ref(),
        !wait.first.is_empty(),
    )
}
