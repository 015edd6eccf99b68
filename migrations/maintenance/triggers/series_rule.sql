CALL platform.dated_rules('maintenance.series_rule');
