import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { mapConstraint, rowOf, rows, run } from '#platform/database';
import {
  type Actor,
  askAll,
  isDay,
  isId,
  type Member,
  NotFound,
  newId,
  operatorOf,
  RuleBroken,
} from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { TODAY } from '../bank/bank-days.js';
import type { SignatoryAct, SignedAct } from '../word-lists.js';

export interface SignatoryView {
  readonly id: string;
  readonly name: string;
  readonly quality: string;
  readonly act: SignatoryAct;
  /** Days of the bank, both included. */
  readonly from: string;
  readonly until: string | null;
  /** In force, to come, or over. */
  readonly when: 'now' | 'later' | 'past';
  readonly operatorNumber: number | null;
  readonly hasImage: boolean;
  /** It may be printed on a receipt. */
  readonly legible: boolean;
}

export interface SignatoryForm {
  readonly name: string;
  readonly quality: string;
  readonly acts: readonly SignatoryAct[];
  readonly from: string;
  readonly until?: string | null | undefined;
  readonly membershipId?: string | null | undefined;
  readonly imageBlob?: string | null | undefined;
}

/** Somebody by name and quality, as papers print them. */
export interface NamedSignatory {
  readonly id: string;
  readonly name: string;
  readonly quality: string;
  /** The picture of their signature, where it may be printed: they sign themselves, or the law lets it be. */
  readonly imageBlob: string | null;
  /** The picture was looked at when it came, and is no blank sheet. */
  readonly legible: boolean;
  /** True when it is the very member who signs now. */
  readonly own: boolean;
}

mapConstraint('signatory_once', 'people.signatory_overlaps', 'name');
mapConstraint('signatory_member_once', 'people.signatory_overlaps', 'membershipId');

export const IN_FORCE = `daterange(s.valid_from, s.valid_until, '[]') @> ${TODAY}`;
/** A member who left, or is a technician by now, is on no paper by name: it would tell a disability (docs/adr/0028). */
export const MAY_BE_NAMED = `(s.membership_id IS NULL OR EXISTS (SELECT 1 FROM people.membership m WHERE m.id = s.membership_id AND m.active
  AND people.may_be_named(m.roles)))`;

/** Who may sign for an organisation: a dated list of names, which its manager keeps. */
@Injectable()
export class SignatoriesService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  async list(organisationId: string): Promise<SignatoryView[]> {
    return rows<SignatoryView>(
      this.db,
      `SELECT s.id, s.name, s.quality, s.act, s.valid_from::text AS from, s.valid_until::text AS until, m.operator_number AS "operatorNumber",
         s.image_blob IS NOT NULL AS "hasImage", s.image_legible AS legible,
         CASE WHEN ${IN_FORCE} THEN 'now' WHEN s.valid_from > ${TODAY} THEN 'later' ELSE 'past' END AS when
       FROM people.signatory s LEFT JOIN people.membership m ON m.id = s.membership_id
       WHERE s.organisation_id = $1 ORDER BY NOT (${IN_FORCE}), s.name COLLATE "fr-x-icu", s.act, s.valid_from DESC`,
      [organisationId],
    );
  }

  /**
   * Authorises somebody to sign, one row an act.
   * @returns the id of the first row.
   * @throws RuleBroken `people.signatory_overlaps` (the same person and act on the same day), `people.signatory_not_a_member`,
   *   `people.signatory_acts_missing`, `people.signatory_name_missing`, `people.signatory_quality_missing`, `people.day_wrong`
   */
  async add(tx: EntityManager, actor: Actor, organisationId: string, form: SignatoryForm): Promise<string> {
    if (!form.acts.length) throw new RuleBroken('people.signatory_acts_missing', {}, 'acts');
    await this.judge(form);
    const [name, quality] = [tidy(form.name), tidy(form.quality)];
    const ids = form.acts.map(() => newId());
    await run(
      tx,
      `INSERT INTO people.signatory (id, organisation_id, membership_id, name, quality, act, valid_from, valid_until, image_blob, image_legible, recorded_by)
       SELECT a.id, $3, $4, $5, $6, a.act, $7, $8, $9::uuid, $9::uuid IS NOT NULL, $10 FROM unnest($1::uuid[], $2::text[]) AS a(id, act)`,
      [
        ids,
        form.acts,
        organisationId,
        form.membershipId || null,
        name,
        quality,
        form.from,
        form.until || null,
        form.imageBlob ?? null,
        operatorOf(actor),
      ],
    );
    await audit(tx, actor, 'authorise', { kind: 'signatory', id: ids[0]! }, { acts: form.acts });
    return ids[0]!;
  }

  /** All that is to be corrected in what is given of a signatory, at once. @throws RuleBroken as `add` */
  async judge({ name, quality, from, until }: Partial<SignatoryForm>): Promise<void> {
    await askAll(
      () => {
        if (name !== undefined && !SAYS.test(tidy(name)))
          throw new RuleBroken('people.signatory_name_missing', {}, 'name');
      },
      () => {
        if (quality !== undefined && !SAYS.test(tidy(quality)))
          throw new RuleBroken('people.signatory_quality_missing', {}, 'quality');
      },
      () => from && mustBeDay(from, 'from'),
      () => {
        if (!until) return;
        mustBeDay(until, 'until');
        if (from && isDay(from) && until < from) throw new RuleBroken('people.signatory_until_before', {}, 'until');
      },
    );
  }

  /** It is said once. @throws RuleBroken `people.signatory_ended`, `people.signatory_until_before`, `people.day_wrong`; NotFound */
  async end(tx: EntityManager, actor: Actor, organisationId: string, id: string, until: string): Promise<void> {
    mustBeDay(until, 'until');
    const row = await rowOf<{ from: string; ended: boolean }>(
      tx,
      `SELECT valid_from::text AS from, ended_at IS NOT NULL AS ended FROM people.signatory WHERE id = $1 AND organisation_id = $2 FOR UPDATE`,
      [id, organisationId],
      { signatory: id },
    );
    if (row.ended) throw new RuleBroken('people.signatory_ended', {}, 'until');
    if (until < row.from) throw new RuleBroken('people.signatory_until_before', {}, 'until');
    await run(
      tx,
      'UPDATE people.signatory SET valid_until = $2, ended_at = platform.now(), ended_by = $3 WHERE id = $1',
      [id, until, operatorOf(actor)],
    );
    await audit(tx, actor, 'end', { kind: 'signatory', id });
  }

  /** On each of their lines that has no legible one. @param imageBlob a stored picture, legible @throws RuleBroken `people.signature_stays`; NotFound */
  async addImage(tx: EntityManager, actor: Actor, organisationId: string, id: string, imageBlob: string) {
    const lines = isId(id)
      ? await rows<{ id: string; open: boolean }>(
          tx,
          `SELECT s.id, s.ended_at IS NULL AND NOT s.image_legible AS open FROM people.signatory n JOIN people.signatory s
             ON s.organisation_id = n.organisation_id AND lower(s.name) = lower(n.name) AND s.membership_id IS NOT DISTINCT FROM n.membership_id
           WHERE n.id = $1 AND n.organisation_id = $2 ORDER BY s.id FOR UPDATE OF s`,
          [id, organisationId],
        )
      : [];
    if (!lines.length) throw new NotFound('signatory');
    const open = lines.filter((line) => line.open).map((line) => line.id);
    if (!open.includes(id)) throw new RuleBroken('people.signature_stays', {}, 'image');
    await run(tx, 'UPDATE people.signatory SET image_blob = $2, image_legible = true WHERE id = ANY ($1::uuid[])', [
      open,
      imageBlob,
    ]);
    await audit(tx, actor, 'authorise', { kind: 'signatory', id });
  }

  /** At the dated period; who signed stays as long as the acts. Members who left are authorised no more. @returns pictures of signatures that nothing shows any more */
  async forgetUnsigned(tx: EntityManager): Promise<readonly string[]> {
    await run(
      tx,
      `UPDATE people.signatory s SET valid_until = greatest(s.valid_from, ${TODAY}), ended_at = platform.now() FROM people.membership m
       WHERE m.id = s.membership_id AND NOT m.active AND s.ended_at IS NULL AND (s.valid_until IS NULL OR s.valid_until > ${TODAY})`,
    );
    const gone = await rows<{ imageBlob: string | null }>(
      tx,
      'DELETE FROM people.signatory s WHERE people.signatory_goes(s) RETURNING s.image_blob AS "imageBlob"',
    );
    if (!gone.length) return [];
    await audit(tx, SYSTEM, 'forget', { kind: 'signatory' }, { count: gone.length });
    const images = [...new Set(gone.flatMap(({ imageBlob }) => imageBlob ?? []))];
    const still = await rows<{ id: string }>(
      tx,
      'SELECT DISTINCT image_blob AS id FROM people.signatory WHERE image_blob = ANY ($1::uuid[])',
      [images],
    );
    return images.filter((image) => !still.some(({ id }) => id === image));
  }

  /**
   * In whose name an act is signed today: the member's own when they are on the list; else, for an act that binds the organisation, the
   * first who may. Null: the act is signed by number.
   * @throws RuleBroken `people.nobody_authorised` when the act needs somebody of the list, and there is nobody.
   */
  async nameFor(tx: EntityManager, member: Member, act: SignedAct): Promise<NamedSignatory | null> {
    const authority = AUTHORITY[act];
    if (!authority) return null;
    const [first] = await rows<NamedSignatory>(
      tx,
      `SELECT s.id, s.name, s.quality, s.image_blob AS "imageBlob", s.image_legible AS legible, coalesce(s.membership_id = $3, false) AS own
       FROM people.signatory s WHERE s.organisation_id = $1 AND s.act = $2 AND ${IN_FORCE} AND ${MAY_BE_NAMED}
       ORDER BY coalesce(s.membership_id = $3, false) DESC, s.valid_from, s.id LIMIT 1`,
      [member.organisationId, authority.by, member.membershipId],
    );
    if (!first && authority.needed) throw new RuleBroken('people.nobody_authorised', { act: authority.by });
    if (!first || !(first.own || authority.needed)) return null;
    return first.own || authority.printed ? first : { ...first, imageBlob: null };
  }

  /** By which name a member receives today; null: by number. */
  async receiverName(tx: EntityManager, membershipId: string | null): Promise<NamedSignatory | null> {
    const [own] = membershipId
      ? await rows<NamedSignatory>(
          tx,
          `SELECT s.id, s.name, s.quality, s.image_blob AS "imageBlob", s.image_legible AS legible, true AS own FROM people.signatory s
           WHERE s.membership_id = $1 AND s.act = 'reception' AND ${IN_FORCE} AND ${MAY_BE_NAMED} LIMIT 1`,
          [membershipId],
        )
      : [];
    return own ?? null;
  }
}

const SYSTEM: Actor = { kind: 'system', channel: 'system' };

/** @throws RuleBroken `people.day_wrong` beside `field` for what is no day, `2026-11-25` */
function mustBeDay(text: string, field: string): void {
  if (!isDay(text)) throw new RuleBroken('people.day_wrong', {}, field);
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** Something that is seen on a paper: a letter or a digit. */
const SAYS = /[\p{L}\p{N}]/u;

export const SIGNATORY_ACT_WORDS: Readonly<Record<SignatoryAct, string>> = {
  agreement: 'Conventions et attestations de don',
  receipt: 'Reçus fiscaux',
  attestation: 'Attestations : remise, réemploi',
  statement: 'Déclarations et listes de l’année',
  reception: 'Réceptions : lots, livraisons',
};

/** What is not here is signed by number: a name at the bench would tell a disability. */
export const AUTHORITY: Readonly<
  Partial<Record<SignedAct, { readonly by: SignatoryAct; readonly needed: boolean; readonly printed?: true }>>
> = {
  agreement: { by: 'agreement', needed: true },
  // A receipt bears the legible signature of an authorised person, which may be printed (notices of CERFA 16216 and 11580).
  receipt: { by: 'receipt', needed: true, printed: true },
  receipt_list: { by: 'statement', needed: true },
  reuse_proof: { by: 'attestation', needed: true },
  hand_over: { by: 'attestation', needed: false },
  sim_hand_out: { by: 'attestation', needed: false },
};
