import { Controller, Param } from '@nestjs/common';
import { WebhooksService } from '#bank/events';
import { type Answer, AskedForm, Context, Ctx, PostedForm, Read } from '#platform/http';
import { type Member, NotFound, RuleBroken, WRITE } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { kindsOf } from './event-kinds.js';
import { WebhookPage } from './webhook.page.js';
import { ReplayDto, WebhookDto } from './webhooks.dto.js';
import { ChangeWebhookPage, ReplayPage, WebhookSecretPage, WebhooksPage } from './webhooks.page.js';

const PAGE = '/gestion/webhooks';

const memberOf = ({ actor }: Ctx): Member => {
  if (actor.kind !== 'member') throw new NotFound('organisation');
  return actor;
};

/** Programs of one's organisation that are told what happens. */
@Controller('gestion/webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @AskedForm(WRITE.webhooks, '')
  make(@Context() ctx: Ctx): Promise<Answer> {
    let secret: string | null = null;
    return ctx.submit({
      dto: WebhookDto,
      work: async (tx, form) => {
        const made = await this.webhooks.make(tx, memberOf(ctx), { address: form.address, kinds: kindsOf(form) });
        secret = made.secret;
        return made.id;
      },
      show: () => <WebhookSecretPage secret={secret} />,
      page: async (again) => (
        <WebhooksPage webhooks={await this.webhooks.list(memberOf(ctx))} member={memberOf(ctx)} {...again} />
      ),
    });
  }

  @Read(WRITE.webhooks, { page: ':id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id, {}));
  }

  @AskedForm(WRITE.webhooks, ':id/modification')
  async change(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const webhook = await this.webhooks.get(memberOf(ctx), id);
    return ctx.submit({
      dto: WebhookDto,
      done: 'Modifié.',
      ref: `${PAGE}/${id}`,
      work: (tx, form) => this.webhooks.change(tx, memberOf(ctx), id, { address: form.address, kinds: kindsOf(form) }),
      page: (again) => <ChangeWebhookPage webhook={webhook} member={memberOf(ctx)} {...again} />,
    });
  }

  @AskedForm(WRITE.webhooks, ':id/reprise')
  async replayFrom(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const webhook = await this.webhooks.get(memberOf(ctx), id);
    return ctx.submit({
      dto: ReplayDto,
      done: 'Repris : les envois partent dans l’ordre.',
      work: async (tx, { from, since }) => {
        if (from === 'since' && !since) throw new RuleBroken('events.webhook_moment_wrong', { days: 90 }, 'since');
        const moment = from === 'now' ? from : new Date(`${since}T00:00:00Z`);
        await this.webhooks.replayFrom(tx, memberOf(ctx), id, moment);
        return `${PAGE}/${id}`;
      },
      page: (again) => <ReplayPage webhook={webhook} {...again} />,
    });
  }

  @PostedForm(WRITE.webhooks, ':id/secret')
  renewSecret(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    let secret: string | null = null;
    return ctx.submit({
      work: async (tx) => {
        secret = await this.webhooks.renewSecret(tx, memberOf(ctx), id);
        return id;
      },
      show: () => <WebhookSecretPage secret={secret} renewed id={id} />,
      page: (again) => this.page(ctx, id, again),
    });
  }

  @PostedForm(WRITE.webhooks, ':id/essai')
  test(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Un essai part. Sa réponse est dans la liste des envois, dans un instant.',
      ref: `${PAGE}/${id}`,
      work: async (tx) => void (await this.webhooks.test(tx, memberOf(ctx), id)),
      page: (again) => this.page(ctx, id, again),
    });
  }

  @PostedForm(WRITE.webhooks, ':id/envois/:message')
  replay(@Context() ctx: Ctx, @Param('id') id: string, @Param('message') message: string): Promise<Answer> {
    return ctx.submit({
      done: 'L’envoi repart, avec le même numéro.',
      ref: `${PAGE}/${id}`,
      work: (tx) => this.webhooks.replay(tx, memberOf(ctx), id, message),
      page: (again) => this.page(ctx, id, again),
    });
  }

  @PostedForm(WRITE.webhooks, ':id/arret')
  switchOff(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Arrêté : plus rien ne part. La place est gardée.',
      ref: `${PAGE}/${id}`,
      work: (tx) => this.webhooks.switchOff(tx, memberOf(ctx), id),
      page: (again) => this.page(ctx, id, again),
    });
  }

  @PostedForm(WRITE.webhooks, ':id/remise')
  switchOn(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Remis en marche : les envois reprennent où ils en étaient.',
      ref: `${PAGE}/${id}`,
      work: (tx) => this.webhooks.switchOn(tx, memberOf(ctx), id),
      page: (again) => this.page(ctx, id, again),
    });
  }

  @PostedForm(WRITE.webhooks, ':id/retrait')
  remove(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Retiré : ce logiciel n’est plus prévenu.',
      ref: PAGE,
      work: (tx) => this.webhooks.remove(tx, memberOf(ctx), id),
      page: (again) => this.page(ctx, id, again),
    });
  }

  private async page(ctx: Ctx, id: string, { problems }: Pick<Again, 'problems'>) {
    const [webhook, deliveries] = await ctx.readTogether((on) =>
      Promise.all([this.webhooks.get(memberOf(ctx), id, on), this.webhooks.deliveries(memberOf(ctx), id, on)]),
    );
    return <WebhookPage webhook={webhook} deliveries={deliveries} problems={problems} />;
  }
}
