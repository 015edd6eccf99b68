import type { TokenView } from '#people';
import {
  Actions,
  type Again,
  Badge,
  Button,
  Card,
  Empty,
  EndingAct,
  Form,
  FormPage,
  formatDate,
  Operator,
  Table,
  TextField,
} from '../../ui/index.js';

export function TokensPage({
  tokens,
  problems,
  values = {},
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
            { header: 'Faite le', cell: (t) => formatDate(t.createdAt) },
            { header: 'Dernier usage', cell: (t) => (t.lastUsedAt ? formatDate(t.lastUsedAt) : 'jamais') },
            {
              header: 'Accès',
              cell: (t) =>
                t.revokedAt ? (
                  <Badge tone="neutral" icon="ban">
                    ne sert plus
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
      <Card title="Faire une clé">
        <Form action="/gestion/jetons" problems={problems} values={values}>
          <TextField
            name="name"
            label="Pour quel logiciel ?"
            hint="Exemple : tableur de suivi"
            required
            width="medium"
            maxlength={80}
          />
          <Actions>
            <Button icon="plus">Faire la clé</Button>
          </Actions>
        </Form>
      </Card>
    </FormPage>
  );
}
