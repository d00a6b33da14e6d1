-- SPDX-License-Identifier: GPL-3.0-or-later
-- What we put on the server for a moment (temporary names, scratch collections): removed by a later pass if we are cut off.
CREATE TABLE leftover (
  path TEXT PRIMARY KEY
) WITHOUT ROWID;

-- Scratch collections were kept among the facts.
INSERT INTO leftover (path)
  WITH RECURSIVE part (name, rest) AS (
    SELECT '', value || ' ' FROM fact WHERE name = 'server.scratch'
    UNION ALL
    SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM part WHERE rest <> ''
  )
  SELECT DISTINCT name FROM part WHERE name <> '';
DELETE FROM fact WHERE name = 'server.scratch';

-- What is about to be placed here is noted as what is about to be sent is.
CREATE TABLE intent_2 (
  path    TEXT NOT NULL,
  receive INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (path, receive, content)
) WITHOUT ROWID;
INSERT INTO intent_2 (path, receive, content) SELECT path, 0, content FROM intent;
DROP TABLE intent;
ALTER TABLE intent_2 RENAME TO intent;
