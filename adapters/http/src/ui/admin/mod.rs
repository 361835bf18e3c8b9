//! Pages of administrators: processes with their versions, drafts, the editor, the way to publication.

mod changes;
mod draft;
mod draft_changes;
mod drafts;
mod edit;
mod finding;
mod migrate;
mod panel;
mod people_table;
mod process;
mod processes;
mod review;
mod scenarios;
mod terms;
mod versions;

pub use changes::{ChangeRow, ChangesView, FileDifference, LineDifference, LineKind};
pub use draft::{DraftFileLine, DraftHead, DraftPage, MoveLine};
pub use draft_changes::DraftChangesPage;
pub use drafts::{DraftRow, DraftsPage};
pub use edit::{EditPage, OpenFile, TreeFile, TreeFolder};
pub use finding::{FindingRow, FindingsPiece, FindingsView};
pub use migrate::{MigratePage, MigrationRow, MigrationView};
pub use panel::{LetterCard, LetterPiece, PanelBody, PanelView, StepLine};
pub use people_table::{
    EntryChange, EntryField, EntryGroup, PeopleTablePage, TableAcceptance, TableComparison,
    TableProblem, TableSample,
};
pub use process::{ProcessFile, ProcessPage};
pub use processes::{ProcessRow, ProcessesPage};
pub use review::{CasesView, CheckRow, RefusedCase, ReviewPage};
pub use scenarios::{ScenariosPage, StoryFolder, StoryRow};
pub use terms::{TermRow, TermsPage, TermsTable};
pub use versions::{VersionRow, VersionsPage};
