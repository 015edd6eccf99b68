-- What a structure is: figures are told by it. Null: nobody has said yet.
ALTER TABLE people.organisation ADD COLUMN structure_type people.structure_type,
  ADD CONSTRAINT organisation_type_is_of_a_structure CHECK (structure_type IS NULL OR kind = 'structure');
