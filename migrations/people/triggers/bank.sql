-- Every process keeps the settings until it hears this: also of a change by hand.
CREATE OR REPLACE TRIGGER bank_changed AFTER UPDATE ON people.bank FOR EACH STATEMENT EXECUTE FUNCTION platform.tell('bn_bank');
