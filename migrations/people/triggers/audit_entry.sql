CALL platform.append_only('people.audit_entry');
