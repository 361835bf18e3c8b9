//! The words of `sql!` as PostgreSQL says them. Settings of the connection are in `open::postgres`.

macro_rules! on_postgres {
    // The rows of a JSON array given as the first parameter; their fields are `v.value->>'key'`.
    (rows) => {
        "jsonb_array_elements($1::jsonb) WITH ORDINALITY AS v (value, key)"
    };
    // The same where a row is one of many walks along an index: `w.value->>'key'`, and its number `w.key`, from 1.
    (walks) => {
        "jsonb_array_elements($1::jsonb) WITH ORDINALITY AS w (value, key)"
    };
    // The texts of a JSON array, for `IN`.
    ((list $parameter:literal)) => {
        concat!("(SELECT jsonb_array_elements_text(", $parameter, "::jsonb))")
    };
    // Joins a table to the rows before it; the planner knows that they are few.
    (then_join) => {
        "JOIN"
    };
    // The first place in which one text contains another; 0 without.
    (place_of) => {
        "strpos"
    };
    // Goes past what another transaction is claiming.
    (skip_locked) => {
        " FOR UPDATE SKIP LOCKED"
    };
    // The order in which rows of the outbox were written.
    (written) => {
        "position"
    };
    // The planner has statistics and chooses.
    ((led_by $index:literal)) => {
        ""
    };
    // The place of a new instance in the search.
    (next_place) => {
        "nextval('instance_place')"
    };
    // Enters texts and signs of rows into the search: the text is cut into groups of three letters here.
    (enter) => {
        "INSERT INTO instance_search (place, groups) SELECT instance.place, array_remove(ARRAY(SELECT DISTINCT \
         substr(v.value->>'text', n, 3) FROM generate_series(1, length(v.value->>'text') - 2) AS n) \
         || ARRAY[v.value->>'of_process', v.value->>'of_unit'], NULL)"
    };
    (entered) => {
        " ON CONFLICT (place) DO UPDATE SET groups = excluded.groups"
    };
    // The column of a place in the search.
    (entry) => {
        "place"
    };
    // The last place that the search has.
    (last_found) => {
        "SELECT place FROM instance_search ORDER BY place DESC LIMIT 1"
    };
    // What time it is, in microseconds, also within a transaction that has begun earlier.
    (clock) => {
        "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)"
    };
    ($text:literal) => {
        $text
    };
}

pub(crate) use on_postgres;
