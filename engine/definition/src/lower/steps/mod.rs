//! The kinds of steps: one file per kind that has more than a line of its own.

mod call;
mod child;
mod decision;
mod decision_table;
mod document;
mod for_each;
mod join;
mod mail;
mod publish;
mod regrade;
mod send;
mod service;
mod set;
mod test;
mod user_task;
mod wait;

use super::{Block, Lowering};
use crate::model::{End, StepKind};

/// Reads the kind's own keys.
pub(super) fn lower<'w>(
    lowering: &Lowering<'w>,
    block: Block<'w>,
    kind: &str,
    id: &str,
) -> StepKind {
    match kind {
        "user_task" => StepKind::UserTask(Box::new(user_task::lower(lowering, block, id))),
        "decision" => StepKind::Decision(decision::lower(lowering, block, id)),
        "join" => StepKind::Join(join::lower(lowering, block)),
        "wait" => StepKind::Wait(Box::new(wait::lower(lowering, block, id))),
        "for_each" => StepKind::ForEach(Box::new(for_each::lower(lowering, block, id))),
        "call" => StepKind::Call(Box::new(call::lower(lowering, block))),
        "send" => StepKind::Send(Box::new(send::lower(lowering, block))),
        "mail" => StepKind::Mail(mail::lower(lowering, block)),
        "document" => StepKind::Document(Box::new(document::lower(lowering, block))),
        "set" => StepKind::Set(set::lower(lowering, block)),
        "service" => StepKind::Service(Box::new(service::lower(lowering, block))),
        "publish" => StepKind::Publish(Box::new(publish::lower(lowering, block))),
        "test" => StepKind::Test(Box::new(test::lower(lowering, block))),
        "regrade" => StepKind::Regrade(Box::new(regrade::lower(lowering, block))),
        "compensate" => StepKind::Compensate(lowering.compensate(block)),
        _ => StepKind::End(End {
            terminates: block.flag("terminates"),
            error: block.word("error").map(|word| {
                block.reader.check_id(&word.text, &word.span);
                word.text
            }),
        }),
    }
}
