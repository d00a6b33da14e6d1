-- SPDX-License-Identifier: GPL-3.0-or-later
-- The synced tree: one row an entry, keyed by its folder and its name, so that renaming a folder is one row.
-- l_: the local file's stamp; r_: the server's description. NULL where it is not known.
CREATE TABLE entry (
  id         INTEGER PRIMARY KEY,
  parent     INTEGER REFERENCES entry (id) ON DELETE CASCADE,
  name       TEXT    NOT NULL,
  folder     INTEGER NOT NULL,
  content    BLOB,
  l_size     INTEGER,
  l_modified INTEGER,
  l_changed  INTEGER,
  l_key      TEXT,
  l_racy     INTEGER NOT NULL,
  r_size     INTEGER,
  r_etag     TEXT,
  r_modified INTEGER,
  r_file_id  TEXT,
  r_racy     INTEGER NOT NULL,
  UNIQUE (parent, name)
);
INSERT INTO entry (id, parent, name, folder, l_racy, r_racy) VALUES (0, NULL, '', 1, 0, 0);

-- What is about to be sent: if the answer is lost, the version found there later is known to be ours. Several, if
-- several attempts went unanswered.
CREATE TABLE intent (
  path    TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (path, content)
) WITHOUT ROWID;

CREATE TABLE fact (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
