-- The day the signed sheet of a hand-over of that day goes. It proves a sale for as long as its warranty lasts, and some time more.
CREATE OR REPLACE FUNCTION allocation.sheet_until(mode text, given date) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT greatest(
    given + people.kept_for('handover_sheet'),
    CASE WHEN mode = 'sale' THEN given + people.kept_for('sale_sheet') + make_interval(months => (
      SELECT w.months FROM allocation.warranty_rule w WHERE w.mode = 'sale' AND w.valid_from <= given ORDER BY w.valid_from DESC LIMIT 1)) END)::date
$$;
