-- Numbers for people have four digits up to 9,999 a year, and more afterwards: as plain text C-2026-10000 comes before C-2026-9999. In this
-- collation digits are numbers.
CREATE COLLATION platform.numbered (provider = icu, locale = 'fr-u-kn-true');
DROP INDEX documents.document_by_number;
CREATE INDEX document_by_number ON documents.document (number COLLATE platform.numbered, id);
