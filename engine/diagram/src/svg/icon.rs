//! Icons of the kinds of steps and triggers: strokes on a square of 14 pixels.

/// The drawing of a kind; kinds without one of their own get a plain square.
pub(super) fn of(kind: &str) -> &'static str {
    match kind {
        "user_task" => "<circle cx=\"7\" cy=\"4\" r=\"3\"/><path d=\"M1.5 13a5.5 5 0 0 1 11 0\"/>",
        "sign" => "<path d=\"M1 13h12M3 10l1-3 6-6 2 2-6 6z\"/>",
        "mail" | "message" => {
            "<rect x=\"1\" y=\"2.5\" width=\"12\" height=\"9\" rx=\"1.5\"/><path d=\"M1 4.5l6 4 6-4\"/>"
        }
        "send" => "<path d=\"M13 1L1 6l4.5 2L13 1 8 13 5.5 8\"/>",
        "document" => "<path d=\"M3 1h5.5L12 4.5V13H3zM8 1v4h4M5 8h5M5 10.5h5\"/>",
        "wait" => "<circle cx=\"7\" cy=\"7\" r=\"6\"/><path d=\"M7 3.5V7l2.5 1.5\"/>",
        "for_each" => {
            "<rect x=\"1\" y=\"4\" width=\"9\" height=\"9\" rx=\"1.5\"/><path d=\"M4 4V2.5A1.5 1.5 0 0 1 5.5 1h6A1.5 1.5 0 0 1 13 2.5v6a1.5 1.5 0 0 1-1.5 1.5H10\"/>"
        }
        "call" => {
            "<rect x=\"1\" y=\"1\" width=\"12\" height=\"12\" rx=\"1.5\"/><path d=\"M7 4v6M4 7h6\"/>"
        }
        "set" => "<path d=\"M2 4h10M2 10h10M9 2v4M5 8v4\"/>",
        "decision" => {
            "<path d=\"M4.5 4.5a2.5 2.5 0 1 1 4 2c-1 .7-1.5 1.2-1.5 2.5\"/><path d=\"M7 11.5v.5\"/>"
        }
        "join" => "<path d=\"M7 1.5v11M1.5 7h11\"/>",
        "service" => {
            "<circle cx=\"7\" cy=\"7\" r=\"2\"/><circle cx=\"7\" cy=\"7\" r=\"5\"/><path d=\"M7 0v2M7 12v2M0 7h2M12 7h2\"/>"
        }
        "publish" => {
            "<circle cx=\"7\" cy=\"7\" r=\"6\"/><path d=\"M1 7h12M7 1c4 4 4 8 0 12C3 9 3 5 7 1\"/>"
        }
        "test" => "<path d=\"M2 1h10v12H2zM4 4.5l1 1 2-2M8.5 5H10M4 9l1 1 2-2M8.5 9.5H10\"/>",
        "regrade" => "<path d=\"M12 7a5 5 0 1 1-1.5-3.5M11 1v3H8M5 7l1.5 1.5L9.5 6\"/>",
        "compensate" => "<path d=\"M6 2L1 7l5 5M13 2L8 7l5 5\"/>",
        "error" | "event" => "<path d=\"M8 1L2.5 8H7l-1 5 5.5-7H7z\"/>",
        "start" => "<path d=\"M4 2l7 5-7 5z\"/>",
        "end" => "<rect x=\"3\" y=\"3\" width=\"8\" height=\"8\" rx=\"1\"/>",
        _ => "<rect x=\"1.5\" y=\"1.5\" width=\"11\" height=\"11\" rx=\"2\"/>",
    }
}
