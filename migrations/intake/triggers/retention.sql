CALL platform.dated_rules('intake.retention');
