import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { everyNode, isFrom, pathOf } from './program.mjs';

const load = (path) => import(pathToFileURL(resolve(path)).href);

/** The module of a file, as it was built; one that is not of the program is compiled here. */
async function built(path, file) {
  const dist = `dist/${path.replace(/\.tsx?$/, '.js')}`;
  if (existsSync(dist)) return load(dist);
  const { outputText } = ts.transpileModule(file.text, { compilerOptions: { module: 'esnext', target: 'es2022' } });
  const own = `.cache/check-sql/${path.replace(/\W/g, '-')}.mjs`;
  mkdirSync(dirname(own), { recursive: true });
  writeFileSync(own, outputText);
  return load(own);
}

/** Functions that make texts from what the program declares: they are called as they are. */
export async function intrinsicsFrom() {
  const { columnTable } = await built('libs/platform/database/statements/rows-as-columns.ts');
  return (declaration) => (isFrom(declaration, 'rows-as-columns', 'columnTable') ? columnTable : undefined);
}

/**
 * The statements that are put together at run time (`assembled` of `#platform/database`), by their declaration, with what their samples give.
 * A sample is built by the program itself, so the declaration must be exported; each piece of text in it must show in a sample.
 */
export async function assembledIn({ checker, files }) {
  const assembled = new Map();
  const missing = [];
  for (const { declaration, call } of declarationsIn(checker, files)) {
    const name = declaration.name.text;
    const module = await built(pathOf(declaration.getSourceFile()), declaration.getSourceFile());
    const build = module[name];
    if (!build) {
      missing.push({
        node: declaration,
        what: `${name} must be exported: its samples are read from the built program`,
      });
      continue;
    }
    const samples = build.samples.map((args) => build(...args));
    assembled.set(declaration, samples);
    const texts = samples.map((sample) => sample.text);
    for (const piece of piecesOf(call.arguments[0]))
      if (!texts.some((text) => text.includes(piece.words)))
        missing.push({ node: piece.node, what: `no sample of ${name} shows this piece of text` });
  }
  return { assembled, missing };
}

function declarationsIn(checker, files) {
  return callsOf(checker, files, 'assembled', 'assembled').map((call) => ({
    declaration: ts.findAncestor(call, ts.isVariableDeclaration),
    call,
  }));
}

function callsOf(checker, files, file, name) {
  const found = [];
  for (const source of files)
    everyNode(source, (node) => {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== name) return;
      if (isFrom(checker.getResolvedSignature(node)?.declaration.parent, file, name)) found.push(node);
      else if (isFrom(checker.getResolvedSignature(node)?.declaration, file, name)) found.push(node);
    });
  return found;
}

/**
 * The statements of the lists that are declared (`defineList` of `#platform/database`), each with the row that it is read as: the texts of
 * its samples, which show every piece of text in its functions.
 */
export async function listsIn({ checker, files }) {
  const lists = [];
  const missing = [];
  for (const call of callsOf(checker, files, 'list-declaration', 'defineList')) {
    const declaration = ts.findAncestor(call, ts.isVariableDeclaration);
    const list = (await built(pathOf(call.getSourceFile()), call.getSourceFile()))[declaration.name.text];
    if (!list) {
      missing.push({
        node: declaration,
        what: `${declaration.name.text} must be exported: its samples are read from the built program`,
      });
      continue;
    }
    const samples = list.samples.map((args) => list.statement(...args));
    const texts = samples.map((sample) => sample.text);
    everyNode(call.parent, (node) => {
      if (!ts.isArrowFunction(node)) return;
      for (const piece of piecesOf(node))
        if (!texts.some((text) => text.includes(piece.words)))
          missing.push({ node: piece.node, what: `no sample of ${declaration.name.text} shows this piece of text` });
    });
    const forms = [...new Set(texts)].map((text) => ({ text, perCall: true }));
    lists.push({
      node: call,
      path: pathOf(call.getSourceFile()),
      reads: true,
      row: checker.getTypeFromTypeNode(call.typeArguments[0]),
      forms,
    });
  }
  return { lists, missing };
}

/** The words of a function's literals and templates that may be SQL: several words, or a word in capitals. */
function piecesOf(fn) {
  const pieces = [];
  everyNode(fn, (node) => {
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateHead(node) && !ts.isTemplateMiddleOrTemplateTail(node)) return;
    if (/\S\s+\S|\b[A-Z]{2,}\b/.test(node.text)) pieces.push({ node, words: node.text });
  });
  return pieces;
}
