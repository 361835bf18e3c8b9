//! Messages from outside in a story.

use super::{Play, Trouble, time};
use crate::{Expect, inbox::Outside, story::Message};

/// Sends a message; the instance that it reaches or starts is known under its alias afterwards.
pub(super) fn message(play: &mut Play<'_>, sent: &Message) -> Result<(), Trouble> {
    time::at(play, sent.at.as_deref())?;
    let instance = match &sent.instance {
        Some(alias) => Some(play.id(Some(alias))?),
        None => None,
    };
    let process = sent.process.clone().unwrap_or_else(|| play.process.clone());
    let reached = play.world.outside(&Outside {
        id: sent.id.as_deref(),
        process: &process,
        message: &sent.message,
        key: sent.key.as_deref(),
        instance,
        data: &sent.data,
    })?;
    if let Some(id) = reached {
        if !play.aliases.contains_key("main") {
            play.aliases.insert("main".to_owned(), id.clone());
        }
        if let Some(alias) = &sent.alias {
            play.aliases.insert(alias.clone(), id);
        }
    }
    Ok(())
}

/// Messages that must wait for their instance.
pub(super) fn expected(play: &Play<'_>, expect: &Expect) -> Result<(), String> {
    let Some(name) = &expect.kept else {
        return Ok(());
    };
    let kept = play.world.kept_messages();
    let found = kept.iter().filter(|kept| *kept == name).count();
    let held = match expect.count {
        Some(count) => found == count,
        None => found > 0,
    };
    if held {
        return Ok(());
    }
    Err(format!(
        "{found} messages `{name}` wait for their instance; waiting: {kept:?}"
    ))
}
