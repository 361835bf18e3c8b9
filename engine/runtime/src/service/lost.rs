//! What a step would have made, for whoever decides to go on without it. What it has made already is not among it.

use reglament_definition::{Assignments, DrawDocument, Step, StepKind, Title};

use super::case::Case;
use crate::view::{LostKind, LostView};

/// Everything that the step will not do.
pub(super) fn lost(case: &Case, step: &Step) -> Vec<LostView> {
    let of = |kind, title: &Title| LostView {
        kind,
        title: title.clone(),
    };
    let own = |kind| vec![of(kind, &step.title)];
    match &step.kind {
        StepKind::UserTask(task) => {
            let mut all = own(LostKind::Task);
            let asked = task.form.fields.iter().map(|field| field.name.as_str());
            all.extend(values(case, asked));
            let drawn = task.document.iter().flat_map(|draw| document(case, draw));
            all.extend(drawn);
            all
        }
        StepKind::Mail(mail) => vec![letter(case, &mail.letter)],
        StepKind::Document(drawn) => document(case, &drawn.draw).collect(),
        StepKind::Set(set) => values(case, names(&set.values)).collect(),
        StepKind::Wait(wait) => {
            let mut all = own(LostKind::Wait);
            all.extend(values(case, names(&wait.set)));
            all
        }
        StepKind::Service(service) => {
            let mut all = own(LostKind::Service);
            let taken = service.take.iter().map(|(name, _)| name.as_str());
            all.extend(values(case, taken));
            all
        }
        StepKind::Call(call) => {
            let mut all = own(LostKind::Case);
            all.extend(values(case, names(&call.take)));
            all
        }
        StepKind::Publish(_) => own(LostKind::Publication),
        StepKind::ForEach(_) => own(LostKind::Case),
        StepKind::Send(_) => own(LostKind::Message),
        StepKind::Test(_) | StepKind::Regrade(_) => own(LostKind::Test),
        StepKind::Decision(_) => own(LostKind::Choice),
        StepKind::Compensate(_) => own(LostKind::Undo),
        StepKind::Join(_) | StepKind::End(_) => Vec::new(),
    }
}

fn names(set: &Assignments) -> impl Iterator<Item = &str> {
    set.iter().map(|(name, _)| name.as_str())
}

/// Fields that stay as they are.
fn values<'c>(
    case: &'c Case,
    names: impl Iterator<Item = &'c str>,
) -> impl Iterator<Item = LostView> {
    let fields = names.filter_map(|name| case.definition.field(name));
    fields.map(|field| LostView {
        kind: LostKind::Value,
        title: field.title.clone(),
    })
}

fn letter(case: &Case, id: &str) -> LostView {
    let template = case.definition.letters.get(id);
    let subject = template.map_or_else(|| id.to_owned(), |found| found.subject.text().to_owned());
    LostView {
        kind: LostKind::Letter,
        title: Title::russian(&subject),
    }
}

fn document<'c>(case: &'c Case, draw: &'c DrawDocument) -> impl Iterator<Item = LostView> {
    let template = case.definition.documents.get(&draw.template);
    let title = template.map_or_else(
        || Title::russian(&draw.template),
        |found| found.title.clone(),
    );
    let paper = LostView {
        kind: LostKind::Document,
        title,
    };
    let registers = &case.definition.registers;
    let number = draw.register.as_ref().map(|id| LostView {
        kind: LostKind::Number,
        title: registers
            .get(id)
            .map_or_else(|| Title::russian(id), |register| register.title.clone()),
    });
    std::iter::once(paper).chain(number)
}
