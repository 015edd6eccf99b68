import type { DeviceView } from '#bank/devices';
import { HOW_LOST, IncidentQueries } from '#bank/incidents';
import type { Reader } from '#platform/database';
import type { Ctx } from '#platform/http';
import { may, READ } from '#platform/kernel';
import { Card, Cell, Code, formatDate } from '#platform/ui';
import type { DevicePart } from '../../devices/device/web/device-sections.js';
import { IncidentBadge } from './incident-list.page.js';

/** The losses of a device, or of a medium that was taken out of it. */
export async function deviceIncidents(
  queries: IncidentQueries,
  ctx: Ctx,
  device: DeviceView,
  on: Reader,
): Promise<DevicePart | null> {
  if (!may(ctx.actor, READ.incidents)) return null;
  const incidents = await queries.ofDevice(ctx.actor, device.id, on);
  if (!incidents.length) return null;
  return {
    card: (
      <Card title="Incidents">
        <ul class="plain fact-rows">
          {incidents.map((i) => (
            <li key={i.id}>
              <Cell
                main={
                  <a href={`/incidents/${i.id}`}>
                    <Code>{i.number}</Code>
                  </a>
                }
                sub={`${HOW_LOST[i.how]}, ${formatDate(i.openedAt, ctx.bank.timeZone)}`}
              />
              <IncidentBadge state={i.state} />
            </li>
          ))}
        </ul>
      </Card>
    ),
  };
}
