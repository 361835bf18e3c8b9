//! What surrounds every page: language, theme, menu, breadcrumbs, the person signed in, a notice after an action.
//!
//! Staff pages have the menu on the side; public pages (nobody signed in) a plain bar on top.

use super::{Live, Notice, SessionEndView, TextSize};
use crate::assets;
use crate::locale::Locale;

/// Which colours the visitor wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light always.
    Light,
    /// Dark always.
    Dark,
    /// Black on white or white on black, as the system is light or dark.
    Contrast,
}

impl Theme {
    /// Name of the cookie that keeps the choice.
    pub const COOKIE: &str = "theme";

    /// The value in the cookie and in `data-theme`.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    /// The theme with this name; the system's for anything else.
    pub fn from_name(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            "contrast" => Self::Contrast,
            _ => Self::System,
        }
    }
}

/// A link with a text.
#[derive(Clone, Debug)]
pub struct Link {
    /// The text.
    pub title: String,
    /// The address.
    pub href: String,
}

impl Link {
    /// A link.
    pub fn new(title: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            href: href.into(),
        }
    }
}

/// The person signed in.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// Name as printed.
    pub name: String,
    /// Position.
    pub position: String,
}

/// An entry of the side menu.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// The word.
    pub title: String,
    /// Address.
    pub href: String,
    /// Icon in the sprite.
    pub icon: &'static str,
    /// A number beside the word, when it is not zero.
    pub count: u64,
    /// Whether the number is a warning.
    pub alarm: bool,
}

/// A group of the side menu.
#[derive(Clone, Debug)]
pub struct Menu {
    /// Heading; empty for the first group.
    pub title: String,
    /// Entries that the viewer's roles allow.
    pub items: Vec<MenuItem>,
}

/// The surroundings of a page.
#[derive(Clone, Debug)]
pub struct Shell {
    /// Language and words.
    pub locale: Locale,
    /// Colours.
    pub theme: Theme,
    /// How large texts are.
    pub size: TextSize,
    /// Title of the page, also its `h1` unless the page says more there.
    pub title: String,
    /// The organisation's name; empty when it has none.
    pub organisation: String,
    /// Path and query of this page, to come back after changing the language.
    pub here: String,
    /// Who is signed in; absent on public pages.
    pub viewer: Option<Viewer>,
    /// The side menu.
    pub menu: Vec<Menu>,
    /// Path of the menu entry this page belongs to.
    pub section: &'static str,
    /// Way back up.
    pub crumbs: Vec<Link>,
    /// Banner at the top.
    pub notice: Option<Notice>,
    /// Whether the page shows form mistakes: its title begins with «Ошибка».
    pub failed: bool,
    /// What the page looks at, when it can keep itself fresh.
    pub live: Option<Live>,
    /// When the session of whoever is signed in ends.
    pub ends: Option<SessionEndView>,
    /// Whether letters and calls wait for an order, for those who may give it.
    pub effects_wait: bool,
    /// Whether the journal is not what it was, for administrators.
    pub journal_differs: bool,
    /// Whether single letters act as keys.
    pub keys: bool,
    /// When the page was made, for prints.
    pub printed_at: String,
}

impl Shell {
    /// A word of the visitor's language.
    pub fn t(&self, key: &'static str) -> &'static str {
        self.locale.text(key)
    }

    /// A plural form of the visitor's language.
    pub fn count(&self, key: &'static str, n: usize) -> String {
        self.locale.count(key, n as u64)
    }

    /// A word with one placeholder filled.
    pub fn fill(&self, key: &'static str, name: &str, value: &str) -> String {
        self.locale.fill(key, &[(name, value)])
    }

    /// Address of a static file.
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }

    /// Text of `<title>`.
    pub fn window_title(&self) -> String {
        let title = format!("{} — {}", self.title, self.t("shell.product"));
        if self.failed {
            format!("{} {title}", self.t("shell.failed"))
        } else {
            title
        }
    }

    /// Whether contrasting colours were chosen.
    pub fn is_contrasting(&self) -> bool {
        self.theme == Theme::Contrast
    }

    /// The sizes of text that can be chosen.
    pub fn sizes(&self) -> [TextSize; 3] {
        TextSize::ALL
    }

    /// Whether a menu entry is the present section.
    pub fn is_section(&self, href: &str) -> bool {
        self.section == href
    }
}
