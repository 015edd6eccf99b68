/** A commune's name as one types it, in the shape of `territory.commune.key`: « St Cloud » is « saint cloud ». */
export function communeKey(typed: string): string {
  return typed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/\bst(e?)\b/g, 'saint$1');
}

/** What somebody wrote to say a commune, taken apart. */
export interface TypedCommune {
  /** INSEE code, when that is all they wrote. */
  readonly code: string | null;
  readonly postalCode: string | null;
  /** « Saint-Denis (93) » */
  readonly departement: string | null;
  readonly key: string;
}

/** Takes « 92150 Suresnes », « Saint-Denis (93) », « 2A004 » or a name apart. */
export function readTypedCommune(typed: string): TypedCommune {
  const text = typed.normalize('NFKC').trim().slice(0, 100);
  const departement = /[(,\s]\s*(\d{2,3}|2[ab])\s*\)?$/i.exec(text);
  const five = /(?:^|\s)(\d{5}|2[ab]\d{3})(?:\s|$)/i.exec(text);
  const alone = five && text === five[1];
  const name = text
    .replace(five?.[0] ?? '', ' ')
    .replace(departement && !five ? departement[0] : '', ' ')
    .replace(/\s+cedex(\s+\d+)?$/i, '');
  return {
    code: alone ? five[1]!.toUpperCase() : null,
    postalCode: five ? five[1]!.toUpperCase() : null,
    departement: departement && !five ? departement[1]!.toUpperCase() : null,
    key: communeKey(name),
  };
}
