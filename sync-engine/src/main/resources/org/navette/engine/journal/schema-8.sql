-- SPDX-License-Identifier: GPL-3.0-or-later
-- Conflicts that nobody has resolved yet. at: local time of the device, as it stands in the copy's name. Those of before are found by
-- their names (SqliteConflicts).
CREATE TABLE conflict (
  copy     TEXT PRIMARY KEY,
  original TEXT NOT NULL,
  device   TEXT NOT NULL,
  at       TEXT NOT NULL
) WITHOUT ROWID;
