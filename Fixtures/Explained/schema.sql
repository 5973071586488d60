CREATE TABLE "odd ""table"" name"(
    "code" INTEGER NOT NULL PRIMARY KEY,
    "rowid" INTEGER NOT NULL,
    "oid" TEXT,
    "text" TEXT NOT NULL DEFAULT 'it''s "quoted"',
    "negative" INTEGER NOT NULL DEFAULT -5,
    "top" INTEGER NOT NULL DEFAULT 9223372036854775807,
    "ratio" ANY NOT NULL DEFAULT 3.0,
    "small" ANY NOT NULL DEFAULT -0.25,
    "flag" INTEGER NOT NULL DEFAULT 1,
    "nothing" INTEGER
) STRICT;
CREATE TABLE "Tag"(
    "kind" INTEGER NOT NULL,
    "isOpen" INTEGER NOT NULL,
    "bytes" BLOB NOT NULL,
    PRIMARY KEY("kind", "isOpen", "bytes")
) STRICT;
CREATE TABLE "Plain"(
    "label" TEXT NOT NULL,
    "value" INTEGER NOT NULL,
    "rowid" INTEGER NOT NULL,
    "all" INTEGER NOT NULL,
    "matching" TEXT NOT NULL,
    "_rowid_" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
) STRICT;
CREATE TABLE "Archive.Page"(
    "number" INTEGER NOT NULL PRIMARY KEY,
    "label" TEXT NOT NULL,
    "entry" INTEGER,
    "var" INTEGER NOT NULL,
    "inout" INTEGER NOT NULL,
    "from" INTEGER NOT NULL,
    "source" INTEGER NOT NULL
) STRICT;
CREATE TABLE "Adjusted"(
    "number" INTEGER NOT NULL PRIMARY KEY,
    "count" INTEGER NOT NULL,
    "get" BLOB NOT NULL
) STRICT;
CREATE TABLE "Guarded"(
    "number" INTEGER NOT NULL PRIMARY KEY,
    "secret" INTEGER NOT NULL,
    "mask" TEXT NOT NULL,
    "spare" TEXT,
    "grade" INTEGER NOT NULL,
    "ratio" ANY NOT NULL DEFAULT 0.10000000149011612,
    "bytes" BLOB NOT NULL
) STRICT;
CREATE TABLE "Sealed"(
    "number" INTEGER NOT NULL PRIMARY KEY,
    "level" INTEGER NOT NULL,
    "in" TEXT NOT NULL DEFAULT 'new',
    "note" INTEGER
) STRICT;
CREATE TABLE "Trial"(
    "number" INTEGER NOT NULL PRIMARY KEY
) STRICT;
CREATE TABLE "Everything"(
    "id" INTEGER NOT NULL PRIMARY KEY,
    "bool" INTEGER NOT NULL,
    "int8" INTEGER NOT NULL,
    "int16" INTEGER NOT NULL,
    "int32" INTEGER NOT NULL,
    "int64" INTEGER NOT NULL,
    "uint" INTEGER NOT NULL,
    "uint8" INTEGER NOT NULL,
    "uint16" INTEGER NOT NULL,
    "uint32" INTEGER NOT NULL,
    "uint64" INTEGER NOT NULL,
    "float" ANY NOT NULL,
    "double" ANY NOT NULL,
    "string" TEXT NOT NULL,
    "bytes" BLOB NOT NULL,
    "maybeBool" INTEGER,
    "maybeInt" INTEGER,
    "maybeInt8" INTEGER,
    "maybeInt16" INTEGER,
    "maybeInt32" INTEGER,
    "maybeInt64" INTEGER,
    "maybeUInt" INTEGER,
    "maybeUInt8" INTEGER,
    "maybeUInt16" INTEGER,
    "maybeUInt32" INTEGER,
    "maybeUInt64" INTEGER,
    "maybeFloat" ANY,
    "maybeDouble" ANY,
    "maybeString" TEXT,
    "maybeBytes" BLOB,
    "mood" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "grade" INTEGER NOT NULL,
    "depth" INTEGER NOT NULL,
    "mask" INTEGER NOT NULL,
    "maybeMood" TEXT,
    "maybeStep" INTEGER,
    "maybeMask" INTEGER,
    "hint_word" TEXT,
    "hint_rank" INTEGER,
    "frame_hint_word" TEXT,
    "frame_hint_rank" INTEGER,
    "frame_extra" INTEGER,
    "frame_extra_word" TEXT,
    "frame_extra_rank" INTEGER,
    "frame_angle" ANY NOT NULL,
    "maybeHint" INTEGER,
    "maybeHint_word" TEXT,
    "maybeHint_rank" INTEGER,
    "maybeFrame" INTEGER,
    "maybeFrame_hint_word" TEXT,
    "maybeFrame_hint_rank" INTEGER,
    "maybeFrame_extra" INTEGER,
    "maybeFrame_extra_word" TEXT,
    "maybeFrame_extra_rank" INTEGER,
    "maybeFrame_angle" ANY
) STRICT;
CREATE TABLE "Specimen"(
    "id" INTEGER NOT NULL PRIMARY KEY,
    "text" TEXT NOT NULL,
    "maybeText" TEXT,
    "real" ANY NOT NULL,
    "maybeReal" ANY,
    "narrow" ANY,
    "small" INTEGER,
    "wide" INTEGER NOT NULL,
    "flag" INTEGER,
    "blob" BLOB NOT NULL,
    "mood" TEXT,
    "frame_hint_word" TEXT,
    "frame_hint_rank" INTEGER,
    "frame_extra" INTEGER,
    "frame_extra_word" TEXT,
    "frame_extra_rank" INTEGER,
    "frame_angle" ANY NOT NULL,
    "spare" INTEGER,
    "spare_hint_word" TEXT,
    "spare_hint_rank" INTEGER,
    "spare_extra" INTEGER,
    "spare_extra_word" TEXT,
    "spare_extra_rank" INTEGER,
    "spare_angle" ANY
) STRICT;
CREATE INDEX "Specimen(text)" ON "Specimen"("text");
CREATE INDEX "Specimen(maybeReal)" ON "Specimen"("maybeReal");
CREATE INDEX "Specimen(wide)" ON "Specimen"("wide");
CREATE TABLE "Ticket"(
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "title" TEXT NOT NULL,
    "code" TEXT
) STRICT;
CREATE UNIQUE INDEX "Ticket(code)" ON "Ticket"("code");
CREATE TABLE "Pairing"(
    "number" INTEGER NOT NULL PRIMARY KEY,
    "left" TEXT NOT NULL,
    "right" INTEGER,
    "extent_low" INTEGER NOT NULL,
    "extent_high" INTEGER,
    "spare" INTEGER,
    "spare_low" INTEGER,
    "spare_high" INTEGER
) STRICT;
CREATE UNIQUE INDEX "Pairing(extent_low, extent_high)" ON "Pairing"("extent_low", ifnull("extent_high", ''));
CREATE UNIQUE INDEX "Pairing(spare, spare_low, spare_high)" ON "Pairing"("spare", ifnull("spare_low", ''), ifnull("spare_high", ''));
CREATE UNIQUE INDEX "Pairing(left, right)" ON "Pairing"("left", ifnull("right", ''));
CREATE TABLE "LedgerLine"(
    "number" INTEGER NOT NULL PRIMARY KEY,
    "batch" INTEGER NOT NULL,
    "text" TEXT NOT NULL
) STRICT;
CREATE INDEX "LedgerLine(batch)" ON "LedgerLine"("batch");
CREATE TABLE "Reading"(
    "id" INTEGER NOT NULL PRIMARY KEY,
    "first" ANY NOT NULL,
    "second" INTEGER
) STRICT;
CREATE TABLE "Book"(
    "isbn" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "price" ANY,
    "code" INTEGER NOT NULL,
    "binding" TEXT NOT NULL,
    "shelf" INTEGER,
    "printed_city" TEXT NOT NULL,
    "printed_zip" INTEGER,
    "stored" INTEGER,
    "stored_city" TEXT,
    "stored_zip" INTEGER,
    "cover" BLOB NOT NULL,
    "isLent" INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY("isbn")
) STRICT;
CREATE UNIQUE INDEX "Book(code)" ON "Book"("code");
CREATE UNIQUE INDEX "Book(title, year)" ON "Book"("title", "year");
CREATE INDEX "Book(price)" ON "Book"("price");
CREATE INDEX "Book(year, price)" ON "Book"("year", "price");
CREATE TABLE "Note"(
    "text" TEXT NOT NULL,
    "stars" INTEGER,
    "serial" INTEGER NOT NULL,
    "rowid" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
) STRICT;
CREATE UNIQUE INDEX "Note(serial)" ON "Note"("serial");
CREATE TABLE "loans"(
    "member" INTEGER NOT NULL,
    "isbn" TEXT NOT NULL,
    "since" INTEGER NOT NULL,
    PRIMARY KEY("member", "isbn")
) STRICT;
CREATE TABLE "Archive.Entry"(
    "id" INTEGER NOT NULL PRIMARY KEY,
    "default" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "limit" INTEGER NOT NULL,
    "orderBy" INTEGER NOT NULL,
    "select" ANY NOT NULL,
    "row" INTEGER NOT NULL,
    "statement" TEXT NOT NULL
) STRICT;
