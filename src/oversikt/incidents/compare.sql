-- Candidate pairs of mentions and the level of agreement of each of their traits.
-- mention: m, report, first, last, published, lat, lon, precision, country, admin1, place,
--          killed, wounded, cause, norm, copy; word: m, w, bits; name: m, w.
-- Integers and exact double arithmetic only, so that every engine gives the same rows.
-- A word tells events apart when few mentions hold it; the further two reports lie apart in time,
-- the rarer the words that must bring them together.
CREATE OR REPLACE TEMP TABLE rare AS
SELECT x.w, x.m, x.bits, coalesce(n.published, n.first) AS moment, c.n
FROM (SELECT w, count(*) AS n FROM word WHERE bits >= 6 GROUP BY w) AS c
JOIN word AS x ON x.w = c.w
JOIN mention AS n ON n.m = x.m
WHERE c.n BETWEEN 2 AND 150;

CREATE OR REPLACE TEMP TABLE by_word AS
SELECT l.m AS a, r.m AS b, sum(l.bits * l.bits) AS bits, count(*) AS n, sum(CASE WHEN l.n <= 25 THEN 1 ELSE 0 END) AS rarest
FROM rare AS l
JOIN rare AS r ON l.w = r.w AND l.m < r.m
  AND (l.n <= 25 OR l.moment IS NULL OR r.moment IS NULL OR abs(l.moment - r.moment) <= 30)
GROUP BY l.m, r.m;

CREATE OR REPLACE TEMP TABLE spot AS
SELECT m, place, coalesce(first, published) AS day
FROM mention
WHERE precision <= 3 AND place IS NOT NULL;

-- Joined by equality on shifted days: a city with a quarter of all mentions would else be squared.
CREATE OR REPLACE TEMP TABLE by_place AS
SELECT least(l.m, r.m) AS a, greatest(l.m, r.m) AS b
FROM (
  SELECT x.m, x.place, x.day + s.shift AS day
  FROM spot AS x
  CROSS JOIN (SELECT 0 AS shift UNION ALL SELECT 1 UNION ALL SELECT 2) AS s
) AS l
JOIN spot AS r ON l.place = r.place AND l.day = r.day AND l.m <> r.m
UNION
SELECT least(l.m, r.m) AS a, greatest(l.m, r.m) AS b
FROM spot AS l
JOIN spot AS r ON l.place = r.place AND l.m <> r.m
WHERE l.day IS NULL;

CREATE OR REPLACE TEMP TABLE by_name AS
SELECT l.m AS a, r.m AS b
FROM name AS l
JOIN name AS r ON l.w = r.w AND l.m < r.m
JOIN (SELECT w FROM name GROUP BY w HAVING count(*) <= 30) AS c ON c.w = l.w
GROUP BY l.m, r.m;

CREATE OR REPLACE TEMP TABLE candidate AS
SELECT p.a, p.b
FROM (
  SELECT w.a, w.b
  FROM by_word AS w
  JOIN mention AS l ON l.m = w.a
  JOIN mention AS r ON r.m = w.b
  WHERE (CASE
    WHEN abs(coalesce(l.published, l.first) - coalesce(r.published, r.first)) <= 3 THEN 3
    WHEN abs(coalesce(l.published, l.first) - coalesce(r.published, r.first)) <= 30 THEN 5
    WHEN l.published IS NULL OR r.published IS NULL THEN 5
    ELSE 7 END) * sqrt(CAST(l.norm AS DOUBLE) * r.norm) <= 100 * w.bits
  UNION SELECT a, b FROM by_place
  UNION SELECT a, b FROM by_name
) AS p
JOIN mention AS l ON l.m = p.a
JOIN mention AS r ON r.m = p.b
WHERE l.report <> r.report;

CREATE OR REPLACE TEMP TABLE shared AS
SELECT c.a, c.b, sum(x.bits * x.bits) AS bits, sum(CASE WHEN x.bits >= 10 THEN 1 ELSE 0 END) AS rare
FROM candidate AS c
JOIN word AS x ON x.m = c.a
JOIN word AS y ON y.m = c.b AND y.w = x.w
GROUP BY c.a, c.b;

CREATE OR REPLACE TEMP TABLE named AS
SELECT c.a, c.b, count(*) AS n
FROM candidate AS c
JOIN name AS x ON x.m = c.a
JOIN name AS y ON y.m = c.b AND y.w = x.w
GROUP BY c.a, c.b;

CREATE OR REPLACE TEMP TABLE trait AS
SELECT
  c.a, c.b,
  CAST(floor(100 * coalesce(s.bits, 0) / sqrt(CAST(l.norm AS DOUBLE) * r.norm)) AS INTEGER) AS likeness,
  CASE WHEN l.names > 0 AND r.names > 0 THEN coalesce(n.n, 0) END AS names,
  CASE WHEN l.first IS NOT NULL AND r.first IS NOT NULL
       THEN greatest(0, l.first - r.last, r.first - l.last) END AS day_gap,
  abs(l.published - r.published) AS published_gap,
  CASE WHEN l.lat IS NOT NULL AND r.lat IS NOT NULL AND l.precision <= 3 AND r.precision <= 3
       THEN 12742 * asin(least(1.0, sqrt(
         power(sin(radians(r.lat - l.lat) / 2), 2)
         + cos(radians(l.lat)) * cos(radians(r.lat)) * power(sin(radians(r.lon - l.lon) / 2), 2))))
       END AS km,
  CASE WHEN l.country IS NOT NULL AND r.country IS NOT NULL THEN l.country = r.country END AS same_country,
  CASE WHEN l.admin1 IS NOT NULL AND r.admin1 IS NOT NULL THEN l.admin1 = r.admin1 END AS same_admin1,
  l.place = r.place AS same_place,
  abs(l.killed - r.killed) AS killed_gap, greatest(l.killed, r.killed) AS killed_most,
  abs(l.wounded - r.wounded) AS wounded_gap, greatest(l.wounded, r.wounded) AS wounded_most,
  l.cause = r.cause AS same_cause,
  l.copy = r.copy AS same_copy,
  coalesce(s.rare, 0) AS rare,
  l.outlet = r.outlet AS same_outlet,
  l.language = r.language AS same_language
FROM candidate AS c
JOIN mention AS l ON l.m = c.a
JOIN mention AS r ON r.m = c.b
LEFT JOIN shared AS s ON s.a = c.a AND s.b = c.b
LEFT JOIN named AS n ON n.a = c.a AND n.b = c.b;

SELECT
  a, b,
  CASE WHEN same_copy THEN 'copy'
       WHEN NOT same_language THEN 'other language'
       WHEN likeness >= 50 THEN '50+' WHEN likeness >= 35 THEN '35-49' WHEN likeness >= 28 THEN '28-34'
       WHEN likeness >= 22 THEN '22-27' WHEN likeness >= 17 THEN '17-21' WHEN likeness >= 13 THEN '13-16'
       WHEN likeness >= 9 THEN '9-12' WHEN likeness >= 6 THEN '6-8' ELSE '0-5' END AS words,
  CASE WHEN NOT same_language THEN 'other language' WHEN rare >= 12 THEN '12+' WHEN rare >= 8 THEN '8-11' WHEN rare >= 5 THEN '5-7' WHEN rare >= 3 THEN '3-4'
       WHEN rare = 2 THEN '2' WHEN rare = 1 THEN '1' ELSE 'none' END AS rare,
  CASE WHEN same_outlet THEN 'same' WHEN same_outlet = FALSE THEN 'differ' ELSE 'unknown' END AS outlet,
  CASE WHEN names IS NULL THEN 'unknown' WHEN names >= 3 THEN '3+' WHEN names = 2 THEN '2'
       WHEN names = 1 THEN '1' ELSE 'none' END AS names,
  CASE WHEN day_gap IS NULL THEN 'unknown' WHEN day_gap = 0 THEN 'same' WHEN day_gap = 1 THEN '1'
       ELSE 'apart' END AS day,
  CASE WHEN published_gap IS NULL THEN 'unknown' WHEN published_gap <= 1 THEN '0-1'
       WHEN published_gap <= 3 THEN '2-3' WHEN published_gap <= 7 THEN '4-7'
       WHEN published_gap <= 21 THEN '8-21' ELSE '22+' END AS published,
  CASE WHEN same_country = FALSE THEN 'other country'
       WHEN same_place THEN 'same' WHEN km <= 6 THEN 'same'
       WHEN km <= 30 THEN 'near' WHEN km <= 100 THEN 'region' WHEN km IS NOT NULL THEN 'far'
       WHEN same_admin1 = FALSE THEN 'far' WHEN same_admin1 THEN 'province'
       ELSE 'unknown' END AS place,
  CASE WHEN killed_gap IS NULL THEN 'unknown'
       WHEN killed_gap = 0 AND killed_most >= 5 THEN 'same 5+' WHEN killed_gap = 0 AND killed_most >= 2 THEN 'same 2-4'
       WHEN killed_gap = 0 THEN 'same' WHEN killed_gap = 1 OR killed_gap * 4 <= killed_most THEN 'close'
       ELSE 'differ' END AS killed,
  CASE WHEN wounded_gap IS NULL THEN 'unknown'
       WHEN wounded_gap = 0 AND wounded_most >= 5 THEN 'same 5+' WHEN wounded_gap = 0 AND wounded_most >= 2 THEN 'same 2-4'
       WHEN wounded_gap = 0 THEN 'same' WHEN wounded_gap = 1 OR wounded_gap * 4 <= wounded_most THEN 'close'
       ELSE 'differ' END AS wounded,
  CASE WHEN same_cause IS NULL THEN 'unknown' WHEN same_cause THEN 'same' ELSE 'differ' END AS cause
FROM trait
ORDER BY a, b
