import type { Category, DeviceSummary, MediaUnknown, MediumView, State } from '#bank/devices';
import type { EvidenceKind, LogQuestion, MediaChange, ResultStatus } from '../codes.js';
import type { EvidenceFileKind, FileOutcome } from '../erasure/evidence-files.js';
import type { Answers, Grade } from '../grading/test-points.js';
import type { Seen } from './gate.js';
import type { BenchStepName } from './steps-and-failures.js';

export interface MediumProof extends MediumView {
  readonly proven: boolean;
  /** What is lacking: a proof, the witness of a medium that is said to be new, or where it is, as its number is proven in another device too. */
  readonly failure: 'medium_unproven' | 'medium_class' | 'medium_unwitnessed' | 'medium_in_two' | null;
  /** Somebody signed that it is in another device. */
  readonly elsewhere: boolean;
  /** The other device where its number is proven, when the reader sees it. */
  readonly alsoIn: string | null;
  /** The largest size that an inventory told of it, in bytes: what an erasure has to cover. */
  readonly largestSize: number | null;
  readonly evidence: {
    readonly id: string;
    readonly kind: EvidenceKind;
    readonly tool: string | null;
    readonly version: string | null;
    readonly method: string | null;
    readonly logId: string | null;
    readonly operatorNumber: number;
    readonly signedAt: string;
    /** Of a new medium: the number of its invoice. */
    readonly invoice: string | null;
    /** Of a log: how much it erased, in bytes. */
    readonly erasedBytes: number | null;
  } | null;
}

export interface SheetView {
  readonly id: string;
  /** `other`: filled in for another kind of device, so that it says nothing of this one. */
  readonly verdict: 'passed' | 'failed' | 'other';
  /** A sheet of a version before has not all points. */
  readonly answers: Partial<Answers>;
  readonly system: string | null;
  readonly operatorNumber: number;
  readonly signedAt: string;
}

/** Whether a device may be in stock and, if not, what is left to do. */
export interface GateView {
  readonly deviceId: string;
  readonly code: string;
  readonly category: Category;
  readonly state: State;
  /** The organisation that has it; null: a person. */
  readonly holderId: string | null;
  readonly dataEpoch: number;
  readonly open: boolean;
  /** `no_media_knowledge`, `media_reopened:<why>`, `medium_unproven:<id>`, `medium_class:<id>` (what proves it is of a lower class than its donor demands), `medium_unwitnessed:<id>`, `medium_in_two:<id>`, `drive_unanswered:<result>`, `log_unconfirmed:<log>`, `no_passed_test`, `no_grade`, `locked:<kind>`: those of Postgres. */
  readonly failures: readonly string[];
  readonly knowledge: 'inventory' | 'no_medium' | 'complete_list' | null;
  /** Why the media are asked about again, after they were listed. */
  readonly mediaReopened: MediaChange | null;
  /** Why the newest inventory since the data epoch began is no knowledge of its media; null when it is, or there is none. */
  readonly mediaUnknown: MediaUnknown | null;
  readonly media: readonly MediumProof[];
  /** Drives that this machine's own logs did not see erased, that nothing lists in it and that nobody answered for. */
  readonly drives: readonly {
    readonly id: string;
    readonly path: string;
    readonly model: string | null;
    readonly serial: string | null;
    readonly sizeBytes: number | null;
    readonly logId: string;
  }[];
  /** Logs that prove something of it, and what each leaves to confirm. */
  readonly questions: readonly {
    readonly logId: string;
    readonly filename: string;
    readonly tool: string;
    readonly version: string | null;
    readonly receivedAt: string;
    readonly beganAtLog: string | null;
    readonly questions: readonly LogQuestion[];
    /** Drives of which it prints a size that none can have, each with what it says that it wrote. */
    readonly sizes: readonly {
      readonly model: string | null;
      readonly saidSize: string;
      readonly sizeBytes: number | null;
    }[];
    /** The donation of the device, for which the same may be confirmed at once. */
    readonly donation: string | null;
  }[];
  readonly sheet: SheetView | null;
  readonly grade: {
    readonly grade: Grade;
    readonly criteria: string;
    readonly operatorNumber: number;
    readonly signedAt: string;
  } | null;
  /** Kinds of the open locks: while there is one the device waits for its donor. */
  readonly locks: readonly string[];
  /** What its origin allows, as it kept it. */
  readonly publicOrigin: boolean;
  readonly resaleForbidden: boolean;
  readonly priceCeilingCents: number | null;
  /** The one next step, derived from evidence. */
  readonly next: BenchStepName;
  /** What a form or a program that acts on this view sends back as `seen`: the act is refused when it no longer holds. */
  readonly seen: Seen;
}

export interface DriveResultView {
  readonly id: string;
  readonly path: string;
  readonly model: string | null;
  readonly serial: string | null;
  readonly sizeBytes: number | null;
  /** The size that the tool prints, where no drive can have it: `sizeBytes` is what it wrote. */
  readonly saidSize: string | null;
  readonly status: ResultStatus;
  readonly reasons: readonly string[];
  readonly method: string | null;
  readonly rounds: number;
  readonly verification: 'none' | 'last' | 'all';
  readonly endedAtLog: string | null;
  /** The device whose medium it proves, when it does and the reader sees it. */
  readonly provesCode: string | null;
  readonly used: boolean;
  /** While it proves nothing: the devices that the reader sees where a medium of its serial waits for a proof. */
  readonly waitingIn: readonly string[];
  /** While it proves nothing: the media of its serial that the reader sees, wait for a proof and are larger than what was erased; in bytes. */
  readonly larger: readonly { readonly id: string; readonly sizeBytes: number }[];
}

/** A file of an erasing tool, without what it says of each drive. */
export interface ErasureFileView {
  readonly id: string;
  readonly filename: string;
  readonly sha256: string;
  /** What kind of file it is, and what reading it gave; null until it is read. */
  readonly kind: EvidenceFileKind | null;
  readonly outcome: FileOutcome | null;
  readonly tool: string | null;
  readonly version: string | null;
  readonly machineSerial: string | null;
  readonly receivedAt: Date;
  readonly operatorNumber: number;
  readonly organisation: string;
  /** Null when the file went at its period. */
  readonly size: number | null;
  /** There is a copy of it without names. */
  readonly shown: boolean;
}

export interface ErasureLogView extends ErasureFileView {
  /** Of a bench PC's file: the script that wrote it, and the live image that it ran on. */
  readonly scriptSha256: string | null;
  readonly imageSha256: string | null;
  readonly results: readonly DriveResultView[];
}

export interface QueueRow extends DeviceSummary {
  readonly id: string;
  readonly state: State;
  readonly place: string | null;
  readonly next: BenchStepName;
  readonly helpCode: string | null;
  /** It waits for its donor to release a lock. */
  readonly locked: boolean;
  /** When somebody last did anything with it. */
  readonly waitingSince: Date | null;
}

export interface WorkshopToday {
  readonly waiting: number;
  readonly byStep: Readonly<Record<BenchStepName, number>>;
  readonly help: number;
  /** Days since the oldest of each step came to it. */
  readonly oldest: Readonly<Partial<Record<BenchStepName, number | null>>>;
}
