import type { Foreign } from './document.js';
import { workbench } from './readers/ereuse-workbench.js';
import { glpiJson } from './readers/glpi-json.js';
import { looksLikeInxi } from './readers/inxi-rows.js';
import { lsblkJson } from './readers/lsblk-json.js';
import { looksLikeLshw } from './readers/lshw-json.js';
import { reportsOf } from './readers/smartctl-json.js';
import { isEntry, textOf } from './readers/tree.js';

/** Of one document; a folder put into one file has fewer. */
const MACHINES = 200;

/**
 * A document of several machines as one document each: outputs one after another, a list of messages, several runs of dmidecode. Merged,
 * the disks of one would be taken for the other's. A list of SMART reports is of one machine, as far as anybody can tell.
 * @returns the document itself when it is of one.
 */
export function machinesIn(document: Foreign): readonly Foreign[] {
  if (document.syntax === 'json') {
    const { value } = document;
    if (!Array.isArray(value) || value.length < 2 || value.length > MACHINES) return [document];
    const whole = value.filter(isWhole);
    // What several tools said, one after another: of one machine or not, nothing of it may be dropped.
    const reports = whole.length ? reportsOf(value) : [];
    if (!whole.length || whole.length + reports.length < value.length) return [document];
    return [...whole, ...(reports.length ? [reports] : [])].map((one) => ({ syntax: 'json', value: one }));
  }
  if (document.syntax === 'xml') {
    const { root } = document;
    const requests = root.children.filter((c) => c.name === 'request');
    // Two contents of one message are two machines, of which the rest of the message is common.
    const contents = root.children.filter((c) => c.name === 'content');
    const rest = root.children.filter((c) => c.name !== 'content');
    const roots = contents.length > 1 ? contents.map((c) => ({ ...root, children: [...rest, c] })) : requests;
    return roots.length > 1 && roots.length <= MACHINES
      ? roots.map((one) => ({ syntax: 'xml', root: one }))
      : [document];
  }
  const runs = document.text
    .slice(0, 20_000_000)
    .split(/^(?=# dmidecode \d)/m)
    .filter((t) => /^# dmidecode/.test(t));
  return runs.length > 1 && runs.length <= MACHINES ? runs.map((text) => ({ syntax: 'text', text })) : [document];
}

/** A value that tells of a whole machine by itself. */
const isWhole = (value: unknown): boolean => {
  const document = { syntax: 'json', value } as const;
  // Newer lshw prints a list of one.
  if (Array.isArray(value))
    return looksLikeInxi(value) || (value.length === 1 && isEntry(value[0]) && isWhole(value[0]));
  if (!isEntry(value)) return false;
  return (
    glpiJson.recognise(document) ||
    workbench.recognise(document) ||
    lsblkJson.recognise(document) ||
    (looksLikeLshw(value) && textOf(value, 'class') === 'system')
  );
};
