-- SPDX-License-Identifier: GPL-3.0-or-later
-- Files that were deleted lately without anybody having been asked, by lots of one round: what the guard adds up over time.
-- at: milliseconds of watched time; files, newest: how many files there were before the lot, and the newest entry's id.
CREATE TABLE deletion_lot (
  id     INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  files  INTEGER NOT NULL,
  newest INTEGER NOT NULL
);
CREATE TABLE deletion (
  lot     INTEGER NOT NULL REFERENCES deletion_lot (id) ON DELETE CASCADE,
  path    TEXT    NOT NULL,
  side    TEXT    NOT NULL,
  content BLOB    NOT NULL,
  serial  INTEGER NOT NULL,
  PRIMARY KEY (lot, path)
) WITHOUT ROWID;

-- Deletions somebody was asked about who has not answered.
CREATE TABLE held_deletion (
  path TEXT PRIMARY KEY
) WITHOUT ROWID;
