-- point:category in which a device without it did not pass by the first test sheet.
CREATE OR REPLACE FUNCTION refurbishment.needed_points_1() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY[
    'screen:laptop', 'screen:all_in_one', 'screen:tablet', 'screen:smartphone', 'screen:monitor', 'keyboard:laptop',
    'sound:laptop', 'sound:all_in_one', 'sound:tablet', 'sound:smartphone', 'network:laptop', 'network:desktop',
    'network:all_in_one', 'network:tablet', 'network:smartphone', 'ports:laptop', 'ports:desktop', 'ports:all_in_one',
    'ports:tablet', 'ports:smartphone', 'ports:monitor', 'ports:printer', 'ports:multifunction_printer', 'battery:laptop',
    'battery:tablet', 'battery:smartphone', 'system:laptop', 'system:desktop', 'system:all_in_one', 'system:tablet',
    'system:smartphone', 'charger:laptop', 'charger:desktop', 'charger:all_in_one', 'charger:tablet', 'charger:smartphone',
    'charger:monitor', 'charger:printer', 'charger:multifunction_printer'
  ] $$;
