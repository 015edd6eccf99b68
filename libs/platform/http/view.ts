import type { FastifyRequest } from 'fastify';
import { DEVICE_LIFECYCLE } from '#bank/devices';
import { ACCESSIBILITY_LEVELS, type BankView, type Requester, type Site } from '#bank/people';
import { type Actor, isHttps, isMember, may, newId, publicUrl, roleLabel, WRITE } from '#platform/kernel';
import type { FieldProblem, Flash, View } from '#platform/ui';
import { shownMark, strangersFormKey } from './askers/asker.js';
import { withCounts } from './menu/menu-counts.js';
import { navFor } from './menu/navigation.js';
import { leadsOn } from './next-step.js';
import { filterToSave } from './pagination/page-query.js';
import { backgroundStopped, trialOrNot } from './process-state.js';

interface Request {
  readonly req: FastifyRequest;
  readonly actor: Actor;
  readonly identity: Requester | null;
  readonly bank: BankView;
  readonly refused: readonly FieldProblem[];
}

export function viewOf({ req, actor, identity, bank, refused }: Request, flash: Flash | null): View {
  return {
    path: req.url,
    ...(refused.length ? { refused, asked: req.query as Readonly<Record<string, string>> } : {}),
    person: identity
      ? {
          name: identity.name,
          organisationName: identity.organisationName,
          roleLabel: roleLabel(actor),
          organisations: (identity.unproven ? [] : identity.organisations).map((o) => ({
            ...o,
            membershipId: o.membershipId ?? 'instance',
          })),
        }
      : null,
    organisationId: activeOrganisation(actor),
    colleagues: identity?.colleagues ?? {},
    confirmed: identity?.confirmed ?? [],
    ...(identity ? { filters: identity.filters, filterToSave: filterToSave(req.url.split('?')[1] ?? '') } : {}),
    ...(leadsOn(req) ? { settingUp: true } : {}),
    ...backgroundStopped(bank.timeZone),
    ...trialOrNot(bank.timeZone),
    ...(atBenchAlone(actor) && !/^\/(\?|$)/.test(req.url) ? { bench: true } : {}),
    formKey: identity ? newId() : strangersFormKey(),
    bank: {
      name: bank.name,
      helpline: bank.helpline,
      openingHours: bank.openingHours,
      accessibility: ACCESSIBILITY_LEVELS[bank.accessibility],
    },
    nav: identity?.unproven ? [] : withCounts(actor, navFor(actor, req.url)),
    shown: (action) => shownMark(actor, action),
    leads: (method, href) => req.server.leads?.(actor, method, href) ?? true,
    ...(isMember(actor) && !identity?.unproven && may(actor, DEVICE_LIFECYCLE.right('log'))
      ? { desk: { id: actor.membershipId, operator: actor.operatorNumber, organisation: actor.organisationId } }
      : {}),
    ...(flash ? { flash } : {}),
  };
}

/** Whoever works at the bench only, and may ask for help there. */
const atBenchAlone = (actor: Actor): boolean => may(actor, WRITE.workshop) && !may(actor, WRITE.benchHelp);

/** What every form carries as `_org`, to notice a tab left open in another organisation. */
export const activeOrganisation = (actor: Actor): string | null =>
  actor.kind === 'member' ? actor.organisationId : actor.kind === 'instance_admin' ? 'instance' : null;

/** The site as browsers know it: its own address; on plain localhost the port that was asked. */
export const siteOf = (req: Pick<FastifyRequest, 'headers'>): Site => ({
  origin: isHttps() ? new URL(publicUrl()!).origin : `http://${req.headers.host ?? 'localhost'}`,
});
