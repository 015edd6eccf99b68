import 'reflect-metadata';
import { parseArgs } from 'node:util';
import pg from 'pg';
import ts from 'typescript';
import { heldToTheClock } from './check-sql/clock.mjs';
import { RowTypes } from './check-sql/compare.mjs';
import { describe, typesOf } from './check-sql/describe.mjs';
import { endingsCanBePrepared } from './check-sql/endings.mjs';
import { refusedStatements, sentenceOf, wanted } from './check-sql/grants.mjs';
import { heldToTheMap } from './check-sql/layers.mjs';
import { hiddenOrders } from './check-sql/order.mjs';
import { hiddenOrdersUnprepared } from './check-sql/order-unprepared.mjs';
import { lineOf, pathOf } from './check-sql/program.mjs';
import { secondConnections } from './check-sql/second-connection.mjs';
import { givesStar } from './check-sql/star.mjs';
import { Problems, readStatements } from './check-sql/statements.mjs';
import { withTrialDatabase } from './trial-database.mjs';

// Every SQL text of the program, in every form it can take, is prepared on a migrated database, and what it gives is compared with the
// type that the program reads it as. A text that cannot be evaluated fails: it would be checked by nobody.
const { values: options } = parseArgs({
  options: {
    /** A folder or file: only the statements in it. */
    only: { type: 'string' },
    /** A file that is not of the program, to check with it. */
    with: { type: 'string' },
    /** Prints every text. */
    print: { type: 'boolean' },
    /** Prints what statements do in the tables of other libraries, and which columns should be published for that. */
    grants: { type: 'boolean' },
  },
});

const isAsked = ({ path }) => path.startsWith(options.only ?? '');

const problems = new Problems();
const { report } = problems;
const {
  opened,
  statements: checked,
  raw,
} = await readStatements({
  asked: isAsked,
  more: options.with,
  alone: options.with !== undefined && options.with === options.only,
  report,
});
for (const call of raw)
  if (!call.path.startsWith('libs/platform/database/'))
    report(call, 'query(…) of TypeORM: use rows or run of #database, which this check reads');
hiddenOrdersUnprepared(opened.files, isAsked, problems);
for (const { node, what } of secondConnections(opened))
  if (isAsked({ path: pathOf(node.getSourceFile()) })) report({ node }, what);
if (options.print)
  for (const { node, forms } of checked)
    for (const { text } of forms) console.log(`-- ${lineOf(node)}\n${text.trim()};`);

await withTrialDatabase(async ({ ownerUrl }) => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const types = await typesOf(client);
  const rowTypes = new RowTypes(opened.checker, opened.program, types);
  for (const statement of checked)
    for (const { text } of statement.forms) await check(client, rowTypes, statement, text);
  const refused = await refusedStatements(client, types, checked, problems.add);
  // The trial of this check is of no library: its lines are only told.
  for (const one of refused)
    if (/^(?:apps|libs)\//.test(one.statement.path)) report(one.statement, sentenceOf(one), one.text);
  // A file that is checked beside the program is of no room.
  const ours = checked.filter(({ path }) => /^(?:apps|libs)\//.test(path));
  await heldToTheMap(client, ours, options.only ?? '', problems.add);
  await heldToTheClock(client, opened, options.only ?? '', problems.add);
  if (!options.only) await endingsCanBePrepared(client, problems.add);
  if (options.grants) {
    const lines = new Set(refused.map((one) => `${lineOf(one.statement.node)} ${sentenceOf(one)}`));
    for (const line of [...lines, ...wanted(refused).map((columns) => `wanted: ${columns}`)]) console.log(line);
  }
  await client.end();
  const writes = refused.filter((one) => one.writes.length).length;
  console.log(
    `  ${writes} écritures chez d’autres, ${refused.length - writes} lectures de colonnes non publiées (--grants les nomme)`,
  );
});

async function check(client, rowTypes, statement, text) {
  if (givesStar(text)) report(statement, 'gives *: name the columns', text);
  const { error, columns, parameters } = await describe(client, text);
  if (error) return report(statement, error.message, text);
  for (const hidden of await hiddenOrders(client, text)) report(statement, hidden, text);
  statement.described = [...(statement.described ?? []), { text, parameters }];
  if (statement.row) return checkRow(rowTypes, statement, columns, text);
  const values = statement.node.arguments[2];
  const given = values ? countOf(values) : 0;
  if (given !== null && given !== parameters.length)
    report(statement, `takes ${parameters.length} parameters, ${given} are given`, text);
  if (!statement.reads) return;
  for (const difference of rowTypes.differences(typeOfRow(statement.node), columns))
    report(statement, difference, text);
}

/** What a declared list gives beside its row is not in its type. */
function checkRow(rowTypes, statement, columns, text) {
  const own = columns.filter(({ name }) => name !== 'sortedBy' && name !== 'total');
  for (const difference of rowTypes.differences(statement.row, own)) report(statement, difference, text);
}

/** How many values a call gives, when it can be seen: null for a list that is put together. */
function countOf(values) {
  const plain = values.elements?.every((element) => !ts.isSpreadElement(element));
  return plain ? values.elements.length : null;
}

function typeOfRow(call) {
  const promise = opened.checker.getReturnTypeOfSignature(opened.checker.getResolvedSignature(call));
  const [given] = opened.checker.getTypeArguments(promise);
  return call.expression.text === 'rowOf' ? given : opened.checker.getTypeArguments(given)[0];
}

const wrong = problems.tell();
const variants = checked.reduce((sum, statement) => sum + statement.forms.length, 0);
console.log(`  ${checked.length} requêtes SQL, ${variants} variantes, ${wrong} à corriger`);
