//! Reads a calendar overlay from a file; its name without the ending is the overlay's id.
//!
//! What the rows mean is the business of `reglament-calendar`.

use std::path::Path;

use reglament_calendar::{Overlay, RowError};

use crate::failure::Failure;
use crate::limits::OVERLAY_BYTES;

/// Reads one overlay.
pub(super) fn read(path: &Path) -> Result<Overlay, Failure> {
    let shown = path.display();
    let size = std::fs::metadata(path).map(|file| file.len());
    if size.as_ref().is_ok_and(|size| *size > OVERLAY_BYTES) {
        return Err(Failure::usage(
            "overlay.too_large",
            format!("Файл «{shown}» больше {OVERLAY_BYTES} байт; это не дополнение календаря."),
            format!(
                "The file `{shown}` is larger than {OVERLAY_BYTES} bytes; it is no calendar overlay."
            ),
        ));
    }
    let text = size.and_then(|_| std::fs::read_to_string(path));
    let text = text.map_err(|error| {
        Failure::usage(
            "overlay.unreadable",
            format!("Файл «{shown}» не читается: {error}."),
            format!("The file `{shown}` cannot be read: {error}."),
        )
    })?;
    let id = path.file_stem().unwrap_or_default().to_string_lossy();
    Overlay::parse(&id, &id, &text).map_err(|errors| {
        let list = |sentence: fn(&RowError) -> String| -> String {
            let lines: Vec<String> = errors
                .iter()
                .map(|e| format!("  {}", sentence(e)))
                .collect();
            lines.join("\n")
        };
        Failure::usage(
            "overlay.wrong",
            format!(
                "В дополнении календаря «{shown}» ошибки:\n{}",
                list(RowError::ru)
            ),
            format!(
                "The calendar overlay `{shown}` has errors:\n{}",
                list(RowError::en)
            ),
        )
    })
}
