-- Candidate pairs of mentions: the few of all pairs that can be one event.
-- mention: m, report, first, last, published, precision, country, place, killed; word: m, w, bits; phrase: m, w;
-- told: m, day.
-- A pair is a candidate if it shares enough rare words for the time between its reports, a place
-- and day, a rare phrase, or a country, day and toll. A word that many mentions of one fortnight hold finds nobody there,
-- and one that many mentions of all times hold finds only those of the same or the next fortnight.
CREATE OR REPLACE TEMP TABLE held AS
SELECT x.w, x.m, x.bits, CAST(floor(coalesce(n.published, n.first, -100) / 14) AS INTEGER) AS fortnight
FROM word AS x
JOIN mention AS n ON n.m = x.m;

CREATE OR REPLACE TEMP TABLE by_word AS
SELECT a, b, sum(bits * bits) AS squares
FROM (
  SELECT l.m AS a, r.m AS b, l.bits
  FROM held AS l
  JOIN held AS r ON l.w = r.w AND l.m < r.m
  JOIN (SELECT w FROM held GROUP BY w HAVING count(*) BETWEEN 2 AND 40) AS c ON c.w = l.w
  UNION ALL
  SELECT least(l.m, r.m) AS a, greatest(l.m, r.m) AS b, l.bits
  FROM (
    SELECT h.w, h.m, h.bits, h.fortnight + s.shift AS fortnight, s.shift
    FROM held AS h
    JOIN (SELECT w, fortnight FROM held GROUP BY w, fortnight HAVING count(*) <= 60) AS c
      ON c.w = h.w AND c.fortnight = h.fortnight
    JOIN (SELECT w FROM held GROUP BY w HAVING count(*) > 40) AS d ON d.w = h.w
    CROSS JOIN (SELECT 0 AS shift UNION ALL SELECT 1) AS s
  ) AS l
  JOIN (
    SELECT h.w, h.m, h.fortnight
    FROM held AS h
    JOIN (SELECT w, fortnight FROM held GROUP BY w, fortnight HAVING count(*) <= 60) AS c
      ON c.w = h.w AND c.fortnight = h.fortnight
  ) AS r ON l.w = r.w AND l.fortnight = r.fortnight AND (l.m < r.m OR (l.shift = 1 AND l.m > r.m))
) AS found
GROUP BY a, b;

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
JOIN spot AS r ON l.place = r.place AND l.day = r.day AND l.m <> r.m;

CREATE OR REPLACE TEMP TABLE by_phrase AS
SELECT l.m AS a, r.m AS b
FROM phrase AS l
JOIN phrase AS r ON l.w = r.w AND l.m < r.m
JOIN (SELECT w FROM phrase GROUP BY w HAVING count(*) BETWEEN 2 AND 20) AS c ON c.w = l.w;

-- Reports that say no year but one day: the day finds them within one country.
CREATE OR REPLACE TEMP TABLE by_day AS
SELECT l.m AS a, r.m AS b
FROM told AS l
JOIN told AS r ON l.day = r.day AND l.m < r.m
JOIN (SELECT day FROM told WHERE day > 100 GROUP BY day HAVING count(*) <= 60) AS c ON c.day = l.day
JOIN mention AS x ON x.m = l.m
JOIN mention AS y ON y.m = r.m
WHERE (x.published IS NULL OR y.published IS NULL) AND (x.country = y.country OR x.country IS NULL OR y.country IS NULL);

-- So many dead on one day in one country are mostly the same, unless towns tell them apart: it finds
-- reports in other languages, and of villages that no list has.
CREATE OR REPLACE TEMP TABLE toll AS
SELECT m, killed, country, day, town
FROM (
  SELECT m, killed, country, coalesce(first, published) AS day,
         CASE WHEN precision <= 3 THEN place END AS town,
         count(*) OVER (PARTITION BY killed, coalesce(first, published)) AS n
  FROM mention
  WHERE killed >= 5 AND country IS NOT NULL
) AS counted
WHERE day IS NOT NULL AND n <= 60;

CREATE OR REPLACE TEMP TABLE by_toll AS
SELECT least(l.m, r.m) AS a, greatest(l.m, r.m) AS b
FROM (
  SELECT x.m, x.killed, x.country, x.town, x.day + s.shift AS day
  FROM toll AS x
  CROSS JOIN (SELECT 0 AS shift UNION ALL SELECT 1) AS s
) AS l
JOIN toll AS r ON l.killed = r.killed AND l.day = r.day AND l.country = r.country AND l.m <> r.m
WHERE coalesce(l.town = r.town, TRUE);

-- One side at a time: joined with both sides at once, some planners pair all mentions first.
CREATE OR REPLACE TEMP TABLE one_side AS
SELECT w.a, w.b, w.squares, n.norm, n.place, n.precision, coalesce(n.published, n.first) AS moment
FROM by_word AS w
JOIN mention AS n ON n.m = w.a;

CREATE OR REPLACE TEMP TABLE both_sides AS
SELECT o.a, o.b
FROM one_side AS o
JOIN mention AS n ON n.m = o.b
WHERE 100 * o.squares >= sqrt(CAST(o.norm AS DOUBLE) * n.norm) * CASE
    WHEN abs(o.moment - coalesce(n.published, n.first)) <= 3 THEN 2
    WHEN o.place = n.place AND o.precision <= 3 THEN 3
    WHEN abs(o.moment - coalesce(n.published, n.first)) <= 30 THEN 4
    WHEN o.moment IS NULL OR coalesce(n.published, n.first) IS NULL THEN 3
    ELSE 6 END;

CREATE OR REPLACE TEMP TABLE found AS
SELECT a, b FROM both_sides
UNION SELECT a, b FROM by_place
UNION SELECT a, b FROM by_phrase
UNION SELECT a, b FROM by_day
UNION SELECT a, b FROM by_toll;

CREATE OR REPLACE TEMP TABLE reported AS
SELECT f.a, f.b, n.report
FROM found AS f
JOIN mention AS n ON n.m = f.a;

-- Two mentions of one report are never one event.
SELECT f.a, f.b
FROM reported AS f
JOIN mention AS n ON n.m = f.b
WHERE f.report <> n.report
ORDER BY f.a, f.b
