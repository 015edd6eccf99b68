CALL platform.dated_rules('intake.selling_rule');
