CALL platform.append_only('refurbishment.file_medium');
