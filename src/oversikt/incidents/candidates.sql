-- Candidate pairs of mentions: the few of those that meet in a block that can be one event.
-- meeting: a, b, kind, bits, a row for each key under which two stand near each other (blocks.py);
-- mention: m, report, language, first, moment, precision, country, called, killed, norm.
-- kind: 0 word, 1 phrase, 2 place, 3 place without a day, 4 toll in a country, 5 day of the year,
-- 6 country, 7 day of the year in a country, 8 day of the year in a place,
-- 9 village or town in the first sentences, 10 large city there.
CREATE OR REPLACE TEMP TABLE met AS
SELECT a, b,
       sum(CAST(bits AS INTEGER) * bits) AS squares,
       sum(bits) AS bits,
       sum(CASE WHEN kind = 1 THEN 1 ELSE 0 END) AS phrases,
       max(CASE WHEN kind = 2 THEN 1 ELSE 0 END) AS place,
       max(CASE WHEN kind = 3 THEN 1 ELSE 0 END) AS spot,
       max(CASE WHEN kind = 4 THEN 1 ELSE 0 END) AS toll,
       max(CASE WHEN kind = 5 THEN 1 ELSE 0 END) AS day,
       max(CASE WHEN kind = 6 THEN 1 ELSE 0 END) AS land,
       max(CASE WHEN kind = 7 THEN 1 ELSE 0 END) AS land_day,
       max(CASE WHEN kind = 8 THEN 1 ELSE 0 END) AS town_day,
       max(CASE WHEN kind = 9 THEN 1 ELSE 0 END) AS village,
       max(CASE WHEN kind = 10 THEN 1 ELSE 0 END) AS city
FROM meeting
GROUP BY a, b;

CREATE OR REPLACE TEMP TABLE known AS
SELECT m, report, language, country, norm, killed,
       called AS town, CASE WHEN precision = 1 THEN called END AS spot_on,
       moment,
       coalesce(first, moment) AS told
FROM mention;

-- One side at a time: joined with both sides at once, some planners pair all mentions first.
CREATE OR REPLACE TEMP TABLE one_side AS
SELECT w.*, n.report, n.language, n.country, n.norm, n.killed, n.town, n.spot_on, n.moment, n.told
FROM met AS w
JOIN known AS n ON n.m = w.a;

CREATE OR REPLACE TEMP TABLE both_sides AS
SELECT o.a, o.b, o.phrases, o.place, o.spot, o.toll, o.day, o.land, o.land_day, o.town_day, o.village, o.city,
       -- Short texts share most of their few words by chance: ten bits are alike by 5 % at most.
       least(100 * o.squares / sqrt(CAST(o.norm AS DOUBLE) * n.norm), 0.5 * o.bits) AS likeness,
       abs(o.moment - n.moment) AS gap,
       abs(o.told - n.told) AS told_gap,
       coalesce(o.town = n.town, FALSE) AS one_town,
       coalesce(o.spot_on <> n.spot_on, FALSE) AS two_towns,
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
   OR (village = 1 AND coalesce(told_gap <= 2, TRUE))
   OR (city = 1 AND told_gap <= 2)
   -- A post that names a day without its year meets those of that day in any year.
   OR (gap IS NULL AND (town_day = 1 OR (land_day = 1 AND NOT two_towns)))
ORDER BY a, b
