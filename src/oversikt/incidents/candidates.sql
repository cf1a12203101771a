-- Candidate pairs of mentions: the few of those that meet in a block that can be one event.
-- meeting: a, b, kind, bits, a row for each key under which two stand near each other (blocks.py);
-- mention: m, report, language, first, moment, precision, country, place, killed, norm.
-- kind: 0 word, 1 phrase, 2 place, 3 place without a day, 4 toll in a country, 5 day of the year,
-- 6 country.
CREATE OR REPLACE TEMP TABLE met AS
SELECT a, b,
       sum(CAST(bits AS INTEGER) * bits) AS squares,
       sum(bits) AS bits,
       sum(CASE WHEN kind = 1 THEN 1 ELSE 0 END) AS phrases,
       max(CASE WHEN kind = 2 THEN 1 ELSE 0 END) AS place,
       max(CASE WHEN kind = 3 THEN 1 ELSE 0 END) AS spot,
       max(CASE WHEN kind = 4 THEN 1 ELSE 0 END) AS toll,
       max(CASE WHEN kind = 5 THEN 1 ELSE 0 END) AS day,
       max(CASE WHEN kind = 6 THEN 1 ELSE 0 END) AS land
FROM meeting
GROUP BY a, b;

CREATE OR REPLACE TEMP TABLE known AS
SELECT m, report, language, country, norm, killed,
       CASE WHEN precision <= 3 THEN place END AS town,
       moment,
       coalesce(first, moment) AS told
FROM mention;

-- One side at a time: joined with both sides at once, some planners pair all mentions first.
CREATE OR REPLACE TEMP TABLE one_side AS
SELECT w.*, n.report, n.language, n.country, n.norm, n.killed, n.town, n.moment, n.told
FROM met AS w
JOIN known AS n ON n.m = w.a;

CREATE OR REPLACE TEMP TABLE both_sides AS
SELECT o.a, o.b, o.phrases, o.place, o.spot, o.toll, o.day, o.land,
       -- Short texts share most of their few words by chance: ten bits are alike by 5 % at most.
       least(100 * o.squares / sqrt(CAST(o.norm AS DOUBLE) * n.norm), 0.5 * o.bits) AS likeness,
       abs(o.moment - n.moment) AS gap,
       abs(o.told - n.told) AS told_gap,
       coalesce(o.town = n.town, FALSE) AS one_town,
       coalesce(o.town <> n.town, FALSE) AS two_towns,
       coalesce(o.country <> n.country, FALSE) AS two_countries,
       coalesce(o.killed = n.killed, FALSE) AS one_toll,
       coalesce(o.language <> n.language, FALSE) AS two_languages
FROM one_side AS o
JOIN known AS n ON n.m = o.b
-- Two mentions of one report are never one event.
WHERE o.report <> n.report;

-- The further apart in time, the more of their words two must share; less in one town, or of one
-- toll. Each step stands where, in news of shootings, one pair in two hundred is still true.
CREATE OR REPLACE TEMP TABLE weighed AS
SELECT *,
       CASE WHEN gap IS NULL THEN 3 WHEN gap <= 3 THEN 2 WHEN gap <= 30 THEN 5
            WHEN gap <= 90 THEN 7 WHEN gap <= 400 THEN 9 ELSE 12 END AS step
FROM both_sides;

SELECT a, b
FROM weighed
WHERE likeness >= CASE WHEN one_town THEN greatest(1, step - 5) ELSE step END
                  - CASE WHEN one_toll THEN 1 ELSE 0 END
   -- One shared name finds reports of one month; of other months only with some words more.
   OR phrases >= 2
   OR (phrases = 1 AND (coalesce(gap <= 30, TRUE) OR 2 * likeness >= step))
   OR (place = 1 AND told_gap <= 2)
   OR spot = 1
   -- So many dead on one day in one country are mostly the same, unless towns tell them apart.
   OR (toll = 1 AND told_gap <= 1 AND NOT two_towns)
   -- Two languages share few words: what happened in one country within a day is compared.
   OR (land = 1 AND two_languages AND told_gap <= 1 AND NOT two_towns)
   OR (day = 1 AND NOT two_countries)
ORDER BY a, b
