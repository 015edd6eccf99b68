import { Body, Controller, Param, Query } from '@nestjs/common';
import { AccountMails } from '#bank/mails';
import { type LinkOwner, MailSignInService } from '#bank/people';
import { type Answer, Context, Ctx, PostedForm, Read } from '#platform/http';
import { Actions, Button, Form, type FormState, LinkButton, Onward, ownPath, PhoneShell } from '#platform/ui';
import { ForgottenDto } from '../../members/web/account.dto.js';
import { AskLinkPage, oneLinkAtATime } from './ask-link.page.js';
import { askAgain, browserOf, cameFrom, doorstepOf, refusalOf, SignInFlow } from './sign-in-flow.js';

/** Signing in with a link by mail, in place of the password. */
@Controller('connexion/lien')
export class MailSignInController {
  constructor(
    private readonly mailSignIns: MailSignInService,
    private readonly mails: AccountMails,
    private readonly flow: SignInFlow,
  ) {}

  @Read({ public: true }, { page: '' })
  ask(@Context() ctx: Ctx, @Query('vers') next?: string): Answer {
    return ctx.page(<AskSignInLinkPage mail={this.mails.possible} next={ownPath(next)} />);
  }

  /** Says the same whether or not there is an account. */
  @PostedForm({ public: true }, '')
  send(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const { next } = cameFrom(body);
    return ctx.submit({
      dto: ForgottenDto,
      body,
      ref: '/connexion/lien',
      work: (tx, { email }) => this.mails.askForLink(tx, 'sign_in', email, doorstepOf(ctx)),
      show: () => <AskSignInLinkPage mail asked next={next} />,
      page: (again) => <AskSignInLinkPage mail={this.mails.possible} next={next} {...again} />,
    });
  }

  /** Whoever opens it is asked: programs that look at mails follow links, and press nothing. */
  @Read({ public: true }, { page: ':secret' })
  async show(@Context() ctx: Ctx, @Param('secret') secret: string): Promise<Answer> {
    const owner = await this.mailSignIns.owner(secret);
    return ctx.page(<LinkDoorPage owner={owner} secret={secret} />, owner ? 200 : 404);
  }

  @PostedForm({ public: true }, ':secret')
  async enter(@Context() ctx: Ctx, @Param('secret') secret: string, @Body() body: unknown): Promise<Answer> {
    const came = cameFrom(body);
    try {
      return await this.flow.passed(ctx, await this.mailSignIns.enter(secret, browserOf(ctx)), came);
    } catch (error) {
      return askAgain(ctx, came, refusalOf(error));
    }
  }
}

const AskSignInLinkPage = ({ next, ...props }: { mail: boolean; asked?: boolean; next: string } & FormState) => (
  <AskLinkPage
    title="Lien de connexion"
    heading="Se connecter par un lien"
    action="/connexion/lien"
    intro="Écrivez l’adresse mail de votre compte. Vous recevrez un lien qui remplace le mot de passe."
    good={`Il sert une fois, pendant quinze minutes. ${oneLinkAtATime('sign_in')}`}
    along={<Onward next={next} />}
    then={
      <>
        <p>Une fois le lien ouvert dans ce navigateur :</p>
        <LinkButton href={next}>Continuer</LinkButton>
      </>
    }
    {...props}
  />
);

function LinkDoorPage({ owner, secret }: { owner: LinkOwner | null; secret: string }) {
  if (!owner)
    return (
      <PhoneShell title="Lien périmé" barHref="/">
        <h1>Ce lien ne sert plus</h1>
        <p>Il a déjà servi, un autre l’a remplacé, ou il est trop vieux.</p>
        <LinkButton look="primary" href="/connexion/lien" icon="mail">
          Recevoir un nouveau lien
        </LinkButton>
        <p>
          <a href="/connexion">Aller à la connexion</a>
        </p>
      </PhoneShell>
    );
  return (
    <PhoneShell title="Se connecter" barHref="/">
      <h1>Bonjour {owner.name}</h1>
      <p>
        Vous allez vous connecter sur cet appareil avec <strong>{owner.email}</strong>.
      </p>
      <Form action={`/connexion/lien/${secret}`}>
        <Actions stack>
          <Button icon="log-in">Se connecter</Button>
        </Actions>
      </Form>
      <p class="meta">Ce n’est pas vous qui avez demandé ce lien ? Fermez cette page : il ne servira pas.</p>
    </PhoneShell>
  );
}
