import { Param } from '@nestjs/common';
import { CORRECTIONS } from '#bank/corrections';
import {
  DEVICE_LIFECYCLE,
  DeviceQueries,
  type DeviceView,
  DuplicatesService,
  deviceWords,
  idOrCode,
  showAssetCode,
} from '#bank/devices';
import { Act, ApiController, Context, Ctx } from '#platform/http';
import { AskPage, FieldsOf, type FormState, Notice } from '#platform/ui';
import { ReasonDto } from '../../../corrections/web/corrections.dto.js';
import { ReasonField } from '../../../corrections/web/reason-field.js';
import { deviceTrail } from '../../web/device.words.js';
import { DuplicateDto } from '../../web/devices.dto.js';

const WITHDRAW = DEVICE_LIFECYCLE.right('withdraw');
const UNDO = DEVICE_LIFECYCLE.right('undo_double');

/** A device that was logged twice: one stays, and the label of the other leads to it. */
@ApiController('devices')
export class DeviceDuplicatesController {
  constructor(
    private readonly queries: DeviceQueries,
    private readonly doubles: DuplicatesService,
  ) {}

  /** The device is the double of another one, `other`: it is withdrawn, and its code leads there. Gives the one that stays. */
  @Act(WITHDRAW, { page: 'appareils/:code/double', api: 'devices/:code/double', takes: DuplicateDto, asks: true })
  markDouble(@Context() ctx: Ctx, @Param('code') code: string) {
    const ref = idOrCode(code);
    return ctx.act({
      dto: DuplicateDto,
      done: 'Double retiré : son étiquette mène à celui-ci.',
      rules: (tx, { other }) => this.doubles.judge(tx, ctx.actor, ref, other),
      work: (tx, { other, reason }) => this.doubles.merge(tx, ctx.actor, ref, other, reason),
      to: (stays) => `/appareils/${stays}`,
      view: (stays) => this.queries.whole(ctx.actor, stays),
      page: async (again) => <DuplicatePage device={await this.queries.get(ctx.actor, ref)} {...again} />,
    });
  }

  /** It is another device than the one whose double it was said to be: named by its id, or by its own code. */
  @Act(UNDO, { page: 'appareils/:code/double-annule', api: 'devices/:code/undo-double', takes: ReasonDto, asks: true })
  undoDouble(@Context() ctx: Ctx, @Param('code') code: string) {
    const ref = idOrCode(code);
    return ctx.act({
      dto: ReasonDto,
      done: 'Ce sont de nouveau deux appareils.',
      work: (tx, { reason }) => this.doubles.undo(tx, ctx.actor, ref, reason),
      to: (id) => `/appareils/${id}`,
      view: (id) => this.queries.whole(ctx.actor, id),
      page: async (again) => <UndoDuplicatePage device={await this.queries.get(ctx.actor, ref)} {...again} />,
    });
  }
}

function DuplicatePage({ device: d, ...again }: FormState & { device: DeviceView }) {
  return (
    <AskPage
      title={CORRECTIONS.device_merged.label}
      lead={`${showAssetCode(d.code)}, ${deviceWords(d)}`}
      trail={deviceTrail(d, CORRECTIONS.device_merged.label)}
      intro={
        <Notice tone="attention" title={`${showAssetCode(d.code)} sera retiré. L’autre reste.`}>
          Les deux étiquettes mèneront à l’appareil qui reste. Si c’est l’autre qu’il faut retirer, ouvrez sa page. Cela
          s’annule pendant un jour.
        </Notice>
      }
      action={`/appareils/${d.code}/double`}
      {...again}
      does={{ label: 'Retirer ce double', look: 'danger', icon: CORRECTIONS.device_merged.icon }}
      back={{ href: `/appareils/${d.code}` }}
    >
      <FieldsOf form={DuplicateDto} />
      <ReasonField kind="device_merged" />
    </AskPage>
  );
}

function UndoDuplicatePage({ device: d, ...again }: FormState & { device: DeviceView }) {
  const { label, icon } = CORRECTIONS.device_unmerged;
  return (
    <AskPage
      title={label}
      lead={`${showAssetCode(d.code)}, ${deviceWords(d)}`}
      trail={deviceTrail(d, label)}
      intro={
        <p class="hint">
          Pendant un jour seulement. {showAssetCode(d.code)} redevient un appareil à part, comme avant ; son étiquette
          mène de nouveau à lui. Tout reste dans son histoire.
        </p>
      }
      action={`/appareils/${d.id}/double-annule`}
      {...again}
      does={{ label: 'Rétablir l’appareil', icon }}
      back={{ href: `/appareils/${d.code}` }}
    >
      <ReasonField kind="device_unmerged" />
    </AskPage>
  );
}
