//! A form that comes when its session has ended: what was typed goes through the sign-in in the page itself and comes back.
//!
//! Nothing of it is stored, so that nothing has to be found again, forgotten or guarded: it stays with whoever sat before it.
//! Attached files are not kept, and neither are passwords. Nothing is carried out without another press.

use axum::extract::{DefaultBodyLimit, Request};
use axum::http::request::Parts;
use axum::http::{Method, header};

use super::{REFRESH, wants_json};
use crate::form::{FormBody, FormRejection};
use crate::limits;

/// Before the names of what was typed, within the form of the sign-in.
const TYPED: &str = "kept.";
const TO: &str = "_kept_to";
const OF: &str = "_kept_of";
const FILES: &str = "_kept_files";

/// Sent with a form that comes back, so that its page says so.
pub(crate) const COMES_BACK: &str = "_kept";

/// Forms with secrets in them, which are typed anew, and one in which nothing is typed.
const NOT_KEPT: [&str; 3] = ["/me/password", "/me/second-factor", "/me/sessions"];

/// Buttons that do something else than show a form again.
const BUTTONS: [&str; 6] = [
    "_outcome", "_add", "_remove", "_import", "_accept", "_count",
];

/// A form with what was typed into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeptForm {
    /// Path and query that it was sent to.
    pub(crate) to: String,
    /// Whose session it was; empty when nobody knows any more.
    pub(crate) of: String,
    /// Whether files were attached.
    pub(crate) has_files: bool,
    /// Names and values.
    pub(crate) pairs: Vec<(String, String)>,
}

impl KeptForm {
    /// The form of a request of somebody who is not signed in; none when a script sends it, or there is nothing typed.
    ///
    /// # Errors
    /// It is larger than what is kept, or cannot be read.
    pub(crate) async fn read(
        mut request: Request,
        of: &str,
    ) -> Result<Option<Self>, FormRejection> {
        let (parts, body) = request.into_parts();
        if !is_kept(&parts) {
            return Ok(None);
        }
        let target = parts.uri.path_and_query();
        let to = target.map_or("/", |target| target.as_str()).to_owned();
        request = Request::from_parts(parts, body);
        DefaultBodyLimit::max(limits::PUBLIC_UPLOAD_BODY_BYTES).apply(&mut request);
        let body = FormBody::read(request, limits::PUBLIC_UPLOAD_BODY_BYTES).await?;
        let length = |(name, value): &(String, String)| name.len() + value.len();
        if body.pairs.iter().map(length).sum::<usize>() > limits::KEPT_FORM_BYTES {
            return Err(FormRejection::TooLarge);
        }
        let kept = Self {
            to,
            of: of.to_owned(),
            has_files: !body.files.is_empty(),
            pairs: body.pairs,
        };
        Ok(Some(kept).filter(|kept| kept.has_files || kept.typed().next().is_some()))
    }

    /// What came back with the form of the sign-in.
    pub(crate) fn come_back(sent: &[(String, String)]) -> Option<Self> {
        let get = |wanted: &str| sent.iter().find(|(name, _)| name == wanted);
        let pair = |(name, value): &(String, String)| {
            let name = name.strip_prefix(TYPED)?;
            Some((name.to_owned(), value.clone()))
        };
        Some(Self {
            to: get(TO)?.1.clone(),
            of: get(OF).map_or_else(String::new, |(_, of)| of.clone()),
            has_files: get(FILES).is_some(),
            pairs: sent.iter().filter_map(pair).collect(),
        })
    }

    /// The hidden fields with which the form of the sign-in carries it.
    pub(crate) fn hidden(&self) -> Vec<(String, String)> {
        let own = [(TO, &self.to), (OF, &self.of)];
        let own = own.map(|(name, value)| (name.to_owned(), value.clone()));
        let files = self.has_files.then(|| (FILES.to_owned(), "1".to_owned()));
        let typed = self.pairs.iter();
        let typed = typed.map(|(name, value)| (format!("{TYPED}{name}"), value.clone()));
        own.into_iter().chain(files).chain(typed).collect()
    }

    /// What a person typed or chose: not what the page had put there.
    pub(crate) fn typed(&self) -> impl Iterator<Item = &str> {
        let typed = self.pairs.iter();
        let typed = typed.filter(|(name, value)| !name.starts_with('_') && !value.is_empty());
        typed.map(|(_, value)| value.as_str())
    }

    /// Whether the place that it was sent to can show it filled in without carrying it out.
    pub(crate) fn comes_again(&self) -> bool {
        let path = self.to.split('?').next().unwrap_or_default();
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        matches!(
            parts.as_slice(),
            ["tasks", _, _] | ["start", _] | ["instances", _, "late", _]
        )
    }

    /// The fields that show it again, filled in.
    pub(crate) fn shown_again(&self) -> Vec<(String, String)> {
        let own = self.pairs.iter();
        let own = own.filter(|(name, _)| !BUTTONS.contains(&name.as_str()));
        let again = ["_count", COMES_BACK].map(|name| (name.to_owned(), "1".to_owned()));
        own.cloned().chain(again).collect()
    }
}

/// Whether a person has sent a form; scripts find out by themselves that the session is over.
fn is_kept(parts: &Parts) -> bool {
    let mode = parts.headers.get("sec-fetch-mode");
    let by_script = mode.is_some_and(|mode| mode != "navigate")
        || parts.headers.contains_key(REFRESH)
        || wants_json(&parts.headers);
    let is_form = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| {
        let kind = kind.as_bytes();
        kind.starts_with(b"application/x-www-form-urlencoded")
            || kind.starts_with(b"multipart/form-data")
    });
    parts.method == Method::POST && is_form && !by_script && !NOT_KEPT.contains(&parts.uri.path())
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;

    use super::KeptForm;

    async fn read(path: &str, body: &str, header: (&str, &str)) -> Option<KeptForm> {
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header(header.0, header.1)
            .body(Body::from(body.to_owned()))
            .unwrap();
        KeptForm::read(request, "anna").await.unwrap()
    }

    #[tokio::test]
    async fn what_a_person_typed_comes_back_and_what_a_script_or_a_secret_form_sends_does_not() {
        let page = ("sec-fetch-mode", "navigate");
        let body = "_command=7&topic=%D1%91&_outcome=accept";
        let kept = read("/tasks/a/1?x=1", body, page).await.unwrap();
        assert_eq!(kept.typed().collect::<Vec<_>>(), ["ё"]);
        assert_eq!(
            (kept.to.as_str(), kept.of.as_str()),
            ("/tasks/a/1?x=1", "anna")
        );
        assert_eq!(KeptForm::come_back(&kept.hidden()), Some(kept.clone()));
        let again = kept.shown_again();
        let names: Vec<&str> = again.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["_command", "topic", "_count", "_kept"]);
        let rows = [
            ("/tasks/a/1", "_command=7&topic=", page),
            ("/tasks/a/1", "", page),
            ("/me/password", "present=a&new=b", page),
            ("/tasks/a/1", "topic=a", ("sec-fetch-mode", "cors")),
            ("/tasks/a/1", "topic=a", ("accept", "application/json")),
            ("/tasks/a/1", "topic=a", ("reglament-refresh", "1")),
        ];
        for (path, body, header) in rows {
            let kept = read(path, body, header).await;
            assert_eq!(kept, None, "{path} {body} {header:?}");
        }
        assert_eq!(
            KeptForm::come_back(&[("login".into(), "anna".into())]),
            None
        );
    }

    #[test]
    fn forms_that_can_be_shown_again_are_known_by_their_path() {
        let form = |to: &str| KeptForm {
            to: to.to_owned(),
            of: String::new(),
            has_files: false,
            pairs: Vec::new(),
        };
        for (to, expected) in [
            ("/tasks/a/1", true),
            ("/start/request?x=/", true),
            ("/instances/a/late/step", true),
            ("/tasks/a/1/people", false),
            ("/tasks/together", false),
            ("/absences", false),
        ] {
            assert_eq!(form(to).comes_again(), expected, "{to}");
        }
    }
}
