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
    "rowid" INTEGER NOT NULL PRIMARY KEY
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
