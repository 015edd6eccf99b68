CALL platform.append_only('refurbishment.data_end_device');

CREATE OR REPLACE TRIGGER data_end_device_fits BEFORE INSERT ON refurbishment.data_end_device FOR EACH ROW EXECUTE FUNCTION refurbishment.data_end_device_fits();
