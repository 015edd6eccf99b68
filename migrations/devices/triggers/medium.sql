CALL platform.append_only('devices.medium');

CREATE OR REPLACE TRIGGER medium_came BEFORE INSERT ON devices.medium FOR EACH ROW EXECUTE FUNCTION devices.medium_came();
