/** The columns that other rooms may read, and no other: what is not here may change without asking anybody. */
export const PUBLISHED = {
  'documents.blob': ['id', 'key_id', 'size'],
  'documents.document': [
    'id',
    'blob_id',
    'cause_id',
    'cause_kind',
    'facts',
    'number',
    'pdf_sha256',
    'ready_at',
    'requested_at',
    'state',
    'type',
  ],
  'documents.document_reader': ['document_id', 'organisation_id'],
  'documents.progress': ['document_id', 'done'],
  'documents.withdrawal': ['document_id', 'withdrawn_at'],
} as const;
