-- They are of devices, whose crates they ask; the triggers that ran them are made anew after migrations.
DROP FUNCTION IF EXISTS people.device_stands_open() CASCADE;
DROP FUNCTION IF EXISTS people.places_are_open() CASCADE;
