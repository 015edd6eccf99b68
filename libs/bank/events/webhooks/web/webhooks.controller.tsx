import { Controller, Param } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WebhooksService } from '#bank/events';
import { dayBegins } from '#bank/people';
import { type Answer, AskedForm, Context, Ctx, PostedForm, Read } from '#platform/http';
import { RuleBroken, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { kindsOf } from './event-kinds.js';
import { WebhookPage } from './webhook.page.js';
import { ReplayDto, WebhookDto } from './webhooks.dto.js';
import { ChangeWebhookPage, ReplayPage, WebhookSecretPage, WebhooksPage } from './webhooks.page.js';

const PAGE = '/gestion/webhooks';

/** Programs of one's organisation that are told what happens. */
@Controller('gestion/webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @AskedForm(WRITE.webhooks, '')
  make(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.reveal({
      dto: WebhookDto,
      ref: PAGE,
      work: (tx, form) => this.webhooks.make(tx, ctx.member, { address: form.address, kinds: kindsOf(form) }),
      show: (made) => <WebhookSecretPage secret={made?.secret} />,
      page: async (again) => (
        <WebhooksPage webhooks={await this.webhooks.list(ctx.member)} member={ctx.member} {...again} />
      ),
    });
  }

  @Read(WRITE.webhooks, { page: ':id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id, {}));
  }

  @AskedForm(WRITE.webhooks, ':id/modification')
  async change(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const webhook = await this.webhooks.get(ctx.member, id);
    return ctx.submit({
      dto: WebhookDto,
      done: 'Modifié.',
      ref: `${PAGE}/${id}`,
      work: (tx, form) => this.webhooks.change(tx, ctx.member, id, { address: form.address, kinds: kindsOf(form) }),
      page: (again) => <ChangeWebhookPage webhook={webhook} member={ctx.member} {...again} />,
    });
  }

  @AskedForm(WRITE.webhooks, ':id/reprise')
  async replayFrom(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const webhook = await this.webhooks.get(ctx.member, id);
    return ctx.submit({
      dto: ReplayDto,
      done: 'Repris : les envois partent dans l’ordre.',
      work: async (tx, { from, since }) => {
        if (from === 'since' && !since) throw new RuleBroken('events.webhook_moment_wrong', { days: 90 }, 'since');
        const moment = from === 'now' ? from : await dayBegins(tx, since!);
        await this.webhooks.replayFrom(tx, ctx.member, id, moment);
        return `${PAGE}/${id}`;
      },
      page: (again) => <ReplayPage webhook={webhook} {...again} />,
    });
  }

  @PostedForm(WRITE.webhooks, ':id/secret')
  renewSecret(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.reveal({
      ref: PAGE,
      work: (tx) => this.webhooks.renewSecret(tx, ctx.member, id),
      show: (secret) => <WebhookSecretPage secret={secret ?? undefined} renewed id={id} />,
      page: (again) => this.page(ctx, id, again),
    });
  }

  @PostedForm(WRITE.webhooks, ':id/essai')
  test(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.act(ctx, id, 'Un essai part. Sa réponse est dans la liste des envois, dans un instant.', (tx) =>
      this.webhooks.test(tx, ctx.member, id),
    );
  }

  @PostedForm(WRITE.webhooks, ':id/envois/:message')
  replay(@Context() ctx: Ctx, @Param('id') id: string, @Param('message') message: string): Promise<Answer> {
    return this.act(ctx, id, 'L’envoi repart, avec le même numéro.', (tx) =>
      this.webhooks.replay(tx, ctx.member, id, message),
    );
  }

  @PostedForm(WRITE.webhooks, ':id/arret')
  switchOff(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.act(ctx, id, 'Arrêté : plus rien ne part. La place est gardée.', (tx) =>
      this.webhooks.switchOff(tx, ctx.member, id),
    );
  }

  @PostedForm(WRITE.webhooks, ':id/remise')
  switchOn(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.act(ctx, id, 'Remis en marche : les envois reprennent où ils en étaient.', (tx) =>
      this.webhooks.switchOn(tx, ctx.member, id),
    );
  }

  @PostedForm(WRITE.webhooks, ':id/retrait')
  remove(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.act(
      ctx,
      id,
      'Retiré : ce logiciel n’est plus prévenu.',
      (tx) => this.webhooks.remove(tx, ctx.member, id),
      PAGE,
    );
  }

  private act(
    ctx: Ctx,
    id: string,
    done: string,
    work: (tx: EntityManager) => Promise<unknown>,
    ref = `${PAGE}/${id}`,
  ): Promise<Answer> {
    return ctx.submit({
      done,
      ref,
      work: async (tx) => void (await work(tx)),
      page: (again) => this.page(ctx, id, again),
    });
  }

  private async page(ctx: Ctx, id: string, { problems }: Pick<FormState, 'problems'>) {
    const [webhook, deliveries] = await ctx.readTogether((on) =>
      Promise.all([this.webhooks.get(ctx.member, id, on), this.webhooks.deliveries(ctx.member, id, on)]),
    );
    return <WebhookPage webhook={webhook} deliveries={deliveries} problems={problems} />;
  }
}
