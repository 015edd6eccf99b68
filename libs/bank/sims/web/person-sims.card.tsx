import { type SimOfPerson, SimQueries, shownIccid } from '#bank/sims';
import type { Reader } from '#platform/database';
import type { Ctx } from '#platform/http';
import { may, READ } from '#platform/kernel';
import { Card, Cell } from '#platform/ui';
import { SimBadge } from './sim.words.js';

const SHOWN = 5;

/** The SIM cards of a person, on their page: the newest first. */
export async function personSims(queries: SimQueries, ctx: Ctx, personId: string, on: Reader) {
  if (!may(ctx.actor, READ.sims)) return null;
  const sims = await queries.ofPerson(ctx.actor, personId, SHOWN, on);
  return sims.length ? <PersonSims sims={sims} /> : null;
}

const PersonSims = ({ sims }: { sims: readonly SimOfPerson[] }) => (
  <Card title="Cartes SIM">
    <ul class="plain fact-rows">
      {sims.map((s) => (
        <li key={s.id}>
          <Cell main={<a href={`/sim/${s.id}`}>{shownIccid(s.iccid)}</a>} sub={`${s.carrier}, ${s.plan}`} />
          <SimBadge status={s.status} reason={s.endedReason} />
        </li>
      ))}
    </ul>
  </Card>
);
