//! Refusals with their status, code and sentence, taken from the errors themselves so that the document says what is said.
//!
//! Each is an example of its kind: names and numbers in its sentence are samples.

use axum::http::StatusCode;
use chrono::{DateTime, NaiveDate, Utc};
use reglament_core::{
    AbsenceProblem, FieldProblem, PeopleRejection, Rejection, TermRefusal, TestRefusal,
};
use reglament_runtime::{DraftRefusal, ServiceError};

use crate::api::ApiProblem;
use crate::locale::{Language, Locale};
use crate::web::Failure;

/// One way in which an operation may be refused.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    /// HTTP status.
    pub(crate) status: u16,
    /// Stable code.
    pub(crate) code: String,
    /// A sentence as it is told, in Russian.
    pub(crate) ru: String,
    /// The same in English.
    pub(crate) en: String,
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        failure.problem().into()
    }
}

impl From<ApiProblem> for Refusal {
    fn from(problem: ApiProblem) -> Self {
        Self {
            status: problem.status,
            code: problem.code,
            ru: problem.title_ru,
            en: problem.title,
        }
    }
}

impl From<ServiceError> for Refusal {
    fn from(error: ServiceError) -> Self {
        Failure::Service(error).into()
    }
}

impl From<Rejection> for Refusal {
    fn from(rejection: Rejection) -> Self {
        ServiceError::Rejected(rejection).into()
    }
}

impl From<DraftRefusal> for Refusal {
    fn from(refusal: DraftRefusal) -> Self {
        ServiceError::Draft(refusal).into()
    }
}

impl From<TermRefusal> for Refusal {
    fn from(refusal: TermRefusal) -> Self {
        Rejection::Term(refusal).into()
    }
}

impl From<PeopleRejection> for Refusal {
    fn from(refusal: PeopleRejection) -> Self {
        Rejection::People(refusal).into()
    }
}

impl Refusal {
    pub(super) fn everywhere() -> [Self; 5] {
        [
            Failure::ProgramRefused.into(),
            Self::too_many(),
            ServiceError::Unavailable(String::new()).into(),
            ServiceError::Damaged(String::new()).into(),
            Failure::Broken.into(),
        ]
    }

    pub(super) fn sign_in() -> Self {
        Failure::SignInNeeded.into()
    }

    pub(super) fn second_factor() -> Self {
        Failure::SecondFactorNeeded.into()
    }

    pub(super) fn foreign_site() -> Self {
        Failure::ForeignSite.into()
    }

    pub(super) fn no_key() -> Self {
        Failure::NoKey.into()
    }

    pub(super) fn key_reused() -> Self {
        ServiceError::KeyReused.into()
    }

    pub(super) fn malformed() -> Self {
        Failure::Malformed(String::new()).into()
    }

    pub(super) fn too_large() -> Self {
        Failure::TooLarge.into()
    }

    pub(super) fn not_found() -> Self {
        ServiceError::NotFound.into()
    }

    pub(super) fn forbidden() -> Self {
        ServiceError::Forbidden.into()
    }

    pub(super) fn too_many() -> Self {
        Failure::TooMany(60).into()
    }

    pub(super) fn not_drawn() -> Self {
        ServiceError::NotDrawn(String::new()).into()
    }

    /// A refusal that only one handler knows.
    pub(super) fn of(status: StatusCode, code: &str, ru: String, en: String) -> Self {
        ApiProblem::new(status, code, ru, en).into()
    }

    /// What any command to an instance may meet.
    pub(super) fn of_commands() -> Vec<Self> {
        vec![
            Rejection::NotStarted.into(),
            Rejection::InstanceEnded.into(),
            Rejection::LimitReached { what: "data" }.into(),
            Self::cannot_evaluate(),
        ]
    }

    fn cannot_evaluate() -> Self {
        let (ru, en) = words("refusal.expression");
        Rejection::CannotEvaluate { ru, en }.into()
    }

    /// What answers of a form may meet.
    pub(super) fn of_forms() -> Vec<Self> {
        let (ru, en) = words("refusal.field");
        let field = "topic".to_owned();
        let problems = vec![FieldProblem { field, ru, en }];
        let (ru, en) = words("refusal.check");
        vec![
            Rejection::InvalidForm { problems }.into(),
            Rejection::CheckFailed { ru, en }.into(),
        ]
    }

    /// What a start may meet.
    pub(super) fn of_starts() -> Vec<Self> {
        let mut all = Self::of_forms();
        let (ru, en) = words("refusal.duplicate");
        all.extend([
            Rejection::StartNotAllowed.into(),
            Rejection::LinkNotFound {
                link: "case".into(),
            }
            .into(),
            Rejection::LimitReached { what: "data" }.into(),
            Rejection::AlreadyStarted.into(),
            Rejection::Duplicate { ru, en }.into(),
            Self::cannot_evaluate(),
        ]);
        all
    }

    /// What joining an instance may meet beside a start.
    pub(super) fn of_windows() -> Vec<Self> {
        let step = "registration".to_owned();
        vec![
            Rejection::StepNotOpen { step }.into(),
            Rejection::WindowNotOpen.into(),
            Rejection::WindowClosed.into(),
            Rejection::ReasonNeeded.into(),
        ]
    }

    /// What a command about a task may meet.
    pub(super) fn of_tasks() -> Vec<Self> {
        let mut all = Self::of_commands();
        all.extend([
            Rejection::TaskClosed.into(),
            Rejection::NotYourTask.into(),
            Rejection::ConflictOfInterest.into(),
            PeopleRejection::TaskClaimed {
                by: words("sample.subject").0,
            }
            .into(),
        ]);
        all
    }

    /// What doing a task may meet beside.
    pub(super) fn of_completion() -> Vec<Self> {
        let unknown = Rejection::UnknownOutcome {
            outcome: "maybe".into(),
            known: vec!["accept".into(), "refuse".into()],
        };
        let mut all = Self::of_forms();
        all.extend([unknown.into(), PeopleRejection::NoDissent.into()]);
        all
    }

    /// What handing a task over may meet beside.
    pub(super) fn of_handing_over() -> Vec<Self> {
        vec![
            PeopleRejection::NotClaimed.into(),
            Self::unknown_person(),
            PeopleRejection::PersonExcluded {
                name: words("sample.subject").0,
            }
            .into(),
            PeopleRejection::NotTransferable.into(),
            PeopleRejection::AlreadyTheirs.into(),
            PeopleRejection::MayNotReassign.into(),
            PeopleRejection::MayNotEscalate.into(),
            PeopleRejection::NotLate.into(),
            PeopleRejection::EscalatedToday.into(),
            PeopleRejection::NobodyAbove.into(),
            PeopleRejection::NoOverdueLetter.into(),
            PeopleRejection::ReasonMissing.into(),
            PeopleRejection::NoRecusal.into(),
        ]
    }

    fn unknown_person() -> Self {
        PeopleRejection::UnknownPerson {
            id: "ivanova".into(),
        }
        .into()
    }

    /// What closing a vote may meet.
    pub(super) fn of_votes() -> Vec<Self> {
        let mut all = Self::of_commands();
        all.extend([
            Rejection::StepNotOpen {
                step: "vote".into(),
            }
            .into(),
            Rejection::EventNotAllowed.into(),
            PeopleRejection::OnlyTheChair.into(),
        ]);
        all
    }

    /// What a button of the whole process may meet.
    pub(super) fn of_events() -> Vec<Self> {
        let mut all = Self::of_commands();
        all.extend([
            Rejection::EventNotAllowed.into(),
            Rejection::CancelReasonNeeded.into(),
            PeopleRejection::ReasonMissing.into(),
        ]);
        all
    }

    /// What an act about a term may meet.
    pub(super) fn of_terms() -> Vec<Self> {
        let mut all = Self::of_commands();
        let (ru, en) = words("refusal.days");
        let on = NaiveDate::default();
        all.extend(
            [
                TermRefusal::NotAllowed,
                TermRefusal::NotOpen,
                TermRefusal::ReasonNeeded,
                TermRefusal::Passed { on },
                TermRefusal::TooLong { ru, en },
                TermRefusal::UsedUp { times: 1 },
                TermRefusal::Suspended,
                TermRefusal::NotSuspended,
                TermRefusal::BeyondInstance { on, until: on },
            ]
            .map(Self::from),
        );
        all
    }

    /// What an act about a test may meet.
    pub(super) fn of_tests() -> Vec<Self> {
        let mut all = Self::of_commands();
        let opens_at = DateTime::<Utc>::default();
        let step = "test".to_owned();
        all.push(Rejection::StepNotOpen { step }.into());
        all.extend(
            [
                TestRefusal::NotYours,
                TestRefusal::TooEarly { opens_at },
                TestRefusal::TooLate,
                TestRefusal::NotBegun,
                TestRefusal::Over,
                TestRefusal::UnknownQuestion,
                TestRefusal::AnswerDoesNotFit,
            ]
            .map(|refusal| Rejection::Test(refusal).into()),
        );
        all
    }

    /// What an answer to a job may meet.
    pub(super) fn of_jobs() -> Vec<Self> {
        let mut all = Self::of_commands();
        all.extend([Rejection::JobClosed.into(), Rejection::JobNotHeld.into()]);
        all
    }

    /// What an absence may meet.
    pub(super) fn of_absences() -> [Self; 7] {
        let person = || "ivanova".to_owned();
        [
            AbsenceProblem::UnknownPerson(person()),
            AbsenceProblem::EndsBeforeItBegins,
            AbsenceProblem::NoOrder,
            AbsenceProblem::TooManySubstitutes,
            AbsenceProblem::NamedTwice(person()),
            AbsenceProblem::Loop(vec![person(), person()]),
            AbsenceProblem::Overlaps,
        ]
        .map(|problem| ServiceError::Absence(problem).into())
    }

    /// What beginning a draft may meet.
    pub(super) fn of_draft_titles() -> [Self; 1] {
        [DraftRefusal::Title.into()]
    }

    /// What a change of a draft's texts may meet.
    pub(super) fn of_draft_texts() -> [Self; 7] {
        let path = || "certification/process.yaml".to_owned();
        let by = words("sample.subject").0;
        [
            DraftRefusal::Conflict { path: path(), by },
            DraftRefusal::NotOpen,
            DraftRefusal::Path(path()),
            DraftRefusal::Taken(path()),
            DraftRefusal::TooLong(path()),
            DraftRefusal::TooMany,
            DraftRefusal::Secret(path()),
        ]
        .map(Self::from)
    }

    /// What a step of a draft on its way may meet.
    pub(super) fn of_draft_moves() -> [Self; 8] {
        let path = "certification/process.yaml".to_owned();
        [
            DraftRefusal::NotOpen,
            DraftRefusal::NotSubmitted,
            DraftRefusal::Unchanged,
            DraftRefusal::Invalid(Vec::new()),
            DraftRefusal::Stale(vec![path]),
            DraftRefusal::Moved,
            DraftRefusal::Own,
            DraftRefusal::NoRemark,
        ]
        .map(Self::from)
    }

    /// What a migration may meet.
    pub(super) fn of_migrations() -> Self {
        let (ru, en) = words("refusal.mapping");
        Rejection::CannotMigrate { ru, en }.into()
    }
}

/// The same words in Russian and in English.
pub(super) fn words(key: &'static str) -> (String, String) {
    let say = |language| Locale::new(language).text(key).to_owned();
    (say(Language::Russian), say(Language::English))
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn a_refusal_takes_its_status_and_sentence_from_the_error() {
        let refusal = Refusal::no_key();
        assert_eq!(
            (refusal.status, refusal.code.as_str()),
            (400, "no_idempotency_key")
        );
        assert!(refusal.en.contains("Idempotency-Key") && refusal.ru != refusal.en);
    }
}
