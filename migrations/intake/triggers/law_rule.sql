CALL platform.dated_rules('intake.law_rule');
