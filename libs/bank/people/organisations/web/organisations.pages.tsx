import { CORRECTIONS } from '#bank/corrections';
import {
  type FormerName,
  type MembershipView,
  ORGANISATIONS,
  OrganisationsService,
  type OrganisationView,
} from '#bank/people';
import type { CountedPage } from '#platform/database';
import { exportOf, pageQuery } from '#platform/http';
import { ORGANISATION_KIND_WORDS, ORGANISATION_KINDS, ROLES_OF, WRITE } from '#platform/kernel';
import {
  Asking,
  Badge,
  Card,
  Disclosure,
  DoLink,
  Empty,
  Ends,
  Fieldset,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  LinkButton,
  ListOf,
  MaySend,
  optionsOf,
  plural,
} from '#platform/ui';
import type { RefusedAddresses } from '../../../mails/web/mail-log.pages.js';
import { InviteForm, WayField } from '../../members/web/member-invitation.pages.js';
import { MembersTable } from '../../members/web/members.pages.js';
import { NewOrganisationForm, OrganisationForm } from '../../web/people.dto.js';
import { FormerNames } from './places.pages.js';

/** The bank's administrator runs them, and who administers the installation. */
export const RUNS_ORGANISATIONS = { instanceAdmin: true, ...WRITE.organisations } as const;

const LIST = '/gestion/organisations';

export class OrganisationPageQuery extends pageQuery(ORGANISATIONS) {}

/** The export of the list: nobody of theirs is named. */
export const OrganisationExport = exportOf({
  query: OrganisationPageQuery,
  right: RUNS_ORGANISATIONS,
  page: 'gestion/organisations',
  name: 'Organisations',
  filename: 'organisations',
  reads: OrganisationsService,
  read: (organisations, _, asked) => organisations.page(asked),
  columns: [
    ['Nom', (o) => o.name],
    ['Type', (o) => ORGANISATION_KIND_WORDS[o.kind]],
    ['SIREN', (o) => o.siren],
    ['Commune', (o) => o.commune],
    ['Adresse postale', (o) => o.address],
    ['Accès', (o) => (o.active ? 'ouverte' : 'fermée')],
  ],
});

export const OrganisationsPage = ({ page, query }: { page: CountedPage<OrganisationView>; query: object }) => (
  <ListOf
    title="Organisations"
    list={ORGANISATIONS}
    at={LIST}
    query={query}
    page={page}
    noun={['organisation']}
    lead="Ouvrez-en une pour y inviter des personnes, et dire leurs droits."
    action={
      <>
        <LinkButton look="primary" icon="plus" href="/gestion/organisations/nouvelle">
          Ajouter une organisation
        </LinkButton>
        <LinkButton icon="file-spreadsheet" href="/gestion/import/organisations">
          Importer des organisations
        </LinkButton>
        <LinkButton icon="file-spreadsheet" href="/gestion/import/personnes">
          Importer des personnes
        </LinkButton>
      </>
    }
    notFound={
      <Empty icon="building-2" title="Aucune organisation ne correspond">
        Essayez une partie du nom, ou la commune.
      </Empty>
    }
    none={
      <Empty icon="building-2" title="Aucune organisation">
        Commencez par la banque elle-même.
      </Empty>
    }
    columns={[
      { header: 'Nom', row: true, href: (o) => `${LIST}/${o.id}`, cell: (o) => o.name },
      { header: 'Type', cell: (o) => ORGANISATION_KIND_WORDS[o.kind] },
      { header: 'Commune', cell: (o) => o.commune },
      {
        header: 'Accès',
        cell: (o) =>
          o.active ? (
            <Badge tone="ok">ouverte</Badge>
          ) : (
            <Badge tone="neutral" icon="ban">
              fermée
            </Badge>
          ),
      },
    ]}
  />
);

const trail = (label: string) => [{ label: 'Organisations', href: LIST }, { label }];

const KIND_CHOICES = optionsOf(ORGANISATION_KIND_WORDS).map((kind) => ({ ...kind, asks: kind.value === 'structure' }));

const Facts = ({ shown }: { shown: Readonly<Record<string, string>> }) => (
  <FieldsOf
    form={OrganisationForm}
    only={['name', 'commune', 'address', 'siren', 'helpline', 'nameIsPublic']}
    but={{ nameIsPublic: { checked: Boolean(shown['nameIsPublic']) } }}
  />
);

export function NewOrganisationPage({ problems, values = {}, mail }: FormState & { mail: boolean }) {
  return (
    <FormPage title="Ajouter une organisation" trail={trail('Ajouter')}>
      <Form
        action="/gestion/organisations"
        problems={problems}
        values={values}
        does={{ label: 'Ajouter', icon: 'check' }}
      >
        <Asking then={<FieldsOf form={OrganisationForm} only={['structureType']} />}>
          <FieldsOf form={OrganisationForm} only={['kind']} but={{ kind: { options: KIND_CHOICES } }} />
        </Asking>
        <Facts shown={values} />
        <FirstPerson values={values} mail={mail} />
      </Form>
    </FormPage>
  );
}

/** Whom to invite at once. Their roles depend on what the organisation is, so it is asked where that is known. */
function FirstPerson({ values, mail }: { values: Readonly<Record<string, string>>; mail: boolean }) {
  const kind = ORGANISATION_KINDS.find((one) => one === values['kind']);
  if (!kind) return null;
  const roles = ROLES_OF[kind];
  return (
    <Fieldset
      legend="Sa première personne (facultatif)"
      hint="Elle reçoit un lien pour choisir son mot de passe. Laissez son nom et son adresse vides pour l’inviter plus tard."
    >
      <FieldsOf
        form={NewOrganisationForm}
        only={['memberName', 'memberEmail', 'memberRoles']}
        but={{
          memberRoles: { among: roles, value: values['memberRoles'] ?? (roles.length === 1 ? roles[0] : '') },
        }}
      />
      <WayField mail={mail} value={values['way']} />
    </Fieldset>
  );
}

export function OrganisationPage({
  organisation: o,
  members,
  refused,
  problems,
  values,
  formerNames,
  timeZone,
  mail,
}: {
  organisation: OrganisationView;
  members: readonly MembershipView[];
  refused: RefusedAddresses;
  formerNames: readonly FormerName[];
  timeZone: string;
  mail: boolean;
} & FormState) {
  const forMember = problems?.some((p) => ['email', 'roles'].includes(p.field)) || values?.email !== undefined;
  return (
    <FormPage title={o.name} lead={<Lead organisation={o} />} trail={trail(o.name)}>
      <Card title="Membres">
        {members.length ? (
          <MembersTable members={members} refused={refused} timeZone={timeZone} />
        ) : (
          <p>Aucun membre pour l’instant. Ajoutez la première personne ci-dessous.</p>
        )}
      </Card>
      <InviteForm
        organisation={o}
        action={`/gestion/organisations/${o.id}/membres`}
        mail={mail}
        {...(forMember ? { problems, values } : {})}
      />
      <Details organisation={o} members={members} {...(forMember ? {} : { problems, values })} />
      {o.kind === 'structure' ? <Twice id={o.id} /> : null}
      <FormerNames names={formerNames} />
    </FormPage>
  );
}

/** What it is, and what it holds, to whoever reads devices. */
const Lead = ({ organisation: o }: { organisation: OrganisationView }) => (
  <>
    {ORGANISATION_KIND_WORDS[o.kind]} <DoLink href={`/appareils?holder=${o.id}`}>Ses appareils</DoLink>
  </>
);

/** A structure that was entered twice is merged with the other, by whoever may. */
const Twice = ({ id }: { id: string }) => (
  <MaySend to={`/quotas/${id}/doublon`}>
    <p class="hint">
      <a href={`/quotas/${id}/doublon`}>{CORRECTIONS.structure_merged.label} ?</a>
    </p>
  </MaySend>
);

function endedWith(members: readonly MembershipView[]): string[] {
  const active = members.filter((m) => m.active && !m.asked).length;
  const asked = members.filter((m) => m.asked).length;
  return [
    active
      ? `${plural(active, 'personne n’y a plus accès', 'personnes n’y ont plus accès')}, leurs sessions se ferment.`
      : 'Personne n’y a accès aujourd’hui.',
    ...(asked ? [`${plural(asked, 'invitation', 'invitations')} ne ${asked > 1 ? 'servent' : 'sert'} plus.`] : []),
    'On ne la choisit plus nulle part. Son histoire reste, et elle peut être rouverte.',
  ];
}

function Details({
  organisation: o,
  members,
  problems,
  values,
}: FormState & { organisation: OrganisationView; members: readonly MembershipView[] }) {
  const shown = values ?? {
    name: o.name,
    commune: o.commune,
    address: o.address,
    siren: o.siren ?? '',
    helpline: o.helpline,
    nameIsPublic: o.nameIsPublic ? 'oui' : '',
    structureType: o.structureType ?? '',
  };
  return (
    <Card title="Fiche">
      <Form
        action={`/gestion/organisations/${o.id}`}
        problems={problems}
        values={shown}
        does={{ label: 'Enregistrer la fiche', icon: 'check', look: 'secondary' }}
      >
        {o.kind === 'structure' ? <FieldsOf form={OrganisationForm} only={['structureType']} /> : null}
        <Facts shown={shown} />
        <FieldsOf form={OrganisationForm} only={['nameReason']} />
        <Disclosure
          summary={o.active ? 'Fermer l’organisation…' : 'Rouvrir l’organisation…'}
          open={Boolean(values?.closed)}
        >
          {o.active ? <Ends of={{ ends: 'until_reopened' }} lines={endedWith(members)} /> : null}
          <FieldsOf
            form={OrganisationForm}
            only={['closed']}
            but={{
              closed: {
                hint: o.active ? 'Il faut qu’elle n’ait plus d’appareil.' : 'Décochez pour la rouvrir.',
                checked: values ? Boolean(values.closed) : !o.active,
              },
            }}
          />
        </Disclosure>
      </Form>
    </Card>
  );
}
