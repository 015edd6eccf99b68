import type { WebhookView } from '#bank/events';
import { thingsFor } from '#bank/events';
import type { Member } from '#platform/kernel';
import {
  AskPage,
  Badge,
  Card,
  Cell,
  Empty,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  SecretPage,
  Table,
} from '#platform/ui';
import { ReplayDto, WebhookDto } from './webhooks.dto.js';
import { kindWords, stateWords } from './webhooks.words.js';

export const TITLE = 'Logiciels à prévenir';
const PAGE = '/gestion/webhooks';
const TRAIL = [
  { label: 'Réglages', href: '/gestion' },
  { label: TITLE, href: PAGE },
];
/** A webhook by its server's name: a whole address is too long for a title. */
export const nameOf = ({ address }: WebhookView): string => new URL(address).host;
export const trailTo = (webhook: WebhookView) => [...TRAIL, { label: nameOf(webhook), href: `${PAGE}/${webhook.id}` }];

export function WebhooksPage({
  webhooks,
  member,
  ...again
}: FormState & { webhooks: readonly WebhookView[]; member: Member }) {
  return (
    <FormPage
      title={TITLE}
      lead="Quand quelque chose arrive à ce que voit votre organisation, le site le dit tout de suite à vos logiciels. Les informaticiens disent « webhook »."
      trail={[{ label: 'Réglages', href: '/gestion' }, { label: TITLE }]}
    >
      {webhooks.length ? (
        <Table
          caption={TITLE}
          rows={webhooks}
          rowKey={(w) => w.id}
          columns={[
            { header: 'Logiciel', row: true, cell: (w) => <Cell main={<a href={`${PAGE}/${w.id}`}>{nameOf(w)}</a>} /> },
            { header: 'Prévenu de', cell: (w) => kindWords(w.kinds) },
            { header: 'État', cell: (w) => <WebhookState of={w} /> },
          ]}
        />
      ) : (
        <Empty icon="send" title="Aucun logiciel">
          Ajoutez-en un quand un logiciel doit savoir ce qui arrive sans le demander sans cesse.
        </Empty>
      )}
      <Card title="Prévenir un logiciel">
        <Form action={PAGE} {...again} does={{ label: 'Prévenir ce logiciel', icon: 'plus' }}>
          <FieldsOf form={WebhookDto} but={{ things: { among: thingsFor(member) } }} />
        </Form>
      </Card>
    </FormPage>
  );
}

const OFF = { tone: 'neutral', icon: 'ban' } as const;
const FAILING = { tone: 'attention', icon: 'triangle-alert' } as const;
const WELL = { tone: 'ok', icon: 'check' } as const;

export function WebhookState({ of }: { of: WebhookView }) {
  const look = of.offSince ? OFF : of.failingSince ? FAILING : WELL;
  return <Badge {...look}>{stateWords(of)}</Badge>;
}

export function ChangeWebhookPage({
  webhook,
  member,
  problems,
  values = {},
}: FormState & { webhook: WebhookView; member: Member }) {
  const typed = Object.keys(values).length > 0;
  const things = webhook.kinds.filter((kind) => !kind.includes('.'));
  const events = webhook.kinds.filter((kind) => kind.includes('.'));
  const before = { address: webhook.address, things: things.join(','), events: events.join(', ') };
  return (
    <AskPage
      title={`Modifier ${nameOf(webhook)}`}
      trail={[...trailTo(webhook), { label: 'Modifier' }]}
      action={`${PAGE}/${webhook.id}/modification`}
      problems={problems}
      values={typed ? values : before}
      does={{ label: 'Enregistrer', icon: 'check' }}
      back={{ href: `${PAGE}/${webhook.id}` }}
    >
      <FieldsOf form={WebhookDto} but={{ things: { among: thingsFor(member) } }} />
    </AskPage>
  );
}

export function ReplayPage({ webhook, ...again }: FormState & { webhook: WebhookView }) {
  return (
    <AskPage
      title={`Reprendre les envois à ${nameOf(webhook)}`}
      lead="Ce qui est envoyé une seconde fois porte le même numéro : le logiciel le reconnaît."
      trail={[...trailTo(webhook), { label: 'Reprendre' }]}
      action={`${PAGE}/${webhook.id}/reprise`}
      {...again}
      does={{ label: 'Reprendre', icon: 'rotate-ccw' }}
      back={{ href: `${PAGE}/${webhook.id}` }}
    >
      <FieldsOf form={ReplayDto} />
    </AskPage>
  );
}

export const WebhookSecretPage = ({ secret, renewed, id }: { secret?: string; renewed?: true; id?: string }) => (
  <SecretPage
    title="Le secret de ce logiciel"
    lead="Donnez-le au logiciel : il vérifie ainsi que ce qu’il reçoit vient bien d’ici (Standard Webhooks)."
    from={TRAIL}
    secret={secret}
    otherwise="faites-en un autre"
    back={id ? `${PAGE}/${id}` : PAGE}
  >
    {renewed ? <p>L’ancien signe encore pendant un jour, à côté du nouveau.</p> : null}
  </SecretPage>
);
