import { type MembershipView, SIGNATORY_ACT_WORDS, type SignatoryView } from '#bank/people';
import {
  Badge,
  Button,
  Card,
  Empty,
  ErrorSummary,
  FieldsOf,
  FileField,
  Form,
  FormPage,
  type FormState,
  formatDate,
  Notice,
  Operator,
  Table,
} from '#platform/ui';
import { SignatoryDto, SignatoryEndDto } from './signatories.dto.js';

const WHEN = {
  now: { tone: 'ok', icon: 'check', label: 'aujourd’hui' },
  later: { tone: 'info', icon: 'clock', label: 'plus tard' },
  past: { tone: 'neutral', icon: 'ban', label: 'fini' },
} as const;

const SIGNATURE = {
  label: 'Image de sa signature',
  hint: 'PNG ou JPEG, 2 Mo au plus, à l’encre foncée sur fond blanc. Elle est imprimée sur les reçus fiscaux, qui la demandent.',
  accept: 'image/png,image/jpeg',
} as const;

type Props = FormState & {
  signatories: readonly SignatoryView[];
  members: readonly MembershipView[];
  /** The day that is proposed as the first on which somebody signs. */
  today: string;
  ending?: string | undefined;
  signing?: string | undefined;
};

export function SignatoriesPage({ signatories, members, today, ending, signing, problems, values = {} }: Props) {
  const unsigned = signatories.filter((s) => s.act === 'receipt' && s.when !== 'past' && !s.legible);
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
            { header: 'Nom et qualité', row: true, cell: (s) => s.name, sub: (s) => s.quality },
            { header: 'Peut signer', cell: (s) => SIGNATORY_ACT_WORDS[s.act] },
            {
              header: 'Depuis le',
              cell: (s) => formatDate(`${s.from}T12:00:00Z`),
              sub: (s) => (s.until ? `jusqu’au ${formatDate(`${s.until}T12:00:00Z`)}` : 'sans fin'),
            },
            {
              header: 'Signe ici',
              minor: true,
              cell: (s) => (s.operatorNumber ? <Operator number={s.operatorNumber} /> : 'à la main'),
              sub: (s) =>
                s.legible ? 'signature lisible' : s.hasImage ? 'signature à envoyer de nouveau' : 'sans signature',
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
      {(ending && !open.some((s) => s.id === ending)) || (signing && !unsigned.some((s) => s.id === signing)) ? (
        <ErrorSummary problems={problems ?? []} />
      ) : null}
      {unsigned.map((s) => (
        <Card key={s.id} title={`Ajouter la signature de ${s.name}`}>
          <Notice tone="attention">Sans signature lisible, aucun reçu fiscal n’est délivré à son nom.</Notice>
          <Form
            action={`/gestion/signataires/${s.id}/signature`}
            multipart
            {...(signing === s.id ? { problems, values } : {})}
          >
            <FileField name="image" id={`signature-${s.id}`} {...SIGNATURE} required />
            <Button look="secondary" icon="signature">
              Ajouter cette signature
            </Button>
          </Form>
        </Card>
      ))}
      <AddSignatory members={members} today={today} {...(ending || signing ? {} : { problems, values })} />
      {open.length ? (
        <Card title="Enregistrer le dernier jour">
          {open.map((s) => (
            <Form
              key={s.id}
              action={`/gestion/signataires/${s.id}/fin`}
              {...(ending === s.id ? { problems, values } : {})}
            >
              <FieldsOf
                form={SignatoryEndDto}
                but={{ until: { id: `fin-${s.id}`, label: `${s.name} : ${SIGNATORY_ACT_WORDS[s.act]}` } }}
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

function AddSignatory({ members, today, problems, values = {} }: FormState & Pick<Props, 'members' | 'today'>) {
  return (
    <Card title="Ajouter une personne">
      <Form
        action="/gestion/signataires"
        multipart
        problems={problems}
        values={values}
        does={{ label: 'Ajouter', icon: 'plus' }}
      >
        <FieldsOf
          form={SignatoryDto}
          but={{
            from: { value: values['from'] ?? today },
            membershipId: {
              options: members.map((m) => ({ value: m.id, label: `${m.userName}, opérateur n° ${m.operatorNumber}` })),
            },
          }}
        />
        <FileField name="image" {...SIGNATURE} />
      </Form>
    </Card>
  );
}
