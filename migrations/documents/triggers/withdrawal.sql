CALL platform.append_only('documents.withdrawal');
