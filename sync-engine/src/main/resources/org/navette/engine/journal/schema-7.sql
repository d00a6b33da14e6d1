-- SPDX-License-Identifier: GPL-3.0-or-later
-- Collections that are being made on the server. file_key: the identity of the folder here.
CREATE TABLE pending_collection (
  path     TEXT PRIMARY KEY,
  file_key TEXT NOT NULL
) WITHOUT ROWID;
