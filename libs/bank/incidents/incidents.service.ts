import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { deviceWords, MEDIUM_KINDS, showAssetCode } from '#bank/devices';
import { type MailData, MailService } from '#bank/mails';
import { BankService } from '#bank/people';
import { showMediumCode } from '#bank/workshop';
import { rows, run } from '#platform/database';
import { type Actor, actorColumns, isId, joined, NotFound, RuleBroken } from '#platform/kernel';
import { Addressees } from './addressees.service.js';
import {
  ANSWERS,
  type ControllerAnswer,
  INCIDENT_LIFECYCLE,
  type IncidentState,
  type IncidentVerb,
  type ToldHow,
} from './incident.lifecycle.js';
import { type ControllerView, IncidentQueries, type IncidentView, type LostItemView } from './incident.queries.js';
import { IncidentPapers } from './incident-papers.service.js';
import { noticeLaw } from './notice-law.js';

/** What people do with an incident. */
export type IncidentAct = 'tell' | 'write' | 'answer' | 'sheet';

export interface IncidentInput {
  readonly controllerId?: string | undefined;
  readonly how?: Exclude<ToldHow, 'itself'> | undefined;
  readonly email?: string | undefined;
  readonly answer?: ControllerAnswer | undefined;
}

/** What the bank does with an incident: it tells whose data was lost, and writes down what they decide. */
@Injectable()
export class IncidentsService {
  constructor(
    private readonly queries: IncidentQueries,
    private readonly papers: IncidentPapers,
    private readonly mails: MailService,
    private readonly addressees: Addressees,
    private readonly bank: BankService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  /** @throws NotFound; RuleBroken by the lifecycle, `incidents.controller_missing`, `incidents.how_missing`, `incidents.answer_missing`, and those of mail */
  async act(tx: EntityManager, actor: Actor, verb: IncidentAct, id: string, input: IncidentInput): Promise<void> {
    if (!isId(id)) throw new NotFound('incident');
    await this.queries.byId(actor, id, tx);
    await run(tx, 'SELECT FROM incidents.incident WHERE id = $1 FOR UPDATE', [id]);
    const incident = await this.queries.byId(actor, id, tx);
    INCIDENT_LIFECYCLE.mustMay(actor, verb, incident);
    const among = controllersFor(verb, incident);
    const controller = among.find((one) => one.id === input.controllerId);
    if (!controller) throw new RuleBroken('incidents.controller_missing', {}, 'controllerId');
    if (verb === 'tell') await this.tell(tx, actor, incident, controller, input);
    else if (verb === 'answer') await this.answer(tx, actor, incident, controller, input.answer);
    else if (verb === 'write') await this.write(tx, actor, incident, controller);
    else await this.sheet(tx, actor, incident, controller);
  }

  /** Where a controller is written to, as far as it is known: '' where nobody said. */
  addressOf(actor: Actor, controller: ControllerView): Promise<string> {
    return this.addressees.mailOf(actor, controller);
  }

  /** The notice, as it is sent by mail or copied into a letter. */
  async notice(incident: IncidentView, controller: ControllerView): Promise<string> {
    const { subject, text } = await this.mails.words(
      'incident_notice',
      await this.noticeOf(this.db.manager, incident, controller),
    );
    return `${subject}\n\n${text}`;
  }

  private async noticeOf(tx: EntityManager, incident: IncidentView, controller: ControllerView): Promise<Notice> {
    const { timeZone } = await this.bank.settings(tx);
    return { ...noticeOf(incident, controller, timeZone), law: await noticeLaw(tx) };
  }

  private async tell(
    tx: EntityManager,
    actor: Actor,
    incident: IncidentView,
    controller: ControllerView,
    { how, email = '' }: IncidentInput,
  ): Promise<void> {
    if (how !== 'mail' && how !== 'letter') throw new RuleBroken('incidents.how_missing', {}, 'how');
    if (how === 'mail')
      await this.mails.send(tx, 'incident_notice', await this.noticeOf(tx, incident, controller), {
        to: email.trim(),
        causeId: incident.id,
        once: controller.id,
      });
    const over = incident.state === 'found';
    const to = over ? 'found' : incident.untold === 1 ? 'told' : 'open';
    await this.step(tx, actor, { verb: 'tell', incident, controller, to, reason: how });
    await run(tx, 'UPDATE incidents.controller SET told_at = platform.now(), told_how = $2 WHERE id = $1', [
      controller.id,
      how,
    ]);
  }

  private async answer(
    tx: EntityManager,
    actor: Actor,
    incident: IncidentView,
    controller: ControllerView,
    answer: ControllerAnswer | undefined,
  ): Promise<void> {
    if (!answer || !Object.hasOwn(ANSWERS, answer)) throw new RuleBroken('incidents.answer_missing', {}, 'answer');
    const last = incident.untold === 0 && incident.unanswered === 1;
    const to = incident.state === 'found' || !last ? incident.state : 'closed';
    await this.step(tx, actor, { verb: 'answer', incident, controller, to, reason: answer });
    await run(tx, 'UPDATE incidents.controller SET answered_at = platform.now(), answer = $2 WHERE id = $1', [
      controller.id,
      answer,
    ]);
  }

  private async write(
    tx: EntityManager,
    actor: Actor,
    incident: IncidentView,
    controller: ControllerView,
  ): Promise<void> {
    const words = await this.mails.words('incident_notice', await this.noticeOf(tx, incident, controller), tx);
    await this.step(tx, actor, { verb: 'write', incident, controller, to: incident.state, reason: null });
    await run(tx, 'UPDATE incidents.controller SET letter_at = platform.now() WHERE id = $1', [controller.id]);
    const to = await this.addressees.letterOf(tx, actor, controller);
    await this.papers.letter(tx, actor, { incident, controller, words, to });
  }

  private async sheet(
    tx: EntityManager,
    actor: Actor,
    incident: IncidentView,
    controller: ControllerView,
  ): Promise<void> {
    await this.step(tx, actor, { verb: 'sheet', incident, controller, to: incident.state, reason: null });
    await this.papers.sheet(tx, actor, incident.id, controller.id);
  }

  private async step(
    tx: EntityManager,
    actor: Actor,
    of: {
      readonly verb: IncidentVerb;
      readonly incident: IncidentView;
      readonly controller: ControllerView;
      readonly to: IncidentState;
      readonly reason: string | null;
    },
  ): Promise<void> {
    await rows<{ done: string }>(
      tx,
      'SELECT incidents.step($1, $2, $3, $4, $5, NULL, $6::uuid, $7::int, $8::uuid, $9)::text AS done',
      [of.incident.id, of.verb, of.to, of.reason, of.controller.id, ...actorColumns(actor)],
    );
  }
}

/** Whom a verb is about: who is to be told, who has not answered; of the sheet, any of them. */
export const controllersFor = (verb: IncidentAct, incident: IncidentView): readonly ControllerView[] =>
  incident.controllers.filter(
    (c) => !c.replacedAt && (verb === 'sheet' || (verb === 'answer' ? c.toldAt && !c.answeredAt : !c.toldAt)),
  );

type Notice = MailData['incident_notice'];

function noticeOf(incident: IncidentView, controller: ControllerView, timeZone: string): Omit<Notice, 'law'> {
  const when = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone });
  const theirs = incident.items.filter((x) => x.lostMedia.some(({ controllerId }) => controllerId === controller.id));
  const where = new Set(theirs.map((x) => joined(', ', x.custodian ?? 'chez une personne', x.place)));
  return {
    number: incident.number,
    stolen: theirs.some(({ how }) => how === 'stolen'),
    household: controller.donorKind === 'person',
    things: theirs.map((x) => thingWords(x, controller.id)),
    where: [...where].join(' ; '),
    at: when.format(Math.min(...theirs.map(({ lostAt }) => lostAt.getTime()))),
    known: when.format(incident.openedAt),
    hours: incident.controllerHours,
  };
}

function thingWords(x: LostItemView, controllerId: string): string {
  const media = x.lostMedia
    .filter((m) => m.controllerId === controllerId)
    .map((m) =>
      m.kind
        ? joined(', ', m.model || MEDIUM_KINDS[m.kind], m.serial && `numéro de série ${m.serial}`)
        : 'ses supports de stockage',
    );
  const code = x.mediumCode
    ? `${showMediumCode(x.mediumCode)}, support retiré de ${showAssetCode(x.deviceCode)}`
    : `${deviceWords(x)}, ${showAssetCode(x.deviceCode)}`;
  return joined(' : ', code, joined(' ; ', ...new Set(media)));
}
