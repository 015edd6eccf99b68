import 'reflect-metadata';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { typesOf } from './check-sql/describe.mjs';
import { enlarge } from './check-sql/enlarge.mjs';
import { plansOf } from './check-sql/plans.mjs';
import { Problems, readStatements } from './check-sql/statements.mjs';

// A text with a name is planned for its values five times, then perhaps once for all. This compares both plans of every such text as if
// there were a million devices: one whose plan without values is much dearer must be planned per call, and say why.
const { values: options } = parseArgs({
  options: {
    /** A database with something in every table; its statistics are rewritten. */
    database: { type: 'string' },
    with: { type: 'string' },
    only: { type: 'string' },
    /** Prints what both plans of every text cost. */
    print: { type: 'boolean' },
  },
});

/** Functions that read a table and are worked out while a statement is planned: a kept plan would know for ever what they said first. */
const PLANNED_IN = /\bpeople\.organisations_named\(/;
/** Steps below this are a few milliseconds, whichever the plan. */
const CHEAP = 5_000;
const MUCH_DEARER = 10;

const problems = new Problems();
const asked = ({ path }) => path.startsWith(options.only ?? '');
const { statements } = await readStatements({ asked, more: options.with, report: problems.report });
const client = new pg.Client({ connectionString: options.database });
await client.connect();
await enlarge(client);
const types = await typesOf(client);
let compared = 0;
for (const statement of statements)
  for (const { text, perCall } of statement.forms) {
    if (perCall) continue;
    if (PLANNED_IN.test(text)) {
      problems.report(statement, 'keeps what a function read when it was planned: plan it per call', text);
      continue;
    }
    const plans = await plansOf(client, types, text);
    if (!plans) continue;
    compared++;
    const { generic, custom, shapes } = plans;
    if (options.print)
      console.log(
        `${Math.round(generic)} ${Math.round(custom)} ${statement.path} ${text.replace(/\s+/g, ' ').trim().slice(0, 90)}`,
      );
    if (generic > CHEAP && generic > MUCH_DEARER * custom)
      problems.report(
        statement,
        `costs ${Math.round(generic)} when planned for no value, ${Math.round(custom)} for its values: plan it per call\n    ${shapes.join('\n    ')}`,
        text,
      );
  }
await client.end();
console.log(`  ${compared} plans comparés, ${problems.tell()} à corriger`);
