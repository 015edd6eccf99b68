import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { DeviceView } from '#bank/devices';
import { LOCK_CHECKS, LOCK_STEPS, LOCKS, type LockKind, LockQueries, type LockStep, type LockView } from '#bank/intake';
import { Badge, By, Card, Cell, formatDate, LinkButton } from '#platform/ui';
import { DeviceSections } from '../../../devices/device/web/device-sections.js';

/** On a device's page, for everybody who sees it: the locks it has, and those it had. */
@Injectable()
export class DeviceLocksSection implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly locks: LockQueries,
  ) {}

  onModuleInit(): void {
    this.sections.register(5, async (ctx, device, on) => {
      const locks = await this.locks.ofDevice(device.id, on);
      return locks.length ? { card: <LocksCard device={device} locks={locks} timeZone={ctx.bank.timeZone} /> } : null;
    });
  }
}

function LocksCard({
  device: d,
  locks,
  timeZone,
}: {
  device: DeviceView;
  locks: readonly LockView[];
  timeZone: string;
}) {
  const open = locks.some((lock) => !lock.releasedAt);
  const may = d.allowed.includes('release_lock');
  return (
    <Card title={open ? 'Verrouillé : attend le donateur' : 'Verrous levés'}>
      <ul class="plain fact-rows">
        {locks.map((lock) => (
          <li key={lock.id}>
            <Cell main={LOCKS[lock.kind].label} sub={<History lock={lock} timeZone={timeZone} />} />
            {lock.releasedAt ? (
              <Badge tone="ok" icon="lock-open">
                levé
              </Badge>
            ) : may ? (
              <LinkButton href={`/appareils/${d.code}/verrous/${lock.id}`} icon="lock-open">
                Lever
              </LinkButton>
            ) : (
              <Badge tone="attention" icon="lock">
                verrouillé
              </Badge>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function History({ lock, timeZone }: { lock: LockView; timeZone: string }) {
  return (
    <>
      vu le {formatDate(lock.foundAt, timeZone)}
      <By number={lock.operatorNumber} />
      {lock.releasedAt && lock.check ? (
        <>
          {' '}
          · levé le {formatDate(lock.releasedAt, timeZone)}
          <By number={lock.releaseOperator} /> : {LOCK_CHECKS[lock.check].toLowerCase()}
        </>
      ) : lock.dueOn ? (
        ` · le donateur a jusqu’au ${formatDate(`${lock.dueOn}T12:00:00Z`, 'UTC')}`
      ) : null}
    </>
  );
}

/** « mot de passe BIOS, compte Apple » */
export const kindsWords = (kinds: readonly LockKind[]): string => kinds.map((kind) => LOCKS[kind].short).join(', ');

export function StepBadge({ step }: { step: LockStep }) {
  const { label, tone, icon } = LOCK_STEPS[step];
  return (
    <Badge tone={tone} icon={icon}>
      {label.toLowerCase()}
    </Badge>
  );
}
