import type { OrganisationKeyView } from '#bank/people';
import { KEYS_OF, type OrganisationKind } from '#platform/kernel';
import {
  Actions,
  type Again,
  AskPage,
  Badge,
  Button,
  Card,
  Cell,
  Empty,
  EndingAct,
  FieldsOf,
  Form,
  FormPage,
  formatDate,
  LinkButton,
  Notice,
  Operator,
  Table,
} from '#platform/ui';
import { OrganisationKeyDto, RenewKeyDto } from './keys.dto.js';
import { endsSoon, isOver, scopeLines } from './keys.words.js';

const TITLE = 'Clés de l’organisation';
const PAGE = '/gestion/cles';

interface Trailed {
  readonly trail: readonly { label: string; href: string }[];
}

/** The other key of the same name that is good after this one ends, if there is one. */
const successorOf = (key: OrganisationKeyView, keys: readonly OrganisationKeyView[]) =>
  keys.find(
    (other) =>
      other.operatorNumber === key.operatorNumber &&
      other.id !== key.id &&
      !isOver(other) &&
      other.expiresAt > key.expiresAt,
  );

export function OrganisationKeysPage({
  keys,
  kind,
  organisation,
  trail,
  problems,
  values,
}: Again &
  Trailed & {
    keys: readonly OrganisationKeyView[];
    kind: OrganisationKind;
    organisation: string;
  }) {
  const soon = keys.filter((key) => endsSoon(key) && !successorOf(key, keys));
  return (
    <FormPage
      title={TITLE}
      lead={`Avec une clé, un logiciel lit et écrit ici au nom de votre organisation (${organisation}), et de personne. Elle sert même quand la personne qui l’a faite est partie, treize mois au plus.`}
      trail={[...trail, { label: TITLE }]}
    >
      {soon.length ? (
        <Notice tone="attention" title="Bientôt finie :">
          {soon.map((key) => `${key.name}, le ${formatDate(key.expiresAt)}`).join(' ; ')}. Renouvelez-la, donnez la
          nouvelle au logiciel, puis coupez l’accès de l’ancienne.
        </Notice>
      ) : null}
      {keys.length ? (
        <Table
          caption="Clés de l’organisation"
          rows={[...keys]}
          rowKey={(key) => key.id}
          columns={[
            {
              header: 'Logiciel',
              row: true,
              cell: (key) => (
                <Cell
                  main={key.name}
                  sub={
                    <>
                      Signe n° {key.operatorNumber}. Faite le {formatDate(key.createdAt)} par{' '}
                      <Operator number={key.madeBy} />.{key.contact ? ` Appeler : ${key.contact}` : null}
                    </>
                  }
                />
              ),
            },
            { header: 'Peut', cell: (key) => <Scopes of={key} /> },
            {
              header: 'Sert jusqu’au',
              cell: (key) => (
                <Cell
                  main={formatDate(key.expiresAt)}
                  sub={`dernier usage : ${key.lastUsedAt ? formatDate(key.lastUsedAt) : 'jamais'}`}
                />
              ),
            },
            { header: 'Accès', cell: (key) => <Access of={key} twice={hasTwin(key, keys)} /> },
          ]}
        />
      ) : (
        <Empty icon="key-round" title="Aucune clé">
          Faites-en une quand un logiciel doit lire ou écrire au nom de votre organisation.
        </Empty>
      )}
      <KeyForm kind={kind} problems={problems} values={values} />
    </FormPage>
  );
}

const Scopes = ({ of: { scopes } }: { of: OrganisationKeyView }) => (
  <>
    {scopeLines(scopes).map((line) => (
      <div key={line}>{line}</div>
    ))}
  </>
);

const hasTwin = (key: OrganisationKeyView, keys: readonly OrganisationKeyView[]): boolean =>
  keys.some((other) => other.id !== key.id && other.operatorNumber === key.operatorNumber && !isOver(other));

function Access({ of: key, twice }: { of: OrganisationKeyView; twice: boolean }) {
  if (isOver(key))
    return (
      <Badge tone="neutral" icon="ban">
        {key.revokedAt ? 'ne sert plus' : 'a expiré'}
      </Badge>
    );
  return (
    <>
      {twice ? null : (
        <LinkButton icon="refresh-cw" href={`${PAGE}/${key.id}/renouvellement`}>
          {`Renouveler ${key.name}`}
        </LinkButton>
      )}
      <EndingAct
        of={{ label: `Couper l’accès de ${key.name}`, icon: 'ban', ends: 'for_good' }}
        action={`${PAGE}/${key.id}/revocation`}
        lines={[
          `Le logiciel qui se sert de la clé finissant le ${formatDate(key.expiresAt)} ne lit et n’écrit plus rien.`,
        ]}
      />
    </>
  );
}

function KeyForm({ kind, problems, values = {} }: Again & { kind: OrganisationKind }) {
  const { areas = [], names = false } = KEYS_OF[kind] ?? {};
  const written = areas.filter((area) => area !== 'figures');
  return (
    <Card title="Faire une clé">
      <Form action={PAGE} problems={problems} values={values}>
        <FieldsOf
          form={OrganisationKeyDto}
          but={{
            reads: { among: areas },
            writes: written.length ? { among: written } : null,
            names: names ? {} : null,
            term: { value: values['term'] ?? 'year' },
          }}
        />
        <Actions>
          <Button icon="plus">Faire la clé</Button>
        </Actions>
      </Form>
    </Card>
  );
}

export function RenewKeyPage({
  renewed,
  trail,
  problems,
  values = {},
}: Again & Trailed & { renewed: OrganisationKeyView }) {
  return (
    <AskPage
      title={`Renouveler ${renewed.name}`}
      lead={`Une seconde clé du même nom, qui peut la même chose. L’ancienne sert jusqu’au ${formatDate(renewed.expiresAt)}, ou jusqu’à ce que vous coupiez son accès.`}
      trail={[...trail, { label: TITLE, href: PAGE }, { label: `Renouveler ${renewed.name}` }]}
      action={`${PAGE}/${renewed.id}/renouvellement`}
      problems={problems}
      values={values}
      does={{ label: 'Faire la seconde clé', icon: 'plus' }}
      back={{ href: PAGE }}
    >
      <FieldsOf form={RenewKeyDto} but={{ term: { value: values['term'] ?? 'year' } }} />
    </AskPage>
  );
}
