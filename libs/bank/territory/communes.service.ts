import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Reader, rows } from '#platform/database';
import { RuleBroken } from '#platform/kernel';

export interface CommuneView {
  /** INSEE code. */
  readonly code: string;
  readonly name: string;
  readonly departement: string;
  readonly epci: string | null;
  readonly epciName: string | null;
  readonly ept: string | null;
  readonly eptName: string | null;
  readonly postalCodes: readonly string[];
}

const VIEW = `code, name, departement, epci, epci_name AS "epciName", ept, ept_name AS "eptName", postal_codes AS "postalCodes"`;
const MOST = 20;

export const communeWords = (c: Pick<CommuneView, 'name' | 'departement'>): string => `${c.name} (${c.departement})`;

/** The official list of communes, in `territory.commune`. Public data: no actor is asked for. */
@Injectable()
export class CommunesService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * The communes that what was typed may mean, at most twenty: those that bear the name, else those whose name begins so. A postal
   * code, an INSEE code or « (93) » narrows them.
   */
  async find(typed: string, db: Reader = this.db): Promise<CommuneView[]> {
    const t = readTypedCommune(typed);
    if (!t.key && !t.postalCode) return [];
    if (!t.key && t.postalCode) {
      return rows<CommuneView>(
        db,
        `SELECT ${VIEW} FROM territory.commune WHERE code = $1 OR $1 = ANY (postal_codes) ORDER BY population DESC, code LIMIT ${MOST}`,
        [t.postalCode],
      );
    }
    const found = await rows<CommuneView & { exact: boolean }>(
      db,
      `SELECT ${VIEW}, key = $1 AS exact FROM territory.commune
       WHERE key LIKE $2 AND ($3::text IS NULL OR departement = $3) AND ($4::text IS NULL OR code = $4 OR $4 = ANY (postal_codes))
       ORDER BY key = $1 DESC, population DESC, code LIMIT ${MOST}`,
      [t.key, `${t.key}%`, t.departement, t.postalCode],
    );
    const exact = found.filter((row) => row.exact);
    return (exact.length ? exact : found).map(({ exact: _, ...commune }) => commune);
  }

  /** Null for a code that is not in the list. */
  async byCode(code: string | null | undefined, db: Reader = this.db): Promise<CommuneView | null> {
    if (!code || !/^[0-9AB]{5}$/i.test(code)) return null;
    const [row] = await rows<CommuneView>(db, `SELECT ${VIEW} FROM territory.commune WHERE code = $1`, [
      code.toUpperCase(),
    ]);
    return row ?? null;
  }

  /**
   * The one commune that is meant: by its INSEE code when there is one, else by what was typed. Null when nothing was said.
   * @throws RuleBroken `territory.commune_unknown`, `territory.commune_ambiguous` (facts `found`, at most six in words), beside `field`.
   */
  async resolve(
    tx: Reader,
    said: { readonly code?: string | undefined; readonly typed?: string | undefined },
    field = 'commune',
  ): Promise<CommuneView | null> {
    const code = said.code?.trim();
    const typed = said.typed?.trim() ?? '';
    if (code) {
      const commune = await this.byCode(code, tx);
      if (!commune) throw new RuleBroken('territory.commune_unknown', { typed: code.slice(0, 40) }, field);
      return commune;
    }
    if (!typed) return null;
    const found = await this.find(typed, tx);
    if (found.length === 1) return found[0]!;
    if (!found.length) throw new RuleBroken('territory.commune_unknown', { typed: typed.slice(0, 40) }, field);
    throw new RuleBroken(
      'territory.commune_ambiguous',
      { typed: typed.slice(0, 40), count: found.length, found: found.slice(0, 6).map(communeWords) },
      field,
    );
  }
}

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

interface TypedCommune {
  readonly code: string | null;
  readonly postalCode: string | null;
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
