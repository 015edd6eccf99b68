import type { ComponentChildren } from 'preact';
import { type Inventory, MEDIUM_KINDS, type Medium } from '#bank/devices';
import { Code, formatBytes, plural } from '#platform/ui';
import { sizeWords, slotWords } from './change.words.js';
import { MEDIA_UNKNOWN_WORDS } from './media-unknown.words.js';

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

/** "2 × Intel Core i5 · 4 cœurs" */
function processors(m: Inventory): ComponentChildren {
  const names = m.processors.length
    ? m.processors.map((p) => [p.name, p.cores ? plural(p.cores, 'cœur') : null].filter(Boolean).join(' · '))
    : [m.processor].filter((p): p is string => p !== null);
  const different = [...new Set(names)];
  return lines(different.map((name) => (names.length > different.length ? `${names.length} × ${name}` : name)));
}

function memory(m: Inventory): ComponentChildren {
  const modules = m.memoryModules.map((x) =>
    [sizeWords(x), x.type, x.speedMhz ? `${x.speedMhz} MHz` : null, slotWords(x.slot)].filter(Boolean).join(' · '),
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
export function healthWords(m: Pick<Medium, 'health'>): string {
  const h = m.health;
  if (!h) return '';
  return [
    h.passed === false ? 'annonce une panne' : h.passed ? 'en bonne santé' : null,
    h.hours === null ? null : `${plural(h.hours, 'heure')} de marche`,
    h.wearPercent === null ? null : `usé à ${h.wearPercent} %`,
    h.badSectors ? plural(h.badSectors, 'secteur abîmé', 'secteurs abîmés') : null,
  ]
    .filter(Boolean)
    .join(' · ');
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

/** Everything but the media, as name and value. */
export function partFacts(m: Inventory): [string, ComponentChildren][] {
  return [
    ['Processeur', processors(m)],
    ['Mémoire', memory(m)],
    ['Carte graphique', lines([...new Set(m.graphics.map((g) => g.name))])],
    [
      'Écran',
      lines(
        m.screens.map((s) =>
          [
            s.inches ? `${String(s.inches).replace('.', ',')} pouces` : null,
            s.resolution?.replace('x', ' × '),
            [s.make, s.model].filter(Boolean).join(' '),
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      ),
    ],
    [
      'Batterie',
      lines(
        m.batteries.map((b) =>
          [
            b.healthPercent === null ? 'usure inconnue' : `garde ${b.healthPercent} % de sa capacité`,
            b.cycles ? plural(b.cycles, 'recharge') : null,
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      ),
    ],
    ['Réseau', [...new Set(m.networks.map((n) => NETWORKS[n.kind]))].join(', ')],
  ];
}

/** What to know before believing an inventory. */
export const DOUBT_WORDS: Readonly<Record<Inventory['doubts'][number], string>> = {
  ...MEDIA_UNKNOWN_WORDS,
  not_run_as_root: 'L’outil n’avait pas les droits nécessaires : des numéros de série manquent.',
};

/** Why the media shown may not be all, unless a doubt says it above; empty when they are all. */
export const unknownWords = (m: Pick<Inventory, 'mediaUnknown' | 'doubts'>): string =>
  m.mediaUnknown && !(m.doubts as readonly string[]).includes(m.mediaUnknown)
    ? MEDIA_UNKNOWN_WORDS[m.mediaUnknown]
    : '';
