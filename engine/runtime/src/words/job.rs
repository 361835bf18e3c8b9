//! What happens to jobs of machines, in words. What was handed over and answered is not told: it may be confidential.

use reglament_core::{Event, JobEvent, JobFact, JobTarget};
use reglament_definition::Definition;

use super::history::{Titles, Told, say};

pub(super) fn tell<'e>(event: &'e Event, definition: &Definition) -> Option<Told<'e>> {
    Some(match event {
        Event::Job(JobEvent::Created { job }) => created(job, definition),
        Event::Job(JobEvent::Completed { step, by, .. }) => {
            let t = Titles::of(definition, step);
            say(
                Some(step),
                format!("Получен ответ «{}» ({by})", t.ru),
                format!("Answered «{}» ({by})", t.en),
            )
        }
        Event::Job(JobEvent::Failed {
            step,
            by,
            message,
            retries,
            retry_at,
            ..
        }) => {
            let left = retry_at.map(|_| retries + 1);
            failed(&Titles::of(definition, step), step, by, message, left)
        }
        Event::Job(JobEvent::Errored {
            step,
            by,
            code,
            message,
            ..
        }) => {
            let t = Titles::of(definition, step);
            say(
                Some(step),
                format!("Ответ «{}» ({by}): ошибка «{code}». {message}", t.ru),
                format!("Answer «{}» ({by}): error `{code}`. {message}", t.en),
            )
        }
        Event::Job(JobEvent::Cancelled { .. }) => say(
            None,
            "Запрос к исполнителю снят".into(),
            "A request to a machine is no longer needed".into(),
        ),
        Event::Job(JobEvent::Overdue { .. }) => say(
            None,
            "Срок ответа исполнителя прошёл".into(),
            "The answer of a machine is overdue".into(),
        ),
        _ => return None,
    })
}

fn created<'e>(job: &'e JobFact, definition: &Definition) -> Told<'e> {
    let t = Titles::of(definition, &job.step);
    let (ru, en) = match &job.target {
        JobTarget::Worker(topic) => (
            format!("исполнитель «{topic}»"),
            format!("worker `{topic}`"),
        ),
        JobTarget::Webhook(name) => (format!("служба «{name}»"), format!("webhook `{name}`")),
    };
    let told = say(
        Some(&job.step),
        format!("Отправлен запрос «{}» ({ru})", t.ru),
        format!("Asked «{}» ({en})", t.en),
    );
    Told {
        due: job.due.as_ref(),
        ..told
    }
}

/// `left`: how many tries are left; none when it was given up.
fn failed<'e>(t: &Titles, step: &str, by: &str, message: &str, left: Option<u32>) -> Told<'e> {
    let (ru, en) = match left {
        Some(left) => (
            format!("будет повтор, осталось попыток: {left}"),
            format!("will be tried again, tries left: {left}"),
        ),
        None => (
            "попытки исчерпаны".to_owned(),
            "no tries are left".to_owned(),
        ),
    };
    say(
        Some(step),
        format!("Не удалось «{}» ({by}): {message}; {ru}", t.ru),
        format!("Failed «{}» ({by}): {message}; {en}", t.en),
    )
}
