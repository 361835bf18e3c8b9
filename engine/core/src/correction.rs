//! Correcting what was handed in: which answers of a case may be corrected, and why an overseer may not correct so.
//!
//! A correction changes what is known, not what was done: steps already left, decisions already taken and documents already
//! drawn stay as they are. Dates that still lie ahead are counted anew.

use std::collections::BTreeSet;

use reglament_definition::{DataKind, Deadline, Definition, Form, FormField, ResumeOn, StepKind};

use crate::Instance;

/// Why it was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorrectionRefusal {
    /// Only those who oversee the process may.
    NotYours,
    /// It needs a reason.
    ReasonNeeded,
    /// Every answer is what it was.
    NothingChanged,
}

impl CorrectionRefusal {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotYours => "correction_not_yours",
            Self::ReasonNeeded => "correction_reason_needed",
            Self::NothingChanged => "correction_changes_nothing",
        }
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::NotYours => "Исправить данные дела может тот, кто надзирает за процессом.",
            Self::ReasonNeeded => "Укажите причину: она останется в истории дела.",
            Self::NothingChanged => "Ничего не изменено: исправьте хотя бы одно поле.",
        }
        .to_owned()
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::NotYours => "Those who oversee the process may correct the data of a case.",
            Self::ReasonNeeded => "Give a reason: it stays in the history of the case.",
            Self::NothingChanged => "Nothing is changed: correct at least one field.",
        }
        .to_owned()
    }
}

/// The form of everything that may be corrected now: what was answered in forms, in the order of the declared fields.
///
/// Files, checklists, claims and verdicts are handed in with their evidence, a consent is given by its person, the rows of a
/// table belong to other cases: none of these is corrected in place.
pub fn correctable(definition: &Definition, instance: &Instance) -> Form {
    let asked = forms(definition);
    let fields = definition.data.iter().filter_map(|field| {
        let value = instance.data.get(&field.name)?;
        let asking: Vec<&FormField> = asked
            .iter()
            .flat_map(|form| &form.fields)
            .filter(|asked| asked.name == field.name)
            .collect();
        let must = asking.iter().any(|asked| asked.required) || demanded(definition, &field.name);
        (!asking.is_empty() && field.is.is_none() && is_typed(&field.kind)).then(|| FormField {
            name: field.name.clone(),
            // What had to be filled in may not be emptied; what was left empty may stay so.
            required: must && !value.is_null(),
        })
    });
    Form {
        fields: fields.collect(),
        checks: Vec::new(),
    }
}

/// The forms whose answers become data of the instance.
pub(crate) fn forms(definition: &Definition) -> Vec<&Form> {
    let mut forms = vec![&definition.start.form];
    let mut deadlines: Vec<&Deadline> = definition.deadline.iter().collect();
    for step in &definition.steps {
        let StepKind::UserTask(task) = &step.kind else {
            continue;
        };
        deadlines.extend(&task.deadline);
        // Answers of many, and votes, are kept apart, each with its person.
        if task.each.is_none() && task.vote.is_none() {
            forms.push(&task.form);
        }
    }
    forms.extend(deadlines.into_iter().filter_map(resuming));
    forms
}

/// Whether some button of a task makes the field mandatory.
fn demanded(definition: &Definition, name: &str) -> bool {
    definition.steps.iter().any(|step| {
        let StepKind::UserTask(task) = &step.kind else {
            return false;
        };
        let mut demanded = task.outcomes.iter().flat_map(|outcome| &outcome.requires);
        demanded.any(|demanded| demanded == name)
    })
}

/// The form with which the applicant lets a suspended term run again.
fn resuming(deadline: &Deadline) -> Option<&Form> {
    match deadline.suspension.as_ref()?.resume_on.as_ref()? {
        ResumeOn::Form { form, .. } => Some(form),
        ResumeOn::Message(_) => None,
    }
}

/// `names`, and the computed fields that read them, however far.
pub(crate) fn with_computed(definition: &Definition, names: &BTreeSet<String>) -> BTreeSet<String> {
    let mut all = names.clone();
    loop {
        let reads = |is: &reglament_expression::Expression| {
            let mut paths = is.reads().into_iter();
            paths.any(|path| path.first().is_some_and(|first| all.contains(first)))
        };
        let more: Vec<String> = definition
            .data
            .iter()
            .filter(|field| !all.contains(&field.name))
            .filter(|field| field.is.as_ref().is_some_and(reads))
            .map(|field| field.name.clone())
            .collect();
        if more.is_empty() {
            return all;
        }
        all.extend(more);
    }
}

/// What a person types or picks, and may type otherwise.
fn is_typed(kind: &DataKind) -> bool {
    !kind.is_handed_in() && !matches!(kind, DataKind::Consent | DataKind::Table { .. })
}
