import { MAIL_KINDS, MAIL_TEMPLATES, type MailKind, type Words } from '#bank/mails';
import { Card, Facts, FormPage, ListPage, Notice, Table } from '#platform/ui';

const UP = { label: 'Réglages', href: '/gestion' };
const TEMPLATES = { label: 'Modèles de messages', href: '/gestion/messages/modeles' };

/** Every mail that the program may write. */
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
          cell: (kind) => <a href={`${TEMPLATES.href}/${kind}`}>{MAIL_TEMPLATES[kind].label}</a>,
        },
        { header: 'À qui, quand', cell: (kind) => MAIL_TEMPLATES[kind].when },
      ]}
    />
  </ListPage>
);

/** One of them, with invented data. */
export function TemplatePage({ kind, words }: { kind: MailKind; words: Words }) {
  const { label, when, data } = MAIL_TEMPLATES[kind];
  return (
    <FormPage title={label} lead={when} trail={[UP, TEMPLATES, { label }]}>
      <Card title={words.subject}>
        <Notice tone="info">Un exemple, avec des données inventées.</Notice>
        <MailText text={words.text} />
      </Card>
      <Card title="Ce qui change d’un message à l’autre">
        <Facts facts={Object.values(data).map((what, n): [string, string] => [`${n + 1}`, what])} />
      </Card>
    </FormPage>
  );
}

/** A mail's text as it is read. */
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
