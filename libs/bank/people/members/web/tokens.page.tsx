import type { TokenView } from '#bank/people';
import { KEY_SCOPE_WORDS } from '#platform/http';
import { clock } from '#platform/kernel';
import {
  Actions,
  type Again,
  Badge,
  Button,
  Card,
  Empty,
  EndingAct,
  FieldsOf,
  Form,
  FormPage,
  formatDate,
  Operator,
  Table,
} from '#platform/ui';
import { TokenDto } from '../../web/people.dto.js';

const isOver = ({ revokedAt, expiresAt }: TokenView): boolean =>
  revokedAt !== null || (expiresAt !== null && expiresAt.getTime() < clock.ms());

export function TokensPage({
  tokens,
  problems,
  values,
}: Again & {
  tokens: readonly TokenView[];
}) {
  return (
    <FormPage
      title="Clés pour vos logiciels"
      lead="Une clé d’accès est un mot de passe pour un logiciel : il lit et écrit ici en votre nom, dans cette organisation seulement. Elle est montrée une fois. Les informaticiens disent « jeton d’API »."
      trail={[{ label: 'Réglages', href: '/gestion' }, { label: 'Clés pour vos logiciels' }]}
    >
      {tokens.length ? (
        <Table
          caption="Clés d’accès"
          rows={[...tokens]}
          rowKey={(t) => t.id}
          columns={[
            { header: 'Nom', row: true, cell: (t) => t.name },
            { header: 'Faite par', cell: (t) => <Operator number={t.operatorNumber} /> },
            { header: 'Peut', cell: (t) => t.scopes.map((s) => KEY_SCOPE_WORDS[s]).join(', ') },
            { header: 'Faite le', cell: (t) => formatDate(t.createdAt) },
            { header: 'Dernier usage', cell: (t) => (t.lastUsedAt ? formatDate(t.lastUsedAt) : 'jamais') },
            { header: 'Sert jusqu’au', cell: (t) => (t.expiresAt ? formatDate(t.expiresAt) : 'sans date') },
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
      <KeyForm problems={problems} values={values} />
    </FormPage>
  );
}

function KeyForm({ problems, values = {} }: Again) {
  return (
    <Card title="Faire une clé">
      <Form action="/gestion/jetons" problems={problems} values={values}>
        <FieldsOf
          form={TokenDto}
          but={{ scopes: { value: values['scopes'] ?? 'read' }, term: { value: values['term'] ?? 'year' } }}
        />
        <Actions>
          <Button icon="plus">Faire la clé</Button>
        </Actions>
      </Form>
    </Card>
  );
}
