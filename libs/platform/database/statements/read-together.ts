import { setImmediate as endOfTurn } from 'node:timers/promises';
import pg, { type FieldDef, type QueryResult } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { PlannedPerCall } from '../connections/preparing-client.js';

export type SendOne = (text: string, values: readonly unknown[], options?: PlannedPerCall) => Promise<QueryResult>;

interface Question {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly answer: (rows: Promise<unknown[]> | unknown[]) => void;
}

interface Column {
  readonly name: string;
  /** Null when JSON has the value as the driver gives it; else the driver's parser of the type's text. */
  readonly parse: ((text: string) => unknown) | null;
}

const { builtins: T } = pg.types;
const ARRAYS = { int4: 1007, text: 1009, uuid: 2951 };
/** Types whose JSON is what the driver gives; others travel as text for the driver's own parser. */
const SAME_IN_JSON: ReadonlySet<number> = new Set([
  ...[T.BOOL, T.INT2, T.INT4, T.FLOAT8, T.TEXT, T.VARCHAR, T.UUID, T.JSON, T.JSONB, 19],
  ...Object.values(ARRAYS),
]);

const known = new Map<string, readonly Column[]>();
const combined = new Map<string, string>();
const MOST_COMBINED = 500;

/** Collects the questions that are asked of it in one tick and sends them to Postgres as one statement. Made by `readTogether`; reads only. */
export class Together {
  private waiting: Question[] = [];

  constructor(private readonly send: SendOne) {}

  ask(text: string, values: readonly unknown[]): Promise<unknown[]> {
    // After promises that are already settled: what follows them asks in this tick too.
    if (!this.waiting.length) void Promise.resolve().then(() => process.nextTick(() => this.flush()));
    return new Promise((answer) => this.waiting.push({ text, values, answer }));
  }

  async alone(text: string, values: readonly unknown[], options: PlannedPerCall): Promise<unknown[]> {
    return (await this.send(text, values, options)).rows;
  }

  private flush(): void {
    const questions = this.waiting;
    this.waiting = [];
    // The columns of a text are learnt by sending it alone, once in the life of the process.
    const learnt = questions.filter((q) => known.has(q.text));
    const alone = learnt.length === 1 ? questions : questions.filter((q) => !learnt.includes(q));
    // One after the other: a transaction has one connection.
    let before: Promise<unknown> = Promise.resolve();
    for (const question of alone) {
      const answer = before.then(() => this.learn(question));
      question.answer(answer);
      before = answer.catch(() => undefined);
    }
    if (learnt.length > 1) before.then(() => this.answerAll(learnt));
  }

  private answerAll(learnt: readonly Question[]): void {
    const answers = this.sendAll(learnt);
    learnt.forEach((question, i) => {
      question.answer(answers.then((rows) => rows[i]!));
    });
  }

  private async learn({ text, values }: Question): Promise<unknown[]> {
    const { fields, rows } = await this.send(text, values);
    known.set(text, fields.map(columnOf));
    return rows;
  }

  private async sendAll(questions: readonly Question[]): Promise<unknown[][]> {
    const text = combine(questions.map((q) => q.text));
    const { rows } = await this.send(
      text,
      questions.flatMap((q) => q.values),
    );
    const row = rows[0] as Record<string, unknown[][]>;
    return questions.map((q, i) => row[`part${i}`]!.map((values) => rowOf(known.get(q.text)!, values)));
  }
}

const columnOf = ({ name, dataTypeID }: FieldDef): Column => ({
  name,
  parse: SAME_IN_JSON.has(dataTypeID) ? null : pg.types.getTypeParser(dataTypeID),
});

function rowOf(columns: readonly Column[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [i, { name, parse }] of columns.entries()) {
    const value = values[i];
    row[name] = parse && value !== null ? parse(value as string) : value;
  }
  return row;
}

/** One text that gives each of these a column: its rows as an array of arrays. Parameters are renumbered. */
function combine(texts: readonly string[]): string {
  const key = texts.join('\u0000');
  const made = combined.get(key);
  if (made) return made;
  let parameters = 0;
  const parts = texts.map((text, i) => {
    const before = parameters;
    const own = text.replace(/\$(\d+)/g, (_, n: string) => {
      parameters = Math.max(parameters, before + Number(n));
      return `$${before + Number(n)}`;
    });
    const columns = known.get(text)!.map(({ name, parse }) => `p."${name}"${parse ? '::text' : ''}`);
    return `(SELECT coalesce(json_agg(json_build_array(${columns.join(', ')})), '[]') FROM (${own}) p) AS part${i}`;
  });
  if (combined.size >= MOST_COMBINED) combined.clear();
  const text = `SELECT ${parts.join(',\n')}`;
  combined.set(key, text);
  return text;
}

/** Where a statement that reads may be sent: alone, in a transaction, or together with others. */
export type Reader = DataSource | EntityManager | Together;

/**
 * Looks up one thing by its key together with what others look up in the same turn of the event loop: one trip to Postgres serves all.
 * @param lookUp gives what it finds by key; each key is asked once. Its failure fails all that asked in this turn.
 */
export function gathered<T>(
  lookUp: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): (key: string) => Promise<T | undefined> {
  let turn: { keys: Set<string>; found: Promise<ReadonlyMap<string, T>> } | null = null;
  const begin = () => {
    const keys = new Set<string>();
    const found = endOfTurn().then(() => {
      turn = null;
      return lookUp([...keys]);
    });
    return { keys, found };
  };
  return async (key) => {
    turn ??= begin();
    turn.keys.add(key);
    return (await turn.found).get(key);
  };
}
