import ts from 'typescript';

// What the API answers, as JSON schemas made from the types of its handlers: a handler gives `Told<T>`, and T is what is told.

const CONTROLLER = 'Controller';

/**
 * @param {ts.Program} program the whole server
 * @returns {{ operations: Record<string, object>, schemas: Record<string, object> }} a schema by `Class.method`, and the named
 *   ones that they refer to
 */
export function answerSchemas(program) {
  const checker = program.getTypeChecker();
  const reader = schemaReader(checker);
  const operations = {};
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile || !/\.controller\.tsx?$/.test(file.fileName)) continue;
    for (const type of file.statements.filter((s) => ts.isClassDeclaration(s) && isController(s)))
      for (const method of type.members.filter(ts.isMethodDeclaration)) {
        const told = toldBy(checker, method);
        if (told) operations[`${type.name.text}.${method.name.getText()}`] = reader.schemaOf(told, method);
      }
  }
  return { operations, schemas: reader.named };
}

const isController = (node) =>
  (ts.getDecorators(node) ?? []).some(
    (d) => ts.isCallExpression(d.expression) && d.expression.expression.getText() === CONTROLLER,
  );

/** T of a handler that gives `Promise<Told<T>>`; null when it answers otherwise. */
function toldBy(checker, method) {
  const signature = checker.getSignatureFromDeclaration(method);
  const given = checker.getAwaitedType(checker.getReturnTypeOfSignature(signature));
  const told = given && checker.getPropertyOfType(given, 'tells');
  return told ? checker.getTypeOfSymbolAtLocation(told, method) : null;
}

function schemaReader(checker) {
  const named = {};
  const names = new Map();

  function schemaOf(type, at) {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    if (type.flags & ts.TypeFlags.Null) return { nullable: true };
    if (type.isStringLiteral() || type.isNumberLiteral()) return { type: typeof type.value, enum: [type.value] };
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
    if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
    if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
    if (type.isUnion()) return unionOf(type, at);
    if (checker.isArrayType(type) || checker.isTupleType(type)) {
      const items = [...new Set(checker.getTypeArguments(type))];
      return { type: 'array', items: items.length === 1 ? schemaOf(items[0], at) : {} };
    }
    const name = nameOf(type);
    if (name === 'Date') return { type: 'string', format: 'date-time' };
    return name ? reference(name, type, at) : objectOf(type, at);
  }

  function unionOf(type, at) {
    const parts = type.types.filter((t) => !(t.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)));
    const nullable = type.types.some((t) => t.flags & ts.TypeFlags.Null) ? { nullable: true } : {};
    if (parts.every((t) => t.isStringLiteral()))
      return { type: 'string', enum: parts.map((t) => t.value).sort(), ...nullable };
    if (parts.every((t) => t.flags & ts.TypeFlags.BooleanLiteral)) return { type: 'boolean', ...nullable };
    // In an order of its own: the compiler's is the one in which it met them.
    const schemas = parts.map((t) => schemaOf(t, at)).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (schemas.length > 1) return { anyOf: schemas, ...nullable };
    // OpenAPI 3.0 takes nothing beside a $ref.
    return nullable.nullable && schemas[0].$ref ? { allOf: schemas, ...nullable } : { ...schemas[0], ...nullable };
  }

  function objectOf(type, at) {
    const properties = {};
    const required = [];
    for (const property of checker.getPropertiesOfType(type)) {
      const value = checker.getTypeOfSymbolAtLocation(property, at);
      if (value.getCallSignatures().length) continue;
      const description = ts.displayPartsToString(property.getDocumentationComment(checker));
      const schema = schemaOf(value, at);
      properties[property.name] = description && !schema.$ref ? { ...schema, description } : schema;
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    const index = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    return {
      type: 'object',
      ...(required.length ? { required } : {}),
      ...(Object.keys(properties).length ? { properties } : {}),
      ...(index ? { additionalProperties: schemaOf(index, at) } : {}),
    };
  }

  function reference(name, type, at) {
    if (!named[name]) {
      named[name] = {};
      named[name] = objectOf(type, at);
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /** An interface's or alias's name with its arguments (`PageOfRequestView`); null for a type without a name of its own. */
  function nameOf(type) {
    const symbol = type.aliasSymbol ?? type.getSymbol();
    const declared = symbol?.declarations?.[0];
    const isOwn =
      declared &&
      (ts.isInterfaceDeclaration(declared) || ts.isClassDeclaration(declared) || ts.isTypeAliasDeclaration(declared));
    if (!isOwn) return null;
    if (symbol.name === 'Date') return 'Date';
    if (declared.getSourceFile().isDeclarationFile) return null;
    const args = type.aliasTypeArguments ?? (type.target ? checker.getTypeArguments(type) : []);
    const of = args.map((arg) => nameOf(arg) ?? '').join('And');
    return unique(of ? `${symbol.name}Of${of}` : symbol.name, declared);
  }

  /** Two libraries may each have a `FileView`: the second is told apart by its library. */
  function unique(name, declared) {
    const key = `${name} ${declared.getSourceFile().fileName}`;
    if (names.has(key)) return names.get(key);
    const lib = /libs\/([a-z]+)\//.exec(declared.getSourceFile().fileName)?.[1] ?? '';
    const taken = [...names.values()].includes(name);
    const said = taken ? `${lib[0]?.toUpperCase() ?? ''}${lib.slice(1)}${name}` : name;
    names.set(key, said);
    return said;
  }

  return { schemaOf, named };
}
