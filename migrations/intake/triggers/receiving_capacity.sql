CALL platform.dated_rules('intake.receiving_capacity');
