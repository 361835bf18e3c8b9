//! Plays a story in a world and says what did not come true.
//!
//! A failure stops the story: what follows would only repeat it. The compact journal up to there is returned too.

mod action;
mod attach;
mod correction;
mod expectation;
mod incident;
mod indicator;
mod job;
mod message;
mod people;
mod publication;
mod term;
mod term_expectation;
mod test;
mod time;

use std::collections::BTreeMap;

use reglament_calendar::Calendar;
use reglament_core::{AbsenceProblem, InstanceId, Rejection};
use reglament_definition::Package;

use crate::{Footprint, Story, StoryStep, World, compact, story::Refused};

/// What came of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// Why it failed; `None`: it holds.
    pub failed: Option<Failed>,
    /// The compact journal of everything that happened.
    pub journal: String,
    /// Steps and flows walked.
    pub footprint: Footprint,
}

/// A failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// Number of the step, from 1; 0 is the start.
    pub step: usize,
    /// What was expected and what was found.
    pub message: String,
}

/// The state of a play.
pub(crate) struct Play<'p> {
    pub(crate) world: World<'p>,
    pub(crate) aliases: BTreeMap<String, InstanceId>,
    pub(crate) process: String,
    pub(crate) zone: chrono_tz::Tz,
    pub(crate) calendar: Calendar,
}

/// Why an action did not work.
pub(crate) enum Trouble {
    /// The engine refused.
    Refused(Rejection),
    /// The absence cannot be entered.
    Absence(AbsenceProblem),
    /// The story itself is wrong.
    Story(String),
}

impl From<String> for Trouble {
    fn from(text: String) -> Self {
        Self::Story(text)
    }
}

impl From<Rejection> for Trouble {
    fn from(rejection: Rejection) -> Self {
        Self::Refused(rejection)
    }
}

impl Trouble {
    fn message(&self) -> String {
        match self {
            Self::Refused(rejection) => {
                format!("refused: {} ({})", rejection.ru(), rejection.code())
            }
            Self::Absence(problem) => format!("refused: {} ({})", problem.ru(), problem.code()),
            Self::Story(text) => text.clone(),
        }
    }
}

/// Plays `story`; `process` is the one of its folder. With `restore`, instances go through their snapshots between
/// steps: the result must be the same.
pub fn play(
    package: &Package,
    calendar: &Calendar,
    process: &str,
    story: &Story,
    restore: bool,
) -> Played {
    match story.package(package) {
        Ok(own) => play_with(&own, calendar, process, story, restore).0,
        Err(error) => nothing(error.to_string()),
    }
}

/// Plays like [`play`] and hands the world out too: its letters, documents and register entries. There is none when the
/// story could not begin. A story with parameters or units of its own needs the package that [`Story::package`] gives.
pub fn play_with<'p>(
    package: &'p Package,
    calendar: &Calendar,
    process: &str,
    story: &Story,
    restore: bool,
) -> (Played, Option<World<'p>>) {
    match story.package(package) {
        Ok(own)
            if own.definitions == package.definitions
                && own.organisation.units == package.organisation.units => {}
        Ok(_) => {
            let message =
                "the story has parameters or units of its own: play it on its own package";
            return (nothing(message.to_owned()), None);
        }
        Err(error) => return (nothing(error.to_string()), None),
    }
    let process = story.process.as_deref().unwrap_or(process).to_owned();
    let Some(definition) = package.definitions.get(&process) else {
        return (nothing(format!("there is no process `{process}`")), None);
    };
    let now = match time::moment(&story.at, definition.zone) {
        Ok(now) => now,
        Err(message) => return (nothing(message), None),
    };
    let world = World::new(package, calendar, now, restore);
    let zone = definition.zone;
    let mut play = Play {
        world,
        aliases: BTreeMap::new(),
        process,
        zone,
        calendar: package.calendars.over(calendar),
    };
    let failed = run(&mut play, story);
    let played = Played {
        failed,
        journal: compact::journal(play.world.journal(), zone),
        footprint: Footprint::of_journal(package, play.world.journal()),
    };
    (played, Some(play.world))
}

fn nothing(message: String) -> Played {
    Played {
        failed: Some(Failed { step: 0, message }),
        journal: String::new(),
        footprint: Footprint::default(),
    }
}

fn run(play: &mut Play<'_>, story: &Story) -> Option<Failed> {
    if let Err(trouble) = action::start(play, &story.start) {
        return Some(Failed {
            step: 0,
            message: trouble.message(),
        });
    }
    for (number, step) in (1..).zip(&story.steps) {
        if let Err(message) = one(play, step) {
            return Some(Failed {
                step: number,
                message,
            });
        }
    }
    None
}

fn one(play: &mut Play<'_>, step: &StoryStep) -> Result<(), String> {
    let done = match step {
        StoryStep::Start(start) => action::start(play, start),
        StoryStep::Join(join) => action::join(play, join),
        StoryStep::Complete(complete) | StoryStep::Sign(complete) => {
            action::complete(play, complete)
        }
        StoryStep::Wait(wait) => time::wait(play, wait),
        StoryStep::Withdraw(withdraw) => action::withdraw(play, withdraw),
        StoryStep::Cancel(cancel) => action::cancel(play, cancel),
        StoryStep::Resolve(resolve) => incident::resolve(play, resolve),
        StoryStep::Pass(pass) => incident::pass(play, pass),
        StoryStep::Correct(wish) => correction::correct(play, wish),
        StoryStep::Claim(wish) => people::claim(play, wish),
        StoryStep::Return(wish) => people::give_back(play, wish),
        StoryStep::Delegate(wish) => people::delegate(play, wish),
        StoryStep::Reassign(wish) => people::reassign(play, wish),
        StoryStep::Remind(wish) => people::remind(play, wish),
        StoryStep::Escalate(wish) => people::escalate(play, wish),
        StoryStep::Absence(absence) => people::absence(play, absence),
        StoryStep::Recuse(wish) => people::recuse(play, wish),
        StoryStep::CloseVote(wish) => people::close_vote(play, wish),
        StoryStep::Job(answer) => job::answer(play, answer),
        StoryStep::Test(wish) => test::take(play, wish),
        StoryStep::Extend(extend) => term::extend(play, extend),
        StoryStep::Suspend(suspend) => term::suspend(play, suspend),
        StoryStep::Resume(resume) => term::resume(play, resume),
        StoryStep::Calendar(calendar) => term::calendar(play, calendar),
        StoryStep::Message(message) => message::message(play, message),
        StoryStep::Refused(refused) => return must_refuse(play, refused),
        StoryStep::Expect(expect) => return expectation::check(play, expect),
    };
    done.map_err(|trouble| trouble.message())
}

fn must_refuse(play: &mut Play<'_>, refused: &Refused) -> Result<(), String> {
    let done = if let Some(start) = &refused.start {
        action::start(play, start)
    } else if let Some(join) = &refused.join {
        action::join(play, join)
    } else if let Some(complete) = refused.complete.as_ref().or(refused.sign.as_ref()) {
        action::complete(play, complete)
    } else if let Some(withdraw) = &refused.withdraw {
        action::withdraw(play, withdraw)
    } else if let Some(done) = people::refused(play, refused) {
        done
    } else if let Some(answer) = &refused.job {
        job::answer(play, answer)
    } else if let Some(wish) = &refused.test {
        test::take(play, wish)
    } else if let Some(cancel) = &refused.cancel {
        action::cancel(play, cancel)
    } else if let Some(pass) = &refused.pass {
        incident::pass(play, pass)
    } else if let Some(wish) = &refused.correct {
        correction::correct(play, wish)
    } else if let Some(extend) = &refused.extend {
        term::extend(play, extend)
    } else if let Some(suspend) = &refused.suspend {
        term::suspend(play, suspend)
    } else if let Some(resume) = &refused.resume {
        term::resume(play, resume)
    } else if let Some(sent) = &refused.message {
        message::message(play, sent)
    } else {
        return Err("`refused` names no action".into());
    };
    match done {
        Err(Trouble::Refused(rejection)) if rejection.code() == refused.code => Ok(()),
        Err(Trouble::Refused(r)) => Err(format!(
            "refused with {} ({}), expected {}",
            r.code(),
            r.ru(),
            refused.code
        )),
        Err(Trouble::Absence(problem)) if problem.code() == refused.code => Ok(()),
        Err(trouble @ Trouble::Absence(_)) => Err(trouble.message()),
        Err(Trouble::Story(text)) => Err(text),
        Ok(()) => Err(format!(
            "was accepted, expected a refusal with {}",
            refused.code
        )),
    }
}

impl Play<'_> {
    /// `STEP.N`: the N-th item, from 1, of a step of `main`, and `STEP.N.STEP.M` an item of that item; children of a list
    /// begin without anybody naming them. For a step that has begun several times, children are counted through.
    fn child(&self, alias: &str) -> Option<InstanceId> {
        let (path, number) = alias.rsplit_once('.')?;
        let number: usize = number.parse().ok()?;
        let (of, step) = path.rsplit_once('.').unwrap_or(("main", path));
        let main = &self.id(Some(of)).ok()?;
        let of_step = |instance: &&reglament_core::Instance| {
            let parent = instance.parent().as_ref();
            parent.is_some_and(|parent| parent.instance == *main && parent.step == step)
        };
        let mut children: Vec<_> = self.world.instances().filter(of_step).collect();
        children.sort_by_key(|child| (child.id().as_str().len(), child.id().clone()));
        let child = children.get(number.checked_sub(1)?)?;
        Some(child.id().clone())
    }

    /// The instance behind an alias; `main` by default.
    pub(crate) fn id(&self, alias: Option<&str>) -> Result<InstanceId, String> {
        let alias = alias.unwrap_or("main");
        let known = || self.aliases.keys().cloned().collect::<Vec<_>>().join(", ");
        self.aliases
            .get(alias)
            .cloned()
            .or_else(|| self.child(alias))
            .ok_or_else(|| format!("no instance is called `{alias}`; known: {}", known()))
    }
}
