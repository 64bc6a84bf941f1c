-- 0001-start.sql - the first schema: reports, their sections, every change, drafts, small memories.
-- Times are milliseconds of Unix time. The program sets user_version.
PRAGMA application_id = 1246320713; -- "JIXI"

-- The texts of templates, each once: reports share them, and the office adds its own.
CREATE TABLE template (
    id      INTEGER PRIMARY KEY,
    hash    INTEGER NOT NULL,           -- of the text, to find it again; equality is asked of the text
    form_id TEXT    NOT NULL,
    version TEXT    NOT NULL,
    title   TEXT    NOT NULL,
    text    TEXT    NOT NULL,
    added   INTEGER                     -- when the office added it; NULL: only a report uses it
) STRICT;
CREATE INDEX template_by_hash ON template (hash);
CREATE INDEX template_by_form ON template (form_id, added);

-- Numbers of reports are shown to the clerk and never used again.
CREATE TABLE report (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    unit             TEXT    NOT NULL,
    short_name       TEXT    NOT NULL,
    year             INTEGER NOT NULL,  -- 0: unknown
    title            TEXT    NOT NULL,
    sign_off         TEXT    NOT NULL,
    prior            INTEGER NOT NULL,  -- report of the year before, 0: none; it may be gone
    template         INTEGER REFERENCES template (id),
    numbering        TEXT    NOT NULL,  -- of the top sections
    next_section     INTEGER NOT NULL,
    outline_revision INTEGER NOT NULL,
    sections         INTEGER NOT NULL,  -- what the library's row shows, as of the last save
    done             INTEGER NOT NULL,
    errors           INTEGER NOT NULL,
    warnings         INTEGER NOT NULL,
    created          INTEGER NOT NULL,
    changed          INTEGER NOT NULL,
    trashed          INTEGER NOT NULL CHECK (trashed IN (0, 1))
) STRICT;
CREATE INDEX report_by_changed ON report (trashed, changed);
CREATE INDEX report_by_unit ON report (unit, year);

CREATE TABLE value (
    report INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    name   TEXT    NOT NULL,
    text   TEXT    NOT NULL,
    PRIMARY KEY (report, name)
) STRICT;

CREATE TABLE section (
    report         INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    id             INTEGER NOT NULL,    -- within the report; 0: the front text
    parent         INTEGER NOT NULL,    -- 0: the top, -1: outside the tree (removed)
    position       INTEGER NOT NULL,
    name           TEXT,                -- the template's
    heading        TEXT    NOT NULL,
    form           TEXT    NOT NULL,
    end_mark       TEXT    NOT NULL,
    label          TEXT    NOT NULL,    -- literal label, '': derived
    kind           TEXT    NOT NULL,
    numbering      TEXT    NOT NULL,
    item_numbering TEXT    NOT NULL,
    marked         INTEGER NOT NULL CHECK (marked IN (0, 1)),
    touched        INTEGER NOT NULL CHECK (touched IN (0, 1)),
    carried        INTEGER NOT NULL CHECK (carried IN (0, 1)),
    attachment     INTEGER NOT NULL CHECK (attachment IN (0, 1)),
    body           TEXT    NOT NULL,
    attributes     TEXT    NOT NULL,    -- of the body's lines (model/body.h)
    revision       INTEGER NOT NULL,    -- of the body
    clerk          TEXT    NOT NULL,    -- who saved the body last
    PRIMARY KEY (report, id)
) STRICT;

-- Every change, append-only. The kinds:
--   splice  typed text as it came; a draft until `fold` names the row that saved it (0: it came to
--           nothing). It changes no base text and is no part of the history, but is undone.
--   fold    base text before to base text after, from splices: history, not undone itself.
--   body    the same from one command: history, and undone.
--   field, place, value   the other changes of the model: history, and undone.
--   lost    a draft that gave way to another clerk's text: what it would have done to its base.
--   event   a report made, imported, trashed: nothing to undo.
CREATE TABLE change (
    id           INTEGER PRIMARY KEY,
    act          INTEGER,               -- first row of its undo step; NULL: it is the first
    report       INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    section      INTEGER,
    clerk        TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    word         TEXT    NOT NULL,      -- what was done (ACT_LIST)
    kind         TEXT    NOT NULL,
    name         TEXT,                  -- of a field or value
    old_text     TEXT,                  -- of a field or value; the text removed at `start`
    new_text     TEXT,                  -- of a field or value; the text inserted
    start        INTEGER,               -- offset in points
    old_lines    TEXT,                  -- attributes of removed and inserted lines, and of the line
    new_lines    TEXT,                  --   at `start` where it changes
    old_first    TEXT,
    new_first    TEXT,
    old_parent   INTEGER,
    old_position INTEGER,
    new_parent   INTEGER,
    new_position INTEGER,
    revision     INTEGER,               -- splice, lost: of the base it stands on; fold, body: it made
    fold         INTEGER,
    undone       INTEGER                -- the change that undid it; NULL: it stands
) STRICT;
-- A typed splice is in none of the history's indexes: a key pays for two small ones only.
CREATE INDEX change_history ON change (report, section) WHERE kind <> 'splice';
CREATE INDEX change_by_act ON change (act) WHERE act IS NOT NULL;
CREATE INDEX change_steps ON change (report, clerk) WHERE act IS NULL;
CREATE INDEX change_undone ON change (report, clerk, undone) WHERE undone IS NOT NULL;
CREATE INDEX change_drafts ON change (report, section) WHERE kind = 'splice' AND fold IS NULL;

CREATE TRIGGER change_keeps_text BEFORE UPDATE OF id, act, report, section, clerk, at, word, kind,
    name, old_text, new_text, start, old_lines, new_lines, old_first, new_first, old_parent,
    old_position, new_parent, new_position, revision ON change
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change
WHEN EXISTS (SELECT 1 FROM report WHERE id = OLD.report)
BEGIN SELECT RAISE(ABORT, 'history goes only with its report'); END;

-- Where each clerk left each report.
CREATE TABLE spot (
    clerk   TEXT    NOT NULL,
    report  INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    section INTEGER NOT NULL,
    start   INTEGER NOT NULL,
    top     INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (clerk, report)
) STRICT;

CREATE TABLE setting (
    clerk TEXT NOT NULL,
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (clerk, name)
) STRICT;

-- A commit that changes nothing syncs nothing: what must reach the disk bumps this number.
CREATE TABLE pulse (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    beat INTEGER NOT NULL
) STRICT;
INSERT INTO pulse (id, beat) VALUES (1, 0);
