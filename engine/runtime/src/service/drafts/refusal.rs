//! Why something was not done with a draft, in sentences that say what to do. Nothing was written.

use reglament_definition::limits::FILE_BYTES;

use crate::limits::{DRAFT_FILES, DRAFT_TITLE_CHARS};
use crate::port::CompileProblem;

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftRefusal {
    /// Somebody changed the file after the writer had opened it.
    Conflict {
        /// Path.
        path: String,
        /// Name of whoever did; empty when the change was taken back.
        by: String,
    },
    /// The draft is submitted, published or given up.
    NotOpen,
    /// The draft is not waiting for approval.
    NotSubmitted,
    /// No title, or too long a one.
    Title,
    /// No path that a package can have.
    Path(String),
    /// There is a file under this path already.
    Taken(String),
    /// The file is longer than a file may be.
    TooLong(String),
    /// The draft changes as many files as it may.
    TooMany,
    /// The file holds questions of a test.
    Secret(String),
    /// There is nothing to submit.
    Unchanged,
    /// The texts have errors.
    Invalid(Vec<CompileProblem>),
    /// These files were published anew after the draft had changed them.
    Stale(Vec<String>),
    /// The draft, or what lies under it, changed after its reader had opened it.
    Moved,
    /// Whoever wrote in a draft does not approve it.
    Own,
    /// Why it is returned must be said.
    NoRemark,
}

impl DraftRefusal {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Conflict { .. } => "draft_conflict",
            Self::NotOpen => "draft_not_open",
            Self::NotSubmitted => "draft_not_submitted",
            Self::Title => "draft_title",
            Self::Path(_) => "draft_path",
            Self::Taken(_) => "draft_path_taken",
            Self::TooLong(_) => "draft_file_too_long",
            Self::TooMany => "draft_too_many_files",
            Self::Secret(_) => "draft_secret",
            Self::Unchanged => "draft_unchanged",
            Self::Invalid(_) => "draft_invalid",
            Self::Stale(_) => "draft_stale",
            Self::Moved => "draft_moved",
            Self::Own => "draft_own",
            Self::NoRemark => "draft_no_remark",
        }
    }

    /// Whether something changed behind the asker's back, so that looking again helps.
    pub fn is_conflict(&self) -> bool {
        matches!(
            self,
            Self::Conflict { .. } | Self::NotOpen | Self::NotSubmitted | Self::Moved
        )
    }

    /// The sentence in Russian.
    pub fn ru(&self) -> String {
        match self {
            Self::Conflict { path, by } if by.is_empty() => format!(
                "Файл «{path}» изменился, пока он был у вас открыт. Ваш текст не записан, но сохранён на этой странице: сравните и сохраните ещё раз."
            ),
            Self::Conflict { path, by } => format!(
                "Файл «{path}» тем временем изменил(а) {by}. Ваш текст не записан, но сохранён на этой странице: сравните и сохраните ещё раз."
            ),
            Self::NotOpen => {
                "Черновик сейчас не правят: он на согласовании, опубликован или отклонён. Обновите страницу.".into()
            }
            Self::NotSubmitted => {
                "Черновик не на согласовании. Обновите страницу.".into()
            }
            Self::Title => format!(
                "Назовите черновик: что меняется и зачем, не длиннее {DRAFT_TITLE_CHARS} знаков."
            ),
            Self::Path(path) => format!(
                "«{path}» не годится как имя файла: нужны латинские буквы, цифры и «_», папки через «/», в конце .yaml, .md, .typ или .csv."
            ),
            Self::Taken(path) => format!("Файл «{path}» уже есть. Выберите другое имя."),
            Self::TooLong(path) => format!(
                "Файл «{path}» длиннее {} Кбайт; разделите его.",
                FILE_BYTES / 1024
            ),
            Self::TooMany => format!(
                "Один черновик меняет не больше {DRAFT_FILES} файлов. Опубликуйте его и начните следующий."
            ),
            Self::Secret(path) => format!(
                "Файл «{path}» содержит вопросы теста: в браузере его не показывают и не правят. Меняйте его командой reglament publish."
            ),
            Self::Unchanged => "Черновик ничего не меняет: публиковать нечего.".into(),
            Self::Invalid(problems) => format!(
                "В описаниях есть ошибки ({}). Исправьте их: список под редактором.",
                problems.len()
            ),
            Self::Stale(paths) => format!(
                "После вашей правки опубликован другой текст этих файлов: {}. Откройте каждый, сравните и сохраните.",
                paths.join(", ")
            ),
            Self::Moved => {
                "Пока вы читали, черновик или действующая редакция изменились. Посмотрите изменения ещё раз.".into()
            }
            Self::Own => {
                "Вы сами правили этот черновик. Опубликовать его должен другой администратор.".into()
            }
            Self::NoRemark => "Напишите, что нужно исправить.".into(),
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        match self {
            Self::Conflict { path, by } if by.is_empty() => format!(
                "The file `{path}` changed while you had it open. Your text was not saved but is kept on this page: compare and save again."
            ),
            Self::Conflict { path, by } => format!(
                "{by} changed the file `{path}` meanwhile. Your text was not saved but is kept on this page: compare and save again."
            ),
            Self::NotOpen => {
                "The draft cannot be changed now: it is submitted, published or discarded. Reload the page.".into()
            }
            Self::NotSubmitted => "The draft is not waiting for approval. Reload the page.".into(),
            Self::Title => format!(
                "Give the draft a title: what changes and why, at most {DRAFT_TITLE_CHARS} characters."
            ),
            Self::Path(path) => format!(
                "`{path}` will not do as a file name: Latin letters, digits and `_`, folders with `/`, .yaml, .md, .typ or .csv at the end."
            ),
            Self::Taken(path) => format!("There is a file `{path}` already. Choose another name."),
            Self::TooLong(path) => format!(
                "The file `{path}` is longer than {} KB; split it.",
                FILE_BYTES / 1024
            ),
            Self::TooMany => format!(
                "One draft changes at most {DRAFT_FILES} files. Publish it and begin another one."
            ),
            Self::Secret(path) => format!(
                "The file `{path}` holds questions of a test: it is neither shown nor changed in the browser. Change it by `reglament publish`."
            ),
            Self::Unchanged => "The draft changes nothing: there is nothing to publish.".into(),
            Self::Invalid(problems) => format!(
                "The definitions have errors ({}). Mend them: they are listed below the editor.",
                problems.len()
            ),
            Self::Stale(paths) => format!(
                "Other texts of these files were published after your change: {}. Open each of them, compare and save.",
                paths.join(", ")
            ),
            Self::Moved => {
                "The draft, or the edition in force, changed while you were reading. Look at the changes again.".into()
            }
            Self::Own => {
                "You wrote in this draft yourself. Another administrator must publish it.".into()
            }
            Self::NoRemark => "Say what has to be mended.".into(),
        }
    }
}
