-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is under way, so that a later pass ends what a crash cut off. Until now these were words in rows of fact; NotesMigration
-- carries them over. kind: PendingMove.Kind.
CREATE TABLE pending_move (
  number    INTEGER PRIMARY KEY,
  kind      TEXT NOT NULL,
  from_path TEXT NOT NULL,
  to_path   TEXT NOT NULL,
  UNIQUE (kind, from_path, to_path)
);

-- Uploads in pieces. name: what the pieces are called on the server; done: how many of the first bytes it has.
CREATE TABLE upload (
  file    TEXT    PRIMARY KEY,
  name    TEXT    NOT NULL,
  content BLOB    NOT NULL,
  done    INTEGER NOT NULL
) WITHOUT ROWID;

-- Locks on the server for documents that are open here.
CREATE TABLE held_lock (
  path  TEXT PRIMARY KEY,
  token TEXT NOT NULL
) WITHOUT ROWID;

-- Collections that other clients have moved aside. first: seconds since 1970, by the server's time.
CREATE TABLE aside_sighting (
  name  TEXT    PRIMARY KEY,
  first INTEGER NOT NULL
) WITHOUT ROWID;
