-- One row per instance to be, the oldest first. Chance is a product of the number with a large prime, so that every run
-- makes the same rows but for their ids.
CREATE TEMP TABLE copy AS
WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < @instances),
drawn AS (
    SELECT n,
           n * 2654435761 % 1000003 AS a,
           n * 40503 % 999983 AS b,
           CASE WHEN n % 20000 = 77 THEN @processes
                ELSE CASE n * 7919 % 20 WHEN 0 THEN 4 WHEN 1 THEN 5 WHEN 2 THEN 6 WHEN 3 THEN 7 WHEN 4 THEN 8
                     WHEN 5 THEN 9 WHEN 6 THEN 10 WHEN 7 THEN 11 WHEN 8 THEN 3 WHEN 9 THEN 3
                     WHEN 10 THEN 2 WHEN 11 THEN 2 WHEN 12 THEN 2 WHEN 13 THEN 2 ELSE 1 END
           END AS process
    FROM counted
),
shaped AS (
    SELECT *,
           CASE WHEN @all_open OR n > @instances * 95 / 100 AND n % 5 < 2 THEN 0
                WHEN n > @instances * 95 / 100 AND n % 5 < 4 THEN 1 + n % 2
                WHEN n % 50 = 7 THEN 2
                ELSE 3 END AS done
    FROM drawn
)
SELECT s.n AS n, s.a AS a, s.b AS b, s.process AS process, s.done AS done,
       lower(hex(randomblob(6))) AS id,
       substr(hex(randomblob(4)), 1, 4) || '-' || substr(hex(randomblob(4)), 1, 4) AS receipt,
       printf('%03d', 1 + s.a % @schools) AS school,
       printf('%02d', 1 + s.b % @inspectors) AS inspector,
       printf('%02d', 1 + s.n % @clerks) AS clerk,
       CASE WHEN s.n % 200000 = 99 THEN r.word ELSE w.word END || ' ' || g.word || ' ' || p.word
           || ', школа № ' || (1 + s.a % @schools) || ': ' || t.word AS subject,
       CASE WHEN s.n % 200000 = 99 THEN r.low ELSE w.low END || ' ' || g.low || ' ' || p.low
           || ', школа № ' || (1 + s.a % @schools) || ': ' || t.low AS low,
       @now - (@instances - s.n) * (94608000000000 / @instances) - s.a AS started_at,
       o.instance AS original,
       -- Whose journal is written: where pages, boards and forecasts look. All journals would be twenty gigabytes.
       s.n % 50 = 0 OR s.process = @processes OR (NOT @all_open AND (s.done < 3 OR s.n > @instances * 95 / 100))
           OR (s.n * 7919 + 104729) % 300 < 8 OR (s.n * 7919 + 209458) % 300 < 8 OR (s.n * 7919 + 314187) % 300 < 8 AS told
FROM shaped s
JOIN original o ON o.process = s.process AND o.done = s.done
JOIN word w ON w.kind = 'surname' AND w.n = s.b % 100
JOIN word g ON g.kind = 'given' AND g.n = s.a / 7 % 20
JOIN word p ON p.kind = 'patronymic' AND p.n = s.b / 11 % 15
JOIN word t ON t.kind = 'topic' AND t.n = s.a / 13 % 20
JOIN word r ON r.kind = 'rare' AND r.n = 0;
-- Receipts are unique: the few that were drawn twice get the number of their row instead.
UPDATE copy SET receipt = printf('Z%03X-%04X', n / 65536, n % 65536)
WHERE n IN (SELECT max(n) FROM copy GROUP BY receipt HAVING count(*) > 1);
