//! Prints a diagnostic with the line it is about and a caret under the place.
//!
//! Only the words are chosen here; the drawing is done by `annotate-snippets`.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::{Diagnostic, Language, Severity};

impl Diagnostic {
    /// The diagnostic as text of several lines. `source` is the text of its file; a text that does not match (the
    /// file has changed since) only loses the excerpt.
    pub fn render(&self, source: &str, language: Language, colour: bool) -> String {
        let page = Page {
            diagnostic: self,
            source,
            english: language == Language::English,
        };
        let groups = page.groups();
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.decor_style(DecorStyle::Ascii).render(&groups)
    }
}

/// A diagnostic about to be printed in one language.
struct Page<'a> {
    diagnostic: &'a Diagnostic,
    source: &'a str,
    english: bool,
}

impl<'a> Page<'a> {
    fn pick<'t>(&self, ru: &'t str, en: &'t str) -> &'t str {
        if self.english { en } else { ru }
    }

    fn fits(&self, span: &Range<usize>) -> bool {
        self.source.get(span.clone()).is_some()
    }

    /// The sentence with its excerpt, then the correction, if there is one.
    fn groups(&self) -> Vec<Group<'a>> {
        let found = self.diagnostic;
        let title = self
            .level()
            .primary_title(self.pick(&found.ru, &found.en))
            .id(found.code);
        let mut main = Group::with_title(title);
        if self.fits(&found.span) {
            main = main.element(self.excerpt());
        }
        for place in found
            .related
            .iter()
            .filter(|place| place.file != found.file)
        {
            let note = Level::NOTE.with_name(self.pick("рядом", "note"));
            main = main.element(note.message(format!(
                "{}: {}",
                place.file,
                self.pick(&place.ru, &place.en)
            )));
        }
        let hint = if self.english {
            &found.hint_en
        } else {
            &found.hint_ru
        };
        match (self.correction(hint.as_deref()), hint) {
            (Some(correction), _) => vec![main, correction],
            (None, Some(hint)) => vec![main.element(self.help().message(hint.as_str()))],
            (None, None) => vec![main],
        }
    }

    fn excerpt(&self) -> Snippet<'a, Annotation<'a>> {
        let found = self.diagnostic;
        let snippet = Snippet::source(self.source).path(found.file.as_str());
        let related = found
            .related
            .iter()
            .filter(|place| place.file == found.file && self.fits(&place.span));
        let related = related.map(|place| {
            AnnotationKind::Context
                .span(place.span.clone())
                .label(self.pick(&place.ru, &place.en))
        });
        snippet
            .annotation(AnnotationKind::Primary.span(found.span.clone()))
            .annotations(related)
    }

    fn correction(&self, hint: Option<&'a str>) -> Option<Group<'a>> {
        let fix = self.diagnostic.fix.as_ref()?;
        if !self.fits(&fix.span) || fix.replacement.lines().count() > 1 {
            return None;
        }
        let title = self
            .help()
            .secondary_title(hint.unwrap_or(self.pick("Замените.", "Replace it.")));
        let patch = Patch::new(fix.span.clone(), fix.replacement.as_str());
        let snippet = Snippet::source(self.source)
            .path(self.diagnostic.file.as_str())
            .patch(patch);
        Some(Group::with_title(title).element(snippet))
    }

    fn help(&self) -> Level<'static> {
        Level::HELP.with_name(if self.english {
            "help"
        } else {
            "подсказка"
        })
    }

    fn level(&self) -> Level<'static> {
        match (self.diagnostic.severity, self.english) {
            (Severity::Error, true) => Level::ERROR,
            (Severity::Error, false) => Level::ERROR.with_name("ошибка"),
            (Severity::Warning, true) => Level::WARNING,
            (Severity::Warning, false) => Level::WARNING.with_name("предупреждение"),
        }
    }
}
