//! Parts shared by pages: the shell around a page, chips, form fields, lists of documents, letters and events.
//!
//! A part that draws itself is an askama template of its own and may be printed by a page as `{{ part }}`.

mod card_body;
mod card_builder;
mod card_spec;
mod chip;
mod deadline;
mod document;
mod field;
mod field_body;
mod field_files;
mod field_kind;
mod form;
mod letter;
mod live;
mod month;
mod notice;
mod pair;
mod qr;
mod safe;
mod saved;
mod score_table;
mod secret_field;
mod session_end;
mod shell;
mod tab;
mod text_size;
mod timeline;
mod together;

pub use card_body::{
    CardBody, ClaimedItem, GroupBody, IndicatorBody, ItemBody, LineBody, RowBody, VerdictBody,
};
pub use card_spec::{CardGroup, CardIndicator, CardLine, CardSpec};
pub use chip::{Chip, Tone};
pub use deadline::{DeadlineView, Distance};
pub use document::DocumentRow;
pub use field::{
    CheckView, FieldBody, FieldView, FilesView, InputView, KeptFile, OptionView, RowView,
    TableRowView, TableView,
};
pub use field_kind::{FieldKind, FieldSpec, TableItem};
pub use form::{FormView, OutcomeButton, Problem};
pub use letter::LetterRow;
pub use live::Live;
pub use month::{DayCell, DayEntry, MonthView};
pub use notice::Notice;
pub use pair::Pair;
pub use qr::qr;
pub use safe::Drawing;
pub use saved::{SavedFilter, SavedFilters};
pub use score_table::{ScoreGroup, ScoreRow, ScoreTable};
pub use secret_field::{SecretField, SecretKind};
pub use session_end::SessionEndView;
pub use shell::{Link, Menu, MenuItem, Shell, Theme, Viewer};
pub use tab::Tab;
pub use text_size::TextSize;
pub use timeline::TimelineEntry;
pub use together::{TogetherAbove, TogetherBar, TogetherButton};
