import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { ownHiddenOrders } from './order.mjs';
import { everyNode, pathOf } from './program.mjs';

const lineAt = (text, at) => text.slice(0, at).split('\n').length;

/** The text of a literal; what is put into it stands there as a name that nothing has. */
function textOf(node) {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => ` _put_in_ ${literal.text}`).join('');
}

/**
 * The orders by what hides a column, in the texts that this check does not prepare: those that go to a connection of their own (`pg`), and
 * the functions, views and migrations.
 */
export function hiddenOrdersUnprepared(files, asked, { add, report }) {
  for (const file of files)
    if (asked({ path: pathOf(file) }))
      everyNode(file, (node) => {
        const text = textOf(node);
        for (const { what } of text ? ownHiddenOrders(text) : []) report({ node }, what, text);
      });
  for (const name of readdirSync('migrations', { recursive: true })) {
    const path = `migrations/${name}`;
    if (!path.endsWith('.sql') || !asked({ path })) continue;
    const text = readFileSync(path, 'utf8');
    for (const { at, what } of ownHiddenOrders(text)) add(`${path}:${lineAt(text, at)} ${what}`);
  }
}
