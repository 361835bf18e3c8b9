//! A whole process: all its parts lowered and put together, with what the checks need beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::computed::must_be_stored;
use super::letter::{self, SHARED};
use super::regulation_head::RegulationHead;
use super::{BasisUse, Lowering, Outline, World, compensation, fill_regions, template_file};
use crate::model::{
    Bank, DataKind, Deadline, Definition, DefinitionRef, DocumentTemplate, IndicatorSet,
    LetterTemplate, Register, Step, StepKind, Trigger, WaitTrigger,
};

/// A definition, possibly with holes, and the places that checks point at.
pub(crate) struct Draft<'w> {
    pub(crate) outline: &'w Outline<'w>,
    pub(crate) definition: Definition,
    pub(crate) act: Option<RegulationHead>,
    pub(crate) basis: Vec<BasisUse>,
    /// Steps that say nothing about their basis.
    pub(crate) without_basis: Vec<String>,
    pub(crate) roles: BTreeSet<String>,
    /// Letters that are sent but could not be read.
    pub(crate) broken_letters: Vec<String>,
}

impl Draft<'_> {
    /// Where the id of a step stands.
    pub(crate) fn step_span(&self, id: &str) -> Range<usize> {
        self.outline
            .sketch(id)
            .map_or(0..0, |sketch| sketch.entry.key_span.clone())
    }
}

/// Lowers a process.
pub(crate) fn process<'w>(world: &'w World<'w>, outline: &'w Outline<'w>) -> Draft<'w> {
    let lowering = Lowering::new(world, outline);
    let block = outline.block;
    let (start, start_has_basis) = lowering.start();
    let (mut steps, mut without_basis) = steps(&lowering);
    if !start_has_basis {
        without_basis.insert(0, "start".to_owned());
    }
    fill_joins(&mut steps);
    compensation::fill(&mut steps);
    let events = lowering.process_events();
    let (promises, accepts) = (lowering.promises(), lowering.accepts());
    let cancellation = lowering.cancellation();
    let deadline = block
        .get("deadline")
        .and_then(|node| lowering.term_for_people(node, "deadline"));
    let act = lowering.regulation();
    check_basis(&lowering, act.as_ref());
    calendar(&lowering);
    lowering.check_milestones();
    let letters = letters(&lowering, &steps, deadline.as_ref());
    let broken_letters = lowering.letters.borrow().keys().cloned().collect();
    let mut definition = Definition {
        reference: DefinitionRef {
            process: outline.id.text.clone(),
            version: 0,
            digest: String::new(),
        },
        title: block.title("title"),
        edition: lowering.edition(),
        regulation: act.as_ref().map(|act| act.regulation.clone()),
        zone: outline.zone,
        calendar: "ru".to_owned(),
        parameters: outline.parameters.clone(),
        roles: outline.roles.clone(),
        access: lowering.access(),
        data: lowering.computed_data(),
        subject: field_of(&lowering, "subject"),
        applicant_email: applicant(&lowering),
        deadline,
        start,
        letters,
        documents: documents(&lowering),
        registers: registers(&lowering),
        indicators: BTreeMap::new(),
        scorecards: lowering.scorecards(),
        banks: banks(&lowering),
        steps,
        events,
        promises,
        accepts,
        cancellation,
        retention: lowering.retention(),
        messages: lowering.correlations(),
    };
    fill_regions(&mut definition);
    definition.indicators = indicators(&lowering);
    let (roles, basis) = used(&lowering);
    Draft {
        outline,
        definition,
        act,
        broken_letters,
        basis,
        without_basis,
        roles,
    }
}

/// The roles and clauses that the process and its indicators name.
fn used(lowering: &Lowering<'_>) -> (BTreeSet<String>, Vec<BasisUse>) {
    let mut roles = roles(lowering);
    let mut basis = lowering.basis.take();
    let own = lowering.world.indicators.values();
    for set in own.filter(|draft| draft.set.process == lowering.outline.id.text) {
        basis.extend(set.basis.iter().cloned());
        roles.extend(set.roles.iter().cloned());
    }
    (roles, basis)
}

/// The steps, and the ids of those that say nothing about their basis.
fn steps<'w>(lowering: &Lowering<'w>) -> (Vec<Step>, Vec<String>) {
    let lowered: Vec<_> = lowering
        .outline
        .steps
        .iter()
        .map(|sketch| lowering.step(sketch))
        .collect();
    let without_basis = lowered
        .iter()
        .filter(|l| !l.has_basis)
        .map(|l| l.step.id.clone())
        .collect();
    (
        lowered.into_iter().map(|lowered| lowered.step).collect(),
        without_basis,
    )
}

/// The roles that are given work, or whose holders are chosen in a form.
fn roles(lowering: &Lowering<'_>) -> BTreeSet<String> {
    let people = lowering
        .outline
        .data
        .iter()
        .filter_map(|field| match &field.kind {
            DataKind::People { role } => Some(role.clone()),
            _ => None,
        });
    lowering.roles.take().into_iter().chain(people).collect()
}

/// A join without `from` waits for every step that leads to it.
fn fill_joins(steps: &mut [Step]) {
    let leads = |steps: &[Step], id: &str| -> Vec<String> {
        steps
            .iter()
            .filter(|step| step.targets().contains(&id))
            .map(|step| step.id.clone())
            .collect()
    };
    for index in 0..steps.len() {
        let id = steps[index].id.clone();
        let from = leads(steps, &id);
        if let StepKind::Join(join) = &mut steps[index].kind
            && join.from.is_empty()
        {
            join.from = from;
        }
    }
}

fn check_basis(lowering: &Lowering<'_>, act: Option<&RegulationHead>) {
    let Some(head) = act else { return };
    for usage in lowering
        .basis
        .borrow()
        .iter()
        .filter(|usage| !head.act.knows(&usage.clause))
    {
        lowering.unknown_clause(&usage.clause, &usage.span, &head.act);
    }
}

fn calendar(lowering: &Lowering<'_>) {
    let Some(word) = lowering.outline.block.need_word("calendar") else {
        return;
    };
    if word.text != "ru" {
        lowering.reader.unknown(
            "R033",
            ("Календарь", "calendar"),
            &word.text,
            &word.span,
            ["ru"],
        );
    }
}

fn field_of(lowering: &Lowering<'_>, key: &str) -> Option<String> {
    let word = lowering.outline.block.word(key)?;
    let field = lowering.outline.field(&word.text);
    must_be_stored(lowering.reader, field, &word.span);
    lowering.field(&word.text, &word.span).then_some(word.text)
}

fn applicant(lowering: &Lowering<'_>) -> Option<String> {
    let name = field_of(lowering, "applicant")?;
    if lowering
        .outline
        .field(&name)
        .is_some_and(|field| field.kind != DataKind::Email)
    {
        let word = lowering.outline.block.word("applicant")?;
        let ru = format!("Поле «{name}» — не адрес почты.");
        let en = format!("The field `{name}` is no e-mail address.");
        let hint = (
            "Объявите его видом `email`.".to_owned(),
            "Declare it as `email`.".to_owned(),
        );
        lowering
            .reader
            .error("R041", &word.span, ru, en, Some(hint));
    }
    Some(name)
}

/// The letters sent by steps, and those that the engine sends about tasks.
fn letters(
    lowering: &Lowering<'_>,
    steps: &[Step],
    own: Option<&Deadline>,
) -> BTreeMap<String, LetterTemplate> {
    let mut uses = lowering.letters.borrow().clone();
    for id in SHARED {
        uses.entry((*id).to_owned()).or_default().by_task = true;
    }
    let (reminds, overdues) = wanted(steps, own);
    for (id, wanted) in [("reminder", reminds), ("overdue", overdues)] {
        let paths = letter::paths(lowering.outline.folder(), id);
        if wanted
            && !paths
                .iter()
                .any(|path| lowering.world.sources.contains_key(path))
        {
            let ru = format!("Сроки процесса требуют письма «{id}», а его нет.");
            let en =
                format!("The deadlines of the process need the letter `{id}`, and there is none.");
            let hint = (
                format!("Создайте файл `{}`.", paths[1]),
                format!("Create the file `{}`.", paths[1]),
            );
            let span = lowering.outline.block.key_span("steps");
            lowering.reader.error("R025", &span, ru, en, Some(hint));
        }
    }
    uses.into_iter()
        .filter_map(|(id, usage)| Some((id.clone(), letter::letter(lowering, &id, usage)?)))
        .collect()
}

/// Whether any deadline reminds, and whether any tells of lateness.
fn wanted(steps: &[Step], own: Option<&Deadline>) -> (bool, bool) {
    let deadlines = steps.iter().flat_map(|step| {
        let own = match &step.kind {
            StepKind::UserTask(task) => task.deadline.as_ref(),
            StepKind::Wait(wait) => wait.term.as_ref(),
            _ => None,
        };
        let options = match &step.kind {
            StepKind::Wait(wait) => wait.first.as_slice(),
            _ => &[],
        };
        let options = options.iter().filter_map(|option| match &option.trigger {
            WaitTrigger::Term(deadline) => Some(deadline),
            _ => None,
        });
        let events = step.on.iter().filter_map(|event| match &event.trigger {
            Trigger::Term(deadline) => Some(deadline),
            Trigger::Message(_) | Trigger::When(_) | Trigger::Error(_) => None,
        });
        own.into_iter().chain(options).chain(events)
    });
    deadlines
        .chain(own)
        .fold((false, false), |(reminds, overdues), deadline| {
            (
                reminds || !deadline.remind.is_empty(),
                overdues || deadline.overdue.is_some(),
            )
        })
}

fn documents(lowering: &Lowering<'_>) -> BTreeMap<String, DocumentTemplate> {
    let used = lowering.documents.borrow();
    let folder = lowering.outline.folder();
    used.iter()
        .filter_map(|id| {
            Some((
                id.clone(),
                template_file::template(lowering.world, folder, id)?,
            ))
        })
        .collect()
}

/// The sets of indicators that the process reads, once all its expressions are lowered.
fn indicators(lowering: &Lowering<'_>) -> BTreeMap<String, IndicatorSet> {
    let used = lowering.indicators.borrow();
    let known = &lowering.world.indicators;
    used.iter()
        .filter_map(|id| Some((id.clone(), known.get(id)?.set.clone())))
        .collect()
}

fn registers(lowering: &Lowering<'_>) -> BTreeMap<String, Register> {
    let used = lowering.registers.borrow();
    used.iter()
        .filter_map(|id| Some((id.clone(), lowering.world.registers.get(id)?.clone())))
        .collect()
}

fn banks(lowering: &Lowering<'_>) -> BTreeMap<String, Bank> {
    let used = lowering.banks.borrow();
    let path = |id: &String| format!("{}/banks/{id}.yaml", lowering.outline.folder());
    used.iter()
        .filter_map(|id| Some((id.clone(), lowering.world.banks.get(&path(id))?.clone())))
        .collect()
}
