import { FaultsModule, FaultsService, type Problem, TicketQueries, TicketsService } from '#bank/faults';
import type { Actor } from '#platform/kernel';
import { services } from '../servers/services.js';

export const STRANGER: Actor = { kind: 'stranger', channel: 'page' };

/** The libraries of faults, a stranger who reports one, and people who act on its ticket. */
export async function ticketDesk() {
  const s = await services(FaultsModule);
  const faults = s.app.get(FaultsService);
  const tickets = s.app.get(TicketsService);
  return {
    s,
    faults,
    queries: s.app.get(TicketQueries),
    report: (
      label: string,
      more: { problem?: Problem; sentence?: string; phone?: string; countedBy?: string | null } = {},
    ) => s.work((tx) => faults.report(tx, STRANGER, { label, problem: 'screen', countedBy: null, ...more })),
    act: (actor: Actor, verb: Parameters<TicketsService['act']>[2], id: string, input = {}) =>
      s.work((tx) => tickets.act(tx, actor, verb, id, input)),
  };
}
export type TicketDesk = Awaited<ReturnType<typeof ticketDesk>>;
