-- A device that replaces a broken one is signed for by its person, as every hand-over, or it is said why not. Swaps of before have a word
-- that the structure typed.
ALTER TABLE allocation.handover ADD COLUMN unsigned_why allocation.unsigned_why;
ALTER TABLE allocation.handover DROP CONSTRAINT handover_is_signed,
  ADD CONSTRAINT handover_is_signed CHECK (signature_kind <> 'none' OR origin = 'declared' OR unsigned_why IS NOT NULL),
  ADD CONSTRAINT handover_unsigned_replaces CHECK (unsigned_why IS NULL OR signature_kind = 'none' AND replaces IS NOT NULL AND origin = 'seen');
