-- What kind of body the bank is decides on what it holds people's data (GDPR, art. 6.1.e or f). Null: nobody has said yet.
ALTER TABLE people.bank ADD COLUMN body_kind people.body_kind;
