-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of what is about to happen each attempt is noted by itself, with its outcome and the server's time around it: began and ended in
-- milliseconds since 1970, NULL where they are not known. Of attempts of before nothing is known: they explain nothing.
CREATE TABLE intent_3 (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  path     TEXT    NOT NULL,
  kind     TEXT    NOT NULL,
  content  BLOB    NOT NULL,
  outcome  TEXT    NOT NULL,
  began    INTEGER,
  ended    INTEGER,
  file_key TEXT    NOT NULL
);
INSERT INTO intent_3 (path, kind, content, outcome, file_key) SELECT path, kind, content, 'OPEN', '' FROM intent;
DROP TABLE intent;
ALTER TABLE intent_3 RENAME TO intent;
CREATE INDEX intent_path ON intent (path);
