import type { ProposalCounts, ProposalView } from '#bank/allocation';
import { categoryLabel, categoryOf, type ReadyStock } from '#bank/devices';
import { joined } from '#platform/kernel';
import {
  Badge,
  Card,
  Cell,
  DoLink,
  Empty,
  formatDateTime,
  formatNumber,
  LinkButton,
  Notice,
  plural,
  Table,
} from '#platform/ui';
import { missingWords, needsWords, whysWords } from '../../../allocation/web/allocation.words.js';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { originWords } from '../../../intake/web/rule-card.js';
import { ChecklistCard, type ListedStep } from '../../opening/web/checklist.js';
import { Today, type TodayProps } from './today.pages.js';

/** « 28 portables, 13 fixes » */
const stockWords = (stock: readonly ReadyStock[]): string =>
  stock.map((s) => plural(s.count, categoryOf(s.category).short.toLowerCase())).join(', ');

function Stock({ stock }: { stock: readonly ReadyStock[] }) {
  const here = stock.filter((s) => !s.at);
  const workshops = [...new Set(stock.flatMap((s) => s.at ?? []))];
  return (
    <>
      <li>
        {here.length ? (
          <>
            <a href="/appareils?state=in_stock&deposit=no">Prêts à la banque</a> : {stockWords(here)}.
          </>
        ) : (
          'Rien n’est prêt à la banque.'
        )}
      </li>
      {workshops.map((workshop) => (
        <li key={workshop}>
          Prêts à {workshop} : {stockWords(stock.filter((s) => s.at === workshop))}.{' '}
          <DoLink href="/lots/nouveau">Les faire venir</DoLink>
        </li>
      ))}
    </>
  );
}

/** The bank: what is late, what waits, and the devices proposed for requests, with the reason of each. */
export function CoordinatorToday(
  props: TodayProps & {
    proposals: readonly ProposalView[];
    waiting: ProposalCounts;
    steps: readonly ListedStep[];
    stock: readonly ReadyStock[];
  },
) {
  const { proposals, steps, stock, waiting } = props;
  const ready = waiting.possible;
  return (
    <Today {...props}>
      {steps.length ? <ChecklistCard steps={steps} /> : null}
      <Card
        title="Attributions proposées"
        actions={
          waiting.waiting ? (
            <LinkButton
              look={props.watches ? 'secondary' : 'primary'}
              icon={props.watches ? 'search' : 'check'}
              href="/attributions"
            >
              {ready
                ? ready === 1
                  ? 'Voir la proposition'
                  : `Voir les ${formatNumber(ready)} propositions`
                : 'Voir les demandes en attente'}
            </LinkButton>
          ) : undefined
        }
      >
        {waiting.failedAt ? (
          <Notice
            tone="attention"
            title={`Le calcul du ${formatDateTime(waiting.failedAt, props.timeZone)} a échoué : rien de nouveau n’est proposé.`}
          >
            <a href="/attributions">Recalculer</a>
          </Notice>
        ) : null}
        <ul class="plain">
          <Stock stock={stock} />
          <li>
            <a href="/blocages">Ce qui bloque, et chez qui</a>
          </li>
        </ul>
        {proposals.length ? (
          <Proposals proposals={proposals} />
        ) : waiting.waiting ? (
          <Empty icon="hourglass" title={`${plural(waiting.waiting, 'appareil attendu', 'appareils attendus')}`}>
            {waiting.failedAt ? 'Aucun calcul ne les connaît encore.' : 'Les propositions se calculent.'} Elles seront
            dans « <a href="/attributions">Attributions proposées</a> ».
          </Empty>
        ) : (
          <Empty icon="hand-heart" title="Aucune demande n’attend d’appareil">
            Quand une demande est acceptée, un appareil est proposé ici, avec la raison du choix.
          </Empty>
        )}
      </Card>
    </Today>
  );
}

function Proposals({ proposals }: { proposals: readonly ProposalView[] }) {
  return (
    <Table
      caption="Appareils proposés pour les demandes acceptées"
      rows={proposals}
      rowKey={(p) => p.unitId}
      columns={[
        {
          header: 'Structure',
          row: true,
          href: (p) => `/demandes/${p.requestId}`,
          cell: (p) => p.structure,
          sub: (p) => joined(' · ', p.commune, p.number),
        },
        { header: 'Besoin', cell: (p) => categoryLabel(p.category), sub: (p) => needsWords(p.needs) },
        {
          header: 'Appareil proposé',
          cell: (p) =>
            p.device && !p.gone ? (
              <Cell
                main={<DeviceCode code={p.device.code} />}
                sub={joined(
                  ' · ',
                  p.device.make,
                  p.device.model,
                  p.device.grade ? `classé ${p.device.grade}` : '',
                  originWords(p.device),
                )}
              />
            ) : (
              <Badge tone="attention">aucun disponible</Badge>
            ),
        },
        { header: 'Pourquoi', cell: (p) => (p.missing ? missingWords(p.missing) : whysWords(p.why)) },
        {
          header: 'Quota',
          minor: true,
          numeric: true,
          cell: (p) => `${formatNumber(p.quota.used)} / ${formatNumber(p.quota.allowed)}`,
        },
      ]}
    />
  );
}
