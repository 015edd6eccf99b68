import type { DeviceView } from '#bank/devices';
import { PROBLEMS, TICKET_LIFECYCLE, type TicketListView, TicketQueries } from '#bank/faults';
import type { Reader } from '#platform/database';
import type { Ctx } from '#platform/http';
import { may, READ } from '#platform/kernel';
import { Card, Cell, Code, DoLink, formatDate, type IconName } from '#platform/ui';
import type { DevicePart, NextAct } from '../../devices/device/web/device-sections.js';
import { TicketBadge } from './ticket-list.page.js';

const SHOWN = 5;

export async function deviceFaults(
  queries: TicketQueries,
  ctx: Ctx,
  device: DeviceView,
  on: Reader,
): Promise<DevicePart | null> {
  if (!may(ctx.actor, READ.tickets)) return null;
  const items = await queries.ofDevice(ctx.actor, device.id, SHOWN, on);
  const repaired = items.find((t) => TICKET_LIFECYCLE.startsFrom('give_back', t.state));
  return {
    card:
      items.length || WITH_PEOPLE.has(device.state) ? (
        <DeviceFaults
          tickets={items}
          code={device.code}
          timeZone={ctx.bank.timeZone}
          above={device.allowed.includes('take_back')}
        />
      ) : null,
    next: repaired ? backToItsPerson(repaired.id) : undefined,
  };
}

const backToItsPerson = (ticketId: string): NextAct => {
  const { label, icon } = TICKET_LIFECYCLE.transition('give_back');
  return { verb: 'give_back', label, icon: icon as IconName, href: `/pannes/${ticketId}/actions/give_back` };
};

/** Where a fault may come to light: on a structure's shelf, and with its person. */
const WITH_PEOPLE: ReadonlySet<string> = new Set(['delivered', 'handed_over']);

function DeviceFaults(props: { tickets: readonly TicketListView[]; code: string; timeZone: string; above: boolean }) {
  const { tickets, code, timeZone, above } = props;
  return (
    <Card
      title="Pannes"
      actions={
        above ? null : (
          <DoLink
            href={`/pannes/nouvelle?appareil=${code}`}
            otherwise={<a href={`/E/${code}?panne=oui`}>Signaler une panne</a>}
          >
            Signaler une panne
          </DoLink>
        )
      }
    >
      {tickets.length ? null : <p>Aucune panne signalée.</p>}
      <Tickets tickets={tickets} timeZone={timeZone} />
    </Card>
  );
}

const Tickets = ({ tickets, timeZone }: { tickets: readonly TicketListView[]; timeZone: string }) => (
  <ul class="plain fact-rows">
    {tickets.map((t) => (
      <li key={t.id}>
        <Cell
          main={
            <a href={`/pannes/${t.id}`}>
              <Code>{t.number}</Code>
            </a>
          }
          sub={`${PROBLEMS[t.problem].label}, ${formatDate(t.openedAt, timeZone)}`}
        />
        <TicketBadge state={t.state} />
      </li>
    ))}
  </ul>
);

export async function personFaults(queries: TicketQueries, ctx: Ctx, personId: string, on: Reader) {
  if (!may(ctx.actor, READ.tickets)) return null;
  const tickets = await queries.ofPerson(ctx.actor, personId, SHOWN, on);
  if (!tickets.length) return null;
  return (
    <Card title="Pannes">
      <Tickets tickets={tickets} timeZone={ctx.bank.timeZone} />
    </Card>
  );
}
