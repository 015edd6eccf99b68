import { GIVEN_STATES, type HandoverQueries, KEPT_STATES, type ReservationQueries } from '#allocation';
import type { Reader } from '#database';
import type { DeviceView } from '#devices';
import { may, READ } from '#kernel';
import type { Ctx } from '../../http/ctx.js';
import { Card, Code, Facts } from '../../ui/index.js';
import { whysWords } from './allocation.words.js';
import { handedOverOn } from './handover-dates.js';
import { HeldBackNotice } from './held-back.js';
import { WrongPerson } from './wrong-person.js';

/** For whom a device is, on its own page: the request it is kept for, or the reference that has it. */
export async function deviceAllocation(
  reservations: ReservationQueries,
  handovers: HandoverQueries,
  ctx: Ctx,
  device: DeviceView,
  on: Reader,
) {
  if (!may(ctx.actor, READ.requests)) return null;
  if (KEPT_STATES.includes(device.state)) {
    const r = await reservations.ofDevice(ctx.actor, device.id, on);
    return r ? (
      <Card title="Réservé">
        {r.lacking.length ? <HeldBackNotice code={device.code} lacking={r.lacking} /> : null}
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
  const h = GIVEN_STATES.includes(device.state) ? await handovers.ofDevice(ctx.actor, device.id, on) : null;
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
