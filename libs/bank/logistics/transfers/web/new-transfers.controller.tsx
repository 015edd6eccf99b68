import { Query } from '@nestjs/common';
import { DeviceQueries, isAssetCode, showAssetCode } from '#bank/devices';
import { DonationQueries } from '#bank/intake';
import { TRANSFER_LIFECYCLE, TransferQueries, TransfersService } from '#bank/logistics';
import { Act, type Answer, ApiController, Context, Ctx, Read } from '#platform/http';
import { isId, may, NotFound, type OrganisationKind, READ } from '#platform/kernel';
import { AskPage, type FieldProblem, FieldsOf, type FormState, HiddenField, Notice, plural } from '#platform/ui';
import { NewTransferDto } from '../../web/logistics.dto.js';

const nothingThere = (error: unknown): null => {
  if (error instanceof NotFound) return null;
  throw error;
};

/** A new lot: whom it is for and, on the page, what is in it already. */
@ApiController('transfers')
export class NewTransfersController {
  constructor(
    private readonly queries: TransferQueries,
    private readonly transfers: TransfersService,
    private readonly donations: DonationQueries,
    private readonly devices: DeviceQueries,
  ) {}

  @Read(TRANSFER_LIFECYCLE.right('open'), { page: 'lots/nouveau' })
  async askOpen(
    @Context() ctx: Ctx,
    @Query('appareil') device?: string,
    @Query('don') donation?: string,
  ): Promise<Answer> {
    return ctx.page(await this.page(ctx, { device: String(device ?? ''), donation: String(donation ?? '') }));
  }

  /** Opens an empty lot from the token's organisation; the bank may say from whose. */
  @Act(TRANSFER_LIFECYCLE.right('open'), { page: 'lots', api: 'transfers', takes: NewTransferDto })
  async open(@Context() ctx: Ctx) {
    const asked = { device: String(ctx.posted['device'] ?? ''), donation: String(ctx.posted['donation'] ?? '') };
    const ids = (await this.donation(ctx, asked.donation))?.ids ?? [];
    return ctx.act({
      dto: NewTransferDto,
      work: async (tx, form) => {
        const id = await this.transfers.prepare(tx, ctx.actor, form);
        if (asked.device) await this.transfers.add(tx, ctx.actor, id, asked.device);
        if (ids.length) await this.transfers.addDevices(tx, ctx.actor, id, ids);
        return id;
      },
      to: (id) => `/lots/${id}`,
      view: (id) => this.queries.get(ctx.actor, id),
      page: ({ problems = [], values = {} }) => this.page(ctx, asked, problems, values),
    });
  }

  private async donation(ctx: Ctx, id: string) {
    if (!isId(id) || !may(ctx.actor, READ.donations)) return undefined;
    const { number } = await this.donations.byId(ctx.actor, id);
    const { from, ids } = await this.queries.donated(ctx.actor, id);
    return { id, number, from, ids, here: ids.length };
  }

  private async holderOf(ctx: Ctx, code: string): Promise<string | null> {
    return (await this.devices.get(ctx.actor, code).catch(nothingThere))?.holderOrgId ?? null;
  }

  private async page(
    ctx: Ctx,
    asked: { device: string; donation: string },
    problems?: FieldProblem[],
    values?: Record<string, string>,
  ) {
    const { receivers, senders } = await this.queries.ends(ctx.actor);
    const device = isAssetCode(asked.device) ? asked.device : undefined;
    const donation = await this.donation(ctx, asked.donation);
    return (
      <NewTransferPage
        receivers={receivers}
        senders={senders}
        from={donation?.from ?? (device && senders.length ? await this.holderOf(ctx, device) : null)}
        device={device}
        donation={donation}
        problems={problems}
        values={values}
      />
    );
  }
}

const GROUPS: Partial<Record<OrganisationKind, string>> = {
  bank: 'Banque',
  collection_point: 'Points de collecte',
  ea: 'Ateliers (EA)',
  esat: 'Ateliers (ESAT)',
  structure: 'Structures',
};

interface End {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
}

const optionsOf = (ends: readonly End[]) =>
  ends.map((r) => ({ value: r.id, label: r.name, group: GROUPS[r.kind] ?? 'Autres' }));

function NewTransferPage(
  props: FormState & {
    receivers: readonly End[];
    senders: readonly End[];
    from: string | null;
    device?: string | undefined;
    donation?: { id: string; number: string; here: number } | undefined;
  },
) {
  const { problems, values = {} } = props;
  return (
    <AskPage
      title="Préparer un lot"
      lead={`Dites d’abord ${props.senders.length ? 'd’où il part et ' : ''}où il va. À l’étape suivante, vous cocherez ou scannerez les appareils.`}
      trail={[{ label: 'Lots', href: '/lots' }, { label: 'Préparer un lot' }]}
      action="/lots"
      problems={problems}
      values={values}
      does={{ label: 'Continuer', icon: 'arrow-right' }}
      back={{ href: '/lots' }}
      intro={
        <>
          {props.device ? (
            <Notice icon="laptop">L’appareil {showAssetCode(props.device)} sera le premier de la liste.</Notice>
          ) : null}
          {props.donation ? (
            <Notice icon="package-open">
              {plural(props.donation.here, 'appareil')} du don {props.donation.number}{' '}
              {props.donation.here > 1 ? 'seront' : 'sera'} dans la liste. Vous pourrez en retirer.
            </Notice>
          ) : null}
        </>
      }
    >
      <FieldsOf
        form={NewTransferDto}
        but={{
          fromOrganisationId: props.senders.length
            ? { value: values['fromOrganisationId'] ?? props.from ?? '', options: optionsOf(props.senders) }
            : null,
          toOrganisationId: { options: optionsOf(props.receivers) },
        }}
      />
      {props.device ? <HiddenField name="device" value={props.device} /> : null}
      {props.donation ? <HiddenField name="donation" value={props.donation.id} /> : null}
    </AskPage>
  );
}
