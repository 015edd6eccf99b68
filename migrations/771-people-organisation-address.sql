-- Where a body is reached by post: a deed of sale names its seller with it. Empty: nobody has said.
ALTER TABLE people.organisation ADD COLUMN address text NOT NULL DEFAULT '' CHECK (address = btrim(address) AND length(address) <= 200);
