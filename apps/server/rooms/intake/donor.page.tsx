import { DONOR_KINDS, type DonationListView, type DonorRule, type DonorView } from '#intake';
import {
  Actions,
  Button,
  Card,
  Cell,
  Empty,
  Facts,
  type FieldProblem,
  Form,
  formatDate,
  LinkButton,
  MaySend,
  PostButton,
  plural,
  Table,
  TextField,
  ThingPage,
} from '../../ui/index.js';
import { DonationBadge } from './donation-list.page.js';
import { donorWords, identifierOf, paperWords } from './donor-words.js';
import { groupDigits, progressWords, telOf } from './intake.words.js';

export interface DonorPageProps {
  donor: DonorView;
  donations: readonly DonationListView[];
  rule: DonorRule;
  timeZone: string;
  problems?: FieldProblem[];
  values?: Record<string, string>;
}

/** One donor: its donations, what the law ties to its kind, and how to reach it. */
export function DonorPage({ donor: d, donations, rule, timeZone, problems, values }: DonorPageProps) {
  const shared = { ...(problems ? { problems } : {}) };
  const others = d.contacts.filter((c) => !c.main);
  const contact = values ?? {
    contactName: d.contact?.name ?? '',
    job: d.contact?.job ?? '',
    phone: d.contact?.phone ?? '',
    email: d.contact?.email ?? '',
    address: d.contact?.address ?? '',
  };
  return (
    <ThingPage
      title={donorWords(d)}
      trail={[
        { label: 'Dons', href: '/dons' },
        { label: 'Donateurs', href: '/dons/donateurs' },
        { label: donorWords(d) },
      ]}
      lead={[DONOR_KINDS[d.kind].label, groupDigits(identifierOf(d)), plural(d.donations, 'don')]
        .filter(Boolean)
        .join(' · ')}
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
          <MaySend to={`/dons/donateurs/${d.id}/fiche`}>
            <Card title="Sa fiche" actions={<a href={`/dons/donateurs/${d.id}/fiche`}>Corriger</a>}>
              <Facts
                facts={[
                  ['Forme juridique', d.legalForm ?? ''],
                  ['Adresse', [d.address, d.postalCode].filter(Boolean).join(', ')],
                  ['Commune', d.commune ?? 'pas encore dite'],
                  ['Numéro', groupDigits(identifierOf(d))],
                ]}
              />
            </Card>
          </MaySend>
          <Card title="Ce que dit la règle">
            <Facts
              facts={[
                ['Origine', rule.publicOrigin ? 'publique' : 'privée'],
                ['Revente', rule.resaleForbidden ? 'interdite' : 'permise'],
                ['Prix plafond', rule.priceCapped ? 'oui, selon le type d’appareil' : 'non'],
                ['Papiers', rule.papers.map(paperWords).join(', ')],
                ['Source', rule.source],
                ['En vigueur depuis', formatDate(`${rule.validFrom}T12:00:00Z`, 'UTC')],
              ]}
            />
          </Card>
        </>
      }
    >
      <Card title="Dons">
        {donations.length ? (
          <Table
            caption="Dons de ce donateur"
            rows={donations}
            rowKey={(n) => n.id}
            columns={[
              {
                header: 'Don',
                row: true,
                cell: (n) => (
                  <Cell
                    main={<a href={`/dons/${n.id}`}>{n.number}</a>}
                    sub={formatDate(n.receivedAt ?? n.createdAt, timeZone)}
                  />
                ),
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
      {others.length ? (
        <Card title="Autres personnes à joindre">
          <Table
            caption="Autres personnes à joindre chez ce donateur"
            rows={others}
            rowKey={(c) => c.id}
            columns={[
              { header: 'Qui', row: true, cell: (c) => <Cell main={c.name || 'sans nom'} sub={c.job} /> },
              { header: 'Téléphone', cell: (c) => (c.phone ? <a href={telOf(c.phone)}>{c.phone}</a> : '') },
              { header: 'Courriel', cell: (c) => (c.email ? <a href={`mailto:${c.email}`}>{c.email}</a> : '') },
              {
                header: 'Oublier',
                cell: (c) => (
                  <PostButton
                    action={`/dons/donateurs/${d.id}/contacts/${c.id}/oubli`}
                    label="Effacer"
                    icon="trash-2"
                    look="quiet"
                  />
                ),
              },
            ]}
          />
        </Card>
      ) : null}
      <MaySend to={`/dons/donateurs/${d.id}/coordonnees`}>
        <Card
          title={d.kind === 'person' ? 'Comment le joindre' : 'Qui appeler d’abord'}
          actions={<a href={`/dons/donateurs/${d.id}/contacts/nouveau`}>Ajouter une personne</a>}
        >
          <Form action={`/dons/donateurs/${d.id}/coordonnees`} {...shared}>
            <TextField
              name="contactName"
              label={d.kind === 'person' ? 'Nom' : 'Personne à joindre'}
              value={contact.contactName ?? ''}
              {...shared}
            />
            {d.kind === 'person' ? (
              <TextField name="address" label="Adresse" maxlength={200} value={contact.address ?? ''} {...shared} />
            ) : (
              <TextField name="job" label="Sa fonction" width="medium" value={contact.job ?? ''} {...shared} />
            )}
            <TextField
              name="phone"
              label="Téléphone"
              type="tel"
              width="medium"
              value={contact.phone ?? ''}
              {...shared}
            />
            <TextField name="email" label="Adresse électronique" type="email" value={contact.email ?? ''} {...shared} />
            <Actions>
              <Button look="secondary" icon="save">
                Garder ces coordonnées
              </Button>
            </Actions>
          </Form>
          {d.contacts.length ? (
            <>
              <p class="hint">
                Gardées à part, pour votre organisation et la banque. Les appareils et les papiers ne nomment personne :
                on peut les effacer sans rien perdre.
              </p>
              <PostButton
                action={`/dons/donateurs/${d.id}/oubli`}
                label="Effacer toutes les coordonnées"
                icon="trash-2"
                look="danger"
              />
            </>
          ) : null}
        </Card>
      </MaySend>
    </ThingPage>
  );
}
