//! Why a part of a file, or the whole of it, was not taken.

/// Why it was not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadProblem {
    /// So many bytes have come: go on there.
    Offset(u64),
    /// The part is empty, larger than allowed, or goes beyond the size.
    Part,
    /// The contents are not those that were sent.
    Hash,
    /// The form has too many files on their way.
    TooMany,
}

impl UploadProblem {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Offset(_) => "upload_offset",
            Self::Part => "upload_part",
            Self::Hash => "upload_hash",
            Self::TooMany => "upload_too_many",
        }
    }

    /// The sentence in Russian.
    pub fn ru(self) -> String {
        match self {
            Self::Offset(offset) => {
                format!("Получено байт: {offset}. Продолжите отправку с этого места.")
            }
            Self::Part => {
                "Часть файла пуста, слишком велика или выходит за его размер. Отправьте её заново."
                    .into()
            }
            Self::Hash => "Файл дошёл с искажениями. Отправьте его ещё раз.".into(),
            Self::TooMany => {
                "Слишком много файлов отправляется сразу. Дождитесь окончания или отмените лишние."
                    .into()
            }
        }
    }

    /// The sentence in English.
    pub fn en(self) -> String {
        match self {
            Self::Offset(offset) => format!("Bytes received: {offset}. Go on from there."),
            Self::Part => {
                "The part is empty, too large or goes beyond the size of the file. Send it again."
                    .into()
            }
            Self::Hash => "The file has arrived damaged. Send it again.".into(),
            Self::TooMany => {
                "Too many files are on their way. Wait for them or cancel some.".into()
            }
        }
    }
}

impl From<UploadProblem> for crate::ServiceError {
    fn from(problem: UploadProblem) -> Self {
        Self::Upload(problem)
    }
}
