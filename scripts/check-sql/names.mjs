import ts from 'typescript';
import { closureOf } from './functions.mjs';
import { place, Unknown } from './values.mjs';

/** The value of a name: a function's argument, a constant here or in the file that it is imported from. */
export function resolve(evaluator, node, scope) {
  const { checker } = evaluator;
  let symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  const declaration = symbol?.valueDeclaration;
  if (!declaration) return evaluator.byType(node, scope);
  for (let at = scope; at; at = at.outer) if (at.values.has(declaration)) return at.values.get(declaration)();
  const home = homeOf(declaration, scope);
  const key = `${declaration.getSourceFile().fileName}:${declaration.pos}:${home?.id ?? 0}:${evaluator.askCallers}`;
  if (!evaluator.memo.has(key)) evaluator.memo.set(key, valueIn(evaluator, declaration, home, node));
  return evaluator.memo.get(key);
}

/** The scope in which a declaration's own words have their values: that of the call of its function, if it is being evaluated. */
function homeOf(declaration, scope) {
  for (let at = scope; at; at = at.outer) {
    for (let up = declaration.parent; up; up = up.parent) if (up === at.fn) return at;
  }
  return null;
}

function valueIn(evaluator, declaration, scope, node) {
  if (ts.isFunctionDeclaration(declaration) && declaration.body) return closureOf(evaluator, declaration, scope);
  if (ts.isBindingElement(declaration)) return ofPattern(evaluator, declaration, scope, node);
  if (ts.isParameter(declaration)) return argument(evaluator, declaration, scope, node);
  if (!ts.isVariableDeclaration(declaration)) return evaluator.byType(node, scope);
  if (ts.isForOfStatement(declaration.parent.parent))
    return oneOf(evaluator, declaration.parent.parent.expression, scope, node);
  if (!declaration.initializer || isChanged(declaration)) return evaluator.byType(node, scope);
  const samples = evaluator.assembled.get(declaration);
  if (samples) return { samples };
  return evaluator.value(declaration.initializer, scope);
}

/** `const { a, b: [c] } = …` */
function ofPattern(evaluator, element, scope, node) {
  const pattern = element.parent;
  const owner = pattern.parent;
  const whole = ts.isBindingElement(owner)
    ? ofPattern(evaluator, owner, scope, node)
    : valueIn(evaluator, owner, scope, node);
  if (whole === null || whole === undefined || whole instanceof Unknown || element.dotDotDotToken)
    return evaluator.byType(node, scope);
  if (ts.isArrayBindingPattern(pattern)) return whole[pattern.elements.indexOf(element)];
  return whole[(element.propertyName ?? element.name).text];
}

/** An argument of a function that nobody is known to call here: one of those that its callers give. */
function argument(evaluator, parameter, scope, node) {
  const fn = parameter.parent;
  const list = ts.isCallExpression(fn.parent) && ts.isPropertyAccessExpression(fn.parent.expression);
  if (list && fn.parameters[0] === parameter && fn.parent.arguments[0] === fn)
    return oneOf(evaluator, fn.parent.expression.expression, scope, node);
  const typed = evaluator.byType(node, scope);
  if (!(typed instanceof Unknown) || !evaluator.askCallers) return typed;
  const calls = evaluator.callers(fn);
  if (!calls.length) return typed;
  const call = calls[evaluator.choices.choose(`caller of ${fn.getSourceFile().fileName}:${fn.pos}`, calls.length)];
  const given = call.arguments[fn.parameters.indexOf(parameter)];
  return given ? evaluator.value(given, null) : parameter.initializer && evaluator.value(parameter.initializer, null);
}

/** An element of a list that is gone through: any. */
function oneOf(evaluator, list, scope, node) {
  const items = evaluator.value(list, scope);
  if (!Array.isArray(items) || !items.length) return evaluator.byType(node, scope);
  return items[evaluator.choices.choose(`one of ${list.getText()} in ${place(list, scope)}`, items.length)];
}

const isAssignment = ({ operatorToken: { kind } }) =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

const CHANGES = /^(?:push|unshift|splice|pop|shift|sort|reverse)$/;

/** Whether a variable gets another value, or its list other elements, after it is made. */
function isChanged(declaration) {
  const name = declaration.name.text;
  if (!name) return false;
  const list = ts.isArrayLiteralExpression(declaration.initializer);
  if (declaration.parent.flags & ts.NodeFlags.Const && !list) return false;
  let found = false;
  const look = (node) => {
    if (found) return;
    if (ts.isBinaryExpression(node) && isAssignment(node) && node.left.getText() === name) found = true;
    if (
      list &&
      ts.isPropertyAccessExpression(node) &&
      CHANGES.test(node.name.text) &&
      node.expression.getText() === name
    )
      found = true;
    ts.forEachChild(node, look);
  };
  look(declaration.parent.parent.parent);
  return found;
}
