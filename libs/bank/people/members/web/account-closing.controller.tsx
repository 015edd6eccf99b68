import { Controller, Param } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountClosingService, type AccountState, type MembershipView, MembersService } from '#bank/people';
import { type Answer, Context, Ctx, PostedForm, Read } from '#platform/http';
import { WRITE } from '#platform/kernel';
import {
  Actions,
  EndingAct,
  type FieldProblem,
  FormPage,
  formatDate,
  LinkButton,
  Notice,
  PostButton,
} from '#platform/ui';

/** The bank's administrator, and who administers the installation: an account is the same in every organisation. */
const ADMINISTRATORS = { instanceAdmin: true, ...WRITE.bank } as const;

/** A member who left: their whole account is closed, opened again, or erased. No program does this. */
@Controller('gestion/membres/:id/compte')
export class AccountClosingController {
  constructor(
    private readonly members: MembersService,
    private readonly accounts: AccountClosingService,
  ) {}

  @Read(ADMINISTRATORS, { page: '' })
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id));
  }

  @PostedForm(ADMINISTRATORS, 'fermeture')
  close(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const done = 'Compte fermé partout : sessions, clés, liens et accès sont terminés.';
    return this.act(ctx, id, done, (tx, userId) => this.accounts.close(tx, ctx.actor, userId));
  }

  @PostedForm(ADMINISTRATORS, 'reouverture')
  reopen(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const done = 'Compte rouvert. Chaque organisation rouvre elle-même l’accès de son membre.';
    return this.act(ctx, id, done, (tx, userId) => this.accounts.reopen(tx, ctx.actor, userId));
  }

  @PostedForm(ADMINISTRATORS, 'effacement')
  erase(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const done = 'Nom et adresse effacés. L’histoire garde le numéro d’opérateur.';
    return this.act(ctx, id, done, (tx, userId) => this.accounts.erase(tx, ctx.actor, userId));
  }

  private async act(
    ctx: Ctx,
    id: string,
    done: string,
    work: (tx: EntityManager, userId: string) => Promise<void>,
  ): Promise<Answer> {
    const { userId } = await this.members.reached(ctx.actor, id);
    return ctx.submit({
      done,
      ref: `/gestion/membres/${id}/compte`,
      work: (tx) => work(tx, userId),
      page: ({ problems = [] }) => this.page(ctx, id, problems),
    });
  }

  private async page(ctx: Ctx, id: string, problems: FieldProblem[] = []) {
    const membership = await this.members.reached(ctx.actor, id);
    const state = await this.accounts.state(membership.userId);
    return <AccountClosingPage membership={membership} state={state} zone={ctx.bank.timeZone} problems={problems} />;
  }
}

const TITLE = 'Compte';

const counted = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);

/** A whole account, in all its organisations: closed, opened again, erased. */
function AccountClosingPage({
  membership: m,
  state,
  zone,
  problems,
}: {
  membership: MembershipView;
  state: AccountState;
  zone: string;
  problems: readonly FieldProblem[];
}) {
  const at = `/gestion/membres/${m.id}/compte`;
  return (
    <FormPage
      title={TITLE}
      lead={`${m.userName} · opérateur n° ${m.operatorNumber}`}
      trail={[
        { label: 'Organisations', href: '/gestion/organisations' },
        { label: m.organisationName, href: `/gestion/organisations/${m.organisationId}` },
        { label: m.userName, href: `/gestion/membres/${m.id}` },
        { label: TITLE },
      ]}
    >
      {problems.map(({ code, message }) => (
        <Notice key={code} tone="alert">
          {message}
        </Notice>
      ))}
      {state.erased ? (
        <Notice tone="info" title="Ce compte est effacé.">
          Le nom et l’adresse n’y sont plus. L’histoire garde le numéro d’opérateur.
        </Notice>
      ) : state.active ? (
        <Open state={state} name={m.userName} action={`${at}/fermeture`} />
      ) : (
        <Closed name={m.userName} at={at} state={state} zone={zone} />
      )}
      <Actions>
        <LinkButton href={`/gestion/membres/${m.id}`}>Revenir</LinkButton>
      </Actions>
    </FormPage>
  );
}

function Open({ state, name, action }: { state: AccountState; name: string; action: string }) {
  const where = state.organisations.join(', ');
  return (
    <>
      <p>
        {`Compte ouvert. Organisations : ${where || 'aucune'}. ${counted(state.sessions, 'session', 'sessions')}, ${counted(state.keys, 'clé d’accès', 'clés d’accès')}.`}
      </p>
      <EndingAct
        of={{ label: 'Fermer le compte partout', icon: 'ban', ends: 'until_reopened' }}
        action={action}
        look="danger"
        lines={[
          `${name} ne peut plus se connecter nulle part : ses sessions se ferment tout de suite.`,
          'Ses accès à toutes ses organisations sont suspendus, ses invitations et ses liens ne servent plus.',
          'Les clés d’accès de ses logiciels sont retirées pour toujours.',
          'Son histoire reste ; son nom reste aussi, jusqu’à la date que dira cette page. Le compte peut être rouvert, puis chaque accès.',
        ]}
      />
    </>
  );
}

const NEEDED = {
  ticket: 'une panne dont cette personne s’est occupée n’est pas terminée',
  donation: 'un don dont cette personne s’est occupée n’est pas terminé',
} as const;

function goes({ goesAt, neededBy }: AccountState, zone: string): string {
  if (!goesAt) return 'Aucune durée n’est en vigueur : le nom et l’adresse restent tant que personne ne les efface.';
  const on = `Le nom et l’adresse s’effaceront d’eux-mêmes le ${formatDate(goesAt, zone)}`;
  return neededBy
    ? `${on}, ou plus tard : ${NEEDED[neededBy]}, et ses collègues peuvent avoir à savoir qui c’était.`
    : `${on}.`;
}

function Closed({ name, at, state, zone }: { name: string; at: string; state: AccountState; zone: string }) {
  return (
    <>
      <Notice tone="info" title="Ce compte est fermé partout.">
        {`Personne ne peut s’y connecter. ${goes(state, zone)}`}
      </Notice>
      <PostButton action={`${at}/reouverture`} label="Rouvrir le compte" icon="undo-2" wide />
      <EndingAct
        of={{ label: 'Effacer le nom et l’adresse', icon: 'trash-2', ends: 'for_good' }}
        action={`${at}/effacement`}
        look="danger"
        lines={[
          `Plus rien ne dit que ce compte était celui de ${name} : son nom, son adresse, son mot de passe et ses preuves sont effacés.`,
          'L’histoire garde ce qui a été fait, avec le numéro d’opérateur.',
          'Le nom sous un acte signé reste aussi longtemps que cet acte.',
        ]}
      />
    </>
  );
}
