//! The words of `sql!` as SQLite says them. Settings of the library are in `open::sqlite`.

macro_rules! on_sqlite {
    // The rows of a JSON array given as the first parameter; their fields are `v.value->>'key'`. In binary: as text every row
    // would be written out and read again for each of its fields.
    (rows) => {
        "jsonb_each($1) AS v"
    };
    // The same where a row is one of many walks along an index: `w.value->>'key'`, and its number `w.key`, from 0.
    (walks) => {
        "jsonb_each($1) AS w"
    };
    // The texts of a JSON array, for `IN`.
    ((list $parameter:literal)) => {
        concat!("(SELECT value FROM json_each(", $parameter, "))")
    };
    // Joins a table to the rows before it, which lead.
    (then_join) => {
        "CROSS JOIN"
    };
    // The first place in which one text contains another; 0 without.
    (place_of) => {
        "instr"
    };
    // Goes past what another transaction is claiming: here there is only one that writes.
    (skip_locked) => {
        ""
    };
    // The order in which rows of the outbox were written.
    (written) => {
        "rowid"
    };
    // The index that must lead.
    ((led_by $index:literal)) => {
        concat!(" INDEXED BY ", $index)
    };
    // The place of a new instance in the search.
    (next_place) => {
        "(SELECT COALESCE(MAX(place), 0) FROM instance) + 1 + v.key"
    };
    // Enters texts and signs of rows into the search.
    (enter) => {
        "INSERT OR REPLACE INTO instance_search (rowid, text, of_process, of_unit) \
         SELECT instance.place, v.value->>'text', v.value->>'of_process', v.value->>'of_unit'"
    };
    (entered) => {
        ""
    };
    // The column of a place in the search.
    (entry) => {
        "rowid"
    };
    // The last place that the search has.
    (last_found) => {
        "SELECT rowid FROM instance_search ORDER BY rowid DESC LIMIT 1"
    };
    // What time it is, in microseconds.
    (clock) => {
        "CAST(unixepoch('subsec') * 1000000 AS INTEGER)"
    };
    ($text:literal) => {
        $text
    };
}

pub(crate) use on_sqlite;
