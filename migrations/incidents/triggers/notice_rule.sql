CALL platform.dated_rules('incidents.notice_rule');
