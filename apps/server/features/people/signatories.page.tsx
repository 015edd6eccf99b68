import { type MembershipView, SIGNATORY_ACT_WORDS, SIGNATORY_ACTS, type SignatoryView } from '#people';
import {
  Actions,
  type Again,
  Badge,
  Button,
  Card,
  Cell,
  ChoiceField,
  Empty,
  ErrorSummary,
  FileField,
  Form,
  FormPage,
  formatDate,
  Operator,
  SelectField,
  Table,
  TextField,
} from '../../ui/index.js';

const WHEN = {
  now: { tone: 'ok', icon: 'check', label: 'aujourd’hui' },
  later: { tone: 'info', icon: 'clock', label: 'plus tard' },
  past: { tone: 'neutral', icon: 'ban', label: 'fini' },
} as const;

type Props = Again & {
  signatories: readonly SignatoryView[];
  members: readonly MembershipView[];
  /** The line whose last day was refused. */
  ending?: string | undefined;
};

/** Who may sign for the organisation, what, from when to when; and somebody more. */
export function SignatoriesPage({ signatories, members, ending, problems, values = {} }: Props) {
  const open = signatories.filter((s) => s.when !== 'past' && s.until === null);
  return (
    <FormPage
      title="Signataires"
      lead="Qui signe pour votre organisation, par son nom et sa qualité. Les autres personnes restent un numéro sur les documents."
      trail={[{ label: 'Réglages', href: '/gestion' }, { label: 'Signataires' }]}
    >
      {signatories.length ? (
        <Table
          caption="Qui peut signer"
          rows={[...signatories]}
          rowKey={(s) => s.id}
          columns={[
            { header: 'Nom et qualité', row: true, cell: (s) => <Cell main={s.name} sub={s.quality} /> },
            { header: 'Peut signer', cell: (s) => SIGNATORY_ACT_WORDS[s.act] },
            {
              header: 'Depuis le',
              cell: (s) => (
                <Cell
                  main={formatDate(`${s.from}T12:00:00Z`)}
                  sub={s.until ? `jusqu’au ${formatDate(`${s.until}T12:00:00Z`)}` : 'sans fin'}
                />
              ),
            },
            {
              header: 'Signe ici',
              minor: true,
              cell: (s) => (
                <Cell
                  main={s.operatorNumber ? <Operator number={s.operatorNumber} /> : 'à la main'}
                  sub={s.hasImage ? 'signature imprimée' : 'sans signature imprimée'}
                />
              ),
            },
            {
              header: 'En vigueur',
              cell: (s) => (
                <Badge tone={WHEN[s.when].tone} icon={WHEN[s.when].icon}>
                  {WHEN[s.when].label}
                </Badge>
              ),
            },
          ]}
        />
      ) : (
        <Empty icon="signature" title="Personne n’est encore autorisé à signer">
          Ajoutez d’abord la personne qui signe les conventions et les reçus : sans elle, ils sont refusés.
        </Empty>
      )}
      {ending && !open.some((s) => s.id === ending) ? <ErrorSummary problems={problems ?? []} /> : null}
      <AddSignatory members={members} {...(ending ? {} : { problems, values })} />
      {open.length ? (
        <Card title="Enregistrer le dernier jour">
          {open.map((s) => (
            <Form
              key={s.id}
              action={`/gestion/signataires/${s.id}/fin`}
              {...(ending === s.id ? { problems, values } : {})}
            >
              <TextField
                name="until"
                id={`fin-${s.id}`}
                type="date"
                label={`${s.name} : ${SIGNATORY_ACT_WORDS[s.act]}`}
                width="medium"
                required
              />
              <Button look="secondary" icon="check">
                Enregistrer ce dernier jour
              </Button>
            </Form>
          ))}
        </Card>
      ) : null}
    </FormPage>
  );
}

function AddSignatory({ members, problems, values = {} }: Again & Pick<Props, 'members'>) {
  return (
    <Card title="Ajouter une personne">
      <Form action="/gestion/signataires" multipart problems={problems} values={values}>
        <TextField
          name="name"
          label="Prénom et nom"
          hint="Comme ils seront imprimés."
          required
          width="medium"
          maxlength={120}
        />
        <TextField
          name="quality"
          label="Qualité"
          hint="Exemple : présidente, directeur, responsable d’atelier"
          required
          width="medium"
          maxlength={120}
        />
        <ChoiceField
          name="acts"
          label="Ce que cette personne peut signer"
          multiple
          required
          value={(values['acts'] ?? '').split(',')}
          options={SIGNATORY_ACTS.map((act) => ({ value: act, label: SIGNATORY_ACT_WORDS[act] }))}
        />
        <TextField name="from" type="date" label="À partir du" required width="medium" />
        <TextField
          name="until"
          type="date"
          label="Jusqu’au"
          hint="Laissez vide s’il n’y a pas de fin."
          width="medium"
        />
        <SelectField
          name="membershipId"
          label="Cette personne travaille ici comme"
          hint="Elle signera alors de son nom avec son propre mot de passe."
          empty="Elle signe seulement à la main"
          options={members.map((m) => ({ value: m.id, label: `${m.userName}, opérateur n° ${m.operatorNumber}` }))}
        />
        <FileField
          name="image"
          label="Image de sa signature"
          hint="PNG ou JPEG, 2 Mo au plus. Elle est imprimée sur les reçus fiscaux."
          accept="image/png,image/jpeg"
        />
        <Actions>
          <Button icon="plus">Ajouter</Button>
        </Actions>
      </Form>
    </Card>
  );
}
