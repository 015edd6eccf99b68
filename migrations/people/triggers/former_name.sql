CALL platform.append_only('people.former_name');
