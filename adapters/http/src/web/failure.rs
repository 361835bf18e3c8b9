//! Errors of handlers and layers, and the one place where they become a page or a `problem+json`.
//!
//! A handler returns a [`Failure`]; the outer layer [`explain`] prints it in the visitor's language. Answers that
//! already are pages (a form with mistakes) pass untouched.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use reglament_core::{CorrectionRefusal, PassingRefusal, PeopleRejection, Rejection, TestRefusal};
use reglament_runtime::port::CompileProblem;
use reglament_runtime::{DraftRefusal, ProgramProblem, Scope, ServiceError, UploadProblem};

use super::Visitor;
use crate::api::{ApiProblem, FieldProblem};
use crate::form::{FormRejection, UnknownField};
use crate::headers::RequestId;
use crate::locale::{Language, Locale};
use crate::pages::html;
use crate::ui::failure::FailurePage;
use crate::ui::parts::Link;
use crate::{App, limits};

/// Why a request was not served.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    /// No such page, or not for this visitor.
    NotFound,
    /// The API needs a session.
    SignInNeeded,
    /// The password was right, but the installation demands a second factor that is not set up yet.
    SecondFactorNeeded,
    /// The token of a program is unknown, too old or withdrawn.
    ProgramRefused,
    /// A program asks for what only people do.
    PersonNeeded,
    /// Somebody who is no program asks for what is about programs themselves.
    ProgramNeeded,
    /// The program was not given this scope.
    NoScope(Scope),
    /// Too many attempts or too many at once; how many seconds to wait.
    TooMany(u64),
    /// Everything of this kind is taken; how many seconds to wait.
    Full(u64),
    /// Sent by a page of another site.
    ForeignSite,
    /// The body is larger than allowed.
    TooLarge,
    /// The body is not what the address takes.
    Unreadable,
    /// The query or the body of a program cannot be read; why, in English.
    Malformed(String),
    /// The address exists, but not for this method; the methods that it takes.
    WrongMethod(String),
    /// A command of the API without its key.
    NoKey,
    /// The service said no.
    Service(ServiceError),
    /// Something broke here.
    Broken,
}

impl Failure {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInNeeded | Self::ProgramRefused => StatusCode::UNAUTHORIZED,
            Self::PersonNeeded | Self::ProgramNeeded | Self::NoScope(_) => StatusCode::FORBIDDEN,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Full(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::ForeignSite | Self::SecondFactorNeeded => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongMethod(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unreadable | Self::Malformed(_) | Self::NoKey => StatusCode::BAD_REQUEST,
            Self::Service(error) => service_status(error),
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The failure behind a bare status, such as that of an extractor or a timeout.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Self::NotFound,
            StatusCode::UNAUTHORIZED => Self::SignInNeeded,
            StatusCode::TOO_MANY_REQUESTS => Self::TooMany(60),
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => {
                Self::Service(ServiceError::Unavailable(String::new()))
            }
            status if status.is_client_error() => Self::Unreadable,
            _ => Self::Broken,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::SignInNeeded => "sign_in_needed",
            Self::SecondFactorNeeded => "second_factor_needed",
            Self::ProgramRefused => "program_refused",
            Self::PersonNeeded => "person_needed",
            Self::ProgramNeeded => "program_needed",
            Self::NoScope(_) => "scope_missing",
            Self::TooMany(_) => "too_many_requests",
            Self::Full(_) => "unavailable",
            Self::ForeignSite => "foreign_site",
            Self::TooLarge => "too_large",
            Self::WrongMethod(_) => "method_not_allowed",
            Self::Unreadable | Self::Malformed(_) => "unreadable",
            Self::NoKey => "no_idempotency_key",
            Self::Service(error) => error.code(),
            Self::Broken => "broken",
        }
    }

    /// Heading and advice, as keys of the language files; rejections bring their own sentence.
    fn words(&self, locale: Locale) -> (&'static str, String) {
        let (title, advice) = match self {
            Self::NotFound | Self::Service(ServiceError::NotFound) => {
                ("failure.missing", "failure.missing_advice")
            }
            Self::SignInNeeded => ("failure.sign_in", "failure.sign_in_advice"),
            Self::SecondFactorNeeded => ("failure.refused", "second_factor.demanded"),
            Self::ProgramRefused => ("failure.sign_in", "failure.program_refused"),
            Self::PersonNeeded => ("failure.forbidden", "failure.person_needed"),
            Self::ProgramNeeded => ("failure.forbidden", "failure.program_needed"),
            Self::NoScope(scope) => {
                let advice = locale.fill("failure.no_scope", &[("scope", scope.name())]);
                return ("failure.forbidden", advice);
            }
            Self::TooMany(_) | Self::Full(_) => ("failure.busy", "failure.busy_advice"),
            Self::Service(ServiceError::Unavailable(_)) => ("failure.busy", "failure.busy_advice"),
            Self::ForeignSite => ("failure.refused", "failure.foreign_advice"),
            Self::TooLarge => ("failure.refused", "form.too_large"),
            Self::WrongMethod(_) => ("failure.refused", "failure.wrong_method"),
            Self::Unreadable => ("failure.refused", "form.unreadable"),
            Self::Malformed(_) => ("failure.refused", "failure.malformed"),
            Self::NoKey => ("failure.refused", "failure.no_key"),
            Self::Service(ServiceError::Forbidden) => {
                ("failure.forbidden", "failure.forbidden_advice")
            }
            Self::Service(error @ ServiceError::Damaged(_)) => {
                return ("failure.broken", said(locale, error));
            }
            Self::Service(error) => return ("failure.refused", said(locale, error)),
            Self::Broken => ("failure.broken", "failure.broken_advice"),
        };
        (title, locale.text(advice).to_owned())
    }

    pub(crate) fn problem(&self) -> ApiProblem {
        let sentence = |language| self.words(Locale::new(language)).1;
        let (ru, en) = (sentence(Language::Russian), sentence(Language::English));
        let mut problem = ApiProblem::new(self.status(), self.code(), ru, en);
        if let Self::Malformed(why) = self {
            problem.detail = Some(why.chars().take(limits::DETAIL_CHARS).collect());
        }
        if let Self::Service(ServiceError::Upload(UploadProblem::Offset(offset))) = self {
            problem.offset = Some(*offset);
        }
        if let Self::Service(ServiceError::Rejected(Rejection::InvalidForm { problems })) = self {
            let field = |problem: &reglament_core::FieldProblem| FieldProblem {
                field: problem.field.clone(),
                ru: problem.ru.clone(),
                en: problem.en.clone(),
            };
            problem.errors = problems.iter().map(field).collect();
        }
        if let Self::Service(ServiceError::Draft(DraftRefusal::Invalid(mistakes))) = self {
            let field = |mistake: &CompileProblem| FieldProblem {
                field: format!("{}:{}", mistake.file, mistake.line),
                ru: mistake.ru.clone(),
                en: mistake.en.clone(),
            };
            problem.errors = mistakes.iter().map(field).collect();
        }
        problem
    }

    fn page(&self, app: &App, visitor: &Visitor, request: String) -> Response {
        let (title, advice) = self.words(visitor.locale);
        let signed_in = visitor.person.is_some();
        let home = if signed_in { "/tasks" } else { "/" };
        let page = FailurePage {
            shell: visitor.shell(app, visitor.locale.text(title), ""),
            status: self.status().as_u16(),
            advice,
            link: Link::new(visitor.locale.text("failure.home"), home),
            request,
        };
        html(self.status(), page).unwrap_or_else(|_| self.status().into_response())
    }
}

fn said(locale: Locale, error: &ServiceError) -> String {
    locale.said(error.ru(), error.en())
}

fn service_status(error: &ServiceError) -> StatusCode {
    match error {
        ServiceError::NotFound => StatusCode::NOT_FOUND,
        ServiceError::Forbidden => StatusCode::FORBIDDEN,
        ServiceError::NotOnlySignature => StatusCode::CONFLICT,
        ServiceError::Rejected(rejection) => rejection_status(rejection),
        ServiceError::Absence(_) | ServiceError::File(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ServiceError::Upload(UploadProblem::Offset(_)) => StatusCode::CONFLICT,
        ServiceError::Upload(UploadProblem::TooMany) => StatusCode::TOO_MANY_REQUESTS,
        ServiceError::Upload(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ServiceError::Draft(refusal) if refusal.is_conflict() => StatusCode::CONFLICT,
        ServiceError::Draft(DraftRefusal::Own) => StatusCode::FORBIDDEN,
        ServiceError::Draft(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ServiceError::Program(ProgramProblem::NameTaken) => StatusCode::CONFLICT,
        ServiceError::Program(_) | ServiceError::Subscription(_) | ServiceError::Erasure(_) => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        ServiceError::KeyReused => StatusCode::CONFLICT,
        ServiceError::NotDrawn(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ServiceError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        ServiceError::Damaged(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// What was sent is wrong: 422. What was sent is right, but not by this person: 403. Not at this time: 409.
fn rejection_status(rejection: &Rejection) -> StatusCode {
    match rejection {
        Rejection::InvalidForm { .. }
        | Rejection::CheckFailed { .. }
        | Rejection::UnknownOutcome { .. }
        | Rejection::LinkNotFound { .. }
        | Rejection::ReasonNeeded
        | Rejection::Passing(PassingRefusal::ReasonNeeded | PassingRefusal::UnknownWay)
        | Rejection::Correction(
            CorrectionRefusal::ReasonNeeded | CorrectionRefusal::NothingChanged,
        )
        | Rejection::Test(TestRefusal::AnswerDoesNotFit)
        | Rejection::Duplicate { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Rejection::People(
            PeopleRejection::UnknownPerson { .. }
            | PeopleRejection::PersonExcluded { .. }
            | PeopleRejection::ReasonMissing
            | PeopleRejection::NoDissent,
        ) => StatusCode::UNPROCESSABLE_ENTITY,
        Rejection::People(
            PeopleRejection::MayNotReassign
            | PeopleRejection::MayNotEscalate
            | PeopleRejection::OnlyTheChair,
        ) => StatusCode::FORBIDDEN,
        Rejection::Passing(PassingRefusal::NotYours)
        | Rejection::Correction(CorrectionRefusal::NotYours) => StatusCode::FORBIDDEN,
        Rejection::NotYourTask | Rejection::ConflictOfInterest | Rejection::StartNotAllowed => {
            StatusCode::FORBIDDEN
        }
        _ => StatusCode::CONFLICT,
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        let retry = match &self {
            Self::TooMany(seconds) | Self::Full(seconds) => Some(*seconds),
            // What was asked may have been done: the same key finds its answer then.
            Self::Service(ServiceError::Unavailable(_)) => Some(limits::STORE_RETRY.as_secs()),
            _ => None,
        };
        if let Some(seconds) = retry {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Self::WrongMethod(methods) = &self
            && let Ok(methods) = HeaderValue::from_str(methods)
        {
            response.headers_mut().insert(header::ALLOW, methods);
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        Self::Service(error)
    }
}

impl From<FormRejection> for Failure {
    fn from(rejection: FormRejection) -> Self {
        match rejection {
            FormRejection::TooLarge => Self::TooLarge,
            FormRejection::Unreadable => Self::Unreadable,
        }
    }
}

impl From<UnknownField> for Failure {
    fn from(_: UnknownField) -> Self {
        Self::Unreadable
    }
}

/// Prints the failures of everything inside.
pub(crate) async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let stranger = Visitor::stranger(&request);
    let is_program = request.uri().path().starts_with("/api/v1/") || wants_json(request.headers());
    let is_reading = request.method().is_safe();
    let id = request
        .extensions()
        .get::<RequestId>()
        .map(|id| id.0.clone());
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || is_finished(&response) {
        return response;
    }
    let found = response.extensions().get::<Failure>().cloned();
    // A path or query that cannot be read names nothing that exists.
    let failure = match found {
        Some(failure) => failure,
        None if is_reading && status == StatusCode::BAD_REQUEST => Failure::NotFound,
        None => Failure::of_status(status),
    };
    let id = id.unwrap_or_default();
    log(&failure, &id);
    let visitor = response.extensions().get::<Visitor>().unwrap_or(&stranger);
    let mut told = if is_program {
        let mut problem = failure.problem();
        problem.request = status.is_server_error().then_some(id);
        problem.into_response()
    } else {
        failure.page(&app, visitor, id)
    };
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = response.headers().get(&name) {
            told.headers_mut().insert(name, value.clone());
        }
    }
    told
}

/// Whether a script or a program asks, and no person who would read a page.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT);
    accept.is_some_and(|accept| accept.as_bytes() == b"application/json")
}

/// Whether the answer is a page or a problem already.
fn is_finished(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/html") || kind.starts_with("application/problem+json")
}

fn log(failure: &Failure, request: &str) {
    match failure {
        Failure::Service(error @ (ServiceError::Unavailable(_) | ServiceError::Damaged(_))) => {
            tracing::error!(request, ?error, "a request failed");
        }
        Failure::Broken => tracing::error!(request, "a request failed"),
        _ => tracing::debug!(request, code = failure.code(), "a request was refused"),
    }
}
