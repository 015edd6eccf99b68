import type { LoggedMail } from '#bank/mails';
import type { Colleague, MembershipView, OrganisationView } from '#bank/people';
import { sentenceOf } from '#platform/http';
import { labelOfRole, ROLES_OF } from '#platform/kernel';
import {
  Actions,
  Badge,
  Card,
  Disclosure,
  DoLink,
  Ends,
  Facts,
  type FieldProblem,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  formatDate,
  Notice,
  Table,
} from '#platform/ui';
import { MailLog, RefusedAddress, type RefusedAddresses } from '../../../mails/web/mail-log.pages.js';
import { MembershipForm, PersonDto } from '../../web/people.dto.js';
import { InviteForm, WayField } from './member-invitation.pages.js';

/** Who acts for an organisation, and who invited them. */
export function MembersTable({
  members,
  refused,
  timeZone,
}: {
  members: readonly MembershipView[];
  refused: RefusedAddresses;
  timeZone: string;
}) {
  return (
    <Table
      caption="Membres"
      rows={[...members]}
      rowKey={(m) => m.id}
      columns={[
        {
          header: 'Nom',
          row: true,
          href: (m) => `/gestion/membres/${m.id}`,
          cell: (m) => m.userName,
          sub: (m) =>
            refused.has(m.email) ? <Badge tone="attention" icon="mail">{`${m.email} : refusée`}</Badge> : m.email,
        },
        { header: 'Opérateur', minor: true, cell: (m) => `n° ${m.operatorNumber}` },
        { header: 'Rôles', cell: (m) => m.roles.map(labelOfRole).join(', ') },
        { header: 'Accès', cell: (m) => <Access m={m} timeZone={timeZone} /> },
        {
          header: 'Invité',
          minor: true,
          cell: (m) => `le ${formatDate(m.joinedAt, timeZone)}`,
          sub: (m) => inviterOf(m),
        },
      ]}
    />
  );
}

function Access({ m, timeZone }: { m: MembershipView; timeZone: string }) {
  if (m.asked && !m.linkUntil)
    return (
      <Badge tone="attention" icon="clock">
        {'invitation périmée'}
      </Badge>
    );
  if (!m.active && !m.asked)
    return (
      <Badge tone="neutral" icon="ban">
        suspendu
      </Badge>
    );
  if (m.opened && !m.asked) return <Badge tone="ok">ouvert</Badge>;
  return m.linkUntil ? (
    <Badge tone="info" icon="mail">{`invité, lien bon jusqu’au ${formatDate(m.linkUntil, timeZone)}`}</Badge>
  ) : (
    <Badge tone="attention" icon="clock">
      invitation périmée
    </Badge>
  );
}

/** Within one's organisation a name, from elsewhere its number and the organisation. */
const inviterOf = (m: MembershipView): string =>
  m.invitedBy === null ? 'par l’installation' : `par ${m.invitedFrom}, n° ${m.invitedBy}`;

export function MembersPage({
  organisation,
  members,
  refused,
  timeZone,
  mail,
  ...again
}: FormState & {
  organisation: OrganisationView;
  members: readonly MembershipView[];
  refused: RefusedAddresses;
  timeZone: string;
  mail: boolean;
}) {
  return (
    <FormPage
      title="Membres"
      lead={`Qui travaille pour ${organisation.name}, et qui l’a invité.`}
      trail={[{ label: 'Réglages', href: '/gestion' }, { label: 'Membres' }]}
    >
      <Card title="Membres">
        <MembersTable members={members} refused={refused} timeZone={timeZone} />
      </Card>
      <InviteForm organisation={organisation} action="/gestion/membres" mail={mail} {...again} />
    </FormPage>
  );
}

export interface MembershipPageProps {
  readonly membership: MembershipView;
  readonly organisation: OrganisationView;
  /** Who reads it runs all organisations, and came from that one's page. */
  readonly fromAll: boolean;
  readonly timeZone: string;
  readonly mail: boolean;
  readonly mails: readonly LoggedMail[];
  readonly refused: RefusedAddresses;
  /** Code of the rule that keeps a link from being shown to whoever makes it; null: it may be. */
  readonly unseen: string | null;
}

export const trailOf = (o: OrganisationView, fromAll: boolean): readonly { label: string; href: string }[] =>
  fromAll
    ? [
        { label: 'Organisations', href: '/gestion/organisations' },
        { label: o.name, href: `/gestion/organisations/${o.id}` },
      ]
    : [
        { label: 'Réglages', href: '/gestion' },
        { label: 'Membres', href: '/gestion/membres' },
      ];

/** One membership: its roles, its access, and a new one-time link. */
export function MembershipPage({
  problems,
  values,
  wrong = {},
  ...of
}: MembershipPageProps & {
  problems?: FieldProblem[];
  values?: Record<string, string>;
  wrong?: FormState;
}) {
  const { membership: m, organisation, fromAll, timeZone } = of;
  const closed = values ? values['closed'] === 'oui' : !m.active;
  return (
    <FormPage
      title={m.userName}
      lead={`${m.organisationName} · opérateur n° ${m.operatorNumber} · invité le ${formatDate(m.joinedAt, timeZone)} ${inviterOf(m)}`}
      trail={[...trailOf(organisation, fromAll), { label: m.userName }]}
    >
      <Form action={`/gestion/membres/${m.id}`} problems={problems} does={{ label: 'Enregistrer', icon: 'check' }}>
        <FieldsOf
          form={MembershipForm}
          only={['roles']}
          but={{
            roles: {
              value: values ? (values['roles'] ?? '').split(',') : [...m.roles],
              among: ROLES_OF[organisation.kind],
            },
          }}
        />
        {m.asked ? (
          <Notice tone="info">{sentenceOf('people.not_accepted_yet')}</Notice>
        ) : (
          <Disclosure summary={m.active ? 'Suspendre son accès…' : 'Rouvrir son accès…'} open={closed}>
            {m.active ? (
              <Ends
                of={{ ends: 'until_reopened' }}
                lines={[
                  `${m.userName} n’entre plus dans ${m.organisationName} : ses sessions ici se ferment.`,
                  'Les clés d’accès de ses logiciels attendent. Ses autres organisations ne changent pas.',
                  'Son histoire reste, et son accès peut être rouvert.',
                ]}
              />
            ) : null}
            <FieldsOf
              form={MembershipForm}
              only={['closed']}
              but={{ closed: { hint: m.active ? undefined : 'Décochez pour rouvrir.', checked: closed } }}
            />
          </Disclosure>
        )}
      </Form>
      {m.asked ? null : <WhoTheyAre m={m} wrong={wrong} />}
      <LinkCard {...of} />
      <Actions>
        <DoLink href={`/gestion/membres/${m.id}/verification`}>Seconde vérification : téléphone perdu</DoLink>
        <DoLink href={`/gestion/membres/${m.id}/compte`}>Compte : fermer partout, effacer</DoLink>
      </Actions>
      <Card title="Messages">
        <RefusedAddress refused={of.refused} address={m.email} timeZone={timeZone} />
        <MailLog mails={of.mails} timeZone={timeZone} />
      </Card>
    </FormPage>
  );
}

export function ColleaguePage({
  colleague: { operatorNumber, organisationName, named, active, asked },
}: {
  colleague: Colleague;
}) {
  const title = named?.name ?? `Opérateur n° ${operatorNumber}`;
  return (
    <FormPage
      title={title}
      lead={organisationName}
      trail={[{ label: 'Recherche', href: '/recherche' }, { label: title }]}
    >
      <Card>
        <Facts
          facts={[
            ['Numéro d’opérateur', `n° ${operatorNumber}`],
            ['Rôles', named?.roles.map(labelOfRole).join(', ')],
            ['Accès', asked ? 'n’a pas encore accepté l’invitation' : active ? 'ouvert' : 'suspendu'],
          ]}
        />
      </Card>
      {named ? null : (
        <p class="hint">
          Hors de son organisation, une personne est un numéro : demandez à {organisationName} de qui il s’agit.
        </p>
      )}
    </FormPage>
  );
}

/** A link to choose a password: mailed, or copied where who makes it may see it. */
function LinkCard({ membership: m, mail, unseen }: MembershipPageProps) {
  return (
    <Card title={m.opened && !m.asked ? 'Mot de passe' : 'Invitation'}>
      <p>
        {m.asked && m.opened
          ? 'Un lien à usage unique, bon trois jours, pour accepter avec le mot de passe de son compte. Le lien d’avant ne sert plus.'
          : m.opened
            ? 'Un lien à usage unique, bon un jour, pour choisir un nouveau mot de passe.'
            : 'Un lien à usage unique, bon trois jours, pour choisir un mot de passe. Le lien d’avant ne sert plus.'}
      </p>
      {unseen === 'people.has_a_password' ? (
        <p>
          Cette personne ne reçoit plus ses mails, et personne d’autre ne gère son organisation ?{' '}
          <a href={`/gestion/membres/${m.id}/mot-de-passe`}>Demander un lien, à deux</a>
        </p>
      ) : null}
      {unseen && !mail ? (
        <Notice tone="info">{sentenceOf(unseen)}</Notice>
      ) : (
        <Form
          action={`/gestion/membres/${m.id}/lien`}
          does={{ label: unseen ? 'Envoyer le lien' : 'Faire un lien', icon: 'link', look: 'secondary' }}
        >
          {unseen ? <p class="hint">{`Par mail seulement. ${sentenceOf(unseen)}`}</p> : <WayField mail={mail} />}
        </Form>
      )}
    </Card>
  );
}

const WhoTheyAre = ({ m, wrong }: { m: MembershipView; wrong: FormState }) => (
  <Card title="Corriger son nom ou son adresse mail">
    <Form
      action={`/gestion/membres/${m.id}/identite`}
      problems={wrong.problems}
      values={{ name: m.userName, email: m.email, ...wrong.values }}
      does={{ label: 'Corriger', icon: 'check', look: 'secondary' }}
    >
      <FieldsOf form={PersonDto} />
    </Form>
  </Card>
);
