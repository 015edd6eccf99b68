-- Groups of words that no statement read.
DROP FUNCTION IF EXISTS refurbishment.removed_unproven_states();
DROP FUNCTION IF EXISTS logistics.arrived_crate_outcomes();
