import ts from 'typescript';
import { everyNode, isFrom, pathOf } from './program.mjs';

/** What of a data source asks nothing of Postgres. */
const ASKS_NOTHING = new Set([
  'getMetadata',
  'hasMetadata',
  'entityMetadatas',
  'driver',
  'options',
  'isInitialized',
  'createEntityManager',
]);

/**
 * Whoever has a transaction has its connection. What reads on another one there waits until the pool has one, and when all that hold the
 * pool's connections wait so, nobody is answered. This finds every call that would, made where a transaction is at hand: in a function
 * that is given an `EntityManager`, and in what stands in it. What a call does is followed through the program: to the methods it
 * resolves to, to those of the classes and object literals that implement it, and to a parameter's default value. `beside` of `#platform/database`
 * is let pass: its connections are of a pool that serves nothing else.
 * @returns {{ node: ts.Node, what: string }[]}
 */
export function secondConnections({ checker, files }) {
  const reader = new Readers(checker, files);
  for (const file of files) if (!pathOf(file).startsWith('libs/platform/database/')) reader.read(file);
  return reader.found();
}

class Readers {
  #checker;
  #types;
  #implementations;
  /** By function: what it does itself, nested functions with it but for those that are given a transaction of their own. */
  #summaries = new Map();
  /** Whether a function takes a connection of the pool. */
  #known = new Map();

  constructor(checker, files) {
    this.#checker = checker;
    this.#types = readerTypes(checker);
    this.#implementations = implementationsIn(checker, files);
  }

  read(file) {
    everyNode(file, (node) => {
      if (ts.isCallExpression(node)) {
        const owner = this.#ownerOf(node);
        if (owner) this.#summaryOf(owner).calls.push(node);
      }
      if (ts.isExpression(node) && this.#types.isSource(node)) this.#readSource(node);
    });
  }

  /** A data source in the program's text: where it is asked, or what a function asks when it is given none. */
  #readSource(node) {
    const { parent } = node;
    // A default value is of its function; `this.db` in `this.db.manager` is read with it.
    if (ts.isParameter(parent) || (ts.isPropertyAccessExpression(parent) && this.#types.isSource(parent))) return;
    const owner = this.#ownerOf(node);
    if (!owner) return;
    const given = this.#givenElse(node);
    if (given) this.#summaryOf(given.parent).defaults.push(given.parent.parameters.indexOf(given));
    else if (this.#isAsked(node)) this.#summaryOf(owner).opens.push(node);
  }

  #summaryOf(fn) {
    if (!this.#summaries.has(fn)) {
      const defaults = fn.parameters.flatMap(({ initializer }, i) =>
        initializer && this.#types.isSource(initializer) ? [i] : [],
      );
      this.#summaries.set(fn, { opens: [], calls: [], holds: this.#holds(fn), defaults });
    }
    return this.#summaries.get(fn);
  }

  /** Whether a function is given a transaction, or something that may be one. */
  #holds(fn) {
    const isOne = (node) => this.#types.kindOf(this.#checker.getTypeAtLocation(node)).transaction;
    return fn.parameters.some(
      (parameter) =>
        isOne(parameter) || (parameter.name.elements ?? []).some((element) => element.name && isOne(element)),
    );
  }

  /** The outermost function around a node, up to the nearest that is given a transaction. */
  #ownerOf(node) {
    let owner = null;
    for (let up = node.parent; up; up = up.parent) {
      if (!ts.isFunctionLike(up) || !up.body) continue;
      owner = up;
      if (this.#holds(up)) return up;
    }
    return owner;
  }

  /** The parameter in `on ?? this.db`: the pool's where nobody gives it. */
  #givenElse(node) {
    const { parent } = node;
    if (!ts.isBinaryExpression(parent) || parent.operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken)
      return null;
    const symbol = ts.isIdentifier(parent.left) ? this.#checker.getSymbolAtLocation(parent.left) : null;
    const declared = symbol?.valueDeclaration;
    return parent.right === node && declared && ts.isParameter(declared) ? declared : null;
  }

  /** Whether a data source is asked there, or given to what asks whatever it is given. */
  #isAsked(node) {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
      return !ASKS_NOTHING.has(parent.name.text) && ts.isCallExpression(parent.parent);
    if (!ts.isCallExpression(parent) || !parent.arguments.includes(node)) return false;
    const declaration = this.#checker.getResolvedSignature(parent)?.declaration;
    const parameter = declaration?.parameters[parent.arguments.indexOf(node)];
    if (!parameter || !declaration.body) return true;
    if (isFrom(declaration, 'statement', 'beside')) return false;
    // Any other that takes a data source alone is followed like every call.
    return isOfDatabase(declaration) || this.#types.kindOf(this.#checker.getTypeAtLocation(parameter)).transaction;
  }

  #bodiesOf(call) {
    const declaration = this.#checker.getResolvedSignature(call)?.declaration;
    if (!declaration) return [];
    return declaration.body ? [declaration] : (this.#implementations.get(declaration) ?? []);
  }

  /** Whether a call takes a connection of the pool by itself. */
  #takes(call) {
    return this.#bodiesOf(call).some((fn) => this.#opens(fn) || this.#takesDefault(fn, call));
  }

  #takesDefault(fn, call) {
    if (call.arguments.some(ts.isSpreadElement)) return false;
    return this.#summaryOf(fn).defaults.some((i) => (call.arguments[i]?.getText() ?? 'undefined') === 'undefined');
  }

  /** Whether a function takes one whatever it is given. What is given a transaction answers for itself. */
  #opens(fn) {
    if (this.#known.has(fn)) return this.#known.get(fn);
    this.#known.set(fn, false);
    const { opens, calls, holds } = this.#summaryOf(fn);
    const found = !holds && (opens.length > 0 || calls.some((call) => this.#takes(call)));
    this.#known.set(fn, found);
    return found;
  }

  /** Functions that call each other in a circle are asked until nothing changes. */
  #settle() {
    for (let before = -1, now = 0; before !== now; ) {
      before = now;
      for (const [fn, found] of this.#known) if (!found) this.#known.delete(fn);
      for (const fn of [...this.#summaries.keys()]) this.#opens(fn);
      now = [...this.#known.values()].filter(Boolean).length;
    }
  }

  found() {
    this.#settle();
    const holding = [...this.#summaries.values()].filter(({ holds }) => holds);
    return holding.flatMap(({ opens, calls }) => [
      ...opens.map((node) => ({ node, what: `${node.getText()} is a second connection: a transaction is at hand` })),
      ...calls
        .filter((call) => this.#takes(call))
        .map((node) => ({ node, what: `${nameOf(node)} reads on a second connection: give it the transaction` })),
    ]);
  }
}

const isOfDatabase = (declaration) => pathOf(declaration.getSourceFile()).startsWith('libs/platform/database/');

const nameOf = (call) => call.expression.getText().replace(/\s+/g, ' ').slice(-60);

/** How a type says what it is: the pool, a transaction, or either. */
function readerTypes(checker) {
  const kinds = new Map();
  const kindOf = (type) => {
    if (!kinds.has(type)) {
      const names = (type.isUnion() ? type.types : [type]).map((one) => one.symbol?.name);
      const plain = names.filter((name) => name !== undefined);
      kinds.set(type, {
        transaction: names.includes('EntityManager'),
        source: plain.length > 0 && plain.every((name) => name === 'DataSource'),
      });
    }
    return kinds.get(type);
  };
  const isSource = (node) => {
    if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return false;
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'manager') return isSource(node.expression);
    if (ts.isIdentifier(node) && ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) return false;
    return kindOf(checker.getTypeAtLocation(node)).source;
  };
  return { kindOf, isSource };
}

/** What stands behind a declaration without a body: methods of classes, functions in object literals. */
function implementationsIn(checker, files) {
  const found = new Map();
  const add = (declarations, fn) => {
    for (const declaration of declarations ?? []) {
      if (declaration === fn || declaration.body) continue;
      const list = found.get(declaration) ?? [];
      list.push(fn);
      found.set(declaration, list);
      const type = declaration.type;
      if (type && ts.isFunctionTypeNode(type)) found.set(type, list);
    }
  };
  for (const file of files)
    everyNode(file, (node) => {
      if (ts.isClassLike(node))
        for (const clause of node.heritageClauses ?? [])
          for (const base of clause.types) {
            const type = checker.getTypeAtLocation(base);
            for (const member of node.members)
              if (ts.isMethodDeclaration(member) && member.body)
                add(type.getProperty(member.name.getText())?.declarations, member);
          }
      if (!ts.isObjectLiteralExpression(node)) return;
      const type = checker.getContextualType(node);
      if (!type) return;
      for (const property of node.properties) {
        const fn = ts.isMethodDeclaration(property) ? property : property.initializer;
        if (fn && ts.isFunctionLike(fn) && fn.body) add(type.getProperty(property.name.getText())?.declarations, fn);
      }
    });
  return found;
}
