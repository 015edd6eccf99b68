import { Controller, Param } from '@nestjs/common';
import {
  ChoicesService,
  type ChoiceView,
  MAIL_TEMPLATES,
  NOTICE_WAYS,
  type NoticeWay,
  openStopLink,
  type StopLink,
} from '#bank/mails';
import { type Answer, Context, Ctx, choice, fields, PostedForm, Read } from '#platform/http';
import { NotFound } from '#platform/kernel';
import {
  Actions,
  Badge,
  Cell,
  Empty,
  ErrorSummary,
  type FieldProblem,
  FormPage,
  LinkButton,
  ListPage,
  Notice,
  PostButton,
  Table,
} from '#platform/ui';

export const WAY_WORDS: Readonly<Record<NoticeWay, string>> = {
  at_once: 'Tout\u00a0de\u00a0suite',
  summary: 'Résumé\u00a0du\u00a0jour',
  none: 'Jamais',
};

class WayForm extends fields({ way: choice(WAY_WORDS, { label: 'Comment', missing: 'platform.choice_missing' }) }) {}

const TITLE = 'Mes messages';

/** What one hears of by mail, and how. */
@Controller()
export class ChoicesController {
  constructor(private readonly choices: ChoicesService) {}

  @Read({ signedIn: true }, { page: 'compte/messages' })
  show(@Context() ctx: Ctx): Promise<Answer> {
    return this.page(ctx).then((page) => ctx.page(page));
  }

  @PostedForm({ signedIn: true }, 'compte/messages/:kind')
  choose(@Context() ctx: Ctx, @Param('kind') kind: string): Promise<Answer> {
    return ctx.submit({
      dto: WayForm,
      done: 'Votre choix est enregistré.',
      ref: '/compte/messages',
      work: (tx, { way }) => this.choices.choose(tx, ctx.actor, kind, way),
      page: ({ problems }) => this.page(ctx, problems),
    });
  }

  /** From a mail, signed in or not: a program that looks at links in mails stops nothing. */
  @Read({ public: true }, { page: 'messages/arret/:key' })
  askToStop(@Context() ctx: Ctx, @Param('key') key: string): Answer {
    const link = openStopLink(key);
    return ctx.page(<StopPage link={key} stops={link && wordsOf(link)} />, link ? 200 : 404);
  }

  @PostedForm({ public: true }, 'messages/arret/:key')
  stop(@Context() ctx: Ctx, @Param('key') key: string): Promise<Answer> {
    const link = openStopLink(key);
    if (!link) throw new NotFound('notice');
    return ctx.submit({
      done: 'Vous ne recevrez plus ce type de message.',
      ref: ctx.identity ? '/compte/messages' : '/connexion',
      work: (tx) =>
        link.notice
          ? this.choices.stop(tx, link.membershipId, link.notice)
          : this.choices.stopSummaries(tx, link.userId),
      page: async ({ problems }) => <StopPage link={key} stops={wordsOf(link)} problems={problems} />,
    });
  }

  private async page(ctx: Ctx, problems?: FieldProblem[]) {
    return <ChoicesPage choices={await this.choices.mine(ctx.actor)} problems={problems} />;
  }
}

function ChoicesPage({ choices, problems }: { choices: readonly ChoiceView[]; problems?: FieldProblem[] | undefined }) {
  return (
    <ListPage
      title={TITLE}
      lead="Pour chaque type de message : un mail tout de suite, une ligne dans le résumé du jour, ou rien."
      trail={[{ label: 'Mon compte', href: '/compte' }, { label: TITLE }]}
      rows={choices}
      above={<ErrorSummary problems={problems} />}
      empty={
        <Empty icon="mail" title="Aucun message pour votre rôle">
          Les messages de votre compte (mot de passe, invitation) arrivent toujours.
        </Empty>
      }
    >
      <Table
        caption={TITLE}
        rows={choices}
        rowKey={({ notice }) => notice.kind}
        columns={[
          {
            header: 'Message',
            row: true,
            cell: ({ notice }) => (
              <Cell main={MAIL_TEMPLATES[notice.kind].label} sub={MAIL_TEMPLATES[notice.kind].when} />
            ),
          },
          { header: 'Choisi', cell: ({ way }) => <Badge tone="info">{WAY_WORDS[way]}</Badge> },
          { header: 'Changer', cell: (one) => <Ways {...one} /> },
        ]}
      />
    </ListPage>
  );
}

const Ways = ({ notice, way, mayStop }: ChoiceView) => (
  <Actions>
    {NOTICE_WAYS.filter((other) => other !== way && (other !== 'none' || mayStop)).map((other) => (
      <PostButton
        key={other}
        action={`/compte/messages/${notice.kind}`}
        label={WAY_WORDS[other]}
        fields={{ way: other }}
        look="quiet"
      />
    ))}
  </Actions>
);

interface StopWords {
  readonly title: string;
  readonly lead: string;
  readonly what: string;
}

const wordsOf = ({ notice }: StopLink): StopWords =>
  notice
    ? {
        title: 'Ne plus recevoir ce message ?',
        lead: MAIL_TEMPLATES[notice.kind].label,
        what: MAIL_TEMPLATES[notice.kind].when,
      }
    : {
        title: 'Ne plus recevoir ce résumé ?',
        lead: MAIL_TEMPLATES.summary.label,
        what: 'Aucun message de ce résumé ne viendra plus, sauf ceux que votre rôle doit connaître.',
      };

function StopPage({
  link,
  stops,
  problems,
}: {
  link: string;
  stops: StopWords | null;
  problems?: FieldProblem[] | undefined;
}) {
  if (!stops)
    return (
      <FormPage title="Ce lien ne sert plus">
        <Notice tone="attention">Connectez-vous : la page « Mes messages » de votre compte règle tout.</Notice>
        <Actions>
          <LinkButton href="/compte/messages">Mes messages</LinkButton>
        </Actions>
      </FormPage>
    );
  return (
    <FormPage title={stops.title} lead={stops.lead}>
      <ErrorSummary problems={problems} />
      <p>{stops.what}</p>
      <Actions>
        <PostButton action={`/messages/arret/${link}`} label="Ne plus recevoir" look="primary" />
        <LinkButton href="/compte/messages">Choisir autrement</LinkButton>
      </Actions>
    </FormPage>
  );
}
