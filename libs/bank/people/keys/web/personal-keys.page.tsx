import type { TokenView } from '#bank/people';
import {
  type Again,
  Badge,
  Card,
  Empty,
  EndingAct,
  FieldsOf,
  Form,
  FormPage,
  formatDate,
  Notice,
  Operator,
  Table,
} from '#platform/ui';
import { TokenDto } from './keys.dto.js';
import { endsSoon, isOver, scopeWords } from './keys.words.js';

export function TokensPage({
  tokens,
  problems,
  values,
}: Again & {
  tokens: readonly TokenView[];
}) {
  const soon = tokens.filter(endsSoon);
  return (
    <FormPage
      title="Clés pour vos logiciels"
      lead="Une clé d’accès est un mot de passe pour un logiciel : il lit et écrit ici en votre nom, dans cette organisation seulement. Elle est montrée une fois. Les informaticiens disent « jeton d’API »."
      trail={[{ label: 'Réglages', href: '/gestion' }, { label: 'Clés pour vos logiciels' }]}
    >
      {soon.length ? (
        <Notice tone="attention" title="Bientôt finie :">
          {soon.map((t) => `${t.name}, le ${formatDate(t.expiresAt)}`).join(' ; ')}. Faites une autre clé, donnez-la au
          logiciel, puis coupez l’accès de l’ancienne.
        </Notice>
      ) : null}
      {tokens.some((t) => t.endWasSet && !isOver(t)) ? (
        <Notice tone="info" title="Plus aucune clé n’est sans fin.">
          Celles qui n’en avaient pas, ou une plus lointaine, servent jusqu’à la date dite ici.
        </Notice>
      ) : null}
      {tokens.length ? (
        <Table
          caption="Clés d’accès"
          rows={[...tokens]}
          rowKey={(t) => t.id}
          columns={[
            { header: 'Nom', row: true, cell: (t) => t.name },
            { header: 'Faite par', cell: (t) => <Operator number={t.operatorNumber} /> },
            { header: 'Peut', cell: (t) => scopeWords(t.scopes) },
            { header: 'Faite le', cell: (t) => formatDate(t.createdAt) },
            { header: 'Dernier usage', cell: (t) => (t.lastUsedAt ? formatDate(t.lastUsedAt) : 'jamais') },
            { header: 'Sert jusqu’au', cell: (t) => formatDate(t.expiresAt) },
            {
              header: 'Accès',
              cell: (t) =>
                isOver(t) ? (
                  <Badge tone="neutral" icon="ban">
                    {t.revokedAt ? 'ne sert plus' : 'a expiré'}
                  </Badge>
                ) : (
                  <EndingAct
                    of={{ label: `Couper l’accès de ${t.name}`, icon: 'ban', ends: 'for_good' }}
                    action={`/gestion/jetons/${t.id}/revocation`}
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
        <a href="/gestion/cles">les clés de l’organisation</a>.
      </p>
      <KeyForm problems={problems} values={values} />
    </FormPage>
  );
}

function KeyForm({ problems, values = {} }: Again) {
  return (
    <Card title="Faire une clé">
      <Form action="/gestion/jetons" problems={problems} values={values} does={{ label: 'Faire la clé', icon: 'plus' }}>
        <FieldsOf
          form={TokenDto}
          but={{ scopes: { value: values['scopes'] ?? 'read' }, term: { value: values['term'] ?? 'year' } }}
        />
      </Form>
    </Card>
  );
}
