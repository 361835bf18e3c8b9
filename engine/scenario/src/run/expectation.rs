//! What must be so at a point of a story. Each message says what was found instead.

use std::collections::BTreeMap;

use reglament_core::{Ballots, Context, Facts, Instance, Numbers, Outside, Status, Task};
use reglament_expression::{Expression, Value};

use super::{
    Play,
    action::{doers, open_tasks},
    term_expectation,
};
use crate::{Expect, compact::short};

type Held = Result<(), String>;

pub(super) fn check(play: &Play<'_>, expect: &Expect) -> Held {
    tasks(play, expect)?;
    term_expectation::check(play, expect)?;
    letters(play, expect)?;
    documents(play, expect)?;
    instances(play, expect)?;
    values(play, expect)?;
    super::message::expected(play, expect)?;
    registers(play, expect)?;
    super::job::check(play, expect)?;
    super::indicator::check(play, expect)?;
    super::publication::check(play, expect)
}

fn tasks(play: &Play<'_>, expect: &Expect) -> Held {
    if let Some(step) = &expect.no_task
        && !open(play, expect, step)?.is_empty()
    {
        return Err(format!("the task `{step}` is open"));
    }
    if let Some(step) = &expect.overdue {
        let late = open(play, expect, step)?
            .into_iter()
            .find(|task| task.overdue > 0);
        let task = late.ok_or_else(|| {
            format!(
                "no open task `{step}` is overdue; open: {}",
                open_tasks(play)
            )
        })?;
        if expect.level.is_some_and(|level| level != task.overdue) {
            return Err(format!("`{step}` is overdue with {} notices", task.overdue));
        }
    }
    let Some(step) = &expect.task else {
        return Ok(());
    };
    let found = open(play, expect, step)?;
    if found.is_empty() {
        return Err(format!(
            "no task `{step}` is open; open: {}",
            open_tasks(play)
        ));
    }
    if expect.count.is_some_and(|count| count != found.len()) {
        return Err(format!("{} tasks `{step}` are open", found.len()));
    }
    if let Some(role) = &expect.role
        && !found.iter().any(|task| task.roles.contains(role))
    {
        return Err(format!("the task `{step}` belongs to {:?}", found[0].roles));
    }
    who(play, expect, step)?;
    due(expect, step, &found)
}

/// Those who may do the open tasks of the step now.
fn who(play: &Play<'_>, expect: &Expect, step: &str) -> Held {
    let Some(wanted) = &expect.who else {
        return Ok(());
    };
    let mut found: Vec<String> = Vec::new();
    for instance in play.world.instances() {
        let open = instance.tasks().values().filter(|task| task.step == step);
        found.extend(open.flat_map(|task| doers(play, instance, task)));
    }
    let wanted = wanted.names();
    if found == wanted || found.is_empty() && wanted == ["none"] {
        Ok(())
    } else {
        Err(format!("`{step}` may be done by {}", found.join(", ")))
    }
}

fn due(expect: &Expect, step: &str, found: &[&Task]) -> Held {
    let Some(wanted) = &expect.due else {
        return Ok(());
    };
    let dates: Vec<String> = found
        .iter()
        .map(|task| {
            task.due
                .as_ref()
                .map_or("none".into(), |due| due.date.to_string())
        })
        .collect();
    if dates.iter().any(|date| date == wanted) {
        Ok(())
    } else {
        Err(format!("`{step}` is due {}", dates.join(", ")))
    }
}

pub(super) fn open<'w>(
    play: &'w Play<'_>,
    expect: &Expect,
    step: &str,
) -> Result<Vec<&'w Task>, String> {
    let only = match &expect.instance {
        Some(alias) => Some(play.id(Some(alias))?),
        None => None,
    };
    let instances = play
        .world
        .instances()
        .filter(|i| only.as_ref().is_none_or(|id| id == i.id()));
    Ok(instances
        .flat_map(|instance| instance.tasks().values())
        .filter(|task| task.step == step)
        .collect())
}

fn letters(play: &Play<'_>, expect: &Expect) -> Held {
    if let Some(template) = &expect.no_letter {
        let found = play.world.letters().iter().find(|sent| {
            sent.letter.template == *template
                && expect
                    .to
                    .as_ref()
                    .is_none_or(|to| *to == sent.letter.to_address)
        });
        return found.map_or(Ok(()), |sent| {
            Err(format!(
                "a letter `{template}` went to {}",
                sent.letter.to_address
            ))
        });
    }
    let Some(template) = &expect.letter else {
        return Ok(());
    };
    let of: Vec<_> = play
        .world
        .letters()
        .iter()
        .filter(|sent| sent.letter.template == *template)
        .collect();
    let to: Vec<_> = of
        .iter()
        .filter(|sent| {
            expect
                .to
                .as_ref()
                .is_none_or(|to| *to == sent.letter.to_address)
        })
        .collect();
    if to.is_empty() {
        let receivers: Vec<_> = of
            .iter()
            .map(|sent| sent.letter.to_address.as_str())
            .collect();
        return Err(format!(
            "no such letter `{template}`; those written went to: {}",
            receivers.join(", ")
        ));
    }
    if expect.count.is_some_and(|count| count != to.len()) {
        return Err(format!("{} letters `{template}` were written", to.len()));
    }
    let last = &to[to.len() - 1].letter;
    let whole = format!("{}\n{}", last.subject, last.text);
    if let Some(part) = expect
        .contains
        .as_ref()
        .filter(|part| !whole.contains(*part))
    {
        return Err(format!(
            "the letter `{template}` does not say «{part}»:\n{whole}"
        ));
    }
    if let Some(part) = expect.lacks.as_ref().filter(|part| whole.contains(*part)) {
        return Err(format!("the letter `{template}` says «{part}»:\n{whole}"));
    }
    Ok(())
}

fn documents(play: &Play<'_>, expect: &Expect) -> Held {
    let mine = |template: &str| -> Result<Vec<&crate::DrawnDocument>, String> {
        let only = match &expect.instance {
            Some(alias) => Some(play.id(Some(alias))?),
            None => None,
        };
        let drawn = play.world.documents().iter();
        Ok(drawn
            .filter(|d| d.template == template && only.as_ref().is_none_or(|id| *id == d.instance))
            .collect())
    };
    if let Some(template) = &expect.no_document
        && !mine(template)?.is_empty()
    {
        return Err(format!("a document `{template}` was drawn"));
    }
    let Some(template) = &expect.document else {
        return Ok(());
    };
    let found = mine(template)?;
    let Some(last) = found.last() else {
        return Err(format!("no document `{template}` was drawn"));
    };
    if expect.count.is_some_and(|count| count != found.len()) {
        return Err(format!("{} documents `{template}` were drawn", found.len()));
    }
    if expect.number.is_some() && expect.number != last.number {
        return Err(format!(
            "the document `{template}` has number {:?}",
            last.number
        ));
    }
    Ok(())
}

fn instances(play: &Play<'_>, expect: &Expect) -> Held {
    if let Some(alias) = &expect.running
        && !instance(play, Some(alias))?.is_running()
    {
        return Err(format!(
            "`{alias}` is not running: {:?}",
            instance(play, Some(alias))?.status()
        ));
    }
    if let Some(alias) = &expect.ended {
        match instance(play, Some(alias))?.status() {
            Status::Ended { step, .. } if expect.at_step.as_ref().is_none_or(|at| at == step) => {}
            other => {
                return Err(format!(
                    "`{alias}` is {other:?}; open: {}",
                    open_tasks(play)
                ));
            }
        }
    }
    if let Some(alias) = &expect.cancelled {
        let status = instance(play, Some(alias))?.status();
        if !matches!(status, Status::Cancelled { .. }) {
            return Err(format!("`{alias}` is {status:?}"));
        }
    }
    if let Some(error) = &expect.error {
        match instance(play, expect.ended.as_deref())?.status() {
            Status::Ended {
                error: Some(found), ..
            } if found == error => {}
            other => return Err(format!("no end with the error `{error}`: {other:?}")),
        }
    }
    if let Some(step) = &expect.at
        && instance(play, expect.instance.as_deref())?
            .token_at(step)
            .is_none()
    {
        let tokens = instance(play, expect.instance.as_deref())?
            .tokens()
            .values();
        let steps: Vec<_> = tokens.map(|token| token.step.as_str()).collect();
        return Err(format!(
            "no token stands at `{step}`; tokens: {}",
            steps.join(", ")
        ));
    }
    if let Some(step) = &expect.incident {
        let incidents = instance(play, expect.instance.as_deref())?.incidents();
        if !incidents.values().any(|incident| incident.step == *step) {
            return Err(format!("no incident is open at `{step}`: {incidents:?}"));
        }
    }
    Ok(())
}

pub(super) fn instance<'w>(
    play: &'w Play<'_>,
    alias: Option<&str>,
) -> Result<&'w Instance, String> {
    let id = play.id(alias)?;
    play.world
        .instance(&id)
        .ok_or_else(|| format!("there is no instance {id}"))
}

fn values(play: &Play<'_>, expect: &Expect) -> Held {
    if let Some(wanted) = &expect.data {
        let data = instance(play, expect.instance.as_deref())?.data();
        for (name, wanted) in wanted {
            let found = data.get(name).cloned().unwrap_or(Value::Null);
            if !same(&found, wanted) {
                return Err(format!("`{name}` is {}, expected {wanted}", short(&found)));
            }
        }
    }
    let Some(text) = &expect.value else {
        return Ok(());
    };
    let found = evaluate(play, instance(play, expect.instance.as_deref())?, text)?;
    let wanted = expect.is.as_deref().unwrap_or("true");
    let printed = plain(&found);
    if printed == wanted {
        Ok(())
    } else {
        Err(format!("{text} is {printed}, expected {wanted}"))
    }
}

fn evaluate(play: &Play<'_>, instance: &Instance, text: &str) -> Result<Value, String> {
    let expression = Expression::parse(text).map_err(|problems| format!("{text}: {problems:?}"))?;
    let definition = play
        .world
        .definition_of(instance)
        .ok_or("the instance has no definition")?;
    let (children, numbers) = (BTreeMap::new(), Numbers::default());
    let outside = Outside::default();
    let context = Context {
        definition,
        children: &children,
        calendar: &play.calendar,
        organisation: &play.world.package().organisation,
        absences: play.world.absences(),
        ballots: &Ballots::default(),
        numbers: &numbers,
        outside: &outside,
        now: play.world.now(),
        base_url: "",
    };
    let facts = Facts::new(context, instance);
    expression
        .evaluate(&facts.scope())
        .map_err(|failure| format!("{text}: {}", failure.en))
}

pub(super) fn same(found: &Value, wanted: &serde_json::Value) -> bool {
    match wanted {
        serde_json::Value::Null => found.is_null(),
        serde_json::Value::String(text) => plain(found) == *text,
        other => {
            let wanted = other.to_string();
            plain(found) == wanted
        }
    }
}

/// A value as a story writes it.
fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => short(other),
    }
}

fn registers(play: &Play<'_>, expect: &Expect) -> Held {
    let Some(register) = &expect.register else {
        return Ok(());
    };
    let entries: Vec<_> = play
        .world
        .entries()
        .iter()
        .filter(|entry| entry.register == *register)
        .collect();
    if expect.count.is_some_and(|count| count != entries.len()) {
        return Err(format!(
            "the register `{register}` has {} entries",
            entries.len()
        ));
    }
    let last = entries.last().map(|entry| entry.number.as_str());
    if expect.number.is_some() && expect.number.as_deref() != last {
        return Err(format!("the last number of `{register}` is {last:?}"));
    }
    Ok(())
}
