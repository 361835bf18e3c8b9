//! Letters exactly as they go out: those of the outbox, and every letter of a process with the data of an instance.
//!
//! The HTML part is shown by itself in a frame that may run nothing and load nothing, since mail needs inline styles and
//! our pages have none.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use reglament_core::InstanceId;
use reglament_runtime::{LetterPreview, ServiceError};
use serde::Deserialize;

use super::page;
use crate::App;
use crate::headers::CONTENT_SECURITY_POLICY;
use crate::ui::letter_preview::LetterPreviewPage;
use crate::ui::parts::Tab;
use crate::web::{Failure, Official, url_encoded};

/// A letter may look as it likes, and do nothing.
const LETTER_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// Key of a delivery.
    #[serde(default)]
    key: String,
    /// Letter of a process.
    #[serde(default)]
    letter: String,
    /// Whether the HTML part alone is wanted.
    #[serde(default)]
    html: bool,
}

/// A letter of the outbox.
pub(super) async fn sent(
    State(app): State<App>,
    official: Official,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let found = app.service().letter_as_sent(official.id(), &wanted.key);
    let found = found.await?;
    if wanted.html {
        return Ok(alone(found.html));
    }
    let href = format!("/admin/letters?key={}&html=true", url_encoded(&wanted.key));
    framed(view(&app, &official, found, href, Vec::new()))
}

/// A letter of the instance's process with the data of the instance.
pub(super) async fn template(
    State(app): State<App>,
    official: Official,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let instance = InstanceId(id);
    let service = app.service();
    let found = service.letter_preview(official.id(), &instance, &wanted.letter);
    let (found, letters) = match found.await {
        Ok(found) => found,
        // What the letter lacks is what its author wants to know.
        Err(ServiceError::Rejected(why)) => {
            let problem = official.locale().said(why.ru(), why.en());
            let mut view = view(&app, &official, nothing(), String::new(), Vec::new());
            view.problem = Some(problem);
            return page(view);
        }
        Err(error) => return Err(error.into()),
    };
    if wanted.html {
        return Ok(alone(found.html));
    }
    let current = match wanted.letter.as_str() {
        "" => letters.first().map_or("", String::as_str),
        named => named,
    };
    let here = |letter: &str| {
        format!(
            "/instances/{instance}/preview?letter={}",
            url_encoded(letter)
        )
    };
    let tabs = letters.iter().map(|letter| Tab {
        title: letter.clone(),
        count: None,
        alarm: false,
        href: here(letter),
        current: letter == current,
    });
    let href = format!("{}&html=true", here(current));
    framed(view(&app, &official, found, href, tabs.collect()))
}

fn nothing() -> LetterPreview {
    LetterPreview {
        to: String::new(),
        subject: String::new(),
        text: String::new(),
        html: String::new(),
    }
}

fn view(
    app: &App,
    official: &Official,
    found: LetterPreview,
    html_href: String,
    tabs: Vec<Tab>,
) -> LetterPreviewPage {
    let title = official.locale().text("letter_preview.title");
    LetterPreviewPage {
        shell: official.shell(app, title, "/admin/outbox"),
        tabs,
        to: found.to,
        subject: found.subject,
        text: found.text,
        html_href,
        problem: None,
    }
}

/// A page with a frame of our own in it.
fn framed(view: LetterPreviewPage) -> Result<Response, Failure> {
    let mut response = page(view)?;
    let policy = format!("{CONTENT_SECURITY_POLICY}; frame-src 'self'");
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// The HTML part of a letter.
fn alone(html: String) -> Response {
    let headers = [
        (header::CONTENT_SECURITY_POLICY, LETTER_POLICY),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    ];
    (headers, Html(html)).into_response()
}
