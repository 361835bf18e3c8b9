//! What steps, deadlines and events are called in a diagram, in Russian and English.
//!
//! Both drawings use the same words, so that a reader of one recognises the other.

use reglament_calendar::Term;
use reglament_definition::{
    BoundaryEvent, Case, DataKind, Deadline, Decision, Definition, EachRow, ErrorMatch, ForEach,
    ItemWindow, Language, People, ProcessEvent, ProcessTrigger, Recurrence, RepeatLimit, Start,
    Step, StepKind, TableRow, TermSource, Title, Trigger, WaitFor, WaitOption, WaitTrigger,
    schedule_words,
};
use reglament_expression::Expression;

/// The language, and the definition whose roles and parameters are named.
pub(crate) struct Words<'d> {
    pub(crate) definition: &'d Definition,
    pub(crate) language: Language,
    /// Whether conditions and computed dates are told as written; a picture leaves them out.
    pub(crate) exact: bool,
}

impl Words<'_> {
    /// One of two texts.
    pub(crate) fn pick<'a>(&self, ru: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Russian => ru,
            Language::English => en,
        }
    }

    /// A title in the language.
    pub(crate) fn title<'a>(&self, title: &'a Title) -> &'a str {
        title.text(self.language == Language::English)
    }

    /// Who does the step; empty for steps that the engine does.
    pub(crate) fn actors(&self, step: &Step) -> String {
        let StepKind::UserTask(task) = &step.kind else {
            return String::new();
        };
        let roles = |ids: &[String]| ids.iter().map(|id| self.role(id)).collect::<Vec<_>>();
        if let Some(vote) = &task.vote {
            return format!(
                "{}: {}",
                self.pick("голосуют", "vote"),
                self.people(&vote.members)
            );
        }
        if let Some(assignee) = &task.offer.assignee {
            return format!(
                "{}: {}",
                self.pick("по данным", "by the data"),
                self.read(assignee)
            );
        }
        if let Some(row) = &task.each {
            return self.list(row, task.one_by_one);
        }
        if task.signed_by.is_empty() {
            return roles(&task.roles).join(self.pick(" или ", " or "));
        }
        let signers = roles(&task.signed_by).join(", ");
        format!("{}: {signers}", self.pick("подписывают", "signed by"))
    }

    fn people(&self, people: &People) -> String {
        match people {
            People::Role(role) => self.role(role),
            People::Expression(expression) => self.read(expression),
        }
    }

    /// What a way of a choice is called: its title, or the condition as written.
    pub(crate) fn case(&self, case: &Case) -> String {
        let title = case.title.as_ref().map(|title| self.title(title));
        title.map_or_else(|| case.when.to_string(), str::to_owned)
    }

    /// What the way is called that is left when no case holds: the other answer where the one case is an answer.
    pub(crate) fn otherwise(&self, decision: &Decision) -> &'static str {
        let only = match decision.cases.as_slice() {
            [case] if decision.table.is_none() => case.title.as_ref(),
            _ => None,
        };
        match only.map(|title| self.title(title)) {
            Some("да" | "yes") => self.pick("нет", "no"),
            Some("нет" | "no") => self.pick("да", "yes"),
            _ => self.pick("иначе", "otherwise"),
        }
    }

    /// The options that a row of a table chooses, where it chooses any.
    pub(crate) fn decided(&self, row: &TableRow) -> Option<String> {
        let chosen = row.then.iter().filter_map(|output| {
            let DataKind::Choice(options) = &self.definition.field(&output.field)?.kind else {
                return None;
            };
            let written = output.value.text().trim().trim_matches('\'');
            let option = options.iter().find(|option| option.id == written)?;
            Some(self.title(&option.title).to_owned())
        });
        let chosen: Vec<String> = chosen.collect();
        (!chosen.is_empty()).then(|| chosen.join(", "))
    }

    fn role(&self, id: &str) -> String {
        let title = self.definition.roles.get(id);
        title.map_or_else(|| id.to_owned(), |title| self.title(title).to_owned())
    }

    /// «5 рабочих дней от protocol.effective_on».
    pub(crate) fn deadline(&self, deadline: &Deadline) -> String {
        let term = self.source(&deadline.term);
        let told = |from: &&Expression| self.exact || self.known(from).is_some();
        match (deadline.from.as_ref().filter(told), deadline.back) {
            (None, _) => term,
            (Some(from), false) => {
                format!("{term} {} {}", self.pick("от", "from"), self.read(from))
            }
            (Some(from), true) => match self.language {
                Language::Russian => format!("не позднее чем за {term} до {}", self.read(from)),
                Language::English => format!("at least {term} before {}", self.read(from)),
            },
        }
    }

    fn source(&self, source: &TermSource) -> String {
        match source {
            TermSource::Literal(term) => self.term(*term),
            TermSource::Parameter(name) => {
                let parameter = self.definition.parameters.get(name);
                let term = parameter.and_then(|parameter| parameter.value.as_term());
                term.map_or_else(|| name.clone(), |term| self.term(*term))
            }
        }
    }

    /// An expression as a reader knows it: a field by its title, a moment of a step by the step's title; anything else
    /// as it is written.
    pub(crate) fn read(&self, expression: &Expression) -> String {
        let known = self.known(expression);
        known.unwrap_or_else(|| expression.text().to_owned())
    }

    /// The words for a field or a moment of a step; none for anything computed.
    fn known(&self, expression: &Expression) -> Option<String> {
        let text = expression.text();
        if let Some(field) = self.definition.field(text) {
            return Some(format!("«{}»", self.title(&field.title)));
        }
        let (step, key) = text.split_once('.')?;
        let step = self.definition.step(step)?;
        Some(format!(
            "«{}», {}",
            self.title(&step.title),
            self.moment(key)?
        ))
    }

    fn moment(&self, key: &str) -> Option<&'static str> {
        let (ru, en) = match key {
            "started_on" | "started_at" => ("начало", "start"),
            "completed_on" | "completed_at" => ("завершение", "completion"),
            "effective_on" => ("вступление в силу", "entry into force"),
            "registered_on" => ("регистрация", "registration"),
            "due_on" => ("срок", "due date"),
            _ => return None,
        };
        Some(match self.language {
            Language::Russian => ru,
            Language::English => en,
        })
    }

    fn term(&self, term: Term) -> String {
        match self.language {
            Language::Russian => term.to_string(),
            Language::English => term.to_english(),
        }
    }

    /// When the step is due, or what a waiting step waits for; empty when there is no such thing.
    pub(crate) fn time(&self, step: &Step) -> String {
        match &step.kind {
            StepKind::UserTask(task) => task
                .deadline
                .as_ref()
                .map_or_else(String::new, |d| self.deadline(d)),
            StepKind::ForEach(each) => self.items(each),
            StepKind::Test(test) => self.source(&test.time),
            StepKind::Service(service) => service
                .deadline
                .as_ref()
                .map_or_else(String::new, |d| self.deadline(d)),
            StepKind::Wait(wait) if !wait.first.is_empty() => self
                .pick("что случится раньше", "whatever happens first")
                .to_owned(),
            StepKind::Wait(wait) => {
                if let Some(until) = &wait.until {
                    if !self.exact && self.known(until).is_none() {
                        return String::new();
                    }
                    self.until(until)
                } else if let Some(term) = &wait.term {
                    self.deadline(term)
                } else if let Some(when) = &wait.when {
                    if !self.exact {
                        return String::new();
                    }
                    self.when(when)
                } else {
                    self.message(wait.message.as_deref().unwrap_or_default())
                }
            }
            _ => String::new(),
        }
    }

    /// Where the items of a step come from: a list, a window, or both.
    fn items(&self, each: &ForEach) -> String {
        let list = each
            .each
            .as_ref()
            .map(|row| self.list(row, each.one_by_one));
        let window = each.window.as_ref().map(|window| self.window(window));
        list.into_iter()
            .chain(window)
            .collect::<Vec<_>>()
            .join("; ")
    }

    fn list(&self, row: &EachRow, one_by_one: bool) -> String {
        let how = match one_by_one {
            true => self.pick("по одному", "one by one"),
            false => self.pick("каждый из", "each of"),
        };
        format!("{how}: {}", self.read(&row.list))
    }

    fn until(&self, until: &Expression) -> String {
        format!("{} {}", self.pick("до", "until"), self.read(until))
    }

    fn when(&self, when: &Expression) -> String {
        let until = self.pick("пока не станет верно:", "until it holds that");
        format!("{until} {when}")
    }

    fn message(&self, name: &str) -> String {
        format!("{} {name}", self.pick("сообщение", "message"))
    }

    /// One of several things that a step waits for.
    pub(crate) fn option(&self, option: &WaitOption) -> String {
        match &option.trigger {
            WaitTrigger::Until(until) => self.until(until),
            WaitTrigger::Term(deadline) => self.deadline(deadline),
            WaitTrigger::When(when) => self.when(when),
            WaitTrigger::Message(name) => self.message(name),
        }
    }

    /// For what a join waits; empty for other steps and for a join that waits for all.
    pub(crate) fn join(&self, step: &Step) -> String {
        let StepKind::Join(join) = &step.kind else {
            return String::new();
        };
        match join.wait_for {
            WaitFor::All => String::new(),
            WaitFor::Any => self.pick("первый путь", "the first flow").to_owned(),
            WaitFor::Count(count) => {
                format!("{}: {count}", self.pick("путей", "flows"))
            }
            WaitFor::Taken => self.pick("начатые пути", "the flows taken").to_owned(),
        }
    }

    /// What is written on the way that a step takes when it has been entered often enough.
    pub(crate) fn repeat(&self, limit: &RepeatLimit) -> String {
        let after = self.pick("больше повторений, чем", "repeated more often than");
        format!("{after} {}", limit.max)
    }

    fn window(&self, window: &ItemWindow) -> String {
        let until = self.pick("до", "until");
        match &window.opens {
            Some(opens) => format!(
                "{} {} {until} {}",
                self.pick("с", "from"),
                self.read(opens),
                self.read(&window.closes)
            ),
            None => format!("{until} {}", self.read(&window.closes)),
        }
    }

    /// What a boundary event listens to.
    pub(crate) fn trigger(&self, event: &BoundaryEvent) -> String {
        self.listened(&event.trigger, event.repeat)
    }

    fn listened(&self, trigger: &Trigger, repeat: Option<Recurrence>) -> String {
        let trigger = match trigger {
            Trigger::Term(deadline) => self.deadline(deadline),
            Trigger::Message(name) => self.message(name),
            Trigger::When(when) => format!("{} {when}", self.pick("если", "when")),
            Trigger::Error(ErrorMatch::Any) => self.pick("любая ошибка", "any error").to_owned(),
            Trigger::Error(ErrorMatch::Code(code)) => {
                format!("{} {code}", self.pick("ошибка", "error"))
            }
        };
        let repeat = repeat.map_or_else(String::new, |repeat| {
            let every = self.term(repeat.every);
            format!(", {} {every}", self.pick("затем каждые", "then every"))
        });
        trigger + &repeat
    }

    /// What a process-wide event is called, and what it listens to unless a person asks for it.
    pub(crate) fn process_event(&self, event: &ProcessEvent) -> String {
        let title = self.title(&event.title);
        match &event.trigger {
            ProcessTrigger::Asked => title.to_owned(),
            ProcessTrigger::Of(trigger) => {
                format!("{title}: {}", self.listened(trigger, event.repeat))
            }
        }
    }

    /// How the process begins.
    pub(crate) fn start(&self, start: &Start) -> String {
        let mut ways = Vec::new();
        if let Some(cron) = &start.cron {
            let words = schedule_words(&cron.schedule, self.language);
            ways.push(format!(
                "{} {}",
                self.pick("по расписанию:", "by schedule:"),
                words.unwrap_or_else(|| cron.schedule.clone())
            ));
        }
        if start.public {
            ways.push(self.pick("по заявлению", "by application").to_owned());
        }
        if let Some(start) = &start.message {
            ways.push(format!(
                "{} {}",
                self.pick("по сообщению", "by message"),
                start.message
            ));
        }
        if start.child {
            ways.push(
                self.pick("из другого процесса", "from another process")
                    .to_owned(),
            );
        }
        ways.extend(start.roles.iter().map(|role| self.role(role)));
        ways.join("; ")
    }
}
