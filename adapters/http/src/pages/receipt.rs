//! The page after a public form: the code, and what is under way now.

use axum::extract::{Path, State};
use axum::response::Response;

use super::page;
use super::status::step_tone;
use crate::App;
use crate::ui::parts::TimelineEntry;
use crate::ui::receipt::ReceiptPage;
use crate::web::{Failure, Visitor};
use reglament_runtime::{Milestone, StepState};

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let status = app.service().status_by_receipt(&code).await?;
    let under_way = |milestone: &&Milestone| milestone.state != StepState::Done;
    let entry = |milestone: &Milestone| {
        TimelineEntry::new(
            step_tone(milestone.state),
            visitor.locale.title(&milestone.title),
            "",
        )
    };
    page(ReceiptPage {
        shell: visitor.shell(&app, visitor.locale.text("receipt.title"), ""),
        status_href: format!("/c/{}", status.receipt),
        code: status.receipt,
        letter_to: None,
        next: status
            .milestones
            .iter()
            .filter(under_way)
            .map(entry)
            .collect(),
    })
}
