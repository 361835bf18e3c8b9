//! A letter as it would be written now, by the same code that writes it; nothing is recorded.

use reglament_definition::Person;
use reglament_expression::Value;

use crate::{
    Actor, Command, CommandId, Context, DueProblem, Event, Instance, LetterFact, PaperEvent,
    Request, TaskId,
    letter::{self, Recipient},
    lookup::text,
    people,
    scribe::{Scribe, Stuck},
    step,
};

/// The letter `template` of the instance's definition, as it stands in the context. Letters about tasks are about `task`,
/// or about the term of the whole instance; for letters of acts about a term the act is an example.
///
/// # Errors
/// There is no such letter, or it reads something that is not set.
pub fn letter_preview(
    context: Context<'_>,
    instance: &Instance,
    template: &str,
    recipient: &Person,
    task: Option<TaskId>,
) -> Result<LetterFact, DueProblem> {
    let request = Request {
        id: CommandId("preview".to_owned()),
        actor: Actor::System,
        command: Command::Cancel {
            reason: String::new(),
            privileged: false,
        },
    };
    let mut scribe = Scribe::new(context, instance, &request);
    let about = task.and_then(|task| step::task_about(&scribe, task));
    let about = about.unwrap_or_else(|| step::instance_about(&scribe));
    let due_on = about.get("due_on").cloned().unwrap_or(Value::Null);
    let act = Value::record([
        ("reason", text("…")),
        ("basis", text("…")),
        ("by", recipient.name.clone()),
        ("was_due_on", due_on.clone()),
        ("due_on", due_on),
    ]);
    let day = people::on(&scribe);
    let extras = [("task", about), ("act", act)];
    letter::write_with(
        &mut scribe,
        template,
        &Recipient::person(recipient, day),
        extras,
    )
    .map_err(|Stuck { ru, en, .. }| DueProblem { ru, en })?;
    let written = scribe.into_events().into_iter().find_map(|recorded| {
        if let Event::Paper(PaperEvent::LetterQueued { letter }) = recorded.event {
            Some(letter)
        } else {
            None
        }
    });
    written.ok_or_else(|| DueProblem {
        ru: "Письмо не написано.".to_owned(),
        en: "No letter was written.".to_owned(),
    })
}
