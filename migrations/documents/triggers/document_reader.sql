CALL platform.append_only('documents.document_reader');
