import { CORRECTIONS } from '#bank/corrections';
import {
  DONOR_KINDS,
  type DonationListView,
  type DonorDetail,
  type DonorRule,
  type DonorView,
  isSoleTraderForm,
} from '#bank/intake';
import { joined } from '#platform/kernel';
import {
  Card,
  Empty,
  Facts,
  type FormState,
  formatDate,
  formatWho,
  LinkButton,
  MaySend,
  plural,
  Table,
  ThingPage,
  Timeline,
  TimelineItem,
} from '#platform/ui';
import { AwaitedCorrection } from '../../../corrections/web/awaited.js';
import { RefusedAddress, type RefusedAddresses } from '../../../mails/web/mail-log.pages.js';
import { DonationBadge } from '../../donations/web/donation-list.page.js';
import {
  donorChangeWords,
  donorWords,
  groupDigits,
  identifierOf,
  paperWords,
  progressWords,
} from '../../web/intake.words.js';
import { FirstContact, OtherContacts } from './donor-contacts.js';

export interface DonorPageProps extends FormState {
  donor: DonorDetail;
  donations: readonly DonationListView[];
  rule: DonorRule;
  /** Of the addresses of those to ring. */
  refused: RefusedAddresses;
  timeZone: string;
}

export function DonorPage({ donor: d, donations, rule, refused, timeZone, problems, values }: DonorPageProps) {
  return (
    <ThingPage
      title={donorWords(d)}
      trail={[
        { label: 'Dons', href: '/dons' },
        { label: 'Donateurs', href: '/dons/donateurs' },
        { label: donorWords(d) },
      ]}
      lead={joined(' · ', DONOR_KINDS[d.kind].label, groupDigits(identifierOf(d)), plural(d.donations, 'don'))}
      next={
        <>
          <LinkButton look="primary" icon="plus" href={`/dons/nouveau?donateur=${d.id}`} wide>
            Nouveau don
          </LinkButton>
          <LinkButton icon="link" href={`/dons/donateurs/${d.id}/lien`} wide>
            Lien privé du donateur
          </LinkButton>
        </>
      }
      aside={
        <>
          <Identity donor={d} />
          <Rule rule={rule} />
          <History donor={d} timeZone={timeZone} />
        </>
      }
    >
      <AwaitedCorrection of={d} />
      {d.contacts.map((c) => (
        <RefusedAddress key={c.id} refused={refused} address={c.email} timeZone={timeZone} />
      ))}
      <Donations donor={d} donations={donations} timeZone={timeZone} />
      <OtherContacts donor={d} />
      <FirstContact donor={d} values={values} problems={problems} />
    </ThingPage>
  );
}

function Identity({ donor: d }: { donor: DonorView }) {
  return (
    <MaySend to={`/dons/donateurs/${d.id}/fiche`}>
      <Card title="Sa fiche" actions={<a href={`/dons/donateurs/${d.id}/fiche`}>Corriger</a>}>
        <Facts
          facts={[
            ['Forme juridique', d.legalForm ?? ''],
            ['Adresse', joined(', ', d.address, d.postalCode)],
            ['Commune', d.commune ?? 'pas encore dite'],
            ['Numéro', groupDigits(identifierOf(d))],
            ['Fiches réunies', d.merged.length ? <MergedCards donor={d} /> : ''],
          ]}
        />
        <MaySend to={`/dons/donateurs/${d.id}/type`}>
          <p class="hint">
            {isSoleTraderForm(d.legalForm ?? '')
              ? `« ${d.legalForm} » est la forme d’une personne qui travaille en son nom. `
              : `${DONOR_KINDS[d.kind].label}. `}
            <a href={`/dons/donateurs/${d.id}/type`}>Ce n’est pas le bon type ?</a>
          </p>
        </MaySend>
        <MaySend to={`/dons/donateurs/${d.id}/doublon`}>
          <p class="hint">
            <a href={`/dons/donateurs/${d.id}/doublon`}>{CORRECTIONS.donor_merged.label} ?</a>
          </p>
        </MaySend>
      </Card>
    </MaySend>
  );
}

/** What was put right of it, and by whom; what the bank changes of record and on its cards is one change. */
function History({ donor: d, timeZone }: Pick<DonorPageProps, 'donor' | 'timeZone'>) {
  if (!d.history.length) return null;
  return (
    <Card title="Ce qui a été corrigé">
      <Timeline>
        {d.history.map((e) => (
          <TimelineItem
            key={e.at}
            icon="pencil"
            title={DONE[e.verb]}
            detail={[...new Set(e.changes.map(donorChangeWords))].join(' · ')}
            at={e.at}
            timeZone={timeZone}
            meta={[formatWho(e)]}
          />
        ))}
      </Timeline>
    </Card>
  );
}

const DONE = {
  register: 'Fiche complétée',
  describe: 'Fiche corrigée',
  correct_kind: 'Type corrigé',
  change_contact: 'Coordonnées corrigées',
} as const;

function Rule({ rule }: { rule: DonorRule }) {
  return (
    <Card title="Ce que dit la règle">
      <Facts
        facts={[
          ['Origine', rule.publicOrigin ? 'publique' : 'privée'],
          [
            'Vente',
            rule.resaleForbidden
              ? 'à prix solidaire seulement, si la banque y est autorisée'
              : 'au prix de la grille, si la banque vend',
          ],
          ['Prix plafond', rule.priceCapped ? 'oui, selon le type d’appareil' : 'non'],
          ['Documents', rule.papers.map(paperWords).join(', ')],
          ['Source', rule.source],
          ['En vigueur depuis', formatDate(`${rule.validFrom}T12:00:00Z`, 'UTC')],
        ]}
      />
    </Card>
  );
}

function Donations({ donor, donations, timeZone }: Pick<DonorPageProps, 'donor' | 'donations' | 'timeZone'>) {
  return (
    <Card title="Dons" actions={<a href={`/appareils?donor=${donor.id}`}>Ses appareils</a>}>
      {donations.length ? (
        <Table
          caption="Dons de ce donateur"
          rows={donations}
          rowKey={(n) => n.id}
          columns={[
            {
              header: 'Don',
              row: true,
              href: (n) => `/dons/${n.id}`,
              cell: (n) => n.number,
              sub: (n) => formatDate(n.receivedAt ?? n.createdAt, timeZone),
            },
            { header: 'État', cell: (n) => <DonationBadge state={n.state} /> },
            { header: 'Appareils', numeric: true, cell: (n) => progressWords(n) },
          ]}
        />
      ) : (
        <Empty icon="package-open" title="Aucun don chez vous">
          Le prochain don de ce donateur sera listé ici.
        </Empty>
      )}
    </Card>
  );
}

function MergedCards({ donor: d }: { donor: DonorView }) {
  return (
    <>
      {d.merged.map((card) => (
        <div key={card.id}>
          {joined(' · ', card.name, groupDigits(card.number ?? ''))}
          {card.fresh ? (
            <MaySend to={`/dons/donateurs/${card.id}/separation`}>
              {' · '}
              <a href={`/dons/donateurs/${card.id}/separation`}>{CORRECTIONS.donor_unmerged.label}</a>
            </MaySend>
          ) : null}
        </div>
      ))}
    </>
  );
}
