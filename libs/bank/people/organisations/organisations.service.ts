import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { CommunesService, communeWords } from '#bank/territory';
import { type CountedPage, mapConstraint, type Reader, rowOf, rows, run } from '#platform/database';
import { type Actor, isMember, NotFound, newId, type OrganisationKind, RuleBroken } from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { type FormerName, formerNames, keepName } from './names.js';
import type { OrganisationForm, OrganisationView, PlaceForm, PlaceView, ReachForm } from './organisation.views.js';
import { ORGANISATION_COLUMNS, ORGANISATIONS, type OrganisationsAsked } from './organisation-listing.js';

mapConstraint('organisation_name', 'people.organisation_name_taken', 'name');
mapConstraint('organisation_only_one_bank', 'people.only_one_bank', 'kind');
mapConstraint('organisation_merged_is_closed', 'people.organisation_merged', 'closed');
mapConstraint('place_name', 'people.place_name_taken', 'name');

/** Organisations and their tree of places. */
@Injectable()
export class OrganisationsService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly communes: CommunesService,
  ) {}

  /** With a first site that carries its name. @throws RuleBroken `territory.commune_unknown`, `territory.commune_ambiguous` */
  async create(tx: EntityManager, actor: Actor, form: OrganisationForm): Promise<string> {
    const id = newId();
    const commune = await this.communes.resolve(tx, { typed: form.commune });
    await run(
      tx,
      'INSERT INTO people.organisation (id, kind, name, siren, commune, helpline, name_is_public, commune_code, structure_type, own_counter, address) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
      [
        id,
        form.kind,
        form.name.trim(),
        form.siren || null,
        commune ? communeWords(commune) : '',
        form.helpline?.trim() ?? '',
        form.nameIsPublic ?? false,
        commune?.code ?? null,
        form.kind === 'structure' ? form.structureType || null : null,
        form.ownCounter ?? false,
        form.address?.trim() ?? '',
      ],
    );
    await audit(tx, actor, 'create', { kind: 'organisation', id });
    await this.addPlace(tx, actor, id, { kind: 'site', name: form.name });
    return id;
  }

  /**
   * Its kind stays; it is closed when it holds nothing any more.
   * @throws RuleBroken as `create`, `people.name_reason_missing`, `people.organisation_holds` (facts `held`, `count`); NotFound
   */
  async change(tx: EntityManager, actor: Actor, id: string, form: Omit<OrganisationForm, 'kind'>): Promise<void> {
    const [before] = await rows<{ name: string; active: boolean }>(
      tx,
      'SELECT name, active FROM people.organisation WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (before && before.name !== form.name.trim())
      await keepName(tx, actor, { organisation: id }, before.name, form.nameReason);
    const commune = await this.communes.resolve(tx, { typed: form.commune });
    const changed = await run(
      tx,
      `UPDATE people.organisation SET name = $2, siren = $3, commune = $4, helpline = $5, name_is_public = $6, active = $7, commune_code = $8,
         structure_type = CASE WHEN kind = 'structure' THEN $9::text ELSE NULL END,
         address = coalesce($10::text, address), changed_at = platform.now() WHERE id = $1`,
      [
        id,
        form.name.trim(),
        form.siren || null,
        commune ? communeWords(commune) : '',
        form.helpline?.trim() ?? '',
        form.nameIsPublic ?? false,
        form.active ?? true,
        commune?.code ?? null,
        form.structureType || null,
        form.address?.trim() ?? null,
      ],
    );
    if (!changed) throw new NotFound('organisation');
    const active = form.active ?? true;
    const verb = before!.active === active ? 'change' : active ? 'reopen' : 'close';
    await audit(tx, actor, verb, { kind: 'organisation', id });
  }

  async sayReach(tx: EntityManager, actor: Actor, { address, openingHours, onPapers }: ReachForm): Promise<string> {
    if (!isMember(actor)) throw new NotFound('organisation');
    const { organisationId: id } = actor;
    await run(
      tx,
      'UPDATE people.organisation SET address = $2, opening_hours = $3, on_papers = $4, changed_at = platform.now() WHERE id = $1',
      [id, address.trim(), openingHours.trim(), onPapers],
    );
    await audit(tx, actor, 'change', { kind: 'organisation', id });
    return id;
  }

  formerNames(id: string): Promise<FormerName[]> {
    return formerNames(this.db, { organisation: id });
  }

  /** Every organisation that stands for itself; with `kinds`, the active ones of these kinds. */
  async list(kinds?: readonly OrganisationKind[], on: Reader = this.db): Promise<OrganisationView[]> {
    return rows<OrganisationView>(
      on,
      `SELECT ${ORGANISATION_COLUMNS} FROM people.organisation o WHERE o.merged_into IS NULL AND ($1::text[] IS NULL OR (o.kind = ANY($1) AND o.active)) ORDER BY o.kind, o.name`,
      [kinds ?? null],
    );
  }

  /** A page of them, by kind and name unless another order is asked for, with how many there are. */
  page(asked: OrganisationsAsked = {}): Promise<CountedPage<OrganisationView>> {
    return ORGANISATIONS.page(this.db, null, asked, true);
  }

  /** @throws NotFound */
  async get(id: string): Promise<OrganisationView> {
    return rowOf<OrganisationView>(
      this.db,
      `SELECT ${ORGANISATION_COLUMNS} FROM people.organisation o WHERE o.id = $1`,
      [id],
      { organisation: id },
    );
  }

  async bank(on: Reader = this.db): Promise<OrganisationView | null> {
    const [row] = await rows<OrganisationView>(
      on,
      `SELECT ${ORGANISATION_COLUMNS} FROM people.organisation o WHERE o.kind = 'bank'`,
    );
    return row ?? null;
  }

  /** A site at the root, rooms and shelves below another place of the same organisation. @throws RuleBroken `people.place_parent_missing`, `people.place_name_taken` */
  async addPlace(tx: EntityManager, actor: Actor, organisationId: string, place: PlaceForm): Promise<string> {
    if (place.kind !== 'site') await mustBeIn(tx, organisationId, place.parentId ?? null);
    const id = newId();
    await run(tx, 'INSERT INTO people.place (id, organisation_id, parent_id, kind, name) VALUES ($1, $2, $3, $4, $5)', [
      id,
      organisationId,
      place.kind === 'site' ? null : place.parentId,
      place.kind,
      place.name.trim(),
    ]);
    await audit(tx, actor, 'create', { kind: 'place', id });
    return id;
  }

  /** The places of an organisation, each with its path, in the order of the tree. */
  async places(organisationId: string): Promise<PlaceView[]> {
    return rows<PlaceView>(
      this.db,
      `WITH RECURSIVE tree AS (
         SELECT id, organisation_id, parent_id, kind, name, name::text AS path FROM people.place
         WHERE organisation_id = $1 AND parent_id IS NULL AND active
         UNION ALL
         SELECT p.id, p.organisation_id, p.parent_id, p.kind, p.name, t.path || ' › ' || p.name FROM people.place p JOIN tree t ON p.parent_id = t.id WHERE p.active
       ) SELECT id, organisation_id AS "organisationId", parent_id AS "parentId", kind, name, path FROM tree ORDER BY path COLLATE "fr-x-icu"`,
      [organisationId],
    );
  }

  /** Where things of an organisation go when nobody says where: its oldest site. @throws NotFound */
  async mainPlace(organisationId: string, on: Reader = this.db): Promise<PlaceView> {
    const [row] = await rows<PlaceView>(
      on,
      `SELECT id, organisation_id AS "organisationId", parent_id AS "parentId", kind, name, name AS path FROM people.place
       WHERE organisation_id = $1 AND parent_id IS NULL AND active ORDER BY created_at, id LIMIT 1`,
      [organisationId],
    );
    if (!row) throw new NotFound('place');
    return row;
  }

  async mine(actor: Actor): Promise<OrganisationView> {
    if (!isMember(actor)) throw new NotFound('organisation');
    return this.get(actor.organisationId);
  }
}

/** That a place is an open one of the organisation, to put another in. @throws RuleBroken `people.place_parent_missing` */
export async function mustBeIn(tx: EntityManager, organisationId: string, parentId: string | null): Promise<void> {
  const parent = await run(tx, 'SELECT 1 FROM people.place WHERE id = $1 AND organisation_id = $2 AND active', [
    parentId,
    organisationId,
  ]);
  if (!parent) throw new RuleBroken('people.place_parent_missing', {}, 'parentId');
}
