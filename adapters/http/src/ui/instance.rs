//! One instance: where it stands, its data, documents, letters and history, and its children.
//!
//! Each tab is a page with an address of its own; [`InstanceBody`] says which one this is.

use askama::Template;

use super::instances::InstanceRow;
use super::parts::{
    Chip, DeadlineView, DocumentRow, Drawing, LetterRow, Link, Pair, Shell, Tab, TimelineEntry,
};
use super::plan::PlanBoard;

/// A step where a token waits.
#[derive(Clone, Debug)]
pub struct CurrentStep {
    /// Title of the step.
    pub title: String,
    /// Who holds it, what it waits for.
    pub facts: Vec<Pair>,
    /// When it is due.
    pub deadline: Option<DeadlineView>,
    /// The task, when the viewer may do it.
    pub task_href: Option<String>,
    /// What the viewer may do with it beside doing it.
    pub acts: Vec<Link>,
}

/// A date that lies ahead.
#[derive(Clone, Debug)]
pub struct DateRow {
    /// What happens then.
    pub title: String,
    /// The date and why.
    pub deadline: DeadlineView,
}

/// A step in the list beside the diagram, for phones, prints and screen readers.
#[derive(Clone, Debug)]
pub struct StepRow {
    /// Id of the step, the target of links in the diagram.
    pub id: String,
    /// Its state.
    pub chip: Chip,
    /// Whether nothing has happened there yet.
    pub ahead: bool,
    /// Title.
    pub title: String,
    /// When it was done, by whom.
    pub note: String,
}

/// How many of the steps are still ahead.
pub(crate) fn ahead(steps: &[StepRow]) -> usize {
    steps.iter().filter(|step| step.ahead).count()
}

/// The first tab.
#[derive(Clone, Debug, Default)]
pub struct CourseView {
    /// The process with the state painted in.
    pub diagram: Drawing,
    /// Where it is shown alone.
    pub diagram_href: String,
    /// Steps in the order of the definition.
    pub steps: Vec<StepRow>,
    /// Where it stands.
    pub current: Vec<CurrentStep>,
    /// Dates that lie ahead.
    pub dates: Vec<DateRow>,
    /// Children of a `for_each` step.
    pub children: Vec<InstanceRow>,
    /// Heading of the children: title of the step.
    pub children_title: String,
    /// The last events.
    pub history: Vec<TimelineEntry>,
    /// Address of the whole history.
    pub history_href: String,
    /// Where the board of its children is.
    pub board_href: String,
    /// Documents.
    pub documents: Vec<DocumentRow>,
}

/// The tab with the picture.
#[derive(Clone, Debug, Default)]
pub struct PictureView {
    /// The process with the state painted in.
    pub diagram: Drawing,
    /// The same as a list: for phones, and for those who do not see the picture.
    pub steps: Vec<StepRow>,
}

/// What the open tab shows.
#[derive(Clone, Debug)]
pub enum InstanceBody {
    /// Where it stands.
    Course(Box<CourseView>),
    /// The milestones.
    Plan(Box<PlanBoard>),
    /// The picture of the process.
    Picture(PictureView),
    /// The data that the viewer may see; confidential values are masked before they come here.
    Data(Vec<Pair>),
    /// Documents.
    Documents(Vec<DocumentRow>),
    /// Letters.
    Letters(Vec<LetterRow>),
    /// Everything that happened, newest first.
    History(Vec<TimelineEntry>),
}

impl InstanceBody {
    /// Where the diagram goes, in a tab that shows it: drawing takes a while and is left to whoever has the time.
    pub fn diagram_to_draw(&mut self) -> Option<&mut Drawing> {
        match self {
            Self::Picture(tab) => Some(&mut tab.diagram),
            Self::Course(course) => Some(&mut course.diagram),
            Self::Plan(_)
            | Self::Data(_)
            | Self::Documents(_)
            | Self::Letters(_)
            | Self::History(_) => None,
        }
    }
}

/// What may be done with the instance.
#[derive(Clone, Debug, Default)]
pub struct InstanceActions {
    /// The viewer's own task.
    pub open: Option<Link>,
    /// What the viewer may do at once beside it: hand the task over, go on without a stuck step.
    pub beside: Vec<Link>,
    /// What is done rarely, folded.
    pub more: Vec<Link>,
}

/// View of `/instances/{id}` and its tabs.
#[derive(Clone, Debug, Template)]
#[template(path = "instance.html")]
pub struct InstancePage {
    /// Surroundings; the title is the heading.
    pub shell: Shell,
    /// State beside the heading.
    pub state: Chip,
    /// Process and version, start, due date, parent.
    pub facts: Vec<Pair>,
    /// The instance it belongs to.
    pub parent: Option<Link>,
    /// What the viewer may do.
    pub actions: InstanceActions,
    /// Tabs.
    pub tabs: Vec<Tab>,
    /// The open tab.
    pub body: InstanceBody,
}
