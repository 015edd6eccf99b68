CALL platform.append_only('refurbishment.countersignature');

CREATE OR REPLACE TRIGGER countersignature_fits BEFORE INSERT ON refurbishment.countersignature FOR EACH ROW EXECUTE FUNCTION refurbishment.countersignature_fits();
