import { deviceWords } from '#bank/devices';
import type { DocumentView } from '#bank/documents';
import {
  COLLECTION_MODES,
  DONATION_LIFECYCLE,
  DONOR_KINDS,
  type DonationView,
  type DonorRule,
  type FileView,
  type LoggedDeviceView,
  type PublicFigures,
} from '#bank/intake';
import { joined } from '#platform/kernel';
import {
  Card,
  DoLink,
  Empty,
  ErrorSummary,
  Facts,
  type FieldProblem,
  formatDateTime,
  formatLongDate,
  formatWho,
  Notice,
  plural,
  Table,
  ThingPage,
  Timeline,
  TimelineItem,
} from '#platform/ui';
import { AwaitedCorrection } from '../../../corrections/web/awaited.js';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { FileBadge } from '../../files/web/file.page.js';
import { groupDigits, placeWords, telOf, windowWords } from '../../web/intake.words.js';
import { RuleCard } from '../../web/rule-card.js';
import { BalanceCard, RefusedCard } from './donation-balance.js';
import { DonationBadge } from './donation-list.page.js';
import { NextSteps } from './donation-next-steps.js';
import { donationMeta, eventDetail, Papers } from './donation-parts.js';
import { ReleaseCard } from './release.page.js';

export interface DonationPageProps {
  donation: DonationView;
  latest: readonly LoggedDeviceView[];
  files: readonly FileView[];
  papers: readonly DocumentView[];
  rule: DonorRule;
  figures: PublicFigures | null;
  locked: number;
  identifier: string | null;
  problems?: FieldProblem[];
  timeZone: string;
}

export function DonationPage(props: DonationPageProps) {
  const { donation: d, timeZone } = props;
  const waiting = props.papers.some((p) => p.state === 'requested' || p.state === 'rendering');
  return (
    <ThingPage
      title={`${d.number}, ${d.donorName}`}
      trail={[{ label: 'Dons', href: '/dons' }, { label: d.number }]}
      heading={d.donorName}
      lead={donationMeta(d, timeZone)}
      state={<DonationBadge state={d.state} />}
      next={<NextSteps {...props} />}
      refreshSeconds={waiting ? 5 : undefined}
      aside={
        <>
          <DonorCard {...props} />
          <Card title="Documents" actions={<a href={`/dons/${d.id}/papiers`}>À faire, à signer</a>}>
            <Papers papers={props.papers} />
          </Card>
          <RuleCard rule={props.rule} figures={props.figures} />
        </>
      }
    >
      <ErrorSummary problems={props.problems} />
      <AwaitedCorrection of={d} />
      <LockedNotice {...props} />
      <CollectionCard donation={d} />
      <BalanceCard donation={d} />
      <RefusedCard donation={d} />
      <ReleaseCard donation={d} />
      <Card
        title={d.logged ? plural(d.logged, 'appareil enregistré', 'appareils enregistrés') : 'Appareils'}
        actions={
          d.logged ? (
            <>
              <a href={`/dons/${d.id}/appareils`}>Voir tout</a>
              <a href={`/appareils?donation=${d.id}`}>Trier, filtrer</a>
            </>
          ) : undefined
        }
      >
        <Devices {...props} />
      </Card>
      <DonorSheets {...props} />
      <History {...props} />
    </ThingPage>
  );
}

function LockedNotice({ donation: d, locked }: DonationPageProps) {
  if (!locked) return null;
  return (
    <Notice tone="attention" icon="lock" title={`${plural(locked, 'appareil verrouillé', 'appareils verrouillés')}.`}>
      Le donateur doit {locked > 1 ? 'les' : 'le'} libérer.{' '}
      <a href={`/dons/${d.id}/verrous`}>Numéros de série, et texte pour le prévenir</a>
    </Notice>
  );
}

/** « feuille Étage 2 · »: which sheets of a workbook a file takes. */
const sheetsOf = ({ sheets, sheet, also }: FileView): string =>
  sheets.length > 1 ? `${[sheet, ...also].map((i) => `feuille ${sheets[i]?.name ?? ''}`).join(', ')} · ` : '';

function DonorSheets({ donation: d, files, timeZone }: DonationPageProps) {
  if (!files.length) return null;
  return (
    <Card title="Tableurs du donateur">
      <Table
        caption="Fichiers reçus pour ce don"
        rows={files}
        rowKey={(f) => f.id}
        columns={[
          {
            header: 'Fichier',
            row: true,
            href: (f) => `/dons/${d.id}/fichiers/${f.id}`,
            cell: (f) => f.filename,
            sub: (f) => `${sheetsOf(f)}${formatDateTime(f.createdAt, timeZone)}`,
          },
          { header: 'État', cell: (f) => <FileBadge state={f.state} /> },
        ]}
      />
    </Card>
  );
}

function History({ donation: d, timeZone }: DonationPageProps) {
  return (
    <Card title="Histoire">
      <Timeline>
        {d.events.map((e) => (
          <TimelineItem
            key={e.at}
            icon={DONATION_LIFECYCLE.transitions[e.verb].icon}
            title={DONATION_LIFECYCLE.transitions[e.verb].done}
            detail={eventDetail(e)}
            at={e.at}
            timeZone={timeZone}
            meta={[formatWho(e)]}
          />
        ))}
      </Timeline>
    </Card>
  );
}

function Devices({ donation: d, latest }: DonationPageProps) {
  if (!latest.length) {
    return (
      <Empty icon="laptop" title="Aucun appareil pour l’instant">
        {d.state === 'promised' || d.state === 'planned'
          ? 'Ils seront enregistrés à l’arrivée du don.'
          : 'Enregistrez-les un par un, ou envoyez le tableur du donateur.'}
      </Empty>
    );
  }
  return (
    <Table
      caption="Les derniers appareils enregistrés"
      rows={latest}
      rowKey={(x) => x.id}
      columns={[
        { header: 'Code', row: true, cell: (x) => <DeviceCode code={x.code} visible={x.visible} /> },
        {
          header: 'Appareil',
          cell: (x) => deviceWords(x),
          sub: (x) => (x.serial ? `n° ${x.serial}` : 'sans n° de série'),
        },
      ]}
    />
  );
}

function CollectionCard({ donation: d }: { donation: DonationView }) {
  const c = d.collection;
  if (!c || !d.expectedOn) return null;
  const town = joined(' ', c.postalCode, c.commune);
  return (
    <Card
      title="La collecte"
      actions={d.state === 'planned' ? <DoLink href={`/dons/${d.id}/collecte`}>Changer</DoLink> : undefined}
    >
      <Facts
        facts={[
          ['Quand', joined(', ', formatLongDate(new Date(`${d.expectedOn}T12:00:00Z`), 'UTC'), windowWords(c))],
          ['Comment', COLLECTION_MODES[c.mode].label],
          ['Où', c.mode === 'pickup' ? joined(', ', c.address, town) : placeWords(d)],
          ['Qui appeler', joined(', ', c.contact?.name, c.contact?.job)],
          ['Téléphone', c.contact?.phone ? <a href={telOf(c.contact.phone)}>{c.contact.phone}</a> : ''],
          ['À apporter', c.bring],
        ]}
      />
    </Card>
  );
}

function DonorCard({ donation: d, identifier }: { donation: DonationView; identifier: string | null }) {
  return (
    <Card title="Donateur" actions={<a href={`/dons/donateurs/${d.donorId}`}>Sa fiche</a>}>
      <Facts
        facts={[
          ['Type', DONOR_KINDS[d.donorKind].label],
          ['Numéro', identifier ? groupDigits(identifier) : ''],
          ['À joindre', d.contact?.name ?? ''],
          ['Téléphone', d.contact?.phone ? <a href={telOf(d.contact.phone)}>{d.contact.phone}</a> : ''],
          ['Adresse mail', d.contact?.email ? <a href={`mailto:${d.contact.email}`}>{d.contact.email}</a> : ''],
        ]}
      />
    </Card>
  );
}
