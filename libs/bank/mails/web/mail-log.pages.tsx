import { type LoggedMail, type MailState, mailLabel } from '#bank/mails';
import { sentenceOf } from '#platform/http';
import {
  Badge,
  Cell,
  Empty,
  ErrorSummary,
  type FieldProblem,
  formatDateTime,
  ListPage,
  Notice,
  PostButton,
  Table,
} from '#platform/ui';

export const MAIL_STATE_WORDS: Readonly<Record<MailState, { tone: 'ok' | 'neutral' | 'attention'; label: string }>> = {
  waiting: { tone: 'neutral', label: 'attend de partir' },
  sent: { tone: 'ok', label: 'parti' },
  failed: { tone: 'attention', label: 'pas parti' },
  copied: { tone: 'ok', label: 'copié' },
};

/** What was sent, when, by which way; never the words. */
export function MailLog({ mails, timeZone, whose }: { mails: readonly LoggedMail[]; timeZone: string; whose?: true }) {
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
                cell: (m: LoggedMail) => <Cell main={m.userName ?? 'Sans compte'} sub={m.organisationName ?? ''} />,
              },
            ]
          : []),
        { header: 'Demandé', cell: (m) => formatDateTime(m.askedAt, timeZone) },
        { header: 'État', cell: (m) => <State m={m} timeZone={timeZone} /> },
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

/** Whether mails leave: told, or tried. */
const Trial = ({ sends, problems }: { sends: boolean; problems: FieldProblem[] | undefined }) =>
  sends ? (
    <>
      <ErrorSummary problems={problems} />
      <PostButton action="/gestion/messages/essai" label="M’envoyer un mail d’essai" icon="send" />
    </>
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
  /** Whether this installation sends mail. */
  sends: boolean;
  problems?: FieldProblem[] | undefined;
}) => (
  <ListPage
    title="Messages"
    lead={`Ce que le site a envoyé ${all ? '' : 'pour votre organisation '}: à qui et quand. Les textes sont oubliés dès qu’ils sont partis.`}
    rows={mails}
    above={all ? <Trial sends={sends} problems={problems} /> : null}
    empty={
      <Empty icon="mail" title="Aucun message">
        Les invitations et les autres messages seront notés ici.
      </Empty>
    }
  >
    <MailLog mails={mails} timeZone={timeZone} whose />
  </ListPage>
);
