//! Rows for every table: each kind of value that a column can hold, and some that nobody would think of.

use reglament_tests::TestDatabase;

use super::of_sqlite;
use reglament_store::COPIED_TABLES;

/// Statements of SQLite. Texts are ordered by their bytes, so that letters of several alphabets are keys of one table.
const ROWS: &[&str] = &[
    "UPDATE installation SET paused_at = 9, paused_by = 'анна', paused_why = 'ordered', \
     restored_from = 'eb1c', restored_position = 6",
    "INSERT INTO anchor VALUES ('9f3a', '/mnt/второй/anchors', 17, 900, 'd', 9, 1), ('Ёж', '', 1, 0, '', 9, 0)",
    "INSERT INTO journal VALUES (7, 'ячейка', 1, 2, 9223372036854775807, '{\"person\":\"анна\"}', 'c-1', '[{\"t\":\"\\u0000 \\\\ '' \"}]', 'h', 'соль')",
    "INSERT INTO journal VALUES (900, 'ячейка', 3, 3, -9223372036854775808, '{}', '', '[]', '', NULL)",
    "INSERT INTO journal_archive VALUES (3, 'Zebra', 1, 1, 5, '{}', 'c-0', '[{\"t\":\"\\ё\"}]', 'h', 'соль', 1796083200000000)",
    "INSERT INTO instance (id, process, version, digest, receipt, parent, subject, search, running, end_step, started_at, ended_at, \
     seq, hash, unit, place) VALUES ('ячейка', 'p', 1, 'd', 'R-1', NULL, 'Ёлка «№ 7» 🎓', 'ёлка', 1, NULL, 5, NULL, 3, 'h', 'север', 40)",
    "INSERT INTO instance (id, process, version, digest, receipt, parent, subject, search, running, end_step, started_at, ended_at, \
     seq, hash, unit, place) VALUES ('Zebra', 'p', 1, 'd', 'R-2', 'ячейка', '', '', 0, 'done', 5, 6, 1, 'h', NULL, 41)",
    "INSERT INTO instance (id, process, version, digest, receipt, parent, subject, search, running, end_step, started_at, ended_at, \
     seq, hash, unit, place) VALUES ('_', 'p', 1, 'd', 'R-3', NULL, ' ', ' ', 1, NULL, 5, NULL, 1, 'h', NULL, 3)",
    "INSERT INTO snapshot VALUES ('ячейка', 3, '{}')",
    "INSERT INTO task (instance, task, process, step, roles, signature, not_by, due_on, due_at, sort_at, provisional, created_at, \
     reminded, overdue, people, claimed_by, unit, extended, complete) VALUES ('ячейка', 1, 'p', 's', '[\"r\"]', 0, '[]', '2026-11-23', \
     17, 17, 1, 3, 0, 0, NULL, 'анна', 'север', 1, 1)",
    "INSERT INTO task_role VALUES ('клерк', 17, 'ячейка', 1, 'p')",
    "INSERT INTO task_role VALUES ('clerk', 17, 'ячейка', 1, 'p')",
    "INSERT INTO step_state VALUES ('ячейка', 's', 1, 3, NULL, NULL)",
    "INSERT INTO timer VALUES (-5, 'ячейка', 1), (5, 'Zebra', 1), (5, 'ячейка', 2)",
    "INSERT INTO participant VALUES ('анна', 5, 'ячейка', 'start', 'p')",
    "INSERT INTO incident VALUES ('ячейка', 1, 'p', 's', 'c', 'не так', 'wrong', 9)",
    "INSERT INTO ballot VALUES ('ячейка', 's', 1, 'за', 5)",
    "INSERT INTO document VALUES ('ячейка', 1, 't', 's', '17-к', '2026-11-23')",
    // Heavier than a batch.
    "INSERT INTO document_file VALUES ('ячейка', 1, randomblob(9000000)), ('ячейка', 2, x''), ('ячейка', 3, x'00ff00')",
    "INSERT INTO register_entry (register, year, number, text, on_date, instance, step, entry, code) \
     VALUES ('orders', 2026, 17, '17-к', '2026-11-23', 'ячейка', 's', '{}', 'CODE')",
    "INSERT INTO page_publication VALUES ('ячейка', 1, 'p', 's', 'Итоги', 1, NULL, '2026-11-23', 9, NULL, NULL)",
    // Written in another order than that of their keys.
    "INSERT INTO outbox (key, instance, kind, state, attempts, next_at, body, created_at, epoch, person) \
     VALUES ('я', 'ячейка', 'letter', 'sent', 1, NULL, '{}', 9, 1, 'анна')",
    "INSERT INTO outbox (key, instance, kind, state, attempts, next_at, body, created_at, epoch, task) \
     VALUES ('a', 'ячейка', 'letter', 'queued', 0, 9, '{}', 9, 0, 1)",
    "INSERT INTO signal VALUES (3, 's-1', 'ячейка', '{}', 9)",
    "INSERT INTO command VALUES ('c-1', 'd', '{}', 9)",
    "INSERT INTO message VALUES (4, 'm-1', 'd', 'p', 'm', 'k', 's', '{}', 9, 99, 'kept', '[]')",
    "INSERT INTO message VALUES (90, 'm-2', 'd', 'p', 'm', 'k', 's', '{}', 9, 99, 'done', '[]')",
    // The number of what is gone is not given again.
    "DELETE FROM message WHERE position = 90",
    "INSERT INTO message_key VALUES ('p', 'm', 'k', 'ячейка')",
    "INSERT INTO job VALUES ('ячейка', 1, 'p', 's', 'worker', 'checks', '{}', 3, 0, 9, NULL, 9, NULL, 0)",
    "INSERT INTO file_content VALUES ('hash', x'25504446')",
    "INSERT INTO file VALUES ('f-1', 'hash', 'Справка.pdf', 'application/pdf', 4, NULL, 9, 1)",
    "INSERT INTO upload VALUES ('u-1', 'анна', 'p', 'Отчёт.pdf', 9, 4, 99, NULL)",
    "INSERT INTO upload_part VALUES ('u-1', 0, x'2550'), ('u-1', 2, x'4446')",
    "INSERT INTO unsent_form VALUES ('u-1', 'p', NULL, '{}', 9, 99, NULL)",
    "INSERT INTO package VALUES ('pack', '{}')",
    "INSERT INTO publication VALUES (1, 'pack', 9, 'test')",
    "INSERT INTO definition VALUES ('p', 1, 'd', 'pack', 9)",
    "INSERT INTO scenario VALUES ('p/scenarios/срок.yaml', 'given: []')",
    "INSERT INTO draft VALUES (5, 'Правка', 'анна', 'pack', 'open', 1, 9, 9)",
    "INSERT INTO draft_file VALUES (5, 'p/process.yaml', NULL, 'd', 1, 'анна', 9)",
    "INSERT INTO draft_hand VALUES (5, 'анна')",
    "INSERT INTO draft_move VALUES (2, 5, 'submitted', 1, 'анна', 9, '')",
    "INSERT INTO account VALUES ('анна', 'argon', 0, 9), ('anna', 'argon', 1, 9), ('Анна', 'argon', 0, 9)",
    "INSERT INTO session (token, person, created_at, expires_at) VALUES ('t', 'анна', 9, 99)",
    "INSERT INTO second_factor VALUES ('анна', 'salt', 9, 3)",
    "INSERT INTO recovery_code VALUES ('анна', 'd-1'), ('анна', 'd-2')",
    "INSERT INTO identity VALUES ('https://id.example.ru', 'sub', 'Анна', 9, 'анна'), ('https://id.example.ru', 'none', '', 9, NULL)",
    "INSERT INTO absence VALUES (8, 'анна', '2026-11-23', '2026-11-30', '[]', 'Приказ', 'вера', 9, NULL, NULL)",
    "INSERT INTO saved_filter VALUES (2, 'анна', 'tasks', 'Мои', '?role=clerk', 9)",
    "INSERT INTO letter_wish VALUES ('анна', 'digest', 'never', 9)",
    "INSERT INTO digest_run VALUES ('daily', '2026-11-23', 9)",
    "INSERT INTO secret VALUES ('letters', 'c2VjcmV0')",
    "INSERT INTO calendar VALUES ('анна', 'digest', 9)",
    "INSERT INTO bounce VALUES ('<1@example.ru>', 'я', NULL, 'a@example.ru', 1, 1, '5.1.1', 'нет ящика', 9)",
    "INSERT INTO address VALUES ('a@example.ru', 9, NULL, NULL)",
    "INSERT INTO program VALUES (6, 'Портал', '[]', '[]', 'digest', 9, NULL, 99, NULL, NULL, NULL)",
    "INSERT INTO subscription VALUES (3, 'https://x.example.ru', '[]', '[]', 9, 'анна', NULL, 0, NULL)",
    // More than a batch.
    "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1301) \
     INSERT INTO access_log SELECT n, n * 7, 'анна', NULL, '127.0.0.1', 'case', 'GET /cases', 'дело ' || n, 'p', \
     CASE WHEN n % 3 = 0 THEN 'ячейка' END FROM n",
    "INSERT INTO erasure_act VALUES (4, '17-у', '2026-11-23', 'срок истёк', 'everything', 'анна', 9, '[]')",
    "INSERT INTO audit VALUES (1, 9, 'анна', 'password', '{}')",
];

/// A database of SQLite with rows in every table.
pub(super) async fn filled() -> TestDatabase {
    let database = TestDatabase::sqlite();
    database.open().await.close().await;
    for sql in ROWS {
        database.sql(sql).await;
    }
    for table in COPIED_TABLES {
        let count = format!("SELECT CAST(COUNT(*) AS TEXT) FROM {}", table.name);
        let rows = of_sqlite(&database, &count).await;
        assert_ne!(rows, ["0"], "{} has no rows here: add some", table.name);
    }
    database
}

/// Everything that a database of SQLite holds, told by SQLite and not by the product: a line a row.
pub(super) async fn told(database: &TestDatabase) -> Vec<String> {
    let mut lines = Vec::new();
    for table in COPIED_TABLES {
        let name = table.name;
        let columns = format!("SELECT name FROM pragma_table_info('{name}') ORDER BY cid");
        let columns = of_sqlite(database, &columns).await;
        let mut cells: Vec<String> = columns
            .iter()
            .map(|it| format!("quote(\"{it}\")"))
            .collect();
        if table.counts_rows {
            cells.push("rowid".to_owned());
        }
        let key = table
            .key
            .iter()
            .map(|it| format!("\"{it}\""))
            .collect::<Vec<_>>();
        let sql = format!(
            "SELECT '{name}: ' || {} FROM {name} ORDER BY {}",
            cells.join(" || ',' || "),
            key.join(", ")
        );
        lines.extend(of_sqlite(database, &sql).await);
    }
    lines
}
