CALL platform.append_only('people.confirmation');
