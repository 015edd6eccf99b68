CALL platform.dated_rules('people.eligibility_ground');
