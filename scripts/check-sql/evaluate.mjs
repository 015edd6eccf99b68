import ts from 'typescript';
import { CannotEvaluate, Choices, Impossible } from './choices.mjs';
import { callOf, closureOf } from './functions.mjs';
import { resolve } from './names.mjs';
import { isUnknown, place, Scope, SOME_NUMBER, Unknown } from './values.mjs';

/** A condition within a condition is not known either. */
class Asked extends Error {}

const MOST_VARIANTS = 64;
const UNTOLD = Symbol('untold');

function answerOf(type) {
  if (type.isStringLiteral()) return type.value;
  if (type.flags & ts.TypeFlags.NumberLike) return SOME_NUMBER;
  if (type.flags & ts.TypeFlags.Undefined) return undefined;
  return type.flags & ts.TypeFlags.Null ? null : UNTOLD;
}

const isReadonly = (property) =>
  property.initializer && ts.getCombinedModifierFlags(property) & ts.ModifierFlags.Readonly;

/**
 * Evaluates expressions of the program without running it: literals, templates, constants of any file, both sides of a condition,
 * the bodies of functions. What depends on the running program is asked as a question (`Choices`) when its answers are few.
 */
export class Evaluator {
  constructor({ checker, callers, assembled, intrinsics }) {
    Object.assign(this, { checker, callers, assembled, intrinsics });
    this.choices = new Choices();
  }

  /** Every text that an expression can be, and whether it is planned per call: what a third argument of `rows` says. */
  forms(text, options) {
    const form = () => {
      this.#fresh();
      const plan = options && this.value(options, null);
      return JSON.stringify({ text: this.text(text, null), perCall: plan?.plan === 'per call' });
    };
    return this.choices.every(form, MOST_VARIANTS, text).map((found) => JSON.parse(found));
  }

  #fresh() {
    this.memo = new Map();
    this.scopes = 0;
    this.depth = 0;
    this.quiet = null;
    this.askCallers = false;
  }

  #with(modes, evaluate) {
    const { quiet, askCallers } = this;
    Object.assign(this, modes);
    try {
      return evaluate();
    } finally {
      Object.assign(this, { quiet, askCallers });
    }
  }

  /** A scope for one call of a function. */
  scope(fn, outer) {
    return new Scope(fn, outer, ++this.scopes);
  }

  text(node, scope) {
    let value = this.value(node, scope);
    if (isUnknown(value)) value = this.#with({ askCallers: true }, () => this.value(node, scope));
    if (typeof value === 'string') return value;
    throw new CannotEvaluate(`\`${node.getText()}\` is not known before the program runs`, value?.node ?? node);
  }

  value(node, scope) {
    if (++this.depth > 800) throw new CannotEvaluate('goes round in a circle', node);
    try {
      return this.#value(node, scope);
    } finally {
      this.depth--;
    }
  }

  #value(node, scope) {
    if (ts.isStringLiteralLike(node)) return node.text;
    if (ts.isNumericLiteral(node)) return Number(node.text);
    if (ts.isTemplateExpression(node)) return this.#template(node, scope);
    if (ts.isIdentifier(node)) return node.text === 'undefined' ? undefined : resolve(this, node, scope);
    if (ts.isConditionalExpression(node))
      return this.value(this.holds(node.condition, scope) ? node.whenTrue : node.whenFalse, scope);
    if (ts.isBinaryExpression(node)) return this.#binary(node, scope);
    if (ts.isCallExpression(node)) return callOf(this, node, scope);
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return this.#member(node, scope);
    if (ts.isArrayLiteralExpression(node)) return this.#array(node, scope);
    if (ts.isObjectLiteralExpression(node)) return this.#object(node, scope);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return closureOf(this, node, scope);
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
      return !this.holds(node.operand, scope);
    if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
    if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
    if (node.kind === ts.SyntaxKind.NullKeyword) return null;
    const inner = ts.isAwaitExpression(node) ? node.expression : ts.skipOuterExpressions(node);
    return inner === node ? this.byType(node, scope) : this.value(inner, scope);
  }

  #template(node, scope) {
    let text = node.head.text;
    for (const span of node.templateSpans) {
      const value = this.value(span.expression, scope);
      if (value === SOME_NUMBER && !text.endsWith('$')) text += '1';
      else if (['string', 'number', 'boolean'].includes(typeof value)) text += value;
      else text += this.text(span.expression, scope);
      text += span.literal.text;
    }
    return text;
  }

  #binary(node, scope) {
    const left = () => this.value(node.left, scope);
    const right = () => this.value(node.right, scope);
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.PlusToken: {
        const [a, b] = [left(), right()];
        return isUnknown(a) || isUnknown(b) ? this.byType(node, scope) : a + b;
      }
      case ts.SyntaxKind.AmpersandAmpersandToken:
        return this.holds(node.left, scope) ? right() : false;
      case ts.SyntaxKind.BarBarToken: {
        if (!this.holds(node.left, scope)) return right();
        const value = left();
        return isUnknown(value) || value ? value : true;
      }
      case ts.SyntaxKind.QuestionQuestionToken: {
        const value = left();
        const missing = isUnknown(value)
          ? !this.asks(`?? ${node.left.getText()}`, node, scope)
          : (value ?? null) === null;
        return missing ? right() : value;
      }
      case ts.SyntaxKind.EqualsEqualsEqualsToken:
      case ts.SyntaxKind.ExclamationEqualsEqualsToken: {
        const [a, b] = [left(), right()];
        if (isUnknown(a) || isUnknown(b)) return this.byType(node, scope);
        return (a === b) === (node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken);
      }
      default:
        return this.byType(node, scope);
    }
  }

  /** Whether a condition holds: known, or asked once per scope by its own words, whatever questions are within it. */
  holds(node, scope) {
    try {
      const value = this.#with({ quiet: { scope }, askCallers: false }, () => this.value(node, scope));
      if (!isUnknown(value)) return Boolean(value);
    } catch (error) {
      if (!(error instanceof Asked)) throw error;
    }
    return this.asks(node.getText(), node, scope);
  }

  asks(question, node, scope) {
    if (this.quiet) throw new Asked();
    return this.choices.choose(`${question} in ${place(node, scope)}`, 2) === 0;
  }

  #member(node, scope) {
    const name = ts.isPropertyAccessExpression(node) ? node.name.text : null;
    const symbol = name && this.checker.getSymbolAtLocation(node.name);
    const declared = symbol?.valueDeclaration;
    if (declared && ts.isPropertyDeclaration(declared) && isReadonly(declared))
      return this.value(declared.initializer, null);
    const object = this.value(node.expression, scope);
    if (isUnknown(object) || object === null || object === undefined) return this.byType(node, scope);
    const key = name ?? this.value(node.argumentExpression, scope);
    if (!isUnknown(key)) return object[key];
    const keys = Object.keys(object);
    if (!keys.length) throw new Impossible();
    return object[this.choices.one(`${node.argumentExpression.getText()} in ${place(node, scope)}`, keys)];
  }

  /** Like an object's, its elements are evaluated when they are read. */
  #array(node, scope) {
    const list = [];
    const add = (get) => Object.defineProperty(list, list.length, { get, enumerable: true, configurable: true });
    for (const element of node.elements) {
      if (!ts.isSpreadElement(element)) {
        add(() => this.value(element, scope));
        continue;
      }
      const spread = this.value(element.expression, scope);
      if (!Array.isArray(spread)) return new Unknown(node);
      for (let i = 0; i < spread.length; i++) add(() => spread[i]);
    }
    return list;
  }

  /** Its properties are evaluated when they are read: most of a table of things has nothing to do with the text. */
  #object(node, scope) {
    const object = {};
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) {
        const spread = this.value(property.expression, scope);
        if (isUnknown(spread)) return new Unknown(node);
        Object.defineProperties(object, Object.getOwnPropertyDescriptors(spread ?? {}));
        continue;
      }
      const name = ts.isComputedPropertyName(property.name)
        ? this.value(property.name.expression, scope)
        : property.name.text;
      const get = () => {
        if (ts.isShorthandPropertyAssignment(property)) return resolve(this, property.name, scope);
        if (ts.isMethodDeclaration(property)) return closureOf(this, property, scope);
        return property.initializer ? this.value(property.initializer, scope) : new Unknown(property);
      };
      Object.defineProperty(object, name, { get, enumerable: true, configurable: true });
    }
    return object;
  }

  /** What the type says of a value that only the running program knows: one of a few literals, a number, or nothing. */
  byType(node, scope, words = node.getText()) {
    if (ts.isTypeOfExpression(node)) return new Unknown(node);
    const type = this.checker.getTypeAtLocation(node);
    const answers = new Set((type.isUnion() ? type.types : [type]).map(answerOf));
    if (answers.has(UNTOLD)) return new Unknown(node);
    if (answers.size === 1) return [...answers][0];
    if (this.quiet && this.quiet.scope !== scope) throw new Asked();
    return this.choices.one(`${words} in ${place(node, scope)}`, [...answers]);
  }
}
