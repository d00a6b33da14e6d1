-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is about to be placed here or deleted there is noted as what is about to be sent is.
CREATE TABLE intent_2 (
  path    TEXT NOT NULL,
  kind    TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (path, kind, content)
) WITHOUT ROWID;
INSERT INTO intent_2 (path, kind, content) SELECT path, 'SEND', content FROM intent;
DROP TABLE intent;
ALTER TABLE intent_2 RENAME TO intent;
