import pg from 'pg';
import ts from 'typescript';

const NUMBERS = ['int2', 'int4', 'oid', 'float4', 'float8'];
const DATES = ['date', 'timestamp', 'timestamptz'];
const JSONS = ['json', 'jsonb'];

/** Compares what Postgres gives with what the program says of a row. */
export class RowTypes {
  constructor(checker, program, types) {
    Object.assign(this, { checker, types });
    const date = checker.resolveName('Date', program.getSourceFiles()[0], ts.SymbolFlags.Type, false);
    this.date = checker.getDeclaredTypeOfSymbol(date);
  }

  /** What is wrong with `row` for these columns; nothing, when all is well. */
  differences(row, columns) {
    if (row.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never))
      return ['its row has no type: rows<{ … }>(…)'];
    if (row.flags & ts.TypeFlags.TypeParameter)
      return [`its row is ${this.checker.typeToString(row)}, which differs by caller`];
    const each = (row.isUnion() ? row.types : [row]).map((one) => this.#differences(one, columns));
    return each.find((found) => found.length === 0) ?? each[0];
  }

  #differences(row, columns) {
    const found = [];
    const properties = new Map(this.checker.getPropertiesOfType(row).map((property) => [property.name, property]));
    const names = columns.map((column) => column.name);
    for (const name of names.filter((name, i) => names.indexOf(name) !== i))
      found.push(`two columns are called ${name}`);
    for (const { name, type } of columns) {
      const property = properties.get(name);
      if (!property) found.push(`column ${name} (${this.#nameOf(type)}) is not in the row's type`);
      else found.push(...this.#ofColumn(name, this.checker.getTypeOfSymbol(property), type));
    }
    for (const [name, property] of properties)
      if (!names.includes(name) && !(property.flags & ts.SymbolFlags.Optional))
        found.push(`${name}: no such column in the result`);
    return found;
  }

  #nameOf(oid) {
    return this.types.get(oid)?.name ?? String(oid);
  }

  #ofColumn(name, declared, oid) {
    const pgType = this.types.get(oid);
    if (JSONS.includes(pgType.name)) return [];
    if (declared.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown))
      return [`${name}: its type must be said (${pgType.name})`];
    const given = this.checker.getNonNullableType(declared);
    // A column that is always null.
    if (given.flags & ts.TypeFlags.Never) return [];
    if (this.#fits(given, oid)) return [];
    return [
      `${name}: ${this.checker.typeToString(declared)} in the row's type, ${pgType.name} (${this.#told(oid)}) from Postgres`,
    ];
  }

  #fits(declared, oid) {
    const { checker } = this;
    const element = this.#elementOf(oid);
    if (this.types.get(oid).name === 'bytea') return declared.symbol?.name === 'Buffer';
    if (!element) return checker.isTypeAssignableTo(declared, this.#typeOf(oid));
    const item = checker.getIndexTypeOfType?.(declared, ts.IndexKind.Number) ?? declared.getNumberIndexType();
    if (!item || !(checker.isArrayType(declared) || checker.isTupleType(declared))) return false;
    return this.#fits(checker.getNonNullableType(item), element);
  }

  /** The element's type, of an array that the driver gives as one; it leaves others as text. */
  #elementOf(oid) {
    const { element, category } = this.types.get(oid);
    return category === 'A' && Array.isArray(pg.types.getTypeParser(oid)('{}')) ? element : null;
  }

  #typeOf(oid) {
    const { name } = this.types.get(oid);
    if (NUMBERS.includes(name)) return this.checker.getNumberType();
    if (DATES.includes(name)) return this.date;
    if (name === 'bool') return this.checker.getBooleanType();
    if (JSONS.includes(name)) return this.checker.getAnyType();
    return this.checker.getStringType();
  }

  #told(oid) {
    const element = this.#elementOf(oid);
    if (this.types.get(oid).name === 'bytea') return 'Buffer';
    return element ? `${this.#told(element)}[]` : this.checker.typeToString(this.#typeOf(oid));
  }
}
