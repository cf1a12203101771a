-- The level of agreement of each trait of the candidate pairs.
-- mention: m, report, copy, outlet, language, first, last, published, moment, lat, lon, precision, country,
--          admin1, place, called, listed, killed, wounded, cause, norm, opening, dated, days, weekdays, smallest; word: m, w, bits, opening; phrase: m, w; town: m, town, size, namesake;
--          told: m, day; candidate: a, b.
-- Integers and exact double arithmetic only, so that every engine gives the same rows.
-- One side at a time: joined with both sides at once, some planners pair all that share a word.
CREATE OR REPLACE TEMP TABLE spoken AS
SELECT c.a, c.b, x.w, x.bits, x.opening
FROM candidate AS c
JOIN word AS x ON x.m = c.a;

CREATE OR REPLACE TEMP TABLE shared AS
SELECT s.a, s.b, sum(s.bits) AS bits, sum(s.bits * s.bits) AS squares,
       sum(CASE WHEN s.opening AND y.opening THEN s.bits * s.bits ELSE 0 END) AS opening
FROM spoken AS s
JOIN word AS y ON y.m = s.b AND y.w = s.w
GROUP BY s.a, s.b;

CREATE OR REPLACE TEMP TABLE naming AS
SELECT c.a, c.b, x.w
FROM candidate AS c
JOIN phrase AS x ON x.m = c.a;

CREATE OR REPLACE TEMP TABLE named AS
SELECT s.a, s.b, count(*) AS n
FROM naming AS s
JOIN phrase AS y ON y.m = s.b AND y.w = s.w
GROUP BY s.a, s.b;

CREATE OR REPLACE TEMP TABLE dating AS
SELECT c.a, c.b, x.day
FROM candidate AS c
JOIN told AS x ON x.m = c.a;

CREATE OR REPLACE TEMP TABLE lying AS
SELECT c.a, c.b, x.town, x.size, x.namesake
FROM candidate AS c
JOIN town AS x ON x.m = c.a;

CREATE OR REPLACE TEMP TABLE met_town AS
SELECT s.a, s.b, min(s.size) AS size, min(CASE WHEN s.namesake THEN 3 ELSE s.size END) AS alone
FROM lying AS s
JOIN town AS y ON y.m = s.b AND y.town = s.town
GROUP BY s.a, s.b;

-- A weekday is 1 to 7, a day of the year 101 to 1231, a day with its year more.
CREATE OR REPLACE TEMP TABLE dated AS
SELECT s.a, s.b, sum(CASE WHEN s.day BETWEEN 101 AND 1231 THEN 1 ELSE 0 END) AS days, sum(CASE WHEN s.day < 8 THEN 1 ELSE 0 END) AS weekdays
FROM dating AS s
JOIN told AS y ON y.m = s.b AND y.day = s.day
GROUP BY s.a, s.b;

CREATE OR REPLACE TEMP TABLE timed AS
SELECT s.a, s.b, min(abs(s.day - y.day)) AS gap
FROM dating AS s
JOIN told AS y ON y.m = s.b AND y.day > 1231
WHERE s.day > 1231
GROUP BY s.a, s.b;

CREATE OR REPLACE TEMP TABLE trait AS
SELECT
  c.a, c.b,
  -- Two short texts share most of their few words by chance: two words tell less than ten.
  least(
    CAST(floor(100 * coalesce(s.squares, 0) / sqrt(CAST(l.norm AS DOUBLE) * r.norm)) AS INTEGER),
    CASE WHEN coalesce(s.bits, 0) < 20 THEN 12 WHEN s.bits < 35 THEN 21 ELSE 100 END) AS likeness,
  CAST(floor(100 * coalesce(s.opening, 0) / sqrt(CAST(l.opening AS DOUBLE) * r.opening)) AS INTEGER) AS opening,
  coalesce(s.bits, 0) AS bits,
  coalesce(n.n, 0) AS phrases,
  v.size AS town, v.alone, greatest(l.smallest, r.smallest) AS smallest,
  CASE WHEN l.days > 0 AND r.days > 0 THEN coalesce(d.days, 0) END AS days_told,
  CASE WHEN l.weekdays > 0 AND r.weekdays > 0 THEN coalesce(d.weekdays, 0) END AS weekdays_told,
  -- Between two that say when they were published, only days that words give tell more.
  CASE WHEN (l.dated AND r.dated) OR l.published IS NULL OR r.published IS NULL THEN t.gap END AS day_gap,
  abs(l.published - r.published) AS published_gap,
  CASE WHEN l.lat IS NOT NULL AND r.lat IS NOT NULL AND l.precision <= 3 AND r.precision <= 3
       THEN 12742 * asin(least(1.0, sqrt(
         power(sin(radians(r.lat - l.lat) / 2), 2)
         + cos(radians(l.lat)) * cos(radians(r.lat)) * power(sin(radians(r.lon - l.lon) / 2), 2))))
       END AS km,
  CASE WHEN l.country IS NOT NULL AND r.country IS NOT NULL THEN l.country = r.country END AS same_country,
  CASE WHEN l.admin1 IS NOT NULL AND r.admin1 IS NOT NULL THEN l.admin1 = r.admin1 END AS same_admin1,
  l.place = r.place AND l.called IS NOT NULL AS same_place,
  l.called = r.called AS same_name,
  -- A quarter that no list has stands at its town's point, and so does what is told of the town.
  NOT (l.listed AND r.listed) AND (l.listed = r.listed OR l.lat <> r.lat OR l.lon <> r.lon) AS quarters,
  -- "near" a town stands at the town's point, as does a quarter that no list has.
  l.precision <> 2 AND r.precision <> 2 AS points,
  abs(l.killed - r.killed) AS killed_gap, greatest(l.killed, r.killed) AS killed_most,
  abs(l.wounded - r.wounded) AS wounded_gap, greatest(l.wounded, r.wounded) AS wounded_most,
  l.cause = r.cause AS same_cause,
  l.copy = r.copy AS same_copy,
  l.outlet = r.outlet AS same_outlet,
  l.language = r.language AS same_language
FROM candidate AS c
JOIN mention AS l ON l.m = c.a
JOIN mention AS r ON r.m = c.b
LEFT JOIN shared AS s ON s.a = c.a AND s.b = c.b
LEFT JOIN named AS n ON n.a = c.a AND n.b = c.b
LEFT JOIN dated AS d ON d.a = c.a AND d.b = c.b
LEFT JOIN met_town AS v ON v.a = c.a AND v.b = c.b
LEFT JOIN timed AS t ON t.a = c.a AND t.b = c.b;

SELECT
  a, b,
  CASE WHEN same_copy THEN 'copy'
       WHEN NOT same_language THEN 'other language'
       WHEN likeness >= 45 THEN '45+' WHEN likeness >= 30 THEN '30-44' WHEN likeness >= 22 THEN '22-29'
       WHEN likeness >= 17 THEN '17-21' WHEN likeness >= 13 THEN '13-16' WHEN likeness >= 10 THEN '10-12'
       WHEN likeness >= 7 THEN '7-9' WHEN likeness >= 5 THEN '5-6' WHEN likeness >= 3 THEN '3-4'
       ELSE '0-2' END AS words,
  CASE WHEN same_copy THEN 'copy' WHEN NOT same_language THEN 'other language' WHEN phrases >= 4 THEN '4+'
       WHEN phrases >= 2 THEN '2-3' WHEN phrases = 1 THEN '1' ELSE 'none' END AS phrases,
  CASE WHEN same_copy THEN 'copy' WHEN NOT same_language THEN 'other language'
       WHEN opening >= 45 THEN '45+' WHEN opening >= 30 THEN '30-44' WHEN opening >= 22 THEN '22-29'
       WHEN opening >= 17 THEN '17-21' WHEN opening >= 13 THEN '13-16' WHEN opening >= 10 THEN '10-12'
       WHEN opening >= 7 THEN '7-9' WHEN opening >= 5 THEN '5-6' WHEN opening >= 3 THEN '3-4'
       ELSE '0-2' END AS opening,
  CASE WHEN same_copy THEN 'copy' WHEN NOT same_language THEN concat('other language ', CASE WHEN bits >= 60 THEN '60+' WHEN bits >= 35 THEN '35-59' WHEN bits >= 20 THEN '20-34' WHEN bits >= 10 THEN '10-19' ELSE '0-9' END)
       WHEN bits >= 300 THEN '300+' WHEN bits >= 200 THEN '200-299' WHEN bits >= 140 THEN '140-199' WHEN bits >= 100 THEN '100-139' WHEN bits >= 75 THEN '75-99' WHEN bits >= 55 THEN '55-74'
       WHEN bits >= 40 THEN '40-54' WHEN bits >= 28 THEN '28-39' WHEN bits >= 18 THEN '18-27' WHEN bits >= 10 THEN '10-17' ELSE '0-9' END AS shared,
  CASE WHEN same_outlet THEN 'same' WHEN same_outlet = FALSE THEN 'differ' ELSE 'unknown' END AS outlet,
  concat(
    CASE WHEN published_gap IS NULL THEN 'unknown' WHEN published_gap <= 1 THEN '0-1'
         WHEN published_gap <= 3 THEN '2-3' WHEN published_gap <= 7 THEN '4-7'
         WHEN published_gap <= 21 THEN '8-21' WHEN published_gap <= 90 THEN '22-90' ELSE '91+' END,
    ', ',
    CASE WHEN day_gap IS NULL THEN 'unknown' WHEN day_gap = 0 THEN 'same' WHEN day_gap = 1 THEN '1'
         WHEN day_gap <= 3 THEN '2-3' WHEN day_gap <= 14 THEN '4-14' ELSE '15+' END) AS days,
  concat(
    CASE WHEN published_gap IS NOT NULL THEN 'published, ' WHEN day_gap IS NOT NULL THEN 'dated, ' ELSE '' END,
    CASE WHEN days_told > 0 THEN 'same day' WHEN days_told = 0 THEN 'other day'
         WHEN weekdays_told > 0 THEN 'same weekday' WHEN weekdays_told = 0 THEN 'other weekday'
         ELSE 'unknown' END) AS calendar,
  CASE WHEN same_country = FALSE THEN 'other country'
       WHEN same_place THEN 'same' WHEN same_name AND coalesce(km <= 60, TRUE) THEN 'same' WHEN km <= 6 AND points THEN 'same'
       WHEN km <= 30 AND quarters THEN 'other quarter' WHEN km <= 30 THEN 'near' WHEN km <= 100 THEN 'region' WHEN km IS NOT NULL THEN 'far'
       WHEN same_admin1 = FALSE THEN 'far' WHEN same_admin1 THEN 'province'
       ELSE 'unknown' END AS place,
  CASE WHEN town = 1 THEN 'village' WHEN town = 2 THEN 'town' WHEN town = 3 THEN 'city'
       WHEN smallest < 3 THEN 'differ' ELSE 'unknown' END AS towns,
  CASE WHEN killed_gap IS NULL THEN 'unknown'
       WHEN killed_gap = 0 AND killed_most >= 5 THEN 'same 5+' WHEN killed_gap = 0 AND killed_most >= 2 THEN 'same 2-4'
       WHEN killed_gap = 0 THEN 'same' WHEN killed_gap = 1 OR killed_gap * 4 <= killed_most THEN 'close'
       ELSE 'differ' END AS killed,
  CASE WHEN wounded_gap IS NULL THEN 'unknown'
       WHEN wounded_gap = 0 AND wounded_most >= 5 THEN 'same 5+' WHEN wounded_gap = 0 AND wounded_most >= 2 THEN 'same 2-4'
       WHEN wounded_gap = 0 THEN 'same' WHEN wounded_gap = 1 OR wounded_gap * 4 <= wounded_most THEN 'close'
       ELSE 'differ' END AS wounded,
  CASE WHEN same_cause IS NULL THEN 'unknown' WHEN same_cause THEN 'same' ELSE 'differ' END AS cause,
  CASE WHEN same_copy OR phrases >= 2 OR (same_language AND likeness >= 30) OR (days_told > 0 AND alone < 3) THEN 2
       WHEN phrases >= 1 OR alone < 3 OR (same_language AND likeness >= 15) THEN 1 ELSE 0 END AS certain
FROM trait
ORDER BY a, b
