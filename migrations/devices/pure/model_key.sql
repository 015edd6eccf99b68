-- A drive's model as two systems would both write it: Windows puts "NVMe" before and "SCSI Disk Device" behind.
CREATE OR REPLACE FUNCTION devices.model_key(model text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(regexp_replace(upper(model), '^NVME | SCSI DISK DEVICE$', '', 'g'), '[^A-Z0-9]', '', 'g') $$;
