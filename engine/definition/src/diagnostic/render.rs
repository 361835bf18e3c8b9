//! Prints a diagnostic with the line it is about and a caret under the place.
//!
//! Only the words are chosen here; the drawing is done by `annotate-snippets`.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::{Diagnostic, Language, Severity};

impl Diagnostic {
    /// The diagnostic as text of several lines. `source` is the text of its file; a text that does not match (the
    /// file has changed since) only loses the excerpt.
    pub fn render(&self, source: &str, language: Language, colour: bool) -> String {
        let english = language == Language::English;
        let pick = |ru: &str, en: &str| {
            if english {
                en.to_owned()
            } else {
                ru.to_owned()
            }
        };
        let fits = |span: &std::ops::Range<usize>| source.get(span.clone()).is_some();
        let mut groups = Vec::new();
        let mut title = Group::with_title(
            self.level(english)
                .primary_title(pick(&self.ru, &self.en))
                .id(self.code),
        );
        if fits(&self.span) {
            let mut snippet = Snippet::source(source).path(self.file.as_str());
            snippet = snippet.annotation(AnnotationKind::Primary.span(self.span.clone()));
            for place in self
                .related
                .iter()
                .filter(|r| r.file == self.file && fits(&r.span))
            {
                let label = pick(&place.ru, &place.en);
                snippet = snippet.annotation(
                    AnnotationKind::Context
                        .span(place.span.clone())
                        .label(label),
                );
            }
            title = title.element(snippet);
        }
        for place in self.related.iter().filter(|r| r.file != self.file) {
            let note = Level::NOTE.with_name(if english { "note" } else { "рядом" });
            title = title.element(note.message(format!(
                "{}: {}",
                place.file,
                pick(&place.ru, &place.en)
            )));
        }
        let help = || {
            Level::HELP.with_name(if english {
                "help"
            } else {
                "подсказка"
            })
        };
        let hint = if english {
            &self.hint_en
        } else {
            &self.hint_ru
        };
        let patch = self
            .fix
            .as_ref()
            .filter(|fix| fits(&fix.span) && fix.replacement.lines().count() < 2);
        match (hint, patch) {
            (Some(hint), None) => title = title.element(help().message(hint.as_str())),
            (hint, Some(fix)) => {
                groups.push(title);
                let text = hint.clone().unwrap_or_else(|| pick("замените", "replace"));
                let patch = Patch::new(fix.span.clone(), fix.replacement.as_str());
                let snippet = Snippet::source(source)
                    .path(self.file.as_str())
                    .patch(patch);
                title = Group::with_title(help().secondary_title(text)).element(snippet);
            }
            (None, None) => {}
        }
        groups.push(title);
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.decor_style(DecorStyle::Ascii).render(&groups)
    }

    fn level(&self, english: bool) -> Level<'static> {
        match (self.severity, english) {
            (Severity::Error, true) => Level::ERROR,
            (Severity::Error, false) => Level::ERROR.with_name("ошибка"),
            (Severity::Warning, true) => Level::WARNING,
            (Severity::Warning, false) => Level::WARNING.with_name("предупреждение"),
        }
    }
}
