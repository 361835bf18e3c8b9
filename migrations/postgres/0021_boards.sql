-- Boards of those who see some units in very many: rows of other units are told apart in the index.

-- The list and the counts of one process, whole or of many units.
DROP INDEX task_by_process;
CREATE INDEX task_by_process ON task (process, sort_at, instance, task, unit);
