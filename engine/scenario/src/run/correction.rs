//! An overseer of a story corrects what was handed in.

use reglament_core::{Actor, Command};

use super::{Play, action::Done, time};
use crate::story::Correct;

pub(super) fn correct(play: &mut Play<'_>, wish: &Correct) -> Done {
    time::at(play, wish.at.as_deref())?;
    let id = play.id(wish.instance.as_deref())?;
    let command = Command::CorrectData {
        input: wish.input.clone(),
        reason: wish.reason.clone(),
        privileged: true,
    };
    let actor = Actor::Person(wish.by.clone());
    Ok(play.world.execute(&id, actor, command)?)
}
