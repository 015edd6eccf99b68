import { Param, Query } from '@nestjs/common';
import { DEVICE_LIFECYCLE, DeviceQueries, type DeviceView, deviceWords, showAssetCode } from '#bank/devices';
import { DeviceLocksService, LOCKS, LockQueries, type LockView } from '#bank/intake';
import { Act, type ActOn, type Answer, ApiController, Context, Ctx, json, Read, seeOther } from '#platform/http';
import { NotFound, READ } from '#platform/kernel';
import { AskPage, FieldsOf, type FormState, HiddenField, Notice } from '#platform/ui';
import { atBench, deviceTrail } from '../../../devices/web/device.words.js';
import { LockListPage, LockPageQuery, LockQuery } from './lock-list.page.js';
import { DeclareLockDto, ReleaseLockDto } from './locks.dto.js';

type Shown = Awaited<ReturnType<LocksController['locksOf']>>;

/** Locks that keep devices closed until their donor releases them: found on a device, released; and everything that waits. */
@ApiController('locks')
export class LocksController {
  constructor(
    private readonly locks: DeviceLocksService,
    private readonly queries: LockQueries,
    private readonly devices: DeviceQueries,
  ) {}

  @Read(READ.locks, { page: 'verrous' })
  async listPage(@Context() ctx: Ctx, @Query() query: LockPageQuery): Promise<Answer> {
    const page = await this.queries.counted(ctx.actor, ctx.asked(query));
    return ctx.page(<LockListPage page={page} query={query} actor={ctx.actor} />);
  }

  /** The devices that wait for their donor, the most pressing first or in the order of `sort`, 50 a page. */
  @Read(READ.locks, { api: 'locked-devices' })
  async list(@Context() ctx: Ctx, @Query() query: LockQuery) {
    return json(200, await this.queries.list(ctx.actor, query.asked));
  }

  /** Every lock ever found on a device, open ones first. */
  @Read(READ.locks, { api: 'devices/:code/locks' })
  async ofDevice(@Context() ctx: Ctx, @Param('code') code: string) {
    return json(200, await this.locksOf(ctx, (await this.devices.get(ctx.actor, code)).id));
  }

  /** A lock was found: the device waits for its donor. */
  @Act(DEVICE_LIFECYCLE.right('find_lock'), {
    page: 'appareils/:code/verrou',
    api: 'devices/:code/locks',
    takes: DeclareLockDto,
    asks: true,
  })
  async declare(@Context() ctx: Ctx, @Param('code') code: string, @Query('de') from: string | undefined) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.on(ctx, device),
      dto: DeclareLockDto,
      status: 201,
      done: 'Verrou signalé. L’appareil attend son donateur.',
      work: async (tx, { kind }) => {
        await this.locks.declare(tx, ctx.actor, device.id, kind);
      },
      to: () => this.foundAt(ctx, device),
      page: ({ problems, values = { de: from === 'atelier' ? from : '' } }) => (
        <DeclareLockPage device={device} problems={problems} values={values} />
      ),
    });
  }

  @Read(READ.locks, { page: 'appareils/:code/verrous/:lock' })
  async askRelease(
    @Context() ctx: Ctx,
    @Param('code') code: string,
    @Param('lock') lock: string,
    @Query('de') from?: string,
  ): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    const values = { de: from === 'atelier' ? from : '' };
    return ctx.page(<ReleaseLockPage device={device} lock={await this.lock(device.id, lock)} values={values} />);
  }

  /** From the bench, which knows that there is a lock, to the one that was found first; without any, back to the bench. */
  @Read(READ.workshop, { page: 'atelier/:code/verrou' })
  async releaseAtBench(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    const open = (await this.queries.ofDevice(device.id)).filter((lock) => !lock.releasedAt).at(-1);
    return seeOther(open ? `/appareils/${device.code}/verrous/${open.id}?de=atelier` : `/atelier/${device.code}`);
  }

  /** A lock is gone, and somebody made sure. */
  @Act(DEVICE_LIFECYCLE.right('release_lock'), {
    page: 'appareils/:code/verrous/:lock/levee',
    api: 'devices/:code/locks/:lock/release',
    takes: ReleaseLockDto,
  })
  async release(@Context() ctx: Ctx, @Param('code') code: string, @Param('lock') lock: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.on(ctx, device),
      dto: ReleaseLockDto,
      done: 'Verrou levé.',
      to: () => this.foundAt(ctx, device),
      work: (tx, { check }) => this.locks.release(tx, ctx.actor, device.id, lock, check),
      page: async (again) => <ReleaseLockPage device={device} lock={await this.lock(device.id, lock)} {...again} />,
    });
  }

  private foundAt(ctx: Ctx, device: DeviceView): string {
    return `/${ctx.posted['de'] === 'atelier' ? 'atelier' : 'appareils'}/${device.code}`;
  }

  private on(ctx: Ctx, device: DeviceView): Omit<ActOn<Shown>, 'page'> {
    return {
      ref: device.id,
      to: () => `/appareils/${device.code}`,
      view: (id) => this.locksOf(ctx, id),
    };
  }

  private async lock(deviceId: string, id: string) {
    const lock = (await this.queries.ofDevice(deviceId)).find((l) => l.id === id);
    if (!lock) throw new NotFound('lock');
    return lock;
  }

  private async locksOf(ctx: Ctx, deviceId: string) {
    const [device, locks] = await Promise.all([this.devices.get(ctx.actor, deviceId), this.queries.ofDevice(deviceId)]);
    return { code: device.code, state: device.state, locks };
  }
}

interface Asked extends FormState {
  device: DeviceView;
}

function DeclareLockPage({ device: d, problems, values = {} }: Asked) {
  return (
    <AskPage
      title="Signaler un verrou"
      lead={`${showAssetCode(d.code)}, ${deviceWords(d)}`}
      trail={deviceTrail(d, 'Signaler un verrou')}
      bench={atBench(d, values['de'])}
      action={`/appareils/${d.code}/verrou`}
      problems={problems}
      values={values}
      does={{ label: 'Signaler ce verrou', icon: 'lock' }}
      back={{ href: `/${values.de === 'atelier' ? 'atelier' : 'appareils'}/${d.code}` }}
      intro={
        <Notice tone="info" icon="lock" title="L’appareil attendra son donateur.">
          Il ne pourra ni entrer en stock, ni être réservé, ni être livré, tant que le verrou n’est pas levé. Le
          donateur qui a une adresse mail reçoit les numéros de série à libérer ; un autre est à appeler.
        </Notice>
      }
    >
      <FieldsOf form={DeclareLockDto} />
      <HiddenField name="de" value={values.de ?? ''} />
    </AskPage>
  );
}

function ReleaseLockPage({ device: d, lock, problems, values = {} }: Asked & { lock: LockView }) {
  return (
    <AskPage
      title="Lever un verrou"
      lead={`${showAssetCode(d.code)}, ${deviceWords(d)} · ${LOCKS[lock.kind].label}`}
      trail={deviceTrail(d, 'Lever un verrou')}
      bench={atBench(d, values['de'])}
      action={`/appareils/${d.code}/verrous/${lock.id}/levee`}
      problems={problems}
      values={values}
      does={{ label: 'Le verrou est levé', icon: 'lock-open' }}
      back={{ href: `/${values['de'] === 'atelier' ? 'atelier' : 'appareils'}/${d.code}` }}
      intro={
        <p>La parole du donateur ne suffit pas : essayez. {LOCKS[lock.kind].check} C’est le signe qu’il est levé.</p>
      }
    >
      <FieldsOf form={ReleaseLockDto} />
      <HiddenField name="de" value={values['de'] ?? ''} />
    </AskPage>
  );
}
