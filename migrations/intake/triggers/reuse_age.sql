CALL platform.dated_rules('intake.reuse_age');
