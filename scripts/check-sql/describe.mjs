/** Asks Postgres what a text takes and gives, without running it (Parse and Describe of the extended protocol). */
class Describe {
  constructor(text, done) {
    Object.assign(this, { text, done, columns: [], parameters: [] });
  }

  submit(connection) {
    this.connection = connection;
    this.hear = ({ dataTypeIDs }) => {
      this.parameters = dataTypeIDs;
    };
    connection.on('parameterDescription', this.hear);
    connection.parse({ text: this.text, name: '' });
    connection.describe({ type: 'S', name: '' });
    connection.sync();
  }

  handleRowDescription({ fields }) {
    this.columns = fields.map((field) => ({ name: field.name, type: field.dataTypeID }));
  }

  handleError(error) {
    this.error = error;
    this.connection.off('parameterDescription', this.hear);
    this.done(this);
  }

  handleReadyForQuery() {
    this.connection.off('parameterDescription', this.hear);
    this.done(this);
  }
}

/** @returns the columns and the parameters' types of a text, or the error of Postgres. */
export const describe = (client, text) =>
  new Promise((done) => {
    client.query(new Describe(text, done));
  });

/** Types by number, as far as the statements need them: name, and the element's number of an array. */
export async function typesOf(client) {
  const { rows } = await client.query(
    `SELECT t.oid, t.typname AS name, t.typtype AS kind, nullif(t.typelem, 0) AS element, t.typcategory AS category,
       (SELECT substring(pg_get_constraintdef(k.oid) FROM '''([^'']+)''') FROM pg_constraint k WHERE k.contypid = t.oid LIMIT 1) AS word
     FROM pg_type t`,
  );
  return new Map(rows.map((row) => [row.oid, row]));
}
