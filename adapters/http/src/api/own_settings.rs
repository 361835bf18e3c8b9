//! How pages look to whoever asks: language, colours, size of texts, keys; and the language of their letters.
//!
//! Only the last is kept here. The rest is kept by the browser or program that asks, in cookies that the answer sets.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::read::Sent;
use crate::App;
use crate::auth::{KEYS_COOKIE, preference};
use crate::locale::{LANGUAGE_COOKIE, Language};
use crate::ui::parts::{TextSize, Theme};
use crate::web::{Failure, Official, Visitor};

/// How pages look to somebody.
#[derive(Clone, Copy, JsonSchema, Serialize)]
pub(super) struct OwnSettings {
    /// The language of pages.
    language: PageLanguage,
    /// Colours.
    theme: PageTheme,
    /// How large texts are.
    text_size: PageTextSize,
    /// Whether single letters act as keys.
    keys: bool,
    /// Whether digests and letters about the account are in English.
    letters_in_english: bool,
}

/// What is wanted; what is absent stays as it is.
#[derive(JsonSchema, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChooseSettings {
    /// The language of pages.
    language: Option<PageLanguage>,
    /// Colours.
    theme: Option<PageTheme>,
    /// How large texts are.
    text_size: Option<PageTextSize>,
    /// Whether single letters act as keys.
    keys: Option<bool>,
    /// Whether digests and letters about the account are wanted in English.
    letters_in_english: Option<bool>,
}

/// A language of pages.
#[derive(Clone, Copy, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PageLanguage {
    /// Russian.
    Ru,
    /// English.
    En,
}

/// Colours of pages.
#[derive(Clone, Copy, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PageTheme {
    /// As the system says.
    System,
    /// Light always.
    Light,
    /// Dark always.
    Dark,
    /// Black on white or white on black.
    Contrast,
}

/// How large texts of pages are.
#[derive(Clone, Copy, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PageTextSize {
    /// As the browser has it.
    Usual,
    /// A quarter larger.
    Large,
    /// Half as large again.
    Larger,
}

impl OwnSettings {
    pub(super) fn of(visitor: &Visitor, letters_in_english: bool) -> Self {
        Self {
            language: match visitor.locale.language {
                Language::Russian => PageLanguage::Ru,
                Language::English => PageLanguage::En,
            },
            theme: match visitor.theme {
                Theme::System => PageTheme::System,
                Theme::Light => PageTheme::Light,
                Theme::Dark => PageTheme::Dark,
                Theme::Contrast => PageTheme::Contrast,
            },
            text_size: match visitor.size {
                TextSize::Usual => PageTextSize::Usual,
                TextSize::Large => PageTextSize::Large,
                TextSize::Larger => PageTextSize::Larger,
            },
            keys: visitor.keys,
            letters_in_english,
        }
    }

    /// The same with what is wanted.
    fn with(self, wish: &ChooseSettings) -> Self {
        Self {
            language: wish.language.unwrap_or(self.language),
            theme: wish.theme.unwrap_or(self.theme),
            text_size: wish.text_size.unwrap_or(self.text_size),
            keys: wish.keys.unwrap_or(self.keys),
            letters_in_english: wish.letters_in_english.unwrap_or(self.letters_in_english),
        }
    }
}

impl ChooseSettings {
    /// The cookies that keep what is wanted: names and values.
    fn cookies(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let language = self.language.map(|language| match language {
            PageLanguage::Ru => Language::Russian.tag(),
            PageLanguage::En => Language::English.tag(),
        });
        let theme = self.theme.map(|theme| match theme {
            PageTheme::System => Theme::System.name(),
            PageTheme::Light => Theme::Light.name(),
            PageTheme::Dark => Theme::Dark.name(),
            PageTheme::Contrast => Theme::Contrast.name(),
        });
        let size = self.text_size.map(|size| match size {
            PageTextSize::Usual => TextSize::Usual.name(),
            PageTextSize::Large => TextSize::Large.name(),
            PageTextSize::Larger => TextSize::Larger.name(),
        });
        let keys = self.keys.map(|keys| if keys { "on" } else { "off" });
        let all = [
            (LANGUAGE_COOKIE, language),
            (Theme::COOKIE, theme),
            (TextSize::COOKIE, size),
            (KEYS_COOKIE, keys),
        ];
        all.into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
    }
}

/// The browser keeps how pages look, so the answer sets its cookies; the language of letters is kept here.
pub(super) async fn choose(
    State(app): State<App>,
    official: Official,
    Sent(wish): Sent<ChooseSettings>,
) -> Result<Response, Failure> {
    let (service, id) = (app.service(), official.id());
    if let Some(english) = wish.letters_in_english {
        service.choose_letter_language(id, english).await?;
    }
    let english = service.letters_in_english(id).await?;
    let settings = OwnSettings::of(&official.visitor, english).with(&wish);
    let mut headers = HeaderMap::new();
    for (name, value) in wish.cookies() {
        let cookie = preference(name, value).ok_or(Failure::Broken)?;
        headers.append(header::SET_COOKIE, cookie);
    }
    Ok((headers, Json(settings)).into_response())
}
