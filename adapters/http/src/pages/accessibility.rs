//! The statement of accessibility, for everybody.

use axum::extract::State;
use axum::response::Response;

use super::page;
use crate::App;
use crate::ui::accessibility::AccessibilityPage;
use crate::web::{Failure, Visitor};

pub(super) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    let title = visitor.locale.text("accessibility.title");
    page(AccessibilityPage {
        shell: visitor.shell(&app, title, ""),
        contact: app.accessibility_contact().to_owned(),
        version: env!("CARGO_PKG_VERSION"),
    })
}
