CALL platform.dated_rules('refurbishment.method_rule');
