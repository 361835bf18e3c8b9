//! Why no paper came back: the template refused (the child said why), or the child itself came to grief.

use thiserror::Error;

use crate::sentence::Sentence;
use crate::template_fault::TemplateFault;

/// A paper that was not drawn up.
#[derive(Debug, Error)]
pub enum RenderError {
    /// The template refused the data or has a mistake.
    #[error("{}", .0.sentence().en)]
    Template(TemplateFault),
    /// The request is longer than [`crate::limits::REQUEST_BYTES`].
    #[error("the render request has {bytes} bytes, more than allowed")]
    RequestTooLong {
        /// Length of the request, bytes.
        bytes: usize,
    },
    /// The paper is longer than [`crate::limits::PAPER_BYTES`].
    #[error("the paper is longer than allowed")]
    PaperTooLong,
    /// The child was still working when its time ran out.
    #[error("the paper took more than {seconds} seconds")]
    TimedOut {
        /// The time that it had, seconds.
        seconds: u64,
    },
    /// The child died without an answer: out of memory, out of processor time, or a defect.
    #[error("the rendering process ended without an answer ({how})")]
    Died {
        /// How it ended, and the beginning of what it printed.
        how: String,
    },
    /// The child could not be started or spoken to.
    #[error("the rendering process could not be run")]
    Process(#[from] std::io::Error),
}

impl RenderError {
    /// Stable code of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Template(fault) => fault.code(),
            Self::RequestTooLong { .. } => "D005",
            Self::PaperTooLong => "D006",
            Self::TimedOut { .. } => "D007",
            Self::Died { .. } => "D008",
            Self::Process(_) => "D009",
        }
    }

    /// Whether the same request can succeed later: faults of the machine, never those of data or template.
    pub fn is_retryable(&self) -> bool {
        matches!(
            self,
            Self::TimedOut { .. } | Self::Died { .. } | Self::Process(_)
        )
    }

    /// The error as a sentence with what to do about it.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Template(fault) => fault.sentence(),
            Self::RequestTooLong { bytes } => Sentence::new(
                format!(
                    "Данные документа слишком велики: {bytes} байт. Разделите документ на части."
                ),
                format!(
                    "The data of the document are too long: {bytes} bytes. Split the document."
                ),
            ),
            Self::PaperTooLong => Sentence::new(
                "Документ слишком велик. Разделите его на части.",
                "The document is too long. Split it.",
            ),
            Self::TimedOut { seconds } => Sentence::new(
                format!(
                    "Документ не был готов за {seconds} с, оформление остановлено. Проверьте в шаблоне циклы."
                ),
                format!(
                    "The document was not ready in {seconds} s and was stopped. Check the loops of the template."
                ),
            ),
            Self::Died { how } => Sentence::new(
                format!(
                    "Оформление документа прервано системой ({how}): не хватило памяти или времени. Проверьте шаблон."
                ),
                format!(
                    "The system ended the drawing up of the document ({how}): it ran out of memory or time. Check the template."
                ),
            ),
            Self::Process(error) => Sentence::new(
                format!(
                    "Не удалось запустить оформление документа: {error}. Сообщите администратору."
                ),
                format!(
                    "The drawing up of the document could not be started: {error}. Tell the administrator."
                ),
            ),
        }
    }
}
