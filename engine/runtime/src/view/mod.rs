//! What pages, the API and the command line are told: plain data, already checked for what the viewer may see.
//!
//! Texts that come from a regulation are [`Title`]s; sentences made by the runtime come in Russian and English. Nothing
//! here refers to a definition or an instance in memory.

mod access_log;
mod administration;
mod board;
mod calendar;
mod control;
mod correction;
mod data;
mod directory;
mod effects;
mod entry;
mod erasure;
mod forecast;
mod identity;
mod indicators;
mod instance;
mod integrity;
mod jobs;
mod letters;
mod lists;
mod machines;
mod message;
mod migration;
mod passing;
mod people;
mod personal_data;
mod plan;
mod process_times;
mod profile;
mod program;
mod reply;
mod scorecard;
mod service;
mod status;
mod subscription;
mod task;
mod term;
mod test;
mod upload;
mod validity;

pub use access_log::{AccessLine, AccessPage, AccessQuery};
pub use administration::{
    DraftFileKind, DraftFileView, DraftLine, DraftMoveView, DraftTexts, DraftView, EditionLine,
    ProcessLine,
};
pub use board::{BoardCell, BoardChoice, BoardColumn, BoardRow, BoardView, Reminded};
pub use calendar::{
    CalendarYearView, CountProblem, CountedTerm, NormView, SpecialDay, TermQuestion,
};
pub use control::{
    Duty, StripOf, StripRow, StripView, TogetherDone, TogetherOutcome, TogetherRefusal,
    TogetherTask,
};
pub use correction::{CorrectionView, CorrectionWish};
pub use data::{ChoiceView, DataView, FieldKindView, FieldView, FormView, PersonView};
pub use directory::{
    AccountState, AuditLine, AuditPage, DirectoryEntry, DirectoryLine, DirectoryPage,
    DirectoryQuery, SeenCases, SeenProcess,
};
pub use effects::EffectsView;
pub use entry::{HistoryLine, OutboxView, RegisterEntry, RegisterView, RegisterYear};
pub use erasure::{
    DestroyedCase, DestroyedRow, ErasureActLine, ErasureActView, ErasureWish, KeptCase,
    RetentionLine, RetentionView,
};
pub use forecast::{ForecastView, LateView, SaidView, SimulatedShift, SimulationView};
pub use identity::{Linked, Recognised};
pub use indicators::{
    AskedFigures, AskedTrend, CasesView, IndicatorSetView, IndicatorsView, TrendView,
};
pub use instance::{
    ChildView, DocumentView, EventButton, IncidentView, InstanceView, LateWindow, LetterView,
    OpenTask, StepState, StepView,
};
pub use integrity::{AnchorView, ChainsView, IntegrityFinding, IntegrityView, LastAnchor};
pub use jobs::{JobView, PublicPage, PublicationView};
pub use letters::{BouncesView, LetterChoices, LetterKindView, LetterPreview, UnsubscribeView};
pub use lists::{
    Counters, ExpectedTask, InstanceLine, InstancePage, InstanceQuery, OverdueQuery, TaskLine,
    TaskPage,
};
pub use machines::{OpenJob, OpenJobs, ScheduleView, ScheduledDigest, ScheduledStart};
pub use message::{MessageTaken, MessageView};
pub use migration::{MigrationLine, MigrationReport, MigrationState, TermLine};
pub use passing::{LostKind, LostView, PassingView, PassingWish, WayView};
pub use people::{AbsenceState, AbsenceView, ActingFor, PersonOption, TaskActions, VoteView};
pub use personal_data::{
    AbsenceData, AccountData, CaseData, CaseFound, Cut, DeviceData, FoundBy, IdentityData,
    LookData, OfficialData, PaperData, PaperKept, PartData, PersonFound, PersonSought, PersonWish,
    PersonalData, TaskData,
};
pub use plan::{MilestoneView, PlanView};
pub use process_times::{MeasuredProcess, ProcessTimesView, SpreadView, StepTimesView};
pub use profile::ProfileView;
pub use program::{NewProgram, ProgramState, ProgramView, ProgramWish};
pub use reglament_definition::{IndicatorUnit, Title};
pub use reglament_indicator::{
    Assumption, Base, Case, Counts, Every, Figure, Forecast, Missing, Point as TrendPoint, Report,
    Trend, Year,
};
pub use reply::{Accepted, Difference, Receipt};
pub use scorecard::{CardGroupView, CardIndicatorView, CardLineView, CardRowView, CardView};
pub use service::{LinkView, PublicService, ServiceKind, StartForm};
pub use status::{AppealView, Milestone, StatusView};
pub use subscription::{NewSubscription, SubscriptionView, SubscriptionWish};
pub use task::{ClauseView, DueView, OutcomeView, SignerView, TaskView};
pub use term::{DateView, ExtendView, ResumeView, TermActsView};
pub use test::{AnswerKept, AskedView, TestLink, TestStage, TestView};
pub use upload::UploadView;
pub use validity::Validity;
