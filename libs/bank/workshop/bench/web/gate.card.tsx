import { type DeviceView, STATES } from '#bank/devices';
import { LOCKS, type LockKind } from '#bank/intake';
import { type GateView, testStatement, WorkshopQueries } from '#bank/workshop';
import type { Reader } from '#platform/database';
import type { Ctx } from '#platform/http';
import { joined } from '#platform/kernel';
import { Badge, Cell, FoldedCard, formatDate, LinkButton, plural } from '#platform/ui';
import type { DevicePart } from '../../../devices/device/web/device-sections.js';
import { MEDIA_UNKNOWN_WORDS } from '../../../inventories/web/inventories.words.js';
import { mediumWords, ProofBadge, ProofWords, STEP_WORDS } from '../../web/workshop.words.js';

/** The checklist of the gate on a device's page: what is proven, what is left. */
export async function gateCard(
  queries: WorkshopQueries,
  ctx: Ctx,
  device: DeviceView,
  on: Reader,
): Promise<DevicePart | null> {
  if (STATES[device.state].out) return null;
  const gate = await queries.gate(ctx.actor, device.id, on);
  // At the workshop the next step leads there already.
  const mayProve = device.allowed.includes('record_erasure') && device.state !== 'at_workshop';
  const { label, icon } = STEP_WORDS[gate.next];
  return {
    card: <GateCard gate={gate} mayProve={mayProve} timeZone={ctx.bank.timeZone} />,
    fact: ['Dernier test', lastTest(gate, ctx.bank.timeZone)],
    next: { verb: 'record_erasure' as const, label, icon, href: `/atelier/${gate.code}` },
  };
}

const lastTest = ({ sheet }: GateView, timeZone: string): string =>
  sheet
    ? `${sheet.verdict === 'passed' ? 'réussi' : 'non réussi'}, le ${formatDate(sheet.signedAt, timeZone)}`
    : 'pas encore fait';

const KNOWLEDGE = { inventory: 'par l’inventaire', no_medium: 'aucun, signé', complete_list: 'liste signée' } as const;

const done = () => <Badge tone="ok">fait</Badge>;
const lacking = () => <Badge tone="attention">à faire</Badge>;

function GateCard({ gate: g, mayProve, timeZone }: { gate: GateView; mayProve: boolean; timeZone: string }) {
  return (
    <FoldedCard
      title="Remise en état"
      brief={joined(
        ' · ',
        g.media.length ? plural(g.media.length, 'disque effacé', 'disques effacés') : 'Aucun disque',
        'test réussi',
        g.grade ? `classé ${g.grade.grade}` : '',
      )}
      summary="Voir les preuves"
      open={!g.open}
      actions={
        mayProve ? (
          <LinkButton look="quiet" icon="wrench" href={`/atelier/${g.code}`}>
            À l’établi
          </LinkButton>
        ) : undefined
      }
    >
      <ul class="plain fact-rows">
        {g.locks.map((kind) => (
          <li key={kind}>
            <Cell main={LOCKS[kind as LockKind].label} sub="attend le donateur" />
            <Badge tone="alert" icon="lock">
              verrouillé
            </Badge>
          </li>
        ))}
        <MediaKnown gate={g} />
        {g.media.map((m) => (
          <li key={m.id}>
            <Cell
              main={mediumWords(m)}
              sub={
                <>
                  {m.serial}
                  {m.serial && m.proven ? ' · ' : ''}
                  {m.proven ? <ProofWords medium={m} timeZone={timeZone} /> : null}
                </>
              }
            />
            <ProofBadge medium={m} />
          </li>
        ))}
        {g.drives.map((d) => (
          <li key={d.id}>
            <Cell
              main={`${d.model ?? d.path}, vu par le journal`}
              sub={<a href={`/atelier/${g.code}/disques`}>{d.serial ?? 'sans numéro de série'} : dire ce qu’il est</a>}
            />
            {lacking()}
          </li>
        ))}
        <TestSheet gate={g} />
        <Grading gate={g} />
      </ul>
    </FoldedCard>
  );
}

function MediaKnown({ gate: g }: { gate: GateView }) {
  return (
    <li>
      <Cell
        main="Disques connus"
        sub={
          g.knowledge
            ? KNOWLEDGE[g.knowledge]
            : g.mediaUnknown
              ? MEDIA_UNKNOWN_WORDS[g.mediaUnknown]
              : 'ni inventaire, ni déclaration'
        }
      />
      {g.knowledge ? done() : lacking()}
    </li>
  );
}

function TestSheet({ gate: g }: { gate: GateView }) {
  return (
    <li>
      <Cell
        main="Fiche de test"
        sub={
          g.sheet?.verdict === 'passed'
            ? joined(' · ', g.sheet.system, testStatement(g).main, testStatement(g).under)
            : g.sheet
              ? 'non réussie'
              : 'pas remplie'
        }
      />
      {g.sheet?.verdict === 'passed' ? (
        <Badge tone="ok">réussie</Badge>
      ) : g.sheet ? (
        <Badge tone="alert">non réussie</Badge>
      ) : (
        lacking()
      )}
    </li>
  );
}

function Grading({ gate: g }: { gate: GateView }) {
  return (
    <li>
      <Cell main="Classement" sub={g.grade?.criteria ?? 'pas encore classé'} />
      {g.grade ? (
        <Badge tone="ok" icon="star">
          {g.grade.grade}
        </Badge>
      ) : (
        lacking()
      )}
    </li>
  );
}
