import type { Reader } from '#database';
import type { DeviceView } from '#devices';
import { may, READ } from '#kernel';
import { PROBLEMS, type TicketListView, TicketQueries } from '#maintenance';
import type { Ctx } from '../../http/ctx.js';
import { Card, Cell, Code, formatDate } from '../../ui/index.js';
import { TicketBadge } from './ticket-list.page.js';

const SHOWN = 5;

/** The faults of a device, on its page: the newest first. Nothing for a device that never had one. */
export async function deviceFaults(queries: TicketQueries, ctx: Ctx, device: DeviceView, on: Reader) {
  if (!may(ctx.actor, READ.tickets)) return null;
  const items = await queries.ofDevice(ctx.actor, device.id, SHOWN, on);
  return items.length ? <DeviceFaults tickets={items} timeZone={ctx.bank.timeZone} /> : null;
}

function DeviceFaults({ tickets, timeZone }: { tickets: readonly TicketListView[]; timeZone: string }) {
  return (
    <Card title="Pannes">
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
    </Card>
  );
}
