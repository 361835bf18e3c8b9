//! The two pages of a form that came after its session had ended: the sign-in that carries it, and the way back to it.

use axum::http::StatusCode;
use axum::response::Response;

use super::{html, page, sign_in};
use crate::App;
use crate::form::FormBody;
use crate::locale::Locale;
use crate::ui::parts::{Notice, Tone};
use crate::ui::sign_in::ReturnPage;
use crate::web::{COMES_BACK, Failure, KeptForm, Visitor};

/// The sign-in in the place of an answer to the form.
pub(crate) fn asked(app: &App, visitor: &Visitor, kept: &KeptForm) -> Result<Response, Failure> {
    let back = visitor.here.clone();
    let view = sign_in::view(app, visitor, kept.of.clone(), back, None, Some(kept));
    html(StatusCode::UNAUTHORIZED, view)
}

/// The banner above the sign-in.
pub(super) fn notice(visitor: &Visitor, kept: &KeptForm) -> Notice {
    let locale = visitor.locale;
    let mut notice = Notice::new(Tone::Soon, locale.text("kept.safe"));
    if kept.has_files {
        notice.lines.push(locale.text("kept.files").to_owned());
    }
    notice
}

/// The banner above a form that has come back: it was not sent.
pub(super) fn banner(locale: Locale, body: &FormBody) -> Option<Notice> {
    let comes_back = body.get(COMES_BACK)?;
    let words = locale.text("kept.again");
    (!comes_back.is_empty()).then(|| Notice::new(Tone::Soon, words))
}

/// The way back to the form, for whoever has signed in. What somebody else had typed is not theirs.
pub(super) fn back(
    app: &App,
    visitor: &Visitor,
    person: &str,
    kept: &KeptForm,
) -> Result<Option<Response>, Failure> {
    if !kept.of.is_empty() && kept.of != person {
        return Ok(None);
    }
    let visitor = Visitor {
        person: app.service().person(person),
        ..visitor.clone()
    };
    let locale = visitor.locale;
    let again = kept.comes_again();
    let mut shell = visitor.shell(app, locale.text("kept.title"), "");
    shell.here = "/tasks".to_owned();
    let view = ReturnPage {
        said: locale.text(match again {
            true => "kept.again",
            false => "kept.not_sent",
        }),
        files: match kept.has_files {
            true => locale.text("kept.files"),
            false => "",
        },
        typed: match again {
            true => Vec::new(),
            false => kept.typed().map(str::to_owned).collect(),
        },
        button: locale.text(match again {
            true => "kept.to_form",
            false => "kept.send",
        }),
        action: kept.to.clone(),
        hidden: match again {
            true => kept.shown_again(),
            false => kept.pairs.clone(),
        },
        by_itself: again,
        shell,
    };
    page(view).map(Some)
}
