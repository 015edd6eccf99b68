import ts from 'typescript';
import { Impossible } from './choices.mjs';
import { isUnknown, place, Unknown } from './values.mjs';

const DEEPEST = 300;

/** A function of the program as one of ours: called, it evaluates the body. */
export function closureOf(evaluator, fn, outer) {
  return (...args) =>
    invoke(
      evaluator,
      fn,
      args.map((arg) => () => arg),
      outer,
    );
}

/** Evaluates a body. An argument is evaluated when it is read, and once. */
function invoke(evaluator, fn, args, outer) {
  const scope = evaluator.scope(fn, outer);
  fn.parameters.forEach((parameter, i) => {
    const rest = parameter.dotDotDotToken && (() => args.slice(i).map((arg) => arg()));
    bind(evaluator, scope, parameter, rest || args[i]);
  });
  if (!ts.isBlock(fn.body)) return evaluator.value(fn.body, scope);
  return returned(evaluator, fn.body, scope)?.value;
}

function bind(evaluator, scope, parameter, given) {
  const value = given ?? (() => (parameter.initializer ? evaluator.value(parameter.initializer, scope) : undefined));
  const put = (name, get) => {
    if (ts.isIdentifier(name.name)) scope.values.set(name, once(evaluator, get));
    else
      name.name.elements.forEach((element, i) => {
        if (ts.isOmittedExpression(element)) return;
        const key = ts.isArrayBindingPattern(name.name) ? i : (element.propertyName ?? element.name).text;
        put(element, () => {
          const whole = get();
          if (isUnknown(whole)) return evaluator.byType(element.name, scope);
          const found = whole?.[key];
          return found === undefined && element.initializer ? evaluator.value(element.initializer, scope) : found;
        });
      });
  };
  put(parameter, value);
}

function once(evaluator, get) {
  const found = new Map();
  return () => {
    if (!found.has(evaluator.askCallers)) found.set(evaluator.askCallers, get());
    return found.get(evaluator.askCallers);
  };
}

/** Goes through a body to the first `return` on the way; a wrapped value, so that `return;` is told from going on. */
function returned(evaluator, statement, scope) {
  if (ts.isReturnStatement(statement))
    return { value: statement.expression ? evaluator.value(statement.expression, scope) : undefined };
  if (ts.isThrowStatement(statement)) throw new Impossible();
  if (ts.isBlock(statement)) return first(evaluator, statement.statements, scope);
  if (ts.isTryStatement(statement)) return returned(evaluator, statement.tryBlock, scope);
  if (ts.isIfStatement(statement)) {
    const way = evaluator.holds(statement.expression, scope) ? statement.thenStatement : statement.elseStatement;
    return way && returned(evaluator, way, scope);
  }
  if (ts.isSwitchStatement(statement)) return ofSwitch(evaluator, statement, scope);
  if (ts.isIterationStatement(statement, false) && /\breturn\b/.test(statement.getText()))
    return { value: new Unknown(statement) };
  return undefined;
}

function first(evaluator, statements, scope) {
  for (const statement of statements) {
    const found = returned(evaluator, statement, scope);
    if (found) return found;
  }
  return undefined;
}

function ofSwitch(evaluator, statement, scope) {
  const clauses = statement.caseBlock.clauses;
  const value = evaluator.value(statement.expression, scope);
  const matches = (clause) => ts.isCaseClause(clause) && evaluator.value(clause.expression, scope) === value;
  const at = isUnknown(value)
    ? evaluator.choices.choose(`switch ${statement.pos} in ${place(statement, scope)}`, clauses.length)
    : [clauses.findIndex(matches), clauses.findIndex(ts.isDefaultClause)].find((i) => i >= 0);
  if (at === undefined) return undefined;
  return first(
    evaluator,
    clauses.slice(at).flatMap((clause) => [...clause.statements]),
    scope,
  );
}

const BUILT_IN = { Object, Array, Math, JSON };
const PLAIN = { String, Number, Boolean };

/** The value of a call: of a function of the program, whose body is evaluated, or of JavaScript's own on known values. */
export function callOf(evaluator, node, scope) {
  const callee = ts.skipOuterExpressions(node.expression);
  const args = () => argumentsOf(evaluator, node, scope);
  if (ts.isIdentifier(callee) && Object.hasOwn(PLAIN, callee.text))
    return known(evaluator, node, scope, args(), PLAIN[callee.text]);
  if (ts.isPropertyAccessExpression(callee)) {
    const name = callee.name.text;
    if (ts.isIdentifier(callee.expression) && Object.hasOwn(BUILT_IN, callee.expression.text)) {
      const owner = BUILT_IN[callee.expression.text];
      return known(evaluator, node, scope, args(), (...given) => owner[name](...given));
    }
  }
  const declared = evaluator.checker.getResolvedSignature(node)?.declaration;
  const intrinsic = declared && evaluator.intrinsics(declared);
  if (intrinsic) return intrinsic(...args());
  if (evaluator.depth < DEEPEST && declared?.body && isOurs(declared)) {
    const bound =
      ts.isArrowFunction(declared) || ts.isFunctionExpression(declared) || ts.isFunctionDeclaration(declared);
    return invoke(evaluator, declared, lazyArguments(evaluator, node, scope), bound ? around(declared, scope) : null);
  }
  if (ts.isPropertyAccessExpression(callee)) {
    const owner = evaluator.value(callee.expression, scope);
    const method = isUnknown(owner) ? undefined : owner?.[callee.name.text];
    if (typeof method === 'function')
      return known(evaluator, node, scope, args(), (...given) => owner[callee.name.text](...given));
    return evaluator.byType(node, scope);
  }
  const fn = ts.isIdentifier(callee) ? evaluator.value(callee, scope) : undefined;
  if (fn?.samples) return fn.samples[evaluator.choices.choose(`sample of ${callee.text}`, fn.samples.length)];
  return typeof fn === 'function' ? fn(...args()) : evaluator.byType(node, scope);
}

/** What a promise brings comes from the running program. */
const isOurs = (fn) =>
  !fn.getSourceFile().isDeclarationFile &&
  !(ts.getCombinedModifierFlags(fn) & ts.ModifierFlags.Async) &&
  !fn.asteriskToken;

/** The scope that an inner function was made in, if that is the one being evaluated. */
function around(fn, scope) {
  for (let at = scope; at; at = at.outer) for (let up = fn.parent; up; up = up.parent) if (up === at.fn) return at;
  return null;
}

/** JavaScript's own function, when all it is given is known. */
function known(evaluator, node, scope, args, call) {
  if (args.some(isUnknown)) return evaluator.byType(node, scope);
  const value = call(...args);
  return Array.isArray(value) && value.some(isUnknown) ? evaluator.byType(node, scope) : value;
}

function lazyArguments(evaluator, node, scope) {
  if (node.arguments.some(ts.isSpreadElement)) return argumentsOf(evaluator, node, scope).map((arg) => () => arg);
  return node.arguments.map((argument) => () => evaluator.value(argument, scope));
}

function argumentsOf(evaluator, node, scope) {
  return node.arguments.flatMap((argument) => {
    if (!ts.isSpreadElement(argument)) return [evaluator.value(argument, scope)];
    const spread = evaluator.value(argument.expression, scope);
    return Array.isArray(spread) ? spread : [spread];
  });
}
