import { Param } from '@nestjs/common';
import { nameOfPaper } from '#bank/documents';
import { isForSomebody, MAILED_BYTES, type PaperAddressee, type PaperAgain, PaperMails } from '#bank/figures';
import { MailService } from '#bank/mails';
import { Act, ApiController, Context, Ctx, Read, sentenceOf } from '#platform/http';
import { WRITE } from '#platform/kernel';
import {
  Actions,
  Card,
  DoLink,
  DownloadLink,
  ErrorSummary,
  Facts,
  type FieldProblem,
  FormPage,
  type FormState,
  formatBytes,
  Notice,
  PostButton,
} from '#platform/ui';
import { MailText } from './mail-log.pages.js';
import { AlreadySent, MailToCopy } from './work-messages.controller.js';

/** Whom, how many addresses, and what went: an address itself is for a page alone. */
const shown = ({ addressee, told }: PaperAgain) => ({
  who: addressee?.who ?? null,
  addresses: addressee?.to.length ?? 0,
  sent: told,
});

/** A paper that somebody lost, sent again. */
@ApiController('documents')
export class PaperAgainController {
  constructor(
    private readonly papers: PaperMails,
    private readonly mails: MailService,
  ) {}

  /** Whom a paper is for (a donor, a person, an organisation's managers), at how many addresses, and when it was sent again. */
  @Read(WRITE.papers, { page: 'documents/:id/envoi', api: 'documents/:id/mails' })
  async showMails(@Context() ctx: Ctx, @Param('id') id: string) {
    const again = await this.papers.of(ctx.actor, id);
    return ctx.answer(shown(again), () => this.page(ctx, again));
  }

  /** Sends a paper again to whom it is for; where no mail leaves, notes that somebody did so by hand. */
  @Act(WRITE.papers, { page: 'documents/:id/envoi', api: 'documents/:id/mails' })
  async send(@Context() ctx: Ctx, @Param('id') id: string) {
    const again = await this.papers.of(ctx.actor, id);
    return ctx.act({
      ref: id,
      done: this.mails.possible ? 'Document renvoyé : il part dans un instant.' : 'Enregistré : document renvoyé.',
      work: (tx) => this.papers.send(tx, ctx.actor, again),
      to: () => `/documents/${id}/envoi`,
      view: async () => shown(await this.papers.of(ctx.actor, id)),
      page: async ({ problems }) => this.page(ctx, await this.papers.of(ctx.actor, id), { problems }),
    });
  }

  private page(ctx: Ctx, again: PaperAgain, { problems }: FormState = {}) {
    return <PaperAgainPage {...{ again, problems }} mail={this.mails.possible} timeZone={ctx.bank.timeZone} />;
  }
}

const whom = (a: PaperAddressee): string =>
  a.who === 'donor' ? 'Le donateur' : a.who === 'person' ? 'La personne' : `Les responsables : ${a.organisation}`;

function PaperAgainPage(props: {
  again: PaperAgain;
  mail: boolean;
  timeZone: string;
  problems?: FieldProblem[] | undefined;
}) {
  const { again, mail, timeZone, problems } = props;
  const { paper, told } = again;
  const title = 'Envoyer à nouveau';
  return (
    <FormPage
      title={`${title} : ${nameOfPaper(paper.type)} ${paper.number}`}
      lead={
        mail
          ? 'Le document part par mail, à l’adresse connue de son destinataire et à aucune autre.'
          : 'Cette installation n’envoie pas de mail : copiez le message, joignez le document, envoyez-le, puis dites-le ici.'
      }
      trail={[
        { label: 'Documents', href: '/documents' },
        { label: paper.number, href: `/documents/${paper.id}` },
        { label: title },
      ]}
    >
      <ErrorSummary problems={problems} />
      <Whom again={again} mail={mail} />
      <AlreadySent sent={told} timeZone={timeZone} />
    </FormPage>
  );
}

function Whom({ again: { paper, addressee, words }, mail }: { again: PaperAgain; mail: boolean }) {
  if (!isForSomebody(paper))
    return <Notice>Ce document ne se renvoie pas : il n’est pas prêt, ne compte plus, ou n’est pour personne.</Notice>;
  if (!addressee) return <Notice>Votre organisation n’écrit pas au destinataire de ce document.</Notice>;
  if ((paper.size ?? 0) > MAILED_BYTES)
    return <Notice tone="attention">{sentenceOf('reporting.paper_too_heavy')}</Notice>;
  const to = addressee.to.map(({ email }) => email);
  const here = `/documents/${paper.id}/envoi`;
  const file = (
    <DownloadLink
      state="ready"
      href={`/documents/${paper.id}.pdf`}
      label={`${nameOfPaper(paper.type)} ${paper.number}`}
      about={`PDF, ${formatBytes(paper.size ?? 0)}`}
    />
  );
  return (
    <>
      <Card title="À qui">
        <Facts
          facts={[
            ['Destinataire', whom(addressee)],
            // Where managers are reached is their own organisation's affair.
            ['Adresse', addressee.who === 'managers' ? 'celle de leur compte' : to.join(', ')],
          ]}
        />
        {to.length ? null : <NoAddress addressee={addressee} />}
      </Card>
      {mail && !to.length ? null : (
        <Card title={mail ? words.subject : 'Le message'}>
          {mail ? (
            <MailText text={words.text} />
          ) : (
            <MailToCopy words={words} to={addressee.who === 'managers' ? '' : (to[0] ?? '')} />
          )}
          {file}
          <Actions>
            <PostButton
              action={here}
              label={mail ? 'Envoyer à nouveau' : 'Je l’ai envoyé'}
              icon={mail ? 'send' : 'check'}
              look="primary"
            />
          </Actions>
        </Card>
      )}
    </>
  );
}

function NoAddress({ addressee }: { addressee: PaperAddressee }) {
  if (addressee.who === 'managers')
    return <Notice tone="attention">Personne n’a de compte dans cette organisation.</Notice>;
  const href =
    addressee.who === 'donor' ? `/dons/donateurs/${addressee.donorId}` : `/beneficiaires/${addressee.beneficiaryId}`;
  return (
    <Notice tone="attention">
      Aucune adresse mail n’est connue. <DoLink href={href}>L’ajouter sur la fiche</DoLink>
    </Notice>
  );
}
