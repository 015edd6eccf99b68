-- What a device costs where a bank sells: by category and grade, never an amount that somebody types. A category without a row is not sold.
CREATE TABLE allocation.price_grid (
  category text NOT NULL,
  valid_from date NOT NULL,
  grade_a integer CHECK (grade_a > 0), grade_b integer CHECK (grade_b > 0), grade_c integer CHECK (grade_c > 0),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (category, valid_from)
);
INSERT INTO allocation.price_grid (category, valid_from, source)
  SELECT category, '2020-01-01', 'Règle de départ : aucun prix' FROM intake.price_ceiling WHERE valid_from = '2022-11-10';
