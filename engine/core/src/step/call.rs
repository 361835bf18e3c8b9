//! One child process as a step: it starts when the token enters and the token goes on when it has ended.

use reglament_definition::{Call, Step};

use super::{
    Progress,
    children::{self, Plan},
    set::assign_with,
};
use crate::{
    TokenId,
    lookup::item_record,
    scribe::{Scribe, Stuck},
};

pub(super) fn enter(
    scribe: &mut Scribe<'_>,
    token: TokenId,
    step: &Step,
    call: &Call,
) -> Result<Progress, Stuck> {
    let data = children::given(&scribe.facts(), &call.give)?;
    let plan = Plan {
        queue: false,
        closed: true,
        reports: &call.reports,
    };
    children::begin(scribe, token, step, vec![data], plan)?;
    Ok(Progress::Waiting)
}

/// Takes over what the child leaves and says where to go, once it has ended.
pub(super) fn ready(
    scribe: &mut Scribe<'_>,
    step: &str,
    call: &Call,
) -> Result<Option<Vec<String>>, Stuck> {
    let list = scribe.instance().items.get(step);
    let Some(item) = list.and_then(|list| list.items.last()).cloned() else {
        return Ok(None);
    };
    let Some(outcome) = &item.outcome else {
        return Ok(None);
    };
    let child = item_record(&item);
    assign_with(scribe, &call.take, "child", child.as_record())?;
    let next = call.outcomes.get(outcome).unwrap_or(&call.next);
    Ok(Some(next.clone()))
}
