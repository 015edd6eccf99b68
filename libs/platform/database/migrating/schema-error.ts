/** The database and this program do not fit together; the message is a French sentence. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
}
