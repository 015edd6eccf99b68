import type { TokenView } from '#bank/people';
import { KEY_SCOPE_WORDS } from '#platform/http';
import { clock } from '#platform/kernel';
import {
  Actions,
  type Again,
  Badge,
  Button,
  Card,
  ChoiceField,
  Empty,
  EndingAct,
  Form,
  FormPage,
  formatDate,
  Operator,
  SelectField,
  Table,
  TextField,
} from '#platform/ui';

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
        <TextField
          name="name"
          label="Pour quel logiciel ?"
          hint="Exemple : tableur de suivi"
          required
          width="medium"
          maxlength={80}
        />
        <ChoiceField
          name="scopes"
          label="Ce qu’elle peut faire"
          hint="Le moins possible : un tableur qui lit n’a pas besoin d’écrire."
          multiple
          required
          value={values['scopes']?.split(',') ?? ['read']}
          options={[
            { value: 'read', label: 'Lire', hint: 'Ce que vous lisez ici' },
            { value: 'inventories', label: 'Envoyer des inventaires', hint: 'Pour les agents de vos machines' },
            { value: 'write', label: 'Écrire', hint: 'Tout le reste de ce que vous faites ici' },
          ]}
        />
        <SelectField
          name="term"
          label="Jusqu’à quand ?"
          required
          value={values['term'] ?? 'year'}
          options={[
            { value: 'quarter', label: 'Trois mois' },
            { value: 'year', label: 'Un an' },
            { value: 'two_years', label: 'Deux ans' },
            { value: 'unlimited', label: 'Jusqu’à ce que quelqu’un coupe l’accès' },
          ]}
        />
        <Actions>
          <Button icon="plus">Faire la clé</Button>
        </Actions>
      </Form>
    </Card>
  );
}
