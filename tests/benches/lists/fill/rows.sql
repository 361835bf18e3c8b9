INSERT INTO instance (id, process, version, digest, receipt, parent, subject, search, running, end_step, started_at, ended_at,
                      seq, hash, unit)
SELECT c.id, i.process, i.version, i.digest, c.receipt, NULL, c.subject, c.low || ' ' || lower(c.receipt), i.running,
       i.end_step, c.started_at, CASE WHEN i.running THEN NULL ELSE c.started_at + 864000000000 END, i.seq, i.hash,
       CASE WHEN i.unit IS NULL THEN NULL ELSE 'school_' || c.school END
FROM copy c JOIN instance i ON i.id = c.original ORDER BY c.n;
INSERT INTO journal (instance, first_seq, last_seq, at, actor, cause, events, hash)
SELECT c.id, j.first_seq, j.last_seq, c.started_at + (j.first_seq - 1) * 86400000000,
       replace(replace(replace(j.actor, '@HEAD', 'head_' || c.school), '@INSPECTOR', 'inspector_' || c.inspector),
               '@CLERK', 'clerk_' || c.clerk),
       j.cause,
       replace(replace(replace(replace(replace(replace(j.events, '@SUBJECT', c.subject), '@SCHOOL', 'school_' || c.school),
               '@HEAD', 'head_' || c.school), '@INSPECTOR', 'inspector_' || c.inspector), '@CLERK', 'clerk_' || c.clerk),
               i.receipt, c.receipt),
       j.hash
FROM copy c JOIN journal j ON j.instance = c.original JOIN instance i ON i.id = c.original WHERE c.told ORDER BY c.n, j.first_seq;
-- One task in ten is late, the rest fall due within nine months.
CREATE TEMP TABLE open AS
SELECT c.n AS n, c.id AS id, t.task AS task, c.original AS original, c.school AS school, c.inspector AS inspector,
       c.started_at AS started_at,
       @now + ((c.n * 7919 + t.task * 104729) % 300 - 30) * 86400000000 + c.b * 1000 AS due_at
FROM copy c JOIN task t ON t.instance = c.original;
INSERT INTO task (instance, task, process, step, roles, signature, not_by, due_on, due_at, sort_at, provisional, created_at,
                  reminded, overdue, people, claimed_by, delegated_by, personal, unit)
SELECT o.id, t.task, t.process, t.step, t.roles, t.signature, t.not_by, date(o.due_at / 1000000, 'unixepoch'), o.due_at,
       o.due_at, 0, o.started_at, 0, 0,
       replace(replace(t.people, '@HEAD', 'head_' || o.school), '@INSPECTOR', 'inspector_' || o.inspector),
       NULL, NULL, 0, CASE WHEN t.unit IS NULL THEN NULL ELSE 'school_' || o.school END
FROM open o JOIN task t ON t.instance = o.original AND t.task = o.task ORDER BY o.n, o.task;
INSERT INTO task_role (role, sort_at, instance, task, process)
SELECT replace(replace(r.role, '@HEAD', 'head_' || o.school), '@INSPECTOR', 'inspector_' || o.inspector), o.due_at, o.id,
       o.task, r.process
FROM open o JOIN task t ON t.instance = o.original AND t.task = o.task JOIN task_role r ON r.instance = t.instance AND r.task = t.task
ORDER BY 1, 2;
INSERT INTO timer (due_at, instance, timer)
SELECT o.due_at - 86400000000, o.id, o.task FROM open o WHERE o.due_at > @now + 86400000000 ORDER BY 1;
INSERT INTO step_state (instance, step, open, started_at, due_on, completed_at)
SELECT c.id, s.step, s.open, c.started_at, s.due_on, CASE WHEN s.completed_at IS NULL THEN NULL ELSE c.started_at END
FROM copy c JOIN step_state s ON s.instance = c.original ORDER BY c.id;
INSERT INTO participant (person, started_at, instance, part, process)
SELECT replace(replace(replace(p.person, '@HEAD', 'head_' || c.school), '@INSPECTOR', 'inspector_' || c.inspector), '@CLERK',
               'clerk_' || c.clerk), c.started_at, c.id, p.part, p.process
FROM copy c JOIN participant p ON p.instance = c.original ORDER BY 1, 2;
