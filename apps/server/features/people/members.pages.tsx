import { ROLES_OF } from '#kernel';
import type { MembershipView, OrganisationView } from '#people';
import { labelOfRole } from '../../http/role.words.js';
import {
  Actions,
  type Again,
  Badge,
  Button,
  Card,
  Cell,
  CheckField,
  ChoiceField,
  type FieldProblem,
  Form,
  FormPage,
  PostButton,
  Table,
  TextField,
} from '../../ui/index.js';
import { NameReasonField } from './names.js';

/** Who acts for an organisation. */
export function MembersTable({ members }: { members: readonly MembershipView[] }) {
  return (
    <Table
      caption="Membres"
      rows={[...members]}
      rowKey={(m) => m.id}
      columns={[
        { header: 'Nom', row: true, cell: (m) => <Cell main={m.userName} sub={m.email} /> },
        { header: 'Opérateur', cell: (m) => `n° ${m.operatorNumber}` },
        { header: 'Rôles', cell: (m) => m.roles.map(labelOfRole).join(', ') },
        {
          header: 'Accès',
          cell: (m) =>
            m.active ? (
              <Badge tone="ok">ouvert</Badge>
            ) : (
              <Badge tone="neutral" icon="ban">
                fermé
              </Badge>
            ),
        },
        { header: 'Changer', cell: (m) => <a href={`/gestion/membres/${m.id}`}>Rôles et lien</a> },
      ]}
    />
  );
}

/** One membership: its roles, its access, and a new one-time link. */
export function MembershipPage({
  membership: m,
  organisation,
  problems,
  wrong = {},
}: {
  membership: MembershipView;
  organisation: OrganisationView;
  problems?: FieldProblem[];
  /** What was refused of who they are. */
  wrong?: Again;
}) {
  return (
    <FormPage
      title={m.userName}
      lead={`${m.organisationName} · opérateur n° ${m.operatorNumber}`}
      trail={[
        { label: 'Organisations', href: '/gestion/organisations' },
        { label: organisation.name, href: `/gestion/organisations/${organisation.id}` },
        { label: m.userName },
      ]}
    >
      <Form action={`/gestion/membres/${m.id}`} problems={problems}>
        <ChoiceField
          name="roles"
          label="Rôles"
          required
          multiple
          value={[...m.roles]}
          options={ROLES_OF[organisation.kind].map((r) => ({ value: r, label: labelOfRole(r) }))}
        />
        <CheckField name="closed" label="Fermer son accès à cette organisation" checked={!m.active} value="oui" />
        <Actions>
          <Button icon="check">Enregistrer</Button>
        </Actions>
      </Form>
      <Card title="Corriger son nom ou son adresse mail">
        <Form
          action={`/gestion/membres/${m.id}/identite`}
          problems={wrong.problems}
          values={{ name: m.userName, email: m.email, ...wrong.values }}
        >
          <TextField name="name" label="Nom" required width="medium" maxlength={120} />
          <TextField
            name="email"
            label="Adresse mail"
            hint="Elle sert à se connecter, dans toutes ses organisations."
            type="email"
            required
            width="medium"
          />
          <NameReasonField required />
          <Actions>
            <Button look="secondary" icon="check">
              Corriger
            </Button>
          </Actions>
        </Form>
      </Card>
      <Card title="Mot de passe">
        <p>
          Un lien à usage unique, valable trois jours, pour choisir un nouveau mot de passe. Donnez-le de la main à la
          main, ou par téléphone.
        </p>
        <PostButton action={`/gestion/membres/${m.id}/lien`} label="Faire un lien" icon="link" />
      </Card>
    </FormPage>
  );
}
