//! Language, theme, text size and keys: kept in cookies of the browser, back to the page where the button was.

use axum::extract::{Form, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::App;
use crate::auth::{KEYS_COOKIE, preference};
use crate::locale::{LANGUAGE_COOKIE, Language};
use crate::ui::parts::{TextSize, Theme};
use crate::web::Failure;

#[derive(Deserialize)]
pub(super) struct Choice {
    #[serde(default)]
    language: String,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    size: String,
    #[serde(default)]
    keys: String,
    #[serde(default)]
    back: String,
}

pub(super) async fn language(
    State(_): State<App>,
    Form(choice): Form<Choice>,
) -> Result<Response, Failure> {
    let language = Language::from_tag(&choice.language).ok_or(Failure::Unreadable)?;
    keep(LANGUAGE_COOKIE, language.tag(), &choice.back)
}

pub(super) async fn theme(
    State(_): State<App>,
    Form(choice): Form<Choice>,
) -> Result<Response, Failure> {
    keep(
        Theme::COOKIE,
        Theme::from_name(&choice.theme).name(),
        &choice.back,
    )
}

pub(super) async fn text_size(
    State(_): State<App>,
    Form(choice): Form<Choice>,
) -> Result<Response, Failure> {
    keep(
        TextSize::COOKIE,
        TextSize::from_name(&choice.size).name(),
        &choice.back,
    )
}

/// Keys of single letters can be switched off: somebody dictates, somebody's hand trembles.
pub(super) async fn keys(
    State(_): State<App>,
    Form(choice): Form<Choice>,
) -> Result<Response, Failure> {
    let value = if choice.keys == "off" { "off" } else { "on" };
    keep(KEYS_COOKIE, value, &choice.back)
}

fn keep(cookie: &'static str, value: &str, back: &str) -> Result<Response, Failure> {
    let cookie = preference(cookie, value).ok_or(Failure::Unreadable)?;
    let back = Redirect::to(local_path(back).unwrap_or("/"));
    Ok(([(header::SET_COOKIE, cookie)], back).into_response())
}

/// A path of this site, so that nobody can use our pages to send people elsewhere.
pub(super) fn local_path(path: &str) -> Option<&str> {
    let plain = path
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (plain && path.starts_with('/') && !path.starts_with("//")).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for path in ["/", "/tasks?view=all", "/c/K7QF-2M9X"] {
            assert_eq!(local_path(path), Some(path));
        }
        for path in [
            "",
            "//evil",
            "/\\evil",
            "https://evil",
            "/a\r\nx: y",
            "javascript:1",
        ] {
            assert_eq!(local_path(path), None, "{path:?}");
        }
    }
}
