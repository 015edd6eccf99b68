import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import {
  DeviceQueries,
  type DeviceView,
  type Inventory,
  type Medium,
  type MediumView,
  SnapshotQueries,
} from '#bank/devices';
import { Badge, Facts, FoldedCard, formatDate, Notice, plural } from '#platform/ui';
import { DeviceSections } from '../../devices/device/web/device-sections.js';
import { changesWords } from './change.words.js';
import { sourceWords } from './inventories.words.js';
import { DOUBT_WORDS, mediumFact, partFacts, unknownWords } from './machine-parts.js';

/** On a device's page: what its machine says of itself, all inventories together, and what the newest one changed. */
@Injectable()
export class MachineSection implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly queries: DeviceQueries,
    private readonly snapshots: SnapshotQueries,
  ) {}

  onModuleInit(): void {
    this.sections.register(5, async (ctx, device, on) => {
      const [media, demo] = await Promise.all([this.queries.media(device.id, on), this.snapshots.demo(device.id, on)]);
      if (!demo && !media.length && !device.processor && !device.memoryMb) return null;
      const zone = ctx.bank.timeZone;
      const card = (
        <FoldedCard
          title="Machine"
          brief={briefOf(demo?.machine ?? null, device, media)}
          summary="Toute la machine"
          open={Boolean(demo && (demo.changes || demo.machine.doubts.length))}
        >
          {demo?.changes ? (
            <Notice tone="attention" title={`Changé depuis l’inventaire du ${formatDate(demo.previousAt!, zone)} :`}>
              <ul>
                {changesWords(demo.changes).map((words) => (
                  <li>{words}</li>
                ))}
              </ul>
            </Notice>
          ) : null}
          {(demo?.machine.doubts ?? []).map((doubt) => (
            <Notice tone="attention">{DOUBT_WORDS[doubt]}</Notice>
          ))}
          <Facts
            facts={[
              ...(demo ? partFacts(withRow(demo.machine, device)) : partsOfRow(device)),
              ...media.map((m) => factOf(m, demo?.machine ?? null)),
              ['Supports', demo ? unknownWords(demo.machine) : ''],
              ['Inventaire', demo ? `${formatDate(demo.newestAt, zone)}, ${sourceWords(demo.newestSource)}` : ''],
            ]}
          />
        </FoldedCard>
      );
      return { card };
    });
  }
}

/** « i5-8350U · 8 Go · 2 disques » */
const briefOf = (m: Inventory | null, d: DeviceView, media: readonly MediumView[]): string =>
  [
    m?.processor ?? d.processor,
    (m?.memoryMb ?? d.memoryMb) ? `${Math.round((m?.memoryMb ?? d.memoryMb!) / 1024)} Go` : '',
    media.length ? plural(media.length, 'disque') : '',
  ]
    .filter(Boolean)
    .join(' · ');

/** A row knows processor and memory also where no kept inventory tells them. */
const withRow = (m: Inventory, d: DeviceView): Inventory => ({
  ...m,
  processor: m.processor ?? d.processor,
  memoryMb: m.memoryMb ?? d.memoryMb,
});

const partsOfRow = (d: DeviceView): [string, ComponentChildren][] => [
  ['Processeur', d.processor ?? ''],
  ['Mémoire', d.memoryMb ? `${Math.round(d.memoryMb / 1024)} Go` : ''],
];

/** A medium once seen stays on the page; whether the newest full inventory still shows it is said beside. */
function factOf(m: MediumView, machine: Inventory | null): [string, ComponentChildren] {
  const same = (x: Medium) => (m.serial === null ? x.serial === null && x.kind === m.kind : x.serial === m.serial);
  const now = machine?.media.find(same);
  const gone = machine?.hasStorageSection && !now;
  return mediumFact(
    { ...m, health: now?.health ?? null },
    gone ? (
      <Badge tone="attention" icon="hard-drive">
        plus vu
      </Badge>
    ) : null,
  );
}
