import { type LoggedMail, type MailState, mailLabel } from '#notifications';
import { sentenceOf } from '../../http/sentences.js';
import { Badge, Cell, Empty, formatDateTime, ListPage, Table } from '../../ui/index.js';

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

/** The log of an organisation; of the bank, everybody's. */
export const MailLogPage = ({
  mails,
  timeZone,
  all,
}: {
  mails: readonly LoggedMail[];
  timeZone: string;
  all: boolean;
}) => (
  <ListPage
    title="Messages"
    lead={`Ce que le site a envoyé ${all ? '' : 'pour votre organisation '}: à qui et quand. Les textes sont oubliés dès qu’ils sont partis.`}
    rows={mails}
    empty={
      <Empty icon="mail" title="Aucun message">
        Les invitations et les autres messages seront notés ici.
      </Empty>
    }
  >
    <MailLog mails={mails} timeZone={timeZone} whose />
  </ListPage>
);
