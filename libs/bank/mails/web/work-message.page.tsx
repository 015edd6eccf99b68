import { type MailView, mailLabel, type Words } from '#bank/mails';
import {
  Badge,
  Card,
  Empty,
  ErrorSummary,
  type FieldProblem,
  FormPage,
  formatDateTime,
  PostButton,
  Table,
} from '#platform/ui';
import { MAIL_STATE_WORDS } from './mail-log.pages.js';
import { MailToCopy } from './mail-to-copy.js';

/** The message about a request or a lot: what was sent of it, and its words for whoever sends it by hand. */
export function WorkMessagePage(props: {
  here: string;
  up: { readonly label: string; readonly href: string };
  /** Null: there is nothing to say yet. */
  words: Words | null;
  told: readonly MailView[];
  /** Whether this installation sends it by itself. */
  mail: boolean;
  timeZone: string;
  problems?: FieldProblem[];
}) {
  const { here, up, words, told, mail, timeZone } = props;
  const title = 'Prévenir l’organisation';
  return (
    <FormPage
      title={title}
      lead={
        mail
          ? 'Le message part par mail de lui-même. Vous pouvez aussi le copier.'
          : 'Cette installation n’envoie pas de mail : copiez le message, envoyez-le, puis dites-le ici.'
      }
      trail={[up, { label: title }]}
    >
      <ErrorSummary problems={props.problems} />
      {words ? (
        <Card title="Le message">
          <MailToCopy words={words} />
          <PostButton action={here} label="Je l’ai envoyé" icon="check" look="primary" />
        </Card>
      ) : (
        <Empty icon="mail" title="Rien à dire pour l’instant">
          Il y aura un message quand la demande aura sa réponse, ou quand le lot sera parti.
        </Empty>
      )}
      <AlreadySent told={told} timeZone={timeZone} />
    </FormPage>
  );
}

/** What was sent about one thing; nothing when nothing was. */
export function AlreadySent({ told, timeZone }: { told: readonly MailView[]; timeZone: string }) {
  if (!told.length) return null;
  return (
    <Card title="Déjà envoyé">
      <Table
        caption="Messages envoyés"
        rows={told}
        rowKey={(m) => m.id}
        columns={[
          { header: 'Message', row: true, cell: (m) => mailLabel(m.kind) },
          { header: 'Quand', cell: (m) => formatDateTime(m.sentAt ?? m.askedAt, timeZone) },
          {
            header: 'État',
            cell: (m) => <Badge tone={MAIL_STATE_WORDS[m.state].tone}>{MAIL_STATE_WORDS[m.state].label}</Badge>,
          },
        ]}
      />
    </Card>
  );
}
