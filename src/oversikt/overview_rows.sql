-- The rows of an overview: sums over incidents by month, country and, where asked, province.
-- Tables: incident(number, month, country, admin1, sources), one a line of the set;
-- tally(number, measure, victim_status, low, best, high, is_open, is_uncounted);
-- origin(number, name), who tells of an incident; asked(month, by_admin1).
-- A month is a number of months since year 0; -1 and '' stand for what nobody told.
CREATE OR REPLACE TEMPORARY VIEW placed AS
SELECT number, month, country, '' AS admin1, sources FROM incident
UNION ALL
SELECT number, month, country, admin1, sources FROM incident CROSS JOIN (SELECT by_admin1 FROM asked) a
WHERE a.by_admin1 AND admin1 <> '';

CREATE OR REPLACE TEMPORARY VIEW told AS
SELECT p.month, p.country, p.admin1, t.measure, t.victim_status, count(DISTINCT o.name) AS names
FROM placed p
JOIN tally t ON t.number = p.number
JOIN origin o ON o.number = p.number
GROUP BY p.month, p.country, p.admin1, t.measure, t.victim_status;

CREATE OR REPLACE TEMPORARY VIEW summed AS
SELECT
    p.month, p.country, p.admin1, t.measure, t.victim_status,
    sum(t.low) AS low, sum(t.best) AS best, sum(t.high) AS high,
    max(t.is_open) AS is_open,
    count(*) AS incidents,
    sum(p.sources) AS all_sources, max(p.sources) AS most_sources,
    sum(CASE WHEN p.sources <= 1 THEN t.best ELSE 0 END) AS single,
    sum(t.is_uncounted) AS uncounted_incidents
FROM placed p
JOIN tally t ON t.number = p.number
GROUP BY p.month, p.country, p.admin1, t.measure, t.victim_status;

-- Distinct origins of all incidents together, since one outlet tells of many: never fewer than
-- the independent sources of one of the incidents, never more than theirs added up.
SELECT
    s.month, s.country, s.admin1, s.measure, s.victim_status,
    CAST(s.low AS BIGINT) AS low, CAST(s.best AS BIGINT) AS best, CAST(s.high AS BIGINT) AS high,
    CAST(s.is_open AS BIGINT) AS is_open, CAST(s.incidents AS BIGINT) AS incidents,
    CAST(greatest(s.most_sources, least(s.all_sources, coalesce(n.names, 0))) AS BIGINT) AS sources,
    CAST(s.single AS BIGINT) AS single,
    CAST(before.best AS BIGINT) AS best_before,
    CAST(s.uncounted_incidents AS BIGINT) AS uncounted_incidents
FROM summed s
LEFT JOIN told n
    ON n.month = s.month AND n.country = s.country AND n.admin1 = s.admin1
    AND n.measure = s.measure AND n.victim_status = s.victim_status
LEFT JOIN summed before
    ON s.month > 0 AND before.month = s.month - 1
    AND before.country = s.country AND before.admin1 = s.admin1
    AND before.measure = s.measure AND before.victim_status = s.victim_status
CROSS JOIN (SELECT month AS asked_month FROM asked) a
WHERE a.asked_month = -1 OR s.month = -1 OR s.month = a.asked_month
ORDER BY s.month, s.country, s.admin1, s.measure, s.victim_status
