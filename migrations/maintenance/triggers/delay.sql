CALL platform.dated_rules('maintenance.delay');
