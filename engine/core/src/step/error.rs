//! Errors: who catches what a step raises.

use std::collections::BTreeMap;

use reglament_definition::{BoundaryEvent, ErrorMatch, Step, Trigger};
use reglament_expression::Value;

use super::boundary;
use crate::{
    BranchEvent, TokenId,
    lookup::text,
    process_event,
    process_event::Came,
    scribe::{Scribe, Stuck},
};

/// The step at which `token` stands raises an error. A boundary event of the step catches it, one that names the code
/// before one that catches any; then a process-wide event in the same order; otherwise the token is stuck with an
/// incident, because only a person can say what follows.
///
/// `data` is what came with the error; `set:` reads it as `error.<key>`, beside `error.code` and `error.step`. After a
/// catch the token may be gone. Not to be called while the step is being entered.
pub(crate) fn raise_error(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    code: &str,
    data: &BTreeMap<String, Value>,
) {
    let Some(id) = scribe.instance().tokens.get(&token).map(|t| t.step.clone()) else {
        return;
    };
    let definition = scribe.context.definition;
    let Some(step) = definition.step(&id) else {
        return;
    };
    scribe.emit(BranchEvent::ErrorRaised {
        step: id.clone(),
        code: code.to_owned(),
        data: data.clone(),
    });
    let mut told = data.clone();
    told.insert("code".into(), text(code));
    told.insert("step".into(), text(&id));
    let came = Came::Error(told);
    if let Some((index, event)) = catching(step, code) {
        let caught = (step, index, event);
        if let Err(stuck) = boundary::happen_with(scribe, token, caught, code.to_owned(), &came) {
            scribe.raise(Some(token), &id, stuck);
        }
    } else if let Some((index, event)) = process_event::catching(scribe, code) {
        process_event::happen(scribe, index, event, None, &came);
    } else {
        scribe.raise(Some(token), &id, uncaught(&step.title.ru, code));
    }
}

fn catching<'s>(step: &'s Step, code: &str) -> Option<(u32, &'s BoundaryEvent)> {
    let catches = |event: &BoundaryEvent, exact: bool| match &event.trigger {
        Trigger::Error(wanted) => wanted.catches(code) && exact == (*wanted != ErrorMatch::Any),
        Trigger::Term(_) | Trigger::Message(_) | Trigger::When(_) => false,
    };
    [true, false].into_iter().find_map(|exact| {
        let mut events = (0u32..).zip(&step.on);
        events.find(|(_, event)| catches(event, exact))
    })
}

fn uncaught(title: &str, code: &str) -> Stuck {
    Stuck {
        code: "error_uncaught",
        ru: format!(
            "Шаг «{title}» закончился ошибкой «{code}», и в процессе не сказано, что делать."
        ),
        en: format!(
            "The step «{title}» raised the error `{code}`, and the process does not say what follows."
        ),
    }
}
