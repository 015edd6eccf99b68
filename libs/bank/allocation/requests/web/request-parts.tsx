import { categoryOf, type State } from '#bank/devices';
import { Badge, BadgeOf, Cell, Code, DoLink, Table } from '#platform/ui';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { StateBadge } from '../../../devices/list/web/device-table.js';
import { FORGOTTEN } from '../../beneficiaries/words-purge.js';
import { needsWords, requestBadge } from '../../web/allocation.words.js';
import { REQUEST_REFUSAL_REASONS, type RequestState } from '../request.lifecycle.js';
import type { RequestListView, RequestUnitView, RequestView } from '../request.views.js';

export const RequestBadge = ({ state }: { state: RequestState }) => <BadgeOf {...requestBadge(state)} />;

/** « 2 remis sur 3 », « 1 réservé sur 3 », « rien encore sur 3 ». */
export function progressWords(
  r: Pick<RequestListView, 'fulfilled' | 'reserved' | 'unanswered' | 'units' | 'state'>,
): string {
  if (r.state !== 'approved' && !r.fulfilled) return '—';
  const parts = [
    r.fulfilled ? `${r.fulfilled} remis` : '',
    r.reserved ? `${r.reserved} ${r.reserved > 1 ? 'réservés' : 'réservé'}` : '',
    r.unanswered ? `${r.unanswered} sans réponse` : '',
  ].filter(Boolean);
  return `${parts.join(', ') || 'rien encore'} sur ${r.units}`;
}

export function RequestUnits({ request: r, bank }: { request: RequestView; bank: boolean }) {
  return (
    <Table
      caption="Un appareil demandé par ligne"
      rows={r.unitList}
      rowKey={(u) => u.id}
      columns={[
        {
          header: 'Demandé',
          row: true,
          cell: (u) => categoryOf(u.category).short,
          sub: (u) => needsWords(u.needs),
        },
        {
          header: 'Pour',
          cell: (u) => <ForWhom request={r} unit={u} bank={bank} />,
        },
        { header: 'Appareil', cell: (u) => <DeviceOfUnit request={r} unit={u} bank={bank} /> },
        { header: 'État', cell: (u) => <UnitState request={r} unit={u} /> },
      ]}
    />
  );
}

function DeviceOfUnit({ request: r, unit: u, bank }: { request: RequestView; unit: RequestUnitView; bank: boolean }) {
  const here = `/demandes/${r.id}/appareils/${u.id}`;
  const waits = bank && u.state === 'approved';
  if (!u.deviceCode)
    return waits ? (
      <DoLink href={`${here}/choix`} otherwise="aucun encore">
        choisir un appareil
      </DoLink>
    ) : (
      <>aucun{u.state === 'closed' ? '' : ' encore'}</>
    );
  return (
    <Cell
      main={<DeviceCode code={u.deviceCode} />}
      sub={
        waits && u.deviceState === 'reserved' ? (
          <DoLink href={`${here}/refus?appareil=${u.deviceId}`} otherwise="">
            en changer
          </DoLink>
        ) : undefined
      }
    />
  );
}

/** The reference a device is for; the structure may choose it until the device is handed over. */
function ForWhom({ request: r, unit: u, bank }: { request: RequestView; unit: RequestUnitView; bank: boolean }) {
  const choosing = !bank && (u.state === 'asked' || u.state === 'approved');
  const href = `/demandes/${r.id}/appareils/${u.id}`;
  if (!u.reference) return choosing ? <a href={href}>choisir la personne</a> : 'pas encore choisie';
  if (bank || u.reference === FORGOTTEN) return <Code>{u.reference}</Code>;
  return (
    <Cell
      main={<a href={`/beneficiaires/${u.beneficiaryId}`}>{u.reference}</a>}
      sub={choosing ? <a href={href}>changer</a> : undefined}
    />
  );
}

function UnitState({ request: r, unit: u }: { request: RequestView; unit: RequestUnitView }) {
  const badge = u.deviceState ? (
    <StateBadge device={{ state: u.deviceState as State }} />
  ) : (
    <Badge tone="attention">Attend un appareil</Badge>
  );
  // What is on its way is waited for.
  if (u.state === 'approved' && (!u.deviceState || u.deviceState === 'reserved') && r.allowed.includes('give_up'))
    return <Cell main={badge} sub={<GiveUp request={r} unit={u} />} />;
  if (u.deviceState || u.state === 'approved') return badge;
  if (u.state === 'asked') {
    const asked = <Badge tone="info">{r.state === 'approved' ? 'Attend une réponse' : 'Demandé'}</Badge>;
    return r.allowed.includes('give_up') ? <Cell main={asked} sub={<GiveUp request={r} unit={u} />} /> : asked;
  }
  if (u.refusalReason)
    return (
      <Cell
        main={
          <Badge tone="alert" icon="ban">
            Non accordé
          </Badge>
        }
        sub={REQUEST_REFUSAL_REASONS[u.refusalReason]}
      />
    );
  return <Badge tone="neutral">Clos</Badge>;
}

function GiveUp({ request: r, unit: u }: { request: RequestView; unit: RequestUnitView }) {
  return (
    <a href={`/demandes/${r.id}/appareils/${u.id}/renoncer`}>
      y renoncer
      <span class="sr">{` (${categoryOf(u.category).short}${u.reference ? `, ${u.reference}` : ''})`}</span>
    </a>
  );
}
