-- SPDX-License-Identifier: GPL-3.0-or-later
-- Under which name a server lists an entry that it finds by other spellings, too. NULL where it was not listed yet, or every
-- spelling is a name of its own there.
ALTER TABLE entry ADD COLUMN r_spelling TEXT;
