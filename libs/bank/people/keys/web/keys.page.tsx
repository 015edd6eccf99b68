import type { OrganisationKeyView, TokenView } from '#bank/people';
import { KEYS_OF, type OrganisationKind } from '#platform/kernel';
import {
  AskPage,
  Badge,
  Card,
  Cell,
  Empty,
  EndingAct,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  formatDate,
  LinkButton,
  Notice,
  Operator,
  Table,
  type Trail,
} from '#platform/ui';
import { OrganisationKeyDto, RenewKeyDto, TokenDto } from './keys.dto.js';
import { endsSoon, isOver, type Lasting, scopeLines, scopeWords } from './keys.words.js';

const TITLE = 'Clés de l’organisation';
const MAKE = { label: 'Faire la clé', icon: 'plus' } as const;
export const KEYS_PAGE = '/gestion/cles';
export const TOKENS_PAGE = '/gestion/jetons';

interface Trailed {
  readonly trail: Trail;
}

/** @param then what to do about it */
const EndingSoon = ({ keys, then }: { keys: readonly (Lasting & { readonly name: string })[]; then: string }) =>
  keys.length ? (
    <Notice tone="attention" title="Bientôt finie :">
      {keys.map((key) => `${key.name}, le ${formatDate(key.expiresAt)}`).join(' ; ')}. {then}
    </Notice>
  ) : null;

/** How a key is told from another of its name. */
const endingWords = ({ ending }: { readonly ending: string }): string | null =>
  ending ? `Se termine par ${ending}.` : null;

const Over = ({ of }: { of: Lasting }) => (
  <Badge tone="neutral" icon="ban">
    {of.revokedAt ? 'ne sert plus' : 'a expiré'}
  </Badge>
);

/** The keys of an organisation's members. */
export function TokensPage({ tokens, problems, values = {} }: FormState & { tokens: readonly TokenView[] }) {
  return (
    <FormPage
      title="Clés pour vos logiciels"
      lead="Une clé d’accès est un mot de passe pour un logiciel : il lit et écrit ici en votre nom, dans cette organisation seulement. Elle est montrée une fois. Les informaticiens disent « jeton d’API »."
      trail={[{ label: 'Réglages', href: '/gestion' }, { label: 'Clés pour vos logiciels' }]}
    >
      <EndingSoon
        keys={tokens.filter(endsSoon)}
        then="Faites une autre clé, donnez-la au logiciel, puis coupez l’accès de l’ancienne."
      />
      {tokens.some((t) => t.endWasSet && !isOver(t)) ? (
        <Notice tone="info" title="Plus aucune clé n’est sans fin.">
          Celles qui n’en avaient pas, ou une plus lointaine, servent jusqu’à la date dite ici.
        </Notice>
      ) : null}
      {tokens.length ? (
        <Table
          caption="Clés d’accès"
          rows={tokens}
          rowKey={(t) => t.id}
          columns={[
            { header: 'Nom', row: true, cell: (t) => <Cell main={t.name} sub={endingWords(t)} /> },
            { header: 'Faite par', cell: (t) => <Operator number={t.operatorNumber} /> },
            { header: 'Peut', cell: (t) => scopeWords(t.scopes) },
            { header: 'Faite le', cell: (t) => formatDate(t.createdAt) },
            { header: 'Dernier usage', cell: (t) => (t.lastUsedAt ? formatDate(t.lastUsedAt) : 'jamais') },
            { header: 'Sert jusqu’au', cell: (t) => formatDate(t.expiresAt) },
            {
              header: 'Accès',
              cell: (t) =>
                isOver(t) ? (
                  <Over of={t} />
                ) : (
                  <EndingAct
                    of={{ label: `Couper l’accès de ${t.name}`, icon: 'ban', ends: 'for_good' }}
                    action={`${TOKENS_PAGE}/${t.id}/revocation`}
                    lines={['Le logiciel qui s’en sert ne lit et n’écrit plus rien. Une autre clé se fait ici.']}
                  />
                ),
            },
          ]}
        />
      ) : (
        <Empty icon="key-round" title="Aucune clé">
          Faites-en une quand un autre logiciel doit lire ou écrire au nom de votre organisation.
        </Empty>
      )}
      <p>
        Pour les agents de vos machines (GLPI, FusionInventory), la clé est leur mot de passe :{' '}
        <a href="/inventaires/agents">brancher vos agents</a>.
      </p>
      <p>
        Une clé faite ici s’arrête quand vous partez. Pour un logiciel qui sert à tous :{' '}
        <a href={KEYS_PAGE}>les clés de l’organisation</a>.
      </p>
      <Card title="Faire une clé">
        <Form action={TOKENS_PAGE} problems={problems} values={values} does={MAKE}>
          <FieldsOf
            form={TokenDto}
            but={{ scopes: { value: values['scopes'] ?? 'read' }, term: { value: values['term'] ?? 'year' } }}
          />
        </Form>
      </Card>
    </FormPage>
  );
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
  ...again
}: FormState &
  Trailed & {
    keys: readonly OrganisationKeyView[];
    kind: OrganisationKind;
    organisation: string;
  }) {
  return (
    <FormPage
      title={TITLE}
      lead={`Avec une clé, un logiciel lit et écrit ici au nom de votre organisation (${organisation}), et de personne. Elle sert même quand la personne qui l’a faite est partie, treize mois au plus.`}
      trail={[...trail, { label: TITLE }]}
    >
      <EndingSoon
        keys={keys.filter((key) => endsSoon(key) && !successorOf(key, keys))}
        then="Renouvelez-la, donnez la nouvelle au logiciel, puis coupez l’accès de l’ancienne."
      />
      {keys.length ? (
        <Table
          caption="Clés de l’organisation"
          rows={keys}
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
                      Signe n° {key.operatorNumber}. {endingWords(key)} Faite le {formatDate(key.createdAt)} par{' '}
                      <Operator number={key.madeBy} />.{key.contact ? ` Appeler : ${key.contact}` : null}
                    </>
                  }
                />
              ),
            },
            { header: 'Peut', cell: (key) => scopeLines(key.scopes).map((line) => <div key={line}>{line}</div>) },
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
      <KeyForm kind={kind} {...again} />
    </FormPage>
  );
}

const hasTwin = (key: OrganisationKeyView, keys: readonly OrganisationKeyView[]): boolean =>
  keys.some((other) => other.id !== key.id && other.operatorNumber === key.operatorNumber && !isOver(other));

function Access({ of: key, twice }: { of: OrganisationKeyView; twice: boolean }) {
  if (isOver(key)) return <Over of={key} />;
  return (
    <>
      {twice ? null : (
        <LinkButton icon="refresh-cw" href={`${KEYS_PAGE}/${key.id}/renouvellement`}>
          {`Renouveler ${key.name}`}
        </LinkButton>
      )}
      <EndingAct
        of={{
          label: `Couper l’accès de ${key.name}${key.ending ? ` (…${key.ending})` : ''}`,
          icon: 'ban',
          ends: 'for_good',
        }}
        action={`${KEYS_PAGE}/${key.id}/revocation`}
        lines={[
          `Le logiciel qui se sert de la clé ${key.ending ? `terminée par ${key.ending}, ` : ''}bonne jusqu’au ${formatDate(key.expiresAt)}, ne lit et n’écrit plus rien.`,
        ]}
      />
    </>
  );
}

function KeyForm({ kind, problems, values = {} }: FormState & { kind: OrganisationKind }) {
  const { areas = [], names = false } = KEYS_OF[kind] ?? {};
  const written = areas.filter((area) => area !== 'figures');
  return (
    <Card title="Faire une clé">
      <Form action={KEYS_PAGE} problems={problems} values={values} does={MAKE}>
        <FieldsOf
          form={OrganisationKeyDto}
          but={{
            reads: { among: areas },
            writes: written.length ? { among: written } : null,
            names: names ? {} : null,
            term: { value: values['term'] ?? 'year' },
          }}
        />
      </Form>
    </Card>
  );
}

export function RenewKeyPage({
  renewed,
  trail,
  problems,
  values = {},
}: FormState & Trailed & { renewed: OrganisationKeyView }) {
  return (
    <AskPage
      title={`Renouveler ${renewed.name}`}
      lead={`Une seconde clé du même nom, qui peut la même chose. L’ancienne sert jusqu’au ${formatDate(renewed.expiresAt)}, ou jusqu’à ce que vous coupiez son accès.`}
      trail={[...trail, { label: TITLE, href: KEYS_PAGE }, { label: `Renouveler ${renewed.name}` }]}
      action={`${KEYS_PAGE}/${renewed.id}/renouvellement`}
      problems={problems}
      values={values}
      does={{ label: 'Faire la seconde clé', icon: 'plus' }}
      back={{ href: KEYS_PAGE }}
    >
      <FieldsOf form={RenewKeyDto} but={{ term: { value: values['term'] ?? 'year' } }} />
    </AskPage>
  );
}
