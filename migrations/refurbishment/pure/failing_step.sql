-- The first step that the gate's failures leave to do, in the order of the bench (nextStep of libs/bank/workshop/bench/gate.ts).
CREATE OR REPLACE FUNCTION refurbishment.failing_step(failures text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN 'no_media_knowledge' = ANY (failures) OR EXISTS (SELECT 1 FROM unnest(failures) f WHERE f LIKE 'media\_reopened:%') THEN 'media'
    WHEN EXISTS (SELECT 1 FROM unnest(failures) f WHERE f LIKE 'medium\_%' OR f LIKE 'drive\_unanswered:%' OR f LIKE 'log\_unconfirmed:%') THEN 'erase'
    WHEN 'no_passed_test' = ANY (failures) THEN 'test' WHEN 'no_grade' = ANY (failures) THEN 'grade' ELSE 'stock' END $$;
