import { type InventoryChanges, MEDIUM_KINDS, type Medium, type MemoryModule } from '#bank/devices';
import { formatBytes } from '#platform/ui';

const go = (mb: number): string => (mb >= 1024 ? `${Math.round(mb / 1024)} Go` : `${mb} Mo`);

const mediumWords = ({ kind, serial, sizeBytes }: Medium): string =>
  [MEDIUM_KINDS[kind], sizeBytes ? formatBytes(sizeBytes) : null, serial ? `n° ${serial}` : 'sans numéro']
    .filter(Boolean)
    .join(' ');

/** A slot that is only a number says nothing by itself. */
export const slotWords = (slot: string | null | undefined): string | null =>
  slot && /^\d+$/.test(slot) ? `emplacement ${slot}` : (slot ?? null);

/** A module's size; what was said of one that cannot be stays legible. */
export const sizeWords = (m: Pick<MemoryModule, 'sizeMb' | 'saidSize'>): string =>
  m.sizeMb === null ? `taille inconnue${m.saidSize ? ` (dit : ${m.saidSize})` : ''}` : go(m.sizeMb);

const moduleWords = (m: MemoryModule): string => [sizeWords(m), m.type, slotWords(m.slot)].filter(Boolean).join(' ');

/** What changed in a machine, line by line, and what each asks for. */
export function changesWords(c: InventoryChanges): string[] {
  const memory = c.memoryMb;
  return [
    ...c.mediaNew.map((m) => `Nouveau support : ${mediumWords(m)}. Il doit être effacé et prouvé.`),
    ...c.mediaGone.map((m) => `Plus vu : ${mediumWords(m)}. S’il a été retiré, dites-le à l’établi.`),
    ...c.memoryWent.map((m) => `Mémoire partie : ${moduleWords(m)}.`),
    ...c.memoryCame.map((m) => `Mémoire ajoutée : ${moduleWords(m)}.`),
    ...(memory ? [`Mémoire en tout : ${go(memory.before)} avant, ${go(memory.after)} maintenant.`] : []),
    ...(c.processor ? [`Autre processeur : ${c.processor.after}, et non plus ${c.processor.before}.`] : []),
    ...(c.batteryHealth
      ? [`Batterie : elle garde ${c.batteryHealth.after} % de sa capacité, ${c.batteryHealth.before} % avant.`]
      : []),
  ];
}
