import ts from 'typescript';

// What the API answers, as JSON schemas made from the types of its handlers: a handler gives `Told<T>`, and T is what is told.

const CONTROLLERS = ['Controller', 'ApiController'];

/**
 * @param {ts.Program} program the whole server
 * @returns {{ operations: Record<string, object>, schemas: Record<string, object> }} a schema by `Class.method`, and the named
 *   ones that they refer to
 */
export function answerSchemas(program) {
  const checker = program.getTypeChecker();
  const reader = new SchemaReader(checker);
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
    (d) => ts.isCallExpression(d.expression) && CONTROLLERS.includes(d.expression.expression.getText()),
  );

/** T of a handler that gives `Promise<Told<T>>`; null when it answers otherwise. */
function toldBy(checker, method) {
  const signature = checker.getSignatureFromDeclaration(method);
  const given = checker.getAwaitedType(checker.getReturnTypeOfSignature(signature));
  const told = given && checker.getPropertyOfType(given, 'tells');
  return told ? checker.getTypeOfSymbolAtLocation(told, method) : null;
}

/** Reads types as schemas; those that have a name stand once, under `named`. */
class SchemaReader {
  named = {};
  #checker;
  #names = new Map();

  constructor(checker) {
    this.#checker = checker;
  }

  schemaOf(type, at) {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    if (type.flags & ts.TypeFlags.Null) return { nullable: true };
    if (type.isStringLiteral() || type.isNumberLiteral()) return { type: typeof type.value, enum: [type.value] };
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
    if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
    if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
    if (type.isUnion()) return this.#unionOf(type, at);
    if (this.#checker.isArrayType(type) || this.#checker.isTupleType(type)) {
      const items = [...new Set(this.#checker.getTypeArguments(type))];
      return { type: 'array', items: items.length === 1 ? this.schemaOf(items[0], at) : {} };
    }
    const name = this.#nameOf(type);
    if (name === 'Date') return { type: 'string', format: 'date-time' };
    return name ? this.#reference(name, type, at) : this.#objectOf(type, at);
  }

  #unionOf(type, at) {
    const parts = type.types.filter((t) => !(t.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)));
    const nullable = type.types.some((t) => t.flags & ts.TypeFlags.Null) ? { nullable: true } : {};
    if (parts.every((t) => t.isStringLiteral()))
      return { type: 'string', enum: parts.map((t) => t.value).sort(), ...nullable };
    if (parts.every((t) => t.flags & ts.TypeFlags.BooleanLiteral)) return { type: 'boolean', ...nullable };
    // In an order of its own: the compiler's is the one in which it met them.
    const schemas = parts
      .map((t) => this.schemaOf(t, at))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (schemas.length > 1) return { anyOf: schemas, ...nullable };
    // OpenAPI 3.0 takes nothing beside a $ref.
    return nullable.nullable && schemas[0].$ref ? { allOf: schemas, ...nullable } : { ...schemas[0], ...nullable };
  }

  #objectOf(type, at) {
    const properties = {};
    const required = [];
    for (const property of this.#checker.getPropertiesOfType(type)) {
      const value = this.#checker.getTypeOfSymbolAtLocation(property, at);
      if (value.getCallSignatures().length) continue;
      const description = ts.displayPartsToString(property.getDocumentationComment(this.#checker));
      const schema = this.schemaOf(value, at);
      properties[property.name] = description && !schema.$ref ? { ...schema, description } : schema;
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    const index = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    return {
      type: 'object',
      ...(required.length ? { required } : {}),
      ...(Object.keys(properties).length ? { properties } : {}),
      ...(index ? { additionalProperties: this.schemaOf(index, at) } : {}),
    };
  }

  #reference(name, type, at) {
    if (!this.named[name]) {
      this.named[name] = {};
      this.named[name] = this.#objectOf(type, at);
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /** An interface's or alias's name with its arguments (`PageOfRequestView`); null for a type without a name of its own. */
  #nameOf(type) {
    const symbol = type.aliasSymbol ?? type.getSymbol();
    const declared = symbol?.declarations?.[0];
    const isOwn =
      declared &&
      (ts.isInterfaceDeclaration(declared) || ts.isClassDeclaration(declared) || ts.isTypeAliasDeclaration(declared));
    if (!isOwn) return null;
    if (symbol.name === 'Date') return 'Date';
    if (declared.getSourceFile().isDeclarationFile) return null;
    const args = type.aliasTypeArguments ?? (type.target ? this.#checker.getTypeArguments(type) : []);
    const of = args.map((arg) => this.#nameOf(arg) ?? '').join('And');
    return this.#unique(of ? `${symbol.name}Of${of}` : symbol.name, declared);
  }

  /** Two rooms may each have a `FileView`: the second is told apart by its room. */
  #unique(name, declared) {
    const key = `${name} ${declared.getSourceFile().fileName}`;
    if (this.#names.has(key)) return this.#names.get(key);
    const lib = /libs\/(?:platform|bank(?:\/files)?)\/([a-z]+)/.exec(declared.getSourceFile().fileName)?.[1] ?? '';
    const taken = [...this.#names.values()].includes(name);
    const said = taken ? `${lib[0]?.toUpperCase() ?? ''}${lib.slice(1)}${name}` : name;
    this.#names.set(key, said);
    return said;
  }
}
