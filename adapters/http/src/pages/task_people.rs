//! Who has a task: taking, returning, delegating and reassigning it, telling those above that it is late, stepping back from a vote and closing it.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use reglament_core::{InstanceId, TaskId};
use reglament_runtime::{HandOver, ServiceError, TaskActions, TaskView, VoteView};
use serde_json::Map;

use super::{task, unprocessable};
use crate::App;
use crate::form::{FormBody, Pressed};
use crate::limits;
use crate::locale::Locale;
use crate::ui::parts::{FieldKind, FieldSpec, FormView, OptionView, OutcomeButton, Pair, Problem};
use crate::ui::task_people::{Fold, PeopleCard};
use crate::web::{Failure, Official, command_id, fresh_key};

/// What went wrong with one of the forms.
pub(super) struct Mistake {
    action: &'static str,
    pairs: Vec<(String, String)>,
    text: String,
}

pub(super) async fn send(
    State(app): State<App>,
    official: Official,
    Path((instance, number)): Path<(String, u32)>,
    request: Request,
) -> Result<Response, Failure> {
    let (instance, number) = (InstanceId(instance), TaskId(number));
    let Some(view) = task::open_task(&app, &official, &instance, number).await? else {
        return Ok(Redirect::to(task::ALREADY_DONE).into_response());
    };
    let body = FormBody::read(request, limits::BODY_BYTES).await?;
    let key = body.get("_command").unwrap_or_default().to_owned();
    let id = command_id(Some(official.id()), Some(&key))?;
    let Pressed::Outcome(pressed) = Pressed::of(&body) else {
        return Err(Failure::Unreadable);
    };
    let action = ACTIONS.iter().copied().find(|known| *known == pressed);
    let action = action.ok_or(Failure::Unreadable)?;
    let service = app.service();
    let done = match wish(action, &body) {
        Some(wish) => {
            service
                .hand_over(id, official.id(), &instance, number, wish)
                .await
        }
        None => {
            service
                .close_vote(id, official.id(), &instance, &view.step)
                .await
        }
    };
    match done {
        Ok(_) => Ok(Redirect::to(&after(action, &view)).into_response()),
        Err(ServiceError::Rejected(no)) => {
            let mistake = Mistake {
                action,
                pairs: body.pairs,
                text: official.locale().said(no.ru(), no.en()),
            };
            // Somebody may have been faster: the page shows how it stands now.
            let now = task::open_task(&app, &official, &instance, number).await?;
            let now = now.unwrap_or(view);
            unprocessable(task::draw_again(&app, &official, &now, &mistake)?)
        }
        Err(error) => Err(error.into()),
    }
}

const ACTIONS: [&str; 7] = [
    "claim", "return", "delegate", "reassign", "escalate", "recuse", "close",
];

/// Who keeps the task, or has only told of it, stays on its page; who gave it away goes back to the list.
fn after(action: &str, view: &TaskView) -> String {
    match action {
        "claim" | "return" | "escalate" => format!("/tasks/{}/{}", view.instance, view.task),
        // Whoever hands somebody else's task over has come from the case.
        _ if !view.mine => format!("/instances/{}?done=true", view.instance),
        _ => "/tasks?handed=true".to_owned(),
    }
}

fn wish(action: &str, body: &FormBody) -> Option<HandOver> {
    let field = |what: &str| {
        let name = format!("{action}-{what}");
        body.get(&name).unwrap_or_default().to_owned()
    };
    let said = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    match action {
        "claim" => Some(HandOver::Claim),
        "return" => Some(HandOver::Return {
            reason: said(field("reason")),
        }),
        "delegate" => Some(HandOver::Delegate {
            to: field("to"),
            reason: said(field("reason")),
        }),
        "reassign" => Some(HandOver::Reassign {
            to: field("to"),
            reason: field("reason"),
        }),
        "escalate" => Some(HandOver::Escalate {
            note: said(field("note")),
        }),
        "recuse" => Some(HandOver::Recuse {
            reason: field("reason"),
        }),
        _ => None,
    }
}

/// The card beside the task.
pub(super) fn card(
    locale: Locale,
    view: &TaskView,
    mistake: Option<&Mistake>,
) -> Result<PeopleCard, Failure> {
    let TaskActions {
        claim,
        give_back,
        delegate,
        reassign,
        escalate,
        recuse,
        close_vote,
    } = view.actions;
    let small = Small {
        locale,
        view,
        mistake,
    };
    let title = match view.vote {
        Some(_) => "vote.ballot",
        None => "people.title",
    };
    let mut card = PeopleCard {
        title: locale.text(title).to_owned(),
        facts: facts(locale, view),
        ..PeopleCard::default()
    };
    if claim {
        card.buttons.push(small.form("claim", "people.claim", &[])?);
    }
    if close_vote {
        card.buttons
            .push(small.form("close", "people.close_vote", &[])?);
    }
    if give_back {
        card.folds
            .push(small.fold("return", "people.return", &[REASON_IF_ANY])?);
    }
    if delegate {
        let asked = [TO, REASON_IF_ANY];
        card.folds
            .push(small.fold("delegate", "people.delegate", &asked)?);
    }
    if reassign {
        let asked = [TO, REASON];
        card.folds
            .push(small.fold("reassign", "people.reassign", &asked)?);
    }
    if escalate {
        card.folds
            .push(small.fold("escalate", "people.escalate", &[NOTE])?);
    }
    if recuse {
        card.folds
            .push(small.fold("recuse", "people.recuse", &[REASON])?);
    }
    Ok(card)
}

/// What a small form asks for: name, label, whether it must be filled in.
type Asked = (&'static str, &'static str, bool);
const TO: Asked = ("to", "people.to", true);
const REASON: Asked = ("reason", "people.reason", true);
const REASON_IF_ANY: Asked = ("reason", "people.reason", false);
const NOTE: Asked = ("note", "people.note", false);

struct Small<'a> {
    locale: Locale,
    view: &'a TaskView,
    mistake: Option<&'a Mistake>,
}

impl Small<'_> {
    fn fold(
        &self,
        action: &'static str,
        title: &'static str,
        asked: &[Asked],
    ) -> Result<Fold, Failure> {
        Ok(Fold {
            action,
            title: self.locale.text(title).to_owned(),
            form: self.form(action, title, asked)?,
            open: self.mistake.is_some_and(|found| found.action == action),
        })
    }

    fn form(
        &self,
        action: &'static str,
        title: &'static str,
        asked: &[Asked],
    ) -> Result<FormView, Failure> {
        let name = |what: &str| format!("{action}-{what}");
        let spec = |(what, label, required): &Asked| FieldSpec {
            name: name(what),
            label: self.locale.text(label).to_owned(),
            hint: String::new(),
            kind: match *what {
                "to" => FieldKind::Person(self.people()),
                _ => FieldKind::Text,
            },
            required: *required,
        };
        let specs: Vec<FieldSpec> = asked.iter().map(spec).collect();
        let mistake = self.mistake.filter(|found| found.action == action);
        let problem = |found: &Mistake| Problem {
            field: String::new(),
            text: found.text.clone(),
        };
        let typed = mistake.into_iter().flat_map(|found| &found.pairs);
        let raw: Map<_, _> = typed
            .map(|(name, value)| (name.clone(), value.clone().into()))
            .collect();
        let address = format!("/tasks/{}/{}/people", self.view.instance, self.view.task);
        let problems = mistake.map(problem).into_iter().collect();
        let mut form =
            FormView::new(self.locale, address, &specs, &raw, problems).with_outcomes(vec![
                OutcomeButton {
                    id: action.to_owned(),
                    title: self.locale.text(title).to_owned(),
                    primary: false,
                },
            ]);
        form.hidden.push(("_command".to_owned(), fresh_key()?));
        Ok(form)
    }

    fn people(&self) -> Vec<OptionView> {
        let people = self.view.people.iter();
        people
            .map(|person| OptionView::new(&person.id, &person.title, ""))
            .collect()
    }
}

fn facts(locale: Locale, view: &TaskView) -> Vec<Pair> {
    let mut facts = Vec::new();
    let mut tell = |key, value: &str| facts.push(Pair::new(locale.text(key), value));
    if let Some(delegated) = &view.delegated_by {
        tell("people.delegated_by", delegated);
    }
    if let Some(claimed) = &view.claimed_by {
        tell("people.claimed_by", claimed);
    }
    if let Some(acting) = &view.acting_for {
        let text = match &acting.order {
            Some(order) => locale.fill(
                "people.substitute",
                &[("name", &acting.name), ("order", order)],
            ),
            None => locale.fill("people.delegate_of", &[("name", &acting.name)]),
        };
        tell("people.acting", &text);
    }
    if let Some(vote) = &view.vote {
        facts.extend(votes(locale, vote));
    }
    facts
}

fn votes(locale: Locale, vote: &VoteView) -> Vec<Pair> {
    let kind = match vote.secret {
        true => "vote.secret",
        false => "vote.open",
    };
    let list = |key, names: &[String]| {
        (!names.is_empty()).then(|| Pair::new(locale.text(key), names.join(", ")))
    };
    let count = locale.fill(
        "vote.quorum_of",
        &[
            ("needed", &vote.needed.to_string()),
            ("members", &vote.members.to_string()),
            ("present", &vote.voted.len().to_string()),
        ],
    );
    let own = [
        Some(Pair::new(locale.text("vote.kind"), locale.text(kind))),
        Some(Pair::new(locale.text("vote.quorum"), count)),
        list("vote.voted", &vote.voted),
        list("vote.awaited", &vote.awaited),
        list("vote.recused", &vote.recused),
    ];
    own.into_iter().flatten().collect()
}
