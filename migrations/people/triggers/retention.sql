CALL platform.dated_rules('people.retention');
