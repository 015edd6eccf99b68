import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { deviceWords, MEDIUM_KINDS } from '#bank/devices';
import { DocumentsService, type FactsOf, type LegalText } from '#bank/documents';
import { DONOR_KINDS } from '#bank/intake';
import type { Words } from '#bank/mails';
import { BankService, bankId } from '#bank/people';
import { showMediumCode } from '#bank/workshop';
import { rows } from '#platform/database';
import { type Actor, clock, joined } from '#platform/kernel';
import type { Addressee } from './addressees.service.js';
import { ANSWERS, CONTROLLER_KINDS, TOLD_HOW } from './incident.lifecycle.js';
import {
  type ControllerView,
  IncidentQueries,
  type IncidentView,
  type LostItemView,
  type LostMediumView,
} from './incident.queries.js';
import { noticeLaw } from './notice-law.js';

const PROGRAM = { kind: 'system', channel: 'system' } as const;
const iso = (at: Date | string): string => new Date(at).toISOString();
const isoOf = (at: Date | null): string | null => (at ? iso(at) : null);

interface Letter {
  readonly incident: IncidentView;
  readonly controller: ControllerView;
  readonly words: Words;
  readonly to: Addressee;
}

/** What is printed of an incident, for one of its controllers. */
@Injectable()
export class IncidentPapers {
  constructor(
    private readonly documents: DocumentsService,
    private readonly queries: IncidentQueries,
    private readonly bank: BankService,
  ) {}

  /** The sheet of facts as they are now: the one made before counts no more. */
  async sheet(tx: EntityManager, actor: Actor, incidentId: string, controllerId: string): Promise<void> {
    const { facts, organisationId } = await this.sheetFacts(tx, incidentId, controllerId);
    const before = await rows<{ id: string }>(tx, BEFORE, ['incident_sheet', incidentId, controllerId]);
    const id = await this.documents.request(tx, actor, {
      type: 'incident_sheet',
      facts,
      readers: [await bankId(tx), ...(organisationId ? [organisationId] : [])],
      cause: { kind: 'incident', id: incidentId },
    });
    for (const one of before) await this.documents.replace(tx, actor, one.id, id);
  }

  /** The notice as a letter: to whom is sealed, and ends as what is known of how a donor is reached. */
  async letter(tx: EntityManager, actor: Actor, { incident, controller, words, to }: Letter): Promise<void> {
    const before = await rows<{ id: string }>(tx, BEFORE, ['incident_letter', incident.id, controller.id]);
    const [kept] = await rows<{ until: Date }>(tx, `SELECT platform.now() + people.kept_for('donor_contact') AS until`);
    const id = await this.documents.request(tx, actor, {
      type: 'incident_letter',
      facts: {
        incident: incident.number,
        controller: { id: controller.id },
        subject: words.subject,
        paragraphs: words.text.trim().split(/\n{2,}/),
        writtenAt: iso(clock.now()),
      },
      sealedFacts: to,
      readers: [await bankId(tx)],
      cause: { kind: 'incident', id: incident.id },
      retentionUntil: kept!.until,
    });
    for (const one of before) await this.documents.replace(tx, actor, one.id, id);
  }

  private async sheetFacts(tx: EntityManager, incidentId: string, controllerId: string) {
    // As the program: a paper names a donor that is an organisation, whoever asks for it. Who may open it is another matter.
    const incident = await this.queries.byId(PROGRAM, incidentId, tx);
    const c = incident.controllers.find(({ id }) => id === controllerId)!;
    const { helpline, privacyContact, email } = await this.bank.settings(tx);
    const [declared] = await rows<FactsOf<'incident_sheet'>['declared']>(
      tx,
      `SELECT i.operator_number AS operator, o.name AS organisation FROM incidents.incident i LEFT JOIN people.organisation o ON o.id = i.organisation_id WHERE i.id = $1`,
      [incidentId],
    );
    const [contents] = await rows<LegalText>(
      tx,
      `SELECT what AS text, label AS source FROM platform.answers('text_in_force', 'breach_contents'::text)`,
    );
    const facts: FactsOf<'incident_sheet'> = {
      incident: { number: incident.number, openedAt: iso(incident.openedAt) },
      controller: { id: c.id, ...calledAs(c) },
      madeAt: iso(clock.now()),
      declared: declared!,
      things: incident.items.filter((x) => x.lostMedia.some(ofController(c))).map((x) => thingOf(x, c)),
      hours: { notice: incident.noticeHours, controller: incident.controllerHours },
      contact: { privacy: privacyContact || email || null, phone: helpline || null },
      contents: contents!,
      law: await noticeLaw(tx),
    };
    return { facts, organisationId: c.kind === 'structure' ? c.organisationId : null };
  }
}

/** Papers of one kind about one controller, that still count. */
const BEFORE = `SELECT d.id FROM documents.document d WHERE d.type = $1 AND d.cause_kind = 'incident' AND d.cause_id = $2
  AND d.facts->'controller'->>'id' = $3 AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = d.id)`;

const ofController = (c: ControllerView) => (m: LostMediumView) => m.controllerId === c.id;

/** As papers call a controller: a private person by their kind alone. */
const calledAs = (c: ControllerView) => ({
  name: c.name ?? (c.donorKind ? DONOR_KINDS[c.donorKind].label : CONTROLLER_KINDS[c.kind]),
  kind: CONTROLLER_KINDS[c.kind],
  household: c.donorKind === 'person',
  itself: c.kind === 'bank',
  toldAt: isoOf(c.toldAt),
  toldHow: c.toldHow && TOLD_HOW[c.toldHow],
  answer: c.answer && ANSWERS[c.answer],
});

const thingOf = (x: LostItemView, c: ControllerView): FactsOf<'incident_sheet'>['things'][number] => ({
  code: x.mediumCode ? showMediumCode(x.mediumCode) : x.deviceCode,
  removed: x.mediumCode !== null,
  what: x.mediumCode ? `support retiré de ${deviceWords(x)}` : deviceWords(x),
  how: x.how,
  media: [...new Set(x.lostMedia.filter(ofController(c)).map(mediumOf))],
  custodian: x.custodian,
  place: x.place === x.custodian ? null : x.place,
  heldSince: isoOf(x.heldSince),
  seen: x.seenAt ? { at: iso(x.seenAt), operator: x.seenOperator, organisation: x.seenOrganisation } : null,
  lostAt: iso(x.lostAt),
  foundAt: isoOf(x.foundAt),
});

const mediumOf = (m: LostMediumView): string =>
  m.kind ? joined(', ', m.model || MEDIUM_KINDS[m.kind], m.serial && `n° ${m.serial}`) : 'supports non connus';
