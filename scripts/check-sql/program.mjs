import { relative } from 'node:path';
import ts from 'typescript';

/**
 * The program as its build sees it: applications and libraries, not the tests; `more` names files to add, `alone` leaves out what these
 * do not import.
 */
export function openProgram(more = [], alone = false) {
  const config = ts.getParsedCommandLineOfConfigFile(
    'tsconfig.build.json',
    { noEmit: true, incremental: false },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
      },
    },
  );
  const ours = (name) => /^(?:apps|libs)\//.test(relative('.', name)) || more.includes(relative('.', name));
  const roots = alone ? more : [...config.fileNames.filter(ours), ...more];
  const program = ts.createProgram(roots, config.options);
  const files = program.getSourceFiles().filter((file) => ours(file.fileName));
  return { program, checker: program.getTypeChecker(), files };
}

export const pathOf = (file) => relative('.', file.fileName);

/** `libs/bank/devices/device/acts/device-changes.ts:93` */
export function lineOf(node) {
  const file = node.getSourceFile();
  return `${pathOf(file)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

export function everyNode(root, visit) {
  visit(root);
  ts.forEachChild(root, (child) => everyNode(child, visit));
}

/** Whether a declaration is one of those that a file of `libs/platform/database` exports under one of these names. */
export const isFrom = (declaration, file, ...names) => {
  const path = declaration ? pathOf(declaration.getSourceFile()) : '';
  return (
    path.startsWith('libs/platform/database/') && path.endsWith(`/${file}.ts`) && names.includes(declaration.name?.text)
  );
};

const SENDERS = ['rows', 'rowOf', 'run'];
const CALLED_WITH_TEXT = [
  'libs/platform/database/pagination/list-declaration.ts',
  'libs/platform/database/statements/statement.ts',
];
const RAW = ['DataSource', 'EntityManager', 'QueryRunner', 'Repository'];

/**
 * The calls that send SQL: `rows`, `rowOf` and `run` of `#platform/database`, and TypeORM's own `query`, which only `libs/platform/database` may use.
 * @returns {{ statements: object[], raw: object[] }}
 */
export function sqlCalls({ checker, files }) {
  const statements = [];
  const raw = [];
  for (const file of files) {
    const path = pathOf(file);
    // What these are asked to read is checked where they are called.
    if (CALLED_WITH_TEXT.includes(path)) continue;
    everyNode(file, (node) => {
      if (!ts.isCallExpression(node)) return;
      const callee = node.expression;
      if (ts.isIdentifier(callee) && SENDERS.includes(callee.text)) {
        const declaration = checker.getResolvedSignature(node)?.declaration;
        if (isFrom(declaration, 'statement', ...SENDERS)) statements.push({ node, path, reads: callee.text !== 'run' });
      }
      if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'query') {
        const owner = checker.getResolvedSignature(node)?.declaration?.parent;
        if (RAW.includes(owner?.name?.text)) raw.push({ node, path });
      }
    });
  }
  return { statements, raw };
}

/** Finds who calls a function, in one walk over the program at the first question. */
export function callersIn({ checker, files }) {
  let index;
  const build = () => {
    index = new Map();
    for (const file of files)
      everyNode(file, (node) => {
        if (!ts.isCallExpression(node)) return;
        const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.text;
        if (name) index.set(name, [...(index.get(name) ?? []), node]);
      });
  };
  const found = new Map();
  return (fn) => {
    if (!index) build();
    if (!found.has(fn)) {
      const name = (fn.name ?? fn.parent.name)?.text;
      const calls = (index.get(name) ?? []).filter((call) => checker.getResolvedSignature(call)?.declaration === fn);
      const inside = (call) => ts.findAncestor(call, (up) => up === fn);
      found.set(
        fn,
        calls.filter((call) => !inside(call)),
      );
    }
    return found.get(fn);
  };
}
