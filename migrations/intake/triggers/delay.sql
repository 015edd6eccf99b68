CALL platform.dated_rules('intake.delay');
