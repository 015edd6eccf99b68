import { Delete, Param } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { withDe } from '#bank/documents';
import { DonorLinks, type DonorLinkView } from '#bank/figures';
import { DonorsService, type DonorView } from '#bank/intake';
import { MailService } from '#bank/mails';
import { Act, type ActOn, ApiController, Context, Ctx, Policy, Read } from '#platform/http';
import { clock, publicUrl, READ, WRITE } from '#platform/kernel';
import { Card, EndingAct, FieldsOf, Form, FormPage, type FormState, formatDate, Operator, Table } from '#platform/ui';
import { DonorLinkForm } from './donor-link.dto.js';

const shown = ({ secret, ...link }: DonorLinkView) => ({ ...link, url: secret ? addressOf(secret) : null });

/** Private links of donors: the desk and the bank make and end them. */
@ApiController('donors')
export class DonorLinksController {
  constructor(
    private readonly donors: DonorsService,
    private readonly links: DonorLinks,
    private readonly mails: MailService,
  ) {}

  /** The links made for a donor, newest first; `url` is null once a link is over. */
  @Read(READ.donorNames, { page: 'dons/donateurs/:donor/lien', api: 'donors/:donor/links' })
  async listLinks(@Context() ctx: Ctx, @Param('donor') donorId: string) {
    const links = await this.links.list(ctx.actor, donorId);
    return ctx.answer({ items: links.map(shown), next: null }, async () =>
      this.page(ctx, await this.donors.byId(ctx.actor, donorId), links),
    );
  }

  /** Makes a link and, with `email`, sends it. */
  @Act(WRITE.donations, { page: 'dons/donateurs/:donor/lien', api: 'donors/:donor/links', takes: DonorLinkForm })
  async makeLink(@Context() ctx: Ctx, @Param('donor') donorId: string) {
    const donor = await this.donors.byId(ctx.actor, donorId);
    return ctx.act({
      ...this.on(ctx, donorId),
      dto: DonorLinkForm,
      done: 'Lien fait.',
      work: async (tx, { email }) => {
        const link = await this.links.make(tx, ctx.actor, donorId);
        const to = email?.trim();
        if (to) await mailLink(tx, this.mails, donor, link, to);
        return link.id;
      },
    });
  }

  @Act(WRITE.donations, { page: 'dons/donateurs/:donor/lien/:id/fin' })
  closeLink(@Context() ctx: Ctx, @Param('donor') donorId: string, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, donorId, id),
      done: 'Lien fermé : sa page n’existe plus.',
      work: (tx) => this.links.end(tx, ctx.actor, donorId, id),
    });
  }

  /** Ends a link: its page is not there any more. */
  @Delete('api/v1/donors/:donor/links/:id')
  @Policy(WRITE.donations)
  endLink(@Context() ctx: Ctx, @Param('donor') donorId: string, @Param('id') id: string) {
    return this.closeLink(ctx, donorId, id);
  }

  private on(ctx: Ctx, donorId: string, link?: string): ActOn<ReturnType<typeof shown>> {
    return {
      ref: link,
      to: () => `/dons/donateurs/${donorId}/lien`,
      view: async (id) => shown(await this.links.byId(ctx.actor, donorId, id)),
      page: async (again) =>
        this.page(ctx, await this.donors.byId(ctx.actor, donorId), await this.links.list(ctx.actor, donorId), again),
    };
  }

  private page(ctx: Ctx, donor: DonorView, links: readonly DonorLinkView[], again: FormState = {}) {
    return (
      <DonorLinkPage donor={donor} links={links} mail={this.mails.possible} timeZone={ctx.bank.timeZone} {...again} />
    );
  }
}

interface DonorLinkPageProps extends FormState {
  donor: DonorView;
  links: readonly DonorLinkView[];
  mail: boolean;
  timeZone: string;
}

const trail = (donor: DonorView) => [
  { label: 'Donateurs', href: '/dons/donateurs' },
  { label: donor.name, href: `/dons/donateurs/${donor.id}` },
  { label: 'Lien privé' },
];

/** The private link of a donor: the open one to be copied, one more, those that are closed. */
function DonorLinkPage({ donor, links, mail, timeZone, problems, values }: DonorLinkPageProps) {
  const open = links.filter(isOpen);
  const closed = links.filter((l) => !isOpen(l));
  const make = open.length ? 'Faire un autre lien' : 'Faire un lien';
  return (
    <FormPage
      title={`Lien privé de ${donor.name}`}
      lead="Il ouvre une page qui dit ce que sont devenus les appareils de ce donateur, avec un certificat par appareil sur ses données. Pas de compte, aucun nom, aucun numéro de série à l’écran."
      trail={trail(donor)}
    >
      {open.map((l) => (
        <OpenLink key={l.id} link={l} donor={donor} timeZone={timeZone} />
      ))}
      <Card title={make}>
        <Form
          action={`/dons/donateurs/${donor.id}/lien`}
          problems={problems}
          does={{ label: make, icon: 'link', look: open.length ? 'secondary' : 'primary' }}
        >
          {mail ? (
            <FieldsOf form={DonorLinkForm} but={{ email: { value: values?.email ?? donor.contact?.email ?? '' } }} />
          ) : null}
        </Form>
      </Card>
      {closed.length ? (
        <Card title="Liens fermés">
          <Table
            caption="Liens fermés de ce donateur"
            rows={closed}
            rowKey={(l) => l.id}
            columns={[
              {
                header: 'Fait le',
                row: true,
                cell: (l) => formatDate(l.madeAt, timeZone),
                sub: (l) => madeBy(l),
              },
              { header: 'Montrait', cell: shows },
              { header: 'Fin', cell: (l) => formatDate(l.endedAt ?? l.expiresAt, timeZone) },
            ]}
          />
        </Card>
      ) : null}
    </FormPage>
  );
}

function OpenLink({
  link: l,
  donor,
  timeZone,
}: { link: DonorLinkView } & Pick<DonorLinkPageProps, 'donor' | 'timeZone'>) {
  const until = formatDate(l.expiresAt, timeZone);
  return (
    <Card title={`Lien ouvert jusqu’au ${until}`}>
      {l.secret ? (
        <p>
          <a href={addressOf(l.secret)} rel="noreferrer">
            {addressOf(l.secret)}
          </a>
        </p>
      ) : null}
      <p class="hint">
        {l.secret ? 'Copiez cette adresse pour le donateur. ' : ''}Le lien montre {shows(l)}. Fait le{' '}
        {formatDate(l.madeAt, timeZone)}
        {l.operatorNumber ? <> par {madeBy(l)}</> : null}.
      </p>
      <EndingAct
        of={{ label: 'Fermer ce lien', icon: 'x', ends: 'for_good' }}
        action={`/dons/donateurs/${donor.id}/lien/${l.id}/fin`}
        lines={['Sa page n’existe plus, pour qui a gardé l’adresse aussi. Un autre lien se fait ici.']}
      />
    </Card>
  );
}

const madeBy = (l: DonorLinkView) => (l.operatorNumber ? <Operator number={l.operatorNumber} /> : null);
const shows = (l: DonorLinkView): string => (l.organisation ? `les dons ${withDe(l.organisation)}` : 'tous les dons');
const isOpen = (l: DonorLinkView): boolean => !l.endedAt && l.expiresAt > clock.now();

const addressOf = (secret: string): string => `${publicUrl() ?? ''}/mon-don/${secret}`;

async function mailLink(
  tx: EntityManager,
  mails: MailService,
  donor: DonorView,
  link: { readonly id: string; readonly secret: string },
  to: string,
): Promise<void> {
  const data = { link: addressOf(link.secret) };
  await mails.send(tx, 'donor_link', data, { causeId: donor.id, once: link.id, to });
}
