import { REQUEST_LIFECYCLE } from '#bank/allocation';
import { DEVICE_LIFECYCLE } from '#bank/devices';
import { TRANSFER_LIFECYCLE } from '#bank/logistics';
import { SIM_LIFECYCLE } from '#bank/sims';
import { type Right, WRITE } from '#platform/kernel';

export interface BulkSettings {
  readonly placeId?: string;
  readonly toOrganisationId?: string;
  /** Where a new lot leaves; never said, but found of the devices: where most of them are. */
  readonly fromOrganisationId?: string;
  readonly reason?: string;
  /** Of a loss: how many of them an incident would list; never said, but found of the devices. */
  readonly unerased?: number;
}

export type BulkSubject = 'device' | 'request' | 'sim';

interface BulkVerbSpec {
  readonly subject: BulkSubject;
  readonly label: string;
  readonly done: readonly [one: string, several: string];
  readonly icon: string;
  readonly right: Right;
  /** What it has to be told first. */
  readonly asks?: Exclude<keyof BulkSettings, 'unerased'>;
  readonly chunk: number;
  readonly grave?: true;
}

const PART = 200;
export const MOST_THINGS = 10_000;

/** What can be done with many things at once. What stops one of them is said where the same is done with one alone. */
export const BULK_VERBS = {
  move: {
    subject: 'device',
    label: 'Ranger ailleurs',
    done: ['rangé', 'rangés'],
    icon: 'map-pin',
    right: DEVICE_LIFECYCLE.right('move'),
    asks: 'placeId',
    chunk: PART,
  },
  list: {
    subject: 'device',
    label: 'Mettre dans un nouveau lot',
    done: ['mis dans le lot', 'mis dans le lot'],
    icon: 'truck',
    right: TRANSFER_LIFECYCLE.right('open'),
    asks: 'toOrganisationId',
    chunk: PART,
  },
  // One sheet, however many they are.
  print_labels: {
    subject: 'device',
    label: 'Imprimer leurs étiquettes',
    done: ['étiquette demandée', 'étiquettes demandées'],
    icon: 'tag',
    right: WRITE.labels,
    chunk: MOST_THINGS,
  },
  recycle: {
    subject: 'device',
    label: 'Envoyer au recyclage',
    done: ['recyclé', 'recyclés'],
    icon: 'recycle',
    right: DEVICE_LIFECYCLE.right('recycle'),
    asks: 'reason',
    chunk: PART,
    grave: true,
  },
  // A crate, a van: what is said in one act is one incident.
  report_lost: {
    subject: 'device',
    label: 'Déclarer perdus ou volés',
    done: ['déclaré perdu ou volé', 'déclarés perdus ou volés'],
    icon: 'package-x',
    right: DEVICE_LIFECYCLE.right('report_lost'),
    asks: 'reason',
    chunk: PART,
    grave: true,
  },
  release: {
    subject: 'device',
    label: 'Libérer leur réservation',
    done: ['libéré', 'libérés'],
    icon: 'bookmark-x',
    right: DEVICE_LIFECYCLE.right('release'),
    chunk: PART,
  },
  approve: {
    subject: 'request',
    label: 'Accepter',
    done: ['acceptée', 'acceptées'],
    icon: 'circle-check',
    right: REQUEST_LIFECYCLE.right('approve'),
    chunk: 20,
  },
  allot_sims: {
    subject: 'sim',
    label: 'Attribuer à une structure',
    done: ['attribuée', 'attribuées'],
    icon: 'building-2',
    right: SIM_LIFECYCLE.right('allot'),
    asks: 'toOrganisationId',
    chunk: PART,
  },
  call_back_sims: {
    subject: 'sim',
    label: 'Reprendre dans le stock',
    done: ['reprise', 'reprises'],
    icon: 'undo-2',
    right: SIM_LIFECYCLE.right('call_back'),
    chunk: PART,
  },
  end_sims: {
    subject: 'sim',
    label: 'Terminer',
    done: ['terminée', 'terminées'],
    icon: 'ban',
    right: SIM_LIFECYCLE.right('end'),
    asks: 'reason',
    chunk: PART,
    grave: true,
  },
} as const satisfies Readonly<Record<string, BulkVerbSpec>>;

export type BulkVerb = keyof typeof BULK_VERBS;
export type GraveVerb = {
  [V in BulkVerb]: (typeof BULK_VERBS)[V] extends { readonly grave: true } ? V : never;
}[BulkVerb];
export const BULK_VERB_NAMES = Object.keys(BULK_VERBS) as BulkVerb[];

export const bulkVerb = (name: BulkVerb): BulkVerbSpec => BULK_VERBS[name];
