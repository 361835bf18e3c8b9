//! The scribe: the only way to emit an event while deciding. It applies each event to a working copy at once, so that
//! later checks see it, and counts events against the budget.
//!
//! It holds no rules about steps; those are in `step` and `command`.

use std::collections::{BTreeMap, VecDeque};

use crate::{
    Context, DueDate, Event, Facts, FlowEvent, IncidentEvent, IncidentId, Instance, InstanceEvent,
    Numbers, Recorded, Request, TaskId, TimerEvent, TimerId, TimerPurpose, TokenId, limits,
};

/// Collects the events of one decision.
pub(crate) struct Scribe<'a> {
    pub(crate) context: Context<'a>,
    instance: Instance,
    request: &'a Request,
    recorded: Vec<Recorded>,
    numbers: Numbers,
    moves: VecDeque<Move>,
    why: Option<String>,
}

/// A flow on its way from one step to another.
pub(crate) struct Move {
    pub(crate) from: String,
    pub(crate) to: String,
}

impl<'a> Scribe<'a> {
    pub(crate) fn new(context: Context<'a>, instance: &Instance, request: &'a Request) -> Self {
        let numbers = context.numbers.clone();
        Self {
            context,
            instance: instance.clone(),
            request,
            recorded: Vec::new(),
            numbers,
            moves: VecDeque::new(),
            why: None,
        }
    }

    /// The instance as it stands after what was emitted so far.
    pub(crate) fn instance(&self) -> &Instance {
        &self.instance
    }

    /// The present moment as events record it: time never runs backwards within an instance.
    pub(crate) fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.context.now.max(self.instance.last_at)
    }

    /// A scribe of another moment and state, to ask what holds there; what it emits is lost.
    pub(crate) fn at(&self, now: chrono::DateTime<chrono::Utc>, instance: &Instance) -> Self {
        let context = Context {
            now,
            ..self.context
        };
        Self::new(context, instance, self.request)
    }

    /// The instance as `event` would leave it.
    pub(crate) fn preview(&self, event: Event) -> Instance {
        let mut other = self.at(self.context.now, &self.instance);
        other.emit(event);
        other.instance
    }

    /// Facts for evaluating expressions now.
    pub(crate) fn facts(&self) -> Facts<'_> {
        Facts::new(self.context, &self.instance)
    }

    /// Records that something happened. Time never runs backwards within an instance.
    pub(crate) fn emit(&mut self, event: impl Into<Event>) {
        let recorded = Recorded {
            seq: self.instance.seq + 1,
            at: self.now(),
            cause: self.request.id.clone(),
            actor: self.request.actor.clone(),
            event: event.into(),
        };
        self.instance.apply(&recorded);
        self.recorded.push(recorded);
    }

    /// Sends flows on their way; `step::settle` lets them arrive.
    pub(crate) fn go(&mut self, from: &str, targets: &[String]) {
        let moves = targets.iter().map(|to| Move {
            from: from.to_owned(),
            to: to.clone(),
        });
        self.moves.extend(moves);
    }

    pub(crate) fn next_move(&mut self) -> Option<Move> {
        self.moves.pop_front()
    }

    /// The reason that a person gave for what is now cancelled; children are told it.
    pub(crate) fn because(&mut self, reason: &str) {
        self.why = Some(reason.to_owned());
    }

    pub(crate) fn why(&self) -> Option<&str> {
        self.why.as_deref()
    }

    /// Forgets flows on their way: everything was cancelled, or the budget is used up.
    pub(crate) fn drop_moves(&mut self) {
        self.moves.clear();
    }

    /// Forgets flows on their way to some steps.
    pub(crate) fn drop_moves_to(&mut self, cancelled: impl Fn(&str) -> bool) {
        self.moves.retain(|flow| !cancelled(&flow.to));
    }

    /// The step left last by this command, of those wanted.
    pub(crate) fn last_left(&self, wanted: impl Fn(&str) -> bool) -> Option<String> {
        let left = |recorded: &Recorded| {
            let Event::Flow(FlowEvent::StepLeft { step, .. }) = &recorded.event else {
                return None;
            };
            wanted(step).then(|| step.clone())
        };
        self.recorded.iter().rev().find_map(left)
    }

    /// Whether the command has caused too much already.
    pub(crate) fn over_budget(&self) -> bool {
        self.recorded.len() >= limits::MAX_EVENTS_PER_COMMAND
    }

    pub(crate) fn into_events(self) -> Vec<Recorded> {
        self.recorded
    }

    pub(crate) fn next_token(&self) -> TokenId {
        TokenId(self.instance.last_token + 1)
    }

    pub(crate) fn next_task(&self) -> TaskId {
        TaskId(self.instance.last_task + 1)
    }

    /// Schedules a timer for a token (and a task), or for the whole instance.
    pub(crate) fn schedule(
        &mut self,
        token: impl Into<Option<TokenId>>,
        task: Option<TaskId>,
        at: chrono::DateTime<chrono::Utc>,
        purpose: TimerPurpose,
    ) {
        let timer = TimerId(self.instance.last_timer + 1);
        let token = token.into();
        self.emit(TimerEvent::Scheduled {
            timer,
            token,
            task,
            at,
            purpose,
            due: None,
        });
    }

    /// Schedules a timer for the end of a term that was counted for a token, or for the whole instance.
    pub(crate) fn schedule_due(
        &mut self,
        token: impl Into<Option<TokenId>>,
        due: DueDate,
        purpose: TimerPurpose,
    ) {
        self.emit(TimerEvent::Scheduled {
            timer: TimerId(self.instance.last_timer + 1),
            token: token.into(),
            task: None,
            at: due.at,
            purpose,
            due: Some(due),
        });
    }

    /// Raises an incident at a step.
    pub(crate) fn raise(&mut self, token: Option<TokenId>, step: &str, failure: Stuck) {
        if self.instance.incidents.len() >= limits::MAX_INCIDENTS {
            return;
        }
        let incident = IncidentId(self.instance.last_incident + 1);
        let Stuck { code, ru, en } = failure;
        self.emit(IncidentEvent::Raised {
            incident,
            token,
            step: step.to_owned(),
            code: code.into(),
            ru,
            en,
        });
    }

    /// The next number of a register; consecutive within one decision.
    pub(crate) fn next_number(&mut self, register: &str, year: i32) -> u32 {
        let number = self.numbers.last(register, year) + 1;
        self.numbers.record(register, year, number);
        number
    }

    /// Stores data if it differs.
    pub(crate) fn set_data(&mut self, values: BTreeMap<String, reglament_expression::Value>) {
        let changed = |(name, value): &(String, reglament_expression::Value)| {
            self.instance.data.get(name) != Some(value)
        };
        let values: BTreeMap<_, _> = values.into_iter().filter(changed).collect();
        if !values.is_empty() {
            self.emit(InstanceEvent::DataSet { values });
        }
    }
}

/// Why a step cannot go on.
#[derive(Clone, Debug)]
pub(crate) struct Stuck {
    pub(crate) code: &'static str,
    pub(crate) ru: String,
    pub(crate) en: String,
}

impl From<reglament_expression::Failure> for Stuck {
    fn from(failure: reglament_expression::Failure) -> Self {
        Self {
            code: "expression_failed",
            ru: failure.ru,
            en: failure.en,
        }
    }
}

impl From<crate::due::DueProblem> for Stuck {
    fn from(problem: crate::due::DueProblem) -> Self {
        Self {
            code: "due_date_unknown",
            ru: problem.ru,
            en: problem.en,
        }
    }
}
