/** What stands in the database and what this program brings do not go together; the message is a French sentence. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
}
