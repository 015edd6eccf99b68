import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import {
  DeviceQueries,
  type DeviceView,
  type Inventory,
  MEDIUM_KINDS,
  type Medium,
  type MediumView,
  SnapshotQueries,
} from '#bank/devices';
import { joined } from '#platform/kernel';
import { Badge, Code, Facts, FoldedCard, formatBytes, formatDate, Notice, plural } from '#platform/ui';
import { DeviceSections } from '../../devices/device/web/device-sections.js';
import { changesWords, MEDIA_UNKNOWN_WORDS, sizeWords, slotWords, sourceWords } from './inventories.words.js';

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

const briefOf = (m: Inventory | null, d: DeviceView, media: readonly MediumView[]): string =>
  joined(
    ' · ',
    m?.processor ?? d.processor,
    (m?.memoryMb ?? d.memoryMb) ? `${Math.round((m?.memoryMb ?? d.memoryMb!) / 1024)} Go` : '',
    media.length ? plural(media.length, 'disque') : '',
  );

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

const go = (mb: number): string => (mb >= 1024 ? `${Math.round(mb / 1024)} Go` : `${mb} Mo`);
const NETWORKS = { ethernet: 'câble', wifi: 'Wi-Fi', bluetooth: 'Bluetooth', mobile: 'réseau mobile' } as const;

const lines = (items: readonly ComponentChildren[]): ComponentChildren =>
  items.length > 1 ? (
    <ul class="plain">
      {items.map((item, i) => (
        <li key={i}>{item}</li>
      ))}
    </ul>
  ) : (
    items[0]
  );

function processors(m: Inventory): ComponentChildren {
  const names = m.processors.length
    ? m.processors.map((p) => joined(' · ', p.name, p.cores ? plural(p.cores, 'cœur') : null))
    : [m.processor].filter((p): p is string => p !== null);
  const different = [...new Set(names)];
  return lines(different.map((name) => (names.length > different.length ? `${names.length} × ${name}` : name)));
}

function memory(m: Inventory): ComponentChildren {
  const modules = m.memoryModules.map((x) =>
    joined(' · ', sizeWords(x), x.type, x.speedMhz ? `${x.speedMhz} MHz` : null, slotWords(x.slot)),
  );
  if (!m.memoryMb && !modules.length) return '';
  const total = m.memoryMb ? go(m.memoryMb) : '';
  return modules.length > 1 ? (
    <>
      {total}
      <ul class="plain">
        {modules.map((module, i) => (
          <li key={i}>{module}</li>
        ))}
      </ul>
    </>
  ) : (
    (modules[0] ?? total)
  );
}

/** What a drive says of its own health, in plain words; empty when it says nothing. */
function healthWords(m: Pick<Medium, 'health'>): string {
  const h = m.health;
  if (!h) return '';
  return joined(
    ' · ',
    h.passed === false ? 'annonce une panne' : h.passed ? 'en bonne santé' : null,
    h.hours === null ? null : `${plural(h.hours, 'heure')} de marche`,
    h.wearPercent === null ? null : `usé à ${h.wearPercent} %`,
    h.badSectors ? plural(h.badSectors, 'secteur abîmé', 'secteurs abîmés') : null,
  );
}

const mediumLabel = (m: { kind: Medium['kind']; sizeBytes: number | null }): string =>
  `${MEDIUM_KINDS[m.kind]}${m.sizeBytes ? ` ${formatBytes(m.sizeBytes)}` : ''}`;

/** One line a medium. @param note what to say of it besides: that it is not there any more. */
export const mediumFact = (
  m: Pick<Medium, 'kind' | 'serial' | 'sizeBytes' | 'health'>,
  note?: ComponentChildren,
): [string, ComponentChildren] => [
  mediumLabel(m),
  <>
    {m.serial ? <Code>{m.serial}</Code> : 'sans numéro de série'}
    {healthWords(m) ? <> · {healthWords(m)}</> : null}
    {note ? <> {note}</> : null}
  </>,
];

export function partFacts(m: Inventory): [string, ComponentChildren][] {
  return [
    ['Processeur', processors(m)],
    ['Mémoire', memory(m)],
    ['Carte graphique', lines([...new Set(m.graphics.map((g) => g.name))])],
    [
      'Écran',
      lines(
        m.screens.map((s) =>
          joined(
            ' · ',
            s.inches ? `${String(s.inches).replace('.', ',')} pouces` : null,
            s.resolution?.replace('x', ' × '),
            [s.make, s.model].filter(Boolean).join(' '),
          ),
        ),
      ),
    ],
    [
      'Batterie',
      lines(
        m.batteries.map((b) =>
          joined(
            ' · ',
            b.healthPercent === null ? 'usure inconnue' : `garde ${b.healthPercent} % de sa capacité`,
            b.cycles ? plural(b.cycles, 'recharge') : null,
          ),
        ),
      ),
    ],
    ['Réseau', [...new Set(m.networks.map((n) => NETWORKS[n.kind]))].join(', ')],
  ];
}

export const DOUBT_WORDS: Readonly<Record<Inventory['doubts'][number], string>> = {
  ...MEDIA_UNKNOWN_WORDS,
  not_run_as_root: 'L’outil n’avait pas les droits nécessaires : des numéros de série manquent.',
};

/** Why the media shown may not be all, unless a doubt says it above; empty when they are all. */
export const unknownWords = (m: Pick<Inventory, 'mediaUnknown' | 'doubts'>): string =>
  m.mediaUnknown && !(m.doubts as readonly string[]).includes(m.mediaUnknown)
    ? MEDIA_UNKNOWN_WORDS[m.mediaUnknown]
    : '';
