//! The end of a token, or of the whole instance.

use reglament_definition::End;

use super::{Progress, abandon};
use crate::{FlowEvent, TokenId, scribe::Scribe};

pub(super) fn enter(scribe: &mut Scribe<'_>, token: TokenId, end: &End) -> Progress {
    if end.terminates || end.error.is_some() {
        cancel_others(scribe, token);
    }
    Progress::Leave(Vec::new())
}

fn cancel_others(scribe: &mut Scribe<'_>, own: TokenId) {
    let others: Vec<(TokenId, String)> = scribe
        .instance()
        .tokens
        .iter()
        .filter(|(id, _)| **id != own)
        .map(|(id, token)| (*id, token.step.clone()))
        .collect();
    for (token, step) in others {
        abandon(scribe, token, step);
    }
    let joins: Vec<String> = scribe.instance().arrived.keys().cloned().collect();
    for step in joins {
        scribe.emit(FlowEvent::JoinPassed { step });
    }
    scribe.drop_moves();
}
