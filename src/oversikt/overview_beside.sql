-- Claims that stand beside the rows and are never added in: totals that others publish over a
-- period, each told once for all who repeat it, and movements of people, the latest figure of
-- each speaker. Tables: figure (one line a claim, in order of publication), asked(month).
-- A claim is kept where its stretch of months touches the one asked for; -1 is unknown.
CREATE OR REPLACE TEMPORARY VIEW touching AS
SELECT f.*
FROM figure f CROSS JOIN (SELECT month AS asked_month FROM asked) a
WHERE a.asked_month = -1 OR (f.first_month <= a.asked_month AND f.last_month >= a.asked_month);

CREATE OR REPLACE TEMPORARY VIEW ranked AS
SELECT
    t.number, t.kind,
    first_value(t.number) OVER (
        PARTITION BY t.kind, t.measure, t.victim_status, t.unit, t.speaker, t.place, t.modality,
            t.same_figure
        ORDER BY t.as_of DESC, t.number
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS shown
FROM touching t;

SELECT kind, CAST(shown AS BIGINT) AS shown, CAST(number AS BIGINT) AS number
FROM ranked
ORDER BY kind, shown, number
