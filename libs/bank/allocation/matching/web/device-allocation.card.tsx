import type { DeviceView } from '#bank/devices';
import type { Reader } from '#platform/database';
import type { Ctx } from '#platform/http';
import { may, READ } from '#platform/kernel';
import { Card, Code, Facts } from '#platform/ui';
import type { HandoverQueries } from '../../handovers/handover.queries.js';
import { handedOverOn, WrongPerson } from '../../handovers/web/handover-parts.js';
import { whysWords } from '../../web/allocation.words.js';
import { RESERVED_STATES, WITH_PERSON_STATES } from '../../word-lists.js';
import type { ReservationQueries } from '../reservation.queries.js';
import { WithheldNotice } from './delivery.js';

/** For whom a device is, on its own page: the request it is kept for, or the reference that has it. */
export async function deviceAllocation(
  reservations: ReservationQueries,
  handovers: HandoverQueries,
  ctx: Ctx,
  device: DeviceView,
  on: Reader,
) {
  if (!may(ctx.actor, READ.requests)) return null;
  if (RESERVED_STATES.includes(device.state)) {
    const r = await reservations.ofDevice(ctx.actor, device.id, on);
    return r ? (
      <Card title="Réservé">
        {r.lacking.length ? <WithheldNotice code={device.code} lacking={r.lacking} /> : null}
        <Facts
          facts={[
            ['Demande', <a href={`/demandes/${r.requestId}`}>{r.number}</a>],
            ['Structure', r.structure],
            ['Pour', r.reference ? <Code>{r.reference}</Code> : 'à choisir par la structure'],
            ['Pourquoi cet appareil', r.why.length ? whysWords(r.why) : ''],
          ]}
        />
      </Card>
    ) : null;
  }
  const h = WITH_PERSON_STATES.includes(device.state) ? await handovers.ofDevice(ctx.actor, device.id, on) : null;
  return h ? (
    <Card title="Remis">
      <Facts
        facts={[
          ['Référence', <Code>{h.reference}</Code>],
          ['Structure', h.structure],
          ['Remis', handedOverOn(h, ctx.bank.timeZone)],
          ['Attestation', <a href={`/remises/${h.id}`}>voir la remise</a>],
        ]}
      />
      <WrongPerson handover={h} />
    </Card>
  ) : null;
}
