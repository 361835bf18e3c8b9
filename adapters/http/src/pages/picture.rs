//! The picture of an instance: its own version of the definition, with its state painted over.
//!
//! Laying out takes longer than everything else on the page, so pictures without a state are kept by the digest of their
//! definition.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use reglament_definition::{Definition, Language};
use reglament_diagram::{Badge, Drawing, Frame, Mark, Marks, Stand, svg};
use reglament_runtime::{InstanceView, ServiceError, StepState};

use crate::App;
use crate::limits::KEPT_PICTURES;
use crate::locale::Locale;
use crate::ui::parts;

/// Pictures by digest, process and language.
#[derive(Default)]
pub(crate) struct Pictures(Mutex<BTreeMap<(String, String, bool), Arc<Drawing>>>);

impl Pictures {
    fn of(&self, definition: &Definition, english: bool) -> Arc<Drawing> {
        let reference = &definition.reference;
        let key = (reference.digest.clone(), reference.process.clone(), english);
        let found = self.kept().get(&key).cloned();
        found.unwrap_or_else(|| {
            let language = if english {
                Language::English
            } else {
                Language::Russian
            };
            let drawing = Arc::new(Drawing::of(definition, language));
            let mut kept = self.kept();
            if kept.len() >= KEPT_PICTURES {
                kept.clear();
            }
            kept.insert(key, drawing.clone());
            drawing
        })
    }

    /// The picture of a definition without a state, for a page.
    pub(crate) fn plain(&self, definition: &Definition, locale: Locale) -> String {
        let drawing = self.of(definition, locale.is_english());
        svg(&drawing, &Marks(BTreeMap::new()), Frame::Inline)
    }

    /// The picture of a definition with a few words at some of its steps, for a page.
    pub(crate) fn told(
        &self,
        definition: &Definition,
        locale: Locale,
        badges: impl Iterator<Item = (String, Badge)>,
    ) -> String {
        let mark = |(step, badge)| {
            let mark = Mark {
                badge: Some(badge),
                ..Mark::default()
            };
            (step, mark)
        };
        let drawing = self.of(definition, locale.is_english());
        svg(&drawing, &Marks(badges.map(mark).collect()), Frame::Inline)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, BTreeMap<(String, String, bool), Arc<Drawing>>> {
        // A panic between two reads of a map leaves a map.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The picture of an instance; empty when its definition can no longer be read, so that the page still shows the rest.
pub(super) async fn picture(app: &App, locale: Locale, view: &InstanceView) -> parts::Drawing {
    let drawn = draw(app, locale, view, Frame::Inline).await;
    drawn.map_or_else(|_| parts::Drawing::default(), parts::Drawing)
}

/// The picture of an instance as a file that needs nothing else.
///
/// # Errors
/// Its definition can no longer be read.
pub(crate) async fn file(
    app: &App,
    locale: Locale,
    view: &InstanceView,
) -> Result<String, ServiceError> {
    draw(app, locale, view, Frame::File).await
}

async fn draw(
    app: &App,
    locale: Locale,
    view: &InstanceView,
    frame: Frame,
) -> Result<String, ServiceError> {
    let library = app.service().library();
    let definition = library.definition(&view.definition).await?;
    let drawing = app.pictures().of(&definition, locale.is_english());
    let marks = view
        .steps
        .iter()
        .map(|step| {
            let mark = Mark {
                stand: stand(step.state),
                ..Mark::default()
            };
            (step.id.clone(), mark)
        })
        .collect();
    Ok(svg(&drawing, &Marks(marks), frame))
}

fn stand(state: StepState) -> Stand {
    match state {
        StepState::Ahead => Stand::Ahead,
        StepState::Skipped => Stand::Skipped,
        StepState::Active => Stand::Here,
        StepState::Late => Stand::Late,
        StepState::Done => Stand::Passed,
        StepState::Stuck => Stand::Stuck,
    }
}
