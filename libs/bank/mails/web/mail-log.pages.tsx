import {
  type LoggedMail,
  MAIL_KINDS,
  MAIL_TEMPLATES,
  type MailKind,
  type MailState,
  mailLabel,
  type Words,
} from '#bank/mails';
import { sentenceOf } from '#platform/http';
import {
  Badge,
  Card,
  Cell,
  Empty,
  ErrorSummary,
  type FieldProblem,
  FormPage,
  formatDateTime,
  LinkButton,
  ListPage,
  Notice,
  PostButton,
  Table,
} from '#platform/ui';

export const MAIL_STATE_WORDS: Readonly<Record<MailState, { tone: 'ok' | 'neutral' | 'attention'; label: string }>> = {
  waiting: { tone: 'neutral', label: 'attend de partir' },
  sent: { tone: 'ok', label: 'parti' },
  failed: { tone: 'attention', label: 'pas parti' },
  outdated: { tone: 'neutral', label: 'plus utile' },
  copied: { tone: 'ok', label: 'copié' },
};

/** What was sent, when, by which way; never the words. */
export function MailLog({
  mails,
  timeZone,
  whose,
  sends,
}: {
  mails: readonly LoggedMail[];
  timeZone: string;
  whose?: true;
  sends?: boolean;
}) {
  if (!mails.length) return <p class="hint">Aucun message pour l’instant.</p>;
  return (
    <Table
      caption="Messages"
      rows={[...mails]}
      rowKey={(m) => m.id}
      columns={[
        { header: 'Message', row: true, cell: (m) => mailLabel(m.kind) },
        ...(whose
          ? [
              {
                header: 'Pour',
                cell: (m: LoggedMail) => m.userName ?? 'Sans compte',
                sub: (m: LoggedMail) => m.organisationName ?? '',
              },
            ]
          : []),
        { header: 'Demandé', cell: (m) => formatDateTime(m.askedAt, timeZone) },
        { header: 'État', cell: (m) => <State m={m} timeZone={timeZone} /> },
        ...(sends && mails.some((m) => m.sendableAgain)
          ? [
              {
                header: 'Renvoyer',
                cell: (m: LoggedMail) =>
                  m.sendableAgain ? (
                    <PostButton action={`/gestion/messages/${m.id}/renvoi`} label="Renvoyer" icon="send" />
                  ) : null,
              },
            ]
          : []),
      ]}
    />
  );
}

function State({ m, timeZone }: { m: LoggedMail; timeZone: string }) {
  const { tone, label } = MAIL_STATE_WORDS[m.state];
  const sub = m.sentAt
    ? formatDateTime(m.sentAt, timeZone)
    : m.error
      ? sentenceOf(m.error)
      : m.attempts
        ? `${m.attempts} ${m.attempts > 1 ? 'essais' : 'essai'}`
        : '';
  return <Cell main={<Badge tone={tone}>{label}</Badge>} sub={sub} />;
}

/** Addresses that take no mail, and when they last refused one. */
export type RefusedAddresses = ReadonlyMap<string, Date>;

/** Says that an address takes no mail; nothing of one that does. */
export function RefusedAddress({
  refused,
  address,
  timeZone,
}: {
  refused: RefusedAddresses;
  address: string | undefined;
  timeZone: string;
}) {
  const at = address && refused.get(address);
  return at ? (
    <Notice tone="attention">
      L’adresse {address} n’a pas pris le message du {formatDateTime(at, timeZone)} : corrigez-la, ou appelez.
    </Notice>
  ) : null;
}

const UP = { label: 'Réglages', href: '/gestion' };

const Trial = ({ sends }: { sends: boolean }) =>
  sends ? (
    <PostButton action="/gestion/messages/essai" label="M’envoyer un mail d’essai" icon="send" />
  ) : (
    <Notice tone="attention">
      Cette installation n’envoie pas de mail : il lui manque les réglages SMTP_URL et MAIL_FROM du serveur. Chaque
      message se copie.
    </Notice>
  );

/** The log of an organisation; of the bank, everybody's. */
export const MailLogPage = ({
  mails,
  timeZone,
  all,
  sends,
  problems,
}: {
  mails: readonly LoggedMail[];
  timeZone: string;
  all: boolean;
  sends: boolean;
  problems?: FieldProblem[] | undefined;
}) => (
  <ListPage
    title="Messages"
    lead={`Ce que le site a envoyé ${all ? '' : 'pour votre organisation '}: à qui et quand. Un texte est oublié dès qu’il est parti, ou après trente jours.`}
    trail={[UP, { label: 'Messages' }]}
    rows={mails}
    above={
      <>
        <ErrorSummary problems={problems} />
        {all ? <Trial sends={sends} /> : null}
        {all && sends ? (
          <LinkButton href="/gestion/messages/revenu" icon="mail">
            Un message est revenu
          </LinkButton>
        ) : null}
      </>
    }
    empty={
      <Empty icon="mail" title="Aucun message">
        Les invitations et les autres messages seront notés ici.
      </Empty>
    }
  >
    <MailLog mails={mails} timeZone={timeZone} whose sends={sends} />
  </ListPage>
);

const TEMPLATES = { label: 'Modèles de messages', href: '/gestion/messages/modeles' };

export const TemplatesPage = ({ mail }: { mail: boolean }) => (
  <ListPage
    title={TEMPLATES.label}
    lead={
      mail
        ? 'Ce que le site écrit, à qui et quand.'
        : 'Ce que le site écrit, à qui et quand. Cette installation n’envoie pas de mail : chaque message se copie.'
    }
    trail={[UP, { label: TEMPLATES.label }]}
  >
    <Table
      caption="Modèles de messages"
      rows={MAIL_KINDS}
      rowKey={(kind) => kind}
      columns={[
        {
          header: 'Message',
          row: true,
          href: (kind) => `${TEMPLATES.href}/${kind}`,
          cell: (kind) => MAIL_TEMPLATES[kind].label,
        },
        { header: 'À qui, quand', cell: (kind) => MAIL_TEMPLATES[kind].when },
      ]}
    />
  </ListPage>
);

export function TemplatePage({ kind, words }: { kind: MailKind; words: Words }) {
  const { label, when, data } = MAIL_TEMPLATES[kind];
  return (
    <FormPage title={label} lead={when} trail={[UP, TEMPLATES, { label }]}>
      <Card title={words.subject}>
        <Notice tone="info">Un exemple, avec des données inventées.</Notice>
        <MailText text={words.text} />
      </Card>
      <Card title="Ce qui change d’un message à l’autre">
        <ul>
          {Object.values(data).map((what) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      </Card>
    </FormPage>
  );
}

export const MailText = ({ text }: { text: string }) => (
  <>
    {text
      .trim()
      .split(/\n{2,}/)
      .map((paragraph) => (
        <p key={paragraph}>
          {paragraph.split('\n').map((line) => (
            <span key={line}>
              {line}
              <br />
            </span>
          ))}
        </p>
      ))}
  </>
);
