import { FACTOR_ROLES, type FactorResetView, type FactorRole, type MembershipView } from '#bank/people';
import { fields, sentenceOf, several } from '#platform/http';
import { clock, labelOfRole } from '#platform/kernel';
import {
  Actions,
  Card,
  Empty,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  formatAgo,
  formatDate,
  LinkButton,
  Notice,
  PostButton,
  Table,
} from '#platform/ui';

const TITLE = 'Connexion et sécurité';
const DAY_MS = 86_400_000;
const TRAIL = [{ label: 'Réglages', href: '/gestion' }] as const;

const labelOf = (role: FactorRole): string =>
  role === 'instance_admin' ? 'Administration de l’installation' : labelOfRole(role);

const LABELS = Object.fromEntries(FACTOR_ROLES.map((role) => [role, labelOf(role)])) as Record<FactorRole, string>;

/** Of whom a second factor is required. */
export class RequiredRolesForm extends fields({
  roles: several(LABELS, {
    optional: true,
    optionalUnsaid: true,
    label: 'Demandée à',
    hint: 'Un code du téléphone ou une clé d’identification, en plus du mot de passe. Qui n’en a pas est conduit à la régler dès sa prochaine page, et ne peut rien faire d’autre avant. Les autres la règlent s’ils le veulent.',
  }),
}) {}

export function SecurityPage({
  required,
  waiting,
  confirmer: { since, days },
  timeZone,
  problems,
}: FormState & {
  required: readonly FactorRole[];
  waiting: readonly FactorResetView[];
  confirmer: { readonly since: Date | null; readonly days: number };
  timeZone: string;
}) {
  return (
    <FormPage title={TITLE} trail={[...TRAIL, { label: TITLE }]}>
      <Card title="Téléphone perdu, mot de passe oublié : à confirmer">
        <p class="hint">
          {sentenceOf('people.reset_by_a_newcomer', { days })}
          {since ? ` Vous : depuis le ${formatDate(since, timeZone)}${laterWords(since, days, timeZone)}.` : null}
        </p>
        {waiting.length ? (
          <Table
            caption="Demandes qui attendent une seconde personne"
            rows={[...waiting]}
            rowKey={(r) => r.id}
            columns={[
              { header: 'Pour', row: true, cell: (r) => r.name, sub: (r) => <MailAddress of={r.email} /> },
              {
                header: 'Ce qui est perdu',
                cell: (r) => (r.linkFor ? 'Le mot de passe' : 'La seconde vérification'),
                sub: (r) => `demandé ${formatAgo(r.askedAt, clock.now(), timeZone)} par ${r.askedBy}`,
              },
              { header: 'Décision', cell: (r) => <Decision reset={r} /> },
            ]}
          />
        ) : (
          <Empty icon="shield-check" title="Aucune demande">
            Qui n’a plus ni téléphone ni codes de secours : ouvrez sa page dans « Membres » ou « Organisations », puis «
            Seconde vérification ». Qui a oublié son mot de passe, ne lit plus ses mails et gère seul son organisation :
            de même, sous « Mot de passe ». Une personne demande, une autre confirme.
          </Empty>
        )}
      </Card>
      <Card title="Seconde vérification">
        <Form action="/gestion/securite" problems={problems} does={{ label: 'Enregistrer', icon: 'check' }}>
          <FieldsOf form={RequiredRolesForm} but={{ roles: { value: [...required] } }} />
        </Form>
      </Card>
    </FormPage>
  );
}

/** Broken before the domain, where it must. */
const MailAddress = ({ of }: { of: string }) => {
  const [local, domain] = of.split('@');
  return (
    <>
      {local}
      <wbr />@{domain}
    </>
  );
};

/** From which requests on they confirm, where that is still to come. */
function laterWords(since: Date, days: number, timeZone: string): string {
  const from = new Date(since.getTime() + days * DAY_MS);
  return from > clock.now() ? `, donc pour les demandes faites à partir du ${formatDate(from, timeZone)}` : '';
}

function Decision({ reset: r }: { reset: FactorResetView }) {
  const at = `/gestion/securite/demandes/${r.id}`;
  return (
    <>
      {r.own || !r.may ? (
        <p>Une autre personne confirme.</p>
      ) : r.linkFor ? (
        <PostButton
          action={`${at}/lien`}
          label={`Confirmer, et voir le lien pour ${r.name}`}
          look="danger"
          icon="check"
          fields={{ way: 'copy' }}
        />
      ) : (
        <PostButton action={`${at}/confirmation`} label={`Confirmer pour ${r.name}`} look="danger" icon="check" />
      )}
      <PostButton action={`${at}/retrait`} label="Retirer la demande" look="quiet" icon="undo-2" />
    </>
  );
}

/** What two help with: its words on the page where the first of them asks. */
const ASKING = {
  second_factor: {
    title: 'Téléphone perdu',
    at: 'verification',
    ask: 'Demander le retrait',
    follows:
      'Son application, ses clés d’identification et ses codes de secours seront retirés, et ses sessions fermées. Son mot de passe reste.',
  },
  password: {
    title: 'Mot de passe oublié, sans collègue',
    at: 'mot-de-passe',
    ask: 'Demander un lien',
    follows:
      'Une autre personne de l’administration confirme, reçoit le lien et le lui donne : avec lui, elle choisit un autre mot de passe. Ce compte ouvre ce que seule son organisation peut lire : le journal garde qui a demandé et qui a confirmé.',
  },
} as const;

export function AskResetPage({
  lost,
  membership: m,
  state,
  problems,
}: Pick<FormState, 'problems'> & {
  lost: keyof typeof ASKING;
  membership: MembershipView;
  state: { readonly refused: string | null; readonly asked: boolean } | null;
}) {
  const { title, at, ask, follows } = ASKING[lost];
  return (
    <FormPage
      title={title}
      lead={m.userName}
      trail={[...TRAIL, { label: m.userName, href: `/gestion/membres/${m.id}` }, { label: title }]}
    >
      {state?.asked ? (
        <Notice tone="info" title="C’est demandé.">
          Une autre personne de l’administration confirme sur la page « {TITLE} ».
        </Notice>
      ) : state?.refused ? (
        <Notice tone="info">{sentenceOf(state.refused)}</Notice>
      ) : state ? (
        <Form
          action={`/gestion/membres/${m.id}/${at}`}
          problems={problems}
          does={{ label: ask, icon: 'shield-alert', look: 'danger' }}
        >
          <p>
            Assurez-vous d’abord que c’est bien cette personne qui le demande : de vive voix, ou par un numéro que vous
            connaissez. {follows}
          </p>
        </Form>
      ) : null}
      <Actions>
        <LinkButton href={`/gestion/membres/${m.id}`}>Revenir</LinkButton>
        <LinkButton href="/gestion/securite">{TITLE}</LinkButton>
      </Actions>
    </FormPage>
  );
}
