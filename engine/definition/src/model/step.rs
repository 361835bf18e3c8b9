//! Steps: the nodes of the process graph, one variant per kind.
//!
//! A step's behaviour lives in `reglament-core`; here is only what the author wrote, resolved.

use reglament_expression::Expression;

use super::{
    BoundaryEvent, Call, CallVersion, Compensate, Deadline, DecisionTable, EachRow, Milestone,
    PublishStep, RegradeStep, Repeat, Rest, ServiceStep, TermSource, TestStep, Title, UserTask,
    WaitFor, WaitOption,
};
use std::collections::BTreeSet;

/// A node of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Id, unique in the process.
    pub id: String,
    /// Title.
    pub title: Title,
    /// Clauses that it implements, for example `3.5а`.
    pub basis: Vec<String>,
    /// Kind and its settings.
    pub kind: StepKind,
    /// What may happen while it waits.
    pub on: Vec<BoundaryEvent>,
    /// The step that undoes it, for `compensate`.
    pub undo: Option<String>,
    /// How often it may be entered.
    pub repeat: Option<Repeat>,
    /// How long it usually takes; only forecasts read it.
    pub expected: Option<TermSource>,
    /// Its place in the plan, if it is a milestone of one.
    pub milestone: Option<Box<Milestone>>,
}

/// The kinds of steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// Work for a person.
    UserTask(Box<UserTask>),
    /// A choice: of one way, of every way that holds, or by a table.
    Decision(Decision),
    /// Waits for incoming flows.
    Join(Join),
    /// Waits for a moment, a condition or a message, or for the first of several.
    Wait(Box<Wait>),
    /// A child process for each item.
    ForEach(Box<ForEach>),
    /// One child process.
    Call(Box<Call>),
    /// Sends a message to other instances.
    Send(Box<SendStep>),
    /// Sends a letter.
    Mail(MailStep),
    /// Draws a document, with a number if it names a register.
    Document(Box<DocumentStep>),
    /// Sets data.
    Set(SetStep),
    /// Asks a machine: a worker or a webhook.
    Service(Box<ServiceStep>),
    /// Publishes on a public page.
    Publish(Box<PublishStep>),
    /// A test on the computer.
    Test(Box<TestStep>),
    /// Grades a finished test anew.
    Regrade(Box<RegradeStep>),
    /// Undoes completed steps.
    Compensate(Compensate),
    /// Ends the instance (or only its token, while others run).
    End(End),
}

impl StepKind {
    /// The key of this kind in YAML.
    pub fn key(&self) -> &'static str {
        match self {
            Self::UserTask(_) => "user_task",
            Self::Decision(_) => "decision",
            Self::Join(_) => "join",
            Self::Wait(_) => "wait",
            Self::ForEach(_) => "for_each",
            Self::Call(_) => "call",
            Self::Send(_) => "send",
            Self::Mail(_) => "mail",
            Self::Document(_) => "document",
            Self::Set(_) => "set",
            Self::Service(_) => "service",
            Self::Publish(_) => "publish",
            Self::Test(_) => "test",
            Self::Regrade(_) => "regrade",
            Self::Compensate(_) => "compensate",
            Self::End(_) => "end",
        }
    }
}

impl Step {
    /// The process whose instances are this step's children, and which version of it; none for steps without children.
    pub fn child(&self) -> Option<(&str, CallVersion)> {
        match &self.kind {
            StepKind::ForEach(each) => Some((&each.process, CallVersion::Latest)),
            StepKind::Call(call) => Some((&call.process, call.version)),
            _ => None,
        }
    }

    /// Every step that a token may go to from here, in the order written, boundary events last.
    pub fn targets(&self) -> Vec<&str> {
        let mut targets: Vec<&str> = match &self.kind {
            StepKind::UserTask(task) => task
                .outcomes
                .iter()
                .flat_map(|o| &o.next)
                .chain(&task.next)
                .chain(
                    task.vote
                        .iter()
                        .flat_map(|v| v.tie.iter().chain(&v.no_quorum)),
                )
                .map(String::as_str)
                .collect(),
            StepKind::Decision(d) => d.ways().into_iter().flatten().map(String::as_str).collect(),
            StepKind::Join(s) => refs(&s.next),
            StepKind::Wait(s) => s.ways().into_iter().flatten().map(String::as_str).collect(),
            StepKind::ForEach(s) => refs(&s.next),
            StepKind::Call(s) => s
                .outcomes
                .values()
                .flatten()
                .chain(&s.next)
                .map(String::as_str)
                .collect(),
            StepKind::Send(s) => refs(&s.next),
            StepKind::Mail(s) => refs(&s.next),
            StepKind::Document(s) => refs(&s.next),
            StepKind::Set(s) => refs(&s.next),
            StepKind::Service(s) => refs(&s.next),
            StepKind::Publish(s) => refs(&s.next),
            StepKind::Test(s) => refs(&s.next),
            StepKind::Regrade(s) => refs(&s.next),
            StepKind::Compensate(s) => refs(&s.next),
            StepKind::End(_) => Vec::new(),
        };
        targets.extend(
            self.on
                .iter()
                .flat_map(|event| &event.next)
                .map(String::as_str),
        );
        targets.extend(self.repeat_limit().map(|limit| limit.then.as_str()));
        targets
    }

    /// The bound of its repetitions, if it has one.
    pub fn repeat_limit(&self) -> Option<&super::RepeatLimit> {
        self.repeat.as_ref()?.limit.as_ref()
    }
}

fn refs(next: &[String]) -> Vec<&str> {
    next.iter().map(String::as_str).collect()
}

/// Values computed and stored, in the order written: later ones see earlier ones.
pub type Assignments = Vec<(String, Expression)>;

/// A document to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawDocument {
    /// Id of the template.
    pub template: String,
    /// Keys and values given to the template, in the order written.
    pub data: Assignments,
    /// Register that gives the number; the number and date are `document.number` and `document.date`.
    pub register: Option<String>,
    /// Columns of the register's entry.
    pub entry: Assignments,
}

/// A choice: the first case that holds, or every case that holds, or what a table says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Cases in order; empty with a table.
    pub cases: Vec<Case>,
    /// Whether every case that holds is taken, all in parallel, instead of the first.
    pub inclusive: bool,
    /// The table, if the choice is made by one.
    pub table: Option<DecisionTable>,
    /// Taken when no case holds and no row fits. Empty only beside a table that leaves nothing open.
    pub otherwise: Vec<String>,
}

impl Decision {
    /// The ways out in the order written, `otherwise` last.
    pub fn ways(&self) -> Vec<&[String]> {
        let cases = self.cases.iter().map(|case| case.next.as_slice());
        let table = self.table.iter().flat_map(|table| {
            let rows = table.rows.iter().map(|row| row.next.as_slice());
            rows.chain([table.next.as_slice()])
        });
        let ways = cases.chain(table).chain([self.otherwise.as_slice()]);
        ways.filter(|way| !way.is_empty()).collect()
    }
}

/// One case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What the way is called, when the condition says little to a reader: «да».
    pub title: Option<Title>,
    /// Condition.
    pub when: Expression,
    /// Where to go.
    pub next: Vec<String>,
}

/// Waits until its flows have arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Join {
    /// Ids of the steps whose flows may arrive.
    pub from: Vec<String>,
    /// For how many of them it waits.
    pub wait_for: WaitFor,
    /// What becomes of the others.
    pub rest: Rest,
    /// Ids of the steps between the fork that all flows have passed and this join: a token at one of them can still
    /// come here. Computed by the compiler.
    pub region: BTreeSet<String>,
    /// Where to go then.
    pub next: Vec<String>,
}

/// Waits. Exactly one of the first five is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wait {
    /// Until a date (its local midnight) or a moment.
    pub until: Option<Expression>,
    /// Until a term has passed.
    pub term: Option<Deadline>,
    /// Until a condition over the data holds.
    pub when: Option<Expression>,
    /// Until a message arrives; messages that came earlier are kept.
    pub message: Option<String>,
    /// Until the first of these has happened; each has values and a way of its own.
    pub first: Vec<WaitOption>,
    /// Values set from `message.<key>` or other data when the wait is over.
    pub set: Assignments,
    /// Where to go then.
    pub next: Vec<String>,
}

impl Wait {
    /// The ways out in the order written.
    pub fn ways(&self) -> Vec<&[String]> {
        let options = self.first.iter().map(|option| option.next.as_slice());
        let ways = options.chain([self.next.as_slice()]);
        ways.filter(|way| !way.is_empty()).collect()
    }
}

/// A child process per item; items may be added while the window is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForEach {
    /// Child process id.
    pub process: String,
    /// The items that begin with the step.
    pub each: Option<EachRow>,
    /// How further items come in. At least one of `each` and `window` is given.
    pub window: Option<ItemWindow>,
    /// The next item begins when the one before has ended. Never together with `window`.
    pub one_by_one: bool,
    /// Enough has been done: children that still run are cancelled and the step is complete.
    pub until: Option<Expression>,
    /// Fields of the child that must not repeat among items.
    pub unique: Vec<String>,
    /// Fields of the child that are mirrored into `<step>.items`.
    pub reports: Vec<String>,
    /// Values set in the child when it starts.
    pub give: Assignments,
    /// Where to go when no item can come any more and every child has ended.
    pub next: Vec<String>,
}

/// The registration window of a `for_each`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemWindow {
    /// Anybody may join through the public form.
    pub public: bool,
    /// Opens at; absent: when the step is entered.
    pub opens: Option<Expression>,
    /// Closes at a date (its end, 24:00 local) or a moment.
    pub closes: Expression,
    /// Roles that may add an item after the window, with a reason.
    pub late_roles: Vec<String>,
    /// Until when they may; absent: as long as the step is active.
    pub late_until: Option<Expression>,
}

/// Sends a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendStep {
    /// Name of the message.
    pub message: String,
    /// Who receives it. With `each`, evaluated per row.
    pub to: SendTo,
    /// A list to go through: variable name and list; one message per row.
    pub each: Option<(String, Expression)>,
    /// Contents.
    pub data: Assignments,
    /// Where to go then.
    pub next: Vec<String>,
}

/// The receivers of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendTo {
    /// Instances by id: a text, or a list of texts.
    Instances(Expression),
    /// The running instances of a process whose key for this message is equal; kept until there is one.
    Key {
        /// Process.
        process: String,
        /// Key.
        key: Expression,
    },
}

/// Sends a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailStep {
    /// Template.
    pub letter: String,
    /// An address given by an expression, or
    pub to: Option<Expression>,
    /// the holders of these roles.
    pub roles: Vec<String>,
    /// Where to go then.
    pub next: Vec<String>,
}

/// Draws a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentStep {
    /// What is drawn.
    pub draw: DrawDocument,
    /// Where to go then.
    pub next: Vec<String>,
}

/// Sets data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetStep {
    /// Values.
    pub values: Assignments,
    /// Where to go then.
    pub next: Vec<String>,
}

/// The end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// Cancels whatever else is still open in the instance. An error end always does.
    pub terminates: bool,
    /// The instance ends as failed with this error; the parent of a child meets it at the step that started the child.
    pub error: Option<String>,
}
