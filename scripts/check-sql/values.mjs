import ts from 'typescript';

/** Something that only the running program knows. */
export class Unknown {
  constructor(node) {
    this.node = node;
  }
}
/** A number that only the running program knows: in a text any other number does as well. */
export const SOME_NUMBER = Symbol('some number');
export const isUnknown = (value) => value instanceof Unknown || value === SOME_NUMBER;

/** Where names of a function that is being evaluated get their values; `outer` is the scope around it. */
export class Scope {
  constructor(fn, outer, id) {
    Object.assign(this, { fn, outer, id, values: new Map() });
  }
}

/** Where the same words mean the same: one call of a function that is evaluated, else the outermost function around them. */
export function place(node, scope) {
  if (scope) return scope.id;
  let outermost = node;
  for (let up = node; up; up = up.parent) if (ts.isFunctionLike(up)) outermost = up;
  return `${node.getSourceFile().fileName}:${outermost.pos}`;
}
