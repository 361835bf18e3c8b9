//! Errors of the API: `application/problem+json` with a stable code and a sentence in both languages.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A mistake in one field.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct FieldProblem {
    /// Path of the field, for example `rows.0.question`.
    pub field: String,
    /// The sentence in Russian.
    pub ru: String,
    /// The sentence in English.
    pub en: String,
}

/// An error.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct ApiProblem {
    /// HTTP status.
    pub status: u16,
    /// Stable code; programs rely on it.
    pub code: String,
    /// What happened, in English.
    pub title: String,
    /// What happened, in Russian.
    pub title_ru: String,
    /// What exactly cannot be read, for developers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Number of the request, as it stands in the log, where the program or its database failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// How many bytes of a file have come, where another part of it was expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
    /// Mistakes in fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

impl ApiProblem {
    /// An error without field mistakes.
    pub fn new(
        status: StatusCode,
        code: &str,
        ru: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            status: status.as_u16(),
            code: code.to_owned(),
            title: en.into(),
            title_ru: ru.into(),
            detail: None,
            request: None,
            offset: None,
            errors: Vec::new(),
        }
    }
}

impl IntoResponse for ApiProblem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(self)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use axum::response::IntoResponse;

    use super::ApiProblem;

    #[test]
    fn a_problem_has_its_status_and_media_type() {
        let problem = ApiProblem::new(StatusCode::CONFLICT, "task.completed", "уже", "already");
        let response = problem.into_response();
        assert_eq!(response.status(), StatusCode::CONFLICT);
        assert_eq!(
            response.headers()["content-type"],
            "application/problem+json"
        );
    }
}
