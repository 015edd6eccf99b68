import { Controller, Param } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { REQUEST_LIFECYCLE, RequestMails } from '#bank/allocation';
import { TRANSFER_LIFECYCLE, TransferMails } from '#bank/logistics';
import { MailService, type MailView, mailLabel, type Words } from '#bank/mails';
import { type Answer, AskedForm, Context, Ctx } from '#platform/http';
import type { Right } from '#platform/kernel';
import {
  Badge,
  Card,
  Empty,
  ErrorSummary,
  type FieldProblem,
  FormPage,
  formatDateTime,
  Icon,
  LinkButton,
  PostButton,
  Table,
  TextArea,
  TextField,
} from '#platform/ui';
import { MAIL_STATE_WORDS } from './mail-log.pages.js';

const ANSWER: Right = REQUEST_LIFECYCLE.right('approve');
const SEND: Right = TRANSFER_LIFECYCLE.right('send');

interface Message {
  readonly here: string;
  readonly up: { readonly label: string; readonly href: string };
  readonly words: Words | null;
  readonly sent: readonly MailView[];
}

/** What the work of the bank tells people, where a person sends it: the words, and a word that it was done. */
@Controller()
export class WorkMessagesController {
  constructor(
    private readonly requests: RequestMails,
    private readonly transfers: TransferMails,
    private readonly mails: MailService,
  ) {}

  @AskedForm(ANSWER, 'demandes/:id/message')
  async requestTold(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const message = await this.request(ctx, id);
    return this.noteSent(ctx, message, (tx) => this.requests.copied(tx, ctx.actor, id));
  }

  @AskedForm(SEND, 'lots/:id/message')
  async transferTold(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const message = await this.transfer(ctx, id);
    return this.noteSent(ctx, message, (tx) => this.transfers.copied(tx, ctx.actor, id));
  }

  private noteSent(ctx: Ctx, message: Message, note: (tx: EntityManager) => Promise<void>): Promise<Answer> {
    return ctx.submit({
      done: 'Noté : le message est copié.',
      ref: message.here,
      work: (tx) => note(tx),
      page: ({ problems }) => (
        <WorkMessagePage {...message} mail={this.mails.possible} timeZone={ctx.bank.timeZone} problems={problems} />
      ),
    });
  }

  private async request(ctx: Ctx, id: string): Promise<Message> {
    const [words, sent] = await Promise.all([this.requests.words(ctx.actor, id), this.mails.about(id)]);
    return { here: `/demandes/${id}/message`, up: { label: 'Demande', href: `/demandes/${id}` }, words, sent };
  }

  private async transfer(ctx: Ctx, id: string): Promise<Message> {
    const [message, sent] = await Promise.all([this.transfers.words(ctx.actor, id), this.mails.about(id)]);
    const words = message?.words ?? null;
    return { here: `/lots/${id}/message`, up: { label: 'Lot', href: `/lots/${id}` }, words, sent };
  }
}

function WorkMessagePage(props: {
  here: string;
  up: { readonly label: string; readonly href: string };
  words: Words | null;
  sent: readonly MailView[];
  /** Whether this installation sends it by itself. */
  mail: boolean;
  timeZone: string;
  problems?: FieldProblem[];
}) {
  const { here, up, words, sent, mail, timeZone } = props;
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
      <AlreadySent sent={sent} timeZone={timeZone} />
    </FormPage>
  );
}

export function AlreadySent({ sent, timeZone }: { sent: readonly MailView[]; timeZone: string }) {
  if (!sent.length) return null;
  return (
    <Card title="Déjà envoyé">
      <Table
        caption="Messages envoyés"
        rows={sent}
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

/** `of` tells several of one page apart. The button that copies is for whoever has scripts; the words are there to be chosen without. */
export function MailToCopy({ words, to = '', of = '' }: { words: Words; to?: string | null; of?: string }) {
  const { subject, text } = words;
  const href = `mailto:${to ?? ''}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
  return (
    <div class="to-copy">
      <TextField name="subject" id={`subject${of}`} label="Objet" value={subject} optionalUnsaid />
      <TextArea name="text" id={`text${of}`} label="Message" value={text} rows={14} optionalUnsaid />
      <div class="actions">
        <button type="button" class="button secondary" data-copies={`text${of}`} hidden>
          <Icon name="copy" />
          <span class="button-text" aria-live="polite">
            Copier le message
          </span>
        </button>
        <LinkButton href={href} icon="mail">
          Ouvrir dans ma messagerie
        </LinkButton>
      </div>
    </div>
  );
}
