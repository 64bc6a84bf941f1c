-- 0002-search.sql - full-text search over the saved texts of sections.
-- A passage stands for a section's heading and text as they are now. A change of them gives it a
-- new, higher number: newest first is by number. It waits (indexed = 0) until an idle program has
-- indexed it; a search reads what waits itself, so it is never behind.
CREATE TABLE passage (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    report  INTEGER NOT NULL,
    section INTEGER NOT NULL,
    indexed INTEGER NOT NULL CHECK (indexed IN (0, 1)),
    UNIQUE (report, section),
    FOREIGN KEY (report, section) REFERENCES section (report, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX passage_waiting ON passage (id) WHERE indexed = 0;

-- Rows are only added: what an old number says is never looked at again, because no passage has it.
-- `tokens` is the program's own tokenizer: one token a Chinese character.
CREATE VIRTUAL TABLE passage_index USING fts5 (
    heading, body, content = '', columnsize = 0, tokenize = 'tokens'
);
-- How many rows of the index stand for nothing any more: when they are many it is made anew.
CREATE TABLE passage_stale (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    count INTEGER NOT NULL
) STRICT;
INSERT INTO passage_stale (id, count) VALUES (1, 0);

CREATE TRIGGER passage_added AFTER INSERT ON section
BEGIN INSERT INTO passage (report, section, indexed) VALUES (NEW.report, NEW.id, 0); END;
CREATE TRIGGER passage_changed AFTER UPDATE OF heading, body ON section
WHEN OLD.heading <> NEW.heading OR OLD.body <> NEW.body
BEGIN
    UPDATE passage_stale SET count = count + 1 WHERE EXISTS
        (SELECT 1 FROM passage WHERE report = NEW.report AND section = NEW.id AND indexed = 1);
    DELETE FROM passage WHERE report = NEW.report AND section = NEW.id;
    INSERT INTO passage (report, section, indexed) VALUES (NEW.report, NEW.id, 0);
END;

-- What is there already: the newest report last, so that it has the highest numbers.
INSERT INTO passage (report, section, indexed)
SELECT s.report, s.id, 0 FROM section s JOIN report r ON r.id = s.report
ORDER BY r.changed, r.id, s.id DESC;
