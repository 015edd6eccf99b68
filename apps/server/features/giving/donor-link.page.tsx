import { withDe } from '#documents';
import type { DonorView } from '#intake';
import type { DonorLinkView } from '#reporting';
import {
  Actions,
  type Again,
  Button,
  Card,
  Cell,
  Empty,
  EndingAct,
  Form,
  FormPage,
  formatDate,
  Operator,
  Table,
  TextField,
} from '../../ui/index.js';
import { addressOf } from './donor-link.mail.js';

export interface DonorLinkPageProps extends Again {
  donor: DonorView;
  links: readonly DonorLinkView[];
  /** Whether this installation sends mail itself. */
  mail: boolean;
  timeZone: string;
}

const trail = (donor: DonorView) => [
  { label: 'Donateurs', href: '/dons/donateurs' },
  { label: donor.name, href: `/dons/donateurs/${donor.id}` },
  { label: 'Lien privé' },
];

/** The private link of a donor: make one, send it, end one. */
export function DonorLinkPage({ donor, links, mail, timeZone, problems, values }: DonorLinkPageProps) {
  return (
    <FormPage
      title={`Lien privé de ${donor.name}`}
      lead="Il ouvre une page qui dit ce que sont devenus les appareils de ce donateur, avec les certificats d’effacement. Pas de compte, aucun nom, aucun numéro de série à l’écran."
      trail={trail(donor)}
    >
      <Card title="Faire un lien">
        <Form action={`/dons/donateurs/${donor.id}/lien`} problems={problems}>
          {mail ? (
            <TextField
              name="email"
              type="email"
              label="L’envoyer par mail à"
              hint="Laissez vide pour copier l’adresse vous-même."
              value={values?.email ?? donor.contact?.email ?? ''}
            />
          ) : null}
          <Actions>
            <Button icon="link">Faire un lien</Button>
          </Actions>
        </Form>
      </Card>
      <Card title="Liens déjà faits">
        {links.length ? (
          <Table
            caption="Liens de ce donateur"
            rows={links}
            rowKey={(l) => l.id}
            columns={[
              {
                header: 'Fait le',
                row: true,
                cell: (l) => (
                  <Cell
                    main={formatDate(l.madeAt, timeZone)}
                    sub={l.operatorNumber ? <Operator number={l.operatorNumber} /> : null}
                  />
                ),
              },
              {
                header: 'Adresse',
                cell: (l) =>
                  l.secret ? (
                    <a href={addressOf(l.secret)} rel="noreferrer" class="long">
                      {addressOf(l.secret)}
                    </a>
                  ) : (
                    '—'
                  ),
              },
              {
                header: 'Montre',
                cell: (l) => (l.organisation ? `les dons ${withDe(l.organisation)}` : 'tous les dons'),
              },
              { header: 'Jusqu’au', cell: (l) => stateOf(l, timeZone) },
              {
                header: 'Action',
                cell: (l) =>
                  isOpen(l) ? (
                    <EndingAct
                      of={{ label: `Fermer le lien du ${formatDate(l.madeAt, timeZone)}`, icon: 'x', ends: 'for_good' }}
                      action={`/dons/donateurs/${donor.id}/lien/${l.id}/fin`}
                      lines={['Sa page n’existe plus, pour qui a gardé l’adresse aussi. Un autre lien se fait ici.']}
                    />
                  ) : null,
              },
            ]}
          />
        ) : (
          <Empty title="Aucun lien" icon="link">
            Le premier se fait ci-dessus.
          </Empty>
        )}
      </Card>
    </FormPage>
  );
}

const isOpen = (l: DonorLinkView): boolean => !l.endedAt && l.expiresAt > new Date();

const stateOf = (l: DonorLinkView, timeZone: string): string =>
  l.endedAt
    ? `fermé le ${formatDate(l.endedAt, timeZone)}`
    : isOpen(l)
      ? formatDate(l.expiresAt, timeZone)
      : `passé depuis le ${formatDate(l.expiresAt, timeZone)}`;
