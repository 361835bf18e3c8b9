//! Whether somebody is left for every task once those who may not do it are taken away.
//!
//! Decided from the people and roles of the organisation alone: who is named outright, and who must have signed an earlier
//! step. People that a form or another process names are not known here and are not assumed to be the worst case.

use std::collections::BTreeSet;

use reglament_definition::{Definition, Organisation, People, StepKind, Title, UserTask};
use reglament_expression::{Shape, ShapeForm, Value};

use crate::story::{Beat, Deed, Sentence, Spot, Story};
use crate::verdict::Verdict;

/// Somebody is left for every task.
pub(crate) fn somebody_left(definition: &Definition, organisation: &Organisation) -> Verdict {
    let room = Room {
        definition,
        organisation,
    };
    let tasks = definition.steps.iter().filter_map(|step| match &step.kind {
        StepKind::UserTask(task) => Some((step.id.as_str(), &step.title, &**task)),
        _ => None,
    });
    Verdict::of(
        tasks
            .flat_map(|(id, title, task)| room.without_people(id, title, task))
            .collect(),
    )
}

struct Room<'r> {
    definition: &'r Definition,
    organisation: &'r Organisation,
}

/// One set of people who may not do a task, and by whose signature.
struct Excluded {
    people: BTreeSet<String>,
    signed: Option<(String, String)>,
}

impl Room<'_> {
    fn without_people(&self, id: &str, title: &Title, task: &UserTask) -> Option<Story> {
        let mut exclusions = vec![Excluded {
            people: BTreeSet::new(),
            signed: None,
        }];
        if let Some(not_by) = &task.not_by {
            self.excluded(&not_by.shape(), &mut exclusions);
        }
        for step in task
            .offer
            .excludes
            .iter()
            .filter(|step| self.leads(step, id))
        {
            self.signers(step, &mut exclusions);
        }
        let groups: Vec<Vec<&String>> = match task.signed_by.is_empty() {
            true => vec![task.roles.iter().collect()],
            false => task.signed_by.iter().map(|role| vec![role]).collect(),
        };
        for group in groups.iter().filter(|group| !group.is_empty()) {
            for excluded in &exclusions {
                let left = group.iter().any(|role| {
                    !self
                        .organisation
                        .candidates(role, &excluded.people)
                        .is_empty()
                });
                if !left {
                    let key = match (&task.not_by, task.offer.excludes.as_slice()) {
                        (Some(_), _) => "not_by",
                        (None, [_, ..]) => "excludes",
                        (None, []) => "role",
                    };
                    let story = self.story(id, title, group, excluded);
                    return Some(Story {
                        spot: Some(Spot::Key(key)),
                        ..story
                    });
                }
            }
        }
        None
    }

    /// The name of a person as documents print it.
    fn full_name(&self, id: &str) -> String {
        let known = self.organisation.people.get(id);
        let name = known.and_then(|person| person.name.as_record());
        let parts = ["family", "given", "patronymic"].iter();
        let words = parts.filter_map(|part| name?.get(*part)?.as_text());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        match words.is_empty() {
            true => id.to_owned(),
            false => words.join(" "),
        }
    }

    /// The sets of people that an expression may exclude, as far as they are known.
    fn excluded(&self, shape: &Shape, found: &mut Vec<Excluded>) {
        match &shape.form {
            ShapeForm::Path(path) if path.get(1).is_some_and(|what| what == "signed_by") => {
                self.signers(&path[0], found);
            }
            ShapeForm::Values(items) => {
                let people = items.iter().filter_map(|item| match &item.form {
                    ShapeForm::Literal(Value::Text(id)) => Some(id.clone()),
                    _ => None,
                });
                found.push(Excluded {
                    people: people.collect(),
                    signed: None,
                });
            }
            ShapeForm::Choose(arms, otherwise) => {
                arms.iter().for_each(|(_, then)| self.excluded(then, found));
                self.excluded(otherwise, found);
            }
            ShapeForm::Default(parts) => parts.iter().for_each(|part| self.excluded(part, found)),
            _ => {}
        }
    }

    /// Whether a way leads from one step to another; what is done beside the task excludes nobody for certain.
    fn leads(&self, from: &str, to: &str) -> bool {
        let (mut open, mut seen) = (vec![from], BTreeSet::new());
        while let Some(id) = open.pop() {
            for target in self
                .definition
                .step(id)
                .into_iter()
                .flat_map(|s| s.targets())
            {
                if target == to {
                    return true;
                }
                if seen.insert(target) {
                    open.push(target);
                }
            }
        }
        false
    }

    /// Everybody who may have done a step, one at a time: each of them is excluded then.
    fn signers(&self, step: &str, found: &mut Vec<Excluded>) {
        let Some(StepKind::UserTask(task)) = self.definition.step(step).map(|step| &step.kind)
        else {
            return;
        };
        let members = task.vote.iter().filter_map(|vote| match &vote.members {
            People::Role(role) => Some(role),
            People::Expression(_) => None,
        });
        for role in task.roles.iter().chain(&task.signed_by).chain(members) {
            for person in self.organisation.candidates(role, &BTreeSet::new()) {
                found.push(Excluded {
                    people: BTreeSet::from([person.id.clone()]),
                    signed: Some((step.to_owned(), person.id.clone())),
                });
            }
        }
    }

    fn story(&self, id: &str, title: &Title, roles: &[&String], excluded: &Excluded) -> Story {
        let name = |role: &&String| {
            let title = self.definition.roles.get(*role);
            title.map_or_else(|| Title::russian((*role).clone()), Clone::clone)
        };
        let names: Vec<Title> = roles.iter().map(name).collect();
        let list = |english: bool| {
            let names = names
                .iter()
                .map(|title| format!("«{}»", title.text(english)));
            names.collect::<Vec<_>>().join(", ")
        };
        let signed = excluded.signed.as_ref().and_then(|(step, person)| {
            let step = self.definition.step(step)?;
            let name = self.full_name(person);
            let told = Sentence {
                ru: format!("Задачу «{}» выполняет {name}.", step.title.ru),
                en: format!("The task «{}» is done by {name}.", step.title.text(true)),
            };
            Some(Beat {
                step: Some(step.id.clone()),
                deed: Deed::Completes { outcome: None },
                told,
            })
        });
        Story {
            step: Some(id.to_owned()),
            spot: None,
            beats: signed.into_iter().collect(),
            fault: Sentence {
                ru: format!(
                    "Задачу «{}» некому выполнить: в роли {} никого не остаётся.",
                    title.ru,
                    list(false)
                ),
                en: format!(
                    "Nobody can do the task «{}»: nobody is left in the role {}.",
                    title.text(true),
                    list(true)
                ),
            },
            advice: Sentence {
                ru: "Назначьте в organisation.yaml ещё человека или заместителя (`deputies`)."
                    .into(),
                en: "Give the role one more person or a deputy (`deputies`) in organisation.yaml."
                    .into(),
            },
        }
    }
}
