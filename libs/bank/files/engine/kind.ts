import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#platform/kernel';
import type { Choices, OpenedFile, OpenedWith, ReadRow, RowProblem } from './sheets/opened-file.js';
import type { Made } from './steps/rows.js';
import type { ImportKindName } from './word-lists.js';
import type { WordAnswer } from './words/words.js';

export type ImportResult = Readonly<Record<string, unknown>>;

export interface GoodRow<Meaning> {
  readonly line: number;
  readonly meaning: Meaning;
  /** What stood in the columns that are read, in the order of the kind's fields. */
  readonly cells: readonly string[];
}

/** What is there already says something about a row. */
export interface Known {
  readonly wrong: boolean;
  readonly problems: readonly RowProblem[];
  readonly words?: ReadRow<unknown>['words'];
}

export interface ImportedFile {
  readonly id: string;
  readonly kind: ImportKindName;
  readonly subjectId: string | null;
  readonly filename: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly choices: Choices;
}

export interface RemainingThing {
  readonly line: number;
  /** The sheet of its line, where the workbook has several. */
  readonly sheet?: string | null;
  readonly id: string;
  readonly code: string;
  readonly state: string;
  /** Code of the rule. */
  readonly why: string;
}

/** What a file made, in the words of its pages once it is undone. */
export interface ThingWords {
  /** « carte enregistrée, cartes enregistrées », after their number. */
  readonly made: OneOrMany;
  readonly gone: OneOrMany;
  readonly press: readonly [one: string, many: (n: string) => string];
  readonly says: string;
  readonly stays: Readonly<Record<string, string>>;
  readonly href: (thing: RemainingThing) => string;
  readonly name: (thing: RemainingThing) => string;
  readonly state: (thing: RemainingThing) => string;
}
export type OneOrMany = readonly [one: string, many: string];

/** Why a file, or what is asked of it, is refused: by each kind in its own code. */
export type ImportRefusal =
  | 'empty'
  | 'twice'
  | 'not_now'
  | 'no_rows'
  | 'nothing_good'
  | 'rows_wrong'
  | 'became_wrong'
  | 'columns_twice'
  | 'answer_unknown'
  | 'sheet_taken'
  | 'too_many_words'
  | 'words_asked'
  | 'failed';

/**
 * One kind of files: how its rows are read, held against what is there, and applied. Everything between an upload and its end is
 * the engine's. `Subject` is what the kind knows of the thing that a file belongs to.
 */
export interface ImportKind<Meaning, Subject> {
  readonly name: ImportKindName;
  readonly fields: readonly string[];
  /**
   * What nobody reads outside the seal: cells of these columns stay out of what is kept and shown of rows, and `without` takes them off
   * a meaning. Left out by kinds that have none.
   */
  readonly secrets?: { readonly fields: readonly string[]; without(meaning: Meaning): Meaning };
  /** In which code a note on a cell is shown beside its row. Left out by kinds whose cells may tell of people, or be secret: there notes are counted only. */
  readonly noteCode?: `${string}.${string}`;
  readonly refusals: Readonly<Record<ImportRefusal, `${string}.${string}`>>;
  /** Rules that break because another transaction was faster: the next attempt sees what it did, and leaves those rows out. */
  readonly races: ReadonlySet<string>;
  /** Whether these are the words of a title that is known, and of nothing else: a first row that was taken for titles may be somebody. */
  isTitle(title: string): boolean;
  readonly wordFields: readonly string[];
  /** A column of more different words holds none of this field: the wrong one was chosen. Null: it may hold as many as it likes. */
  wordLimit(field: string): number | null;
  /** Whether a person has to agree with what the words mean, and to answer every one, before anything comes in. */
  readonly mustAnswer: boolean;
  answers(tx: EntityManager, file: ImportedFile): Promise<(answer: WordAnswer) => boolean>;
  /** What a word that nobody wants to answer is taken for: à vérifier; null where it has to be answered, or its rows make nothing. */
  toCheck(field: string): string | null;
  /** Whether the next files may know it too: never what a person's name means. */
  mayRemember(answer: WordAnswer): boolean;
  /** A file of more things is applied only by whoever says how many they are; else it is asked in this code. */
  readonly unasked?: { readonly things: number; readonly code: `${string}.${string}` };
  readonly applyAtOnce: number;
  /** The same bytes may come again: each time it comes, a file has a subject of its own. */
  readonly comesAgain?: true;
  /** Its workbooks are taken sheet by sheet: their bytes wait for the next one. */
  readonly bySheet: boolean;
  subject(tx: EntityManager, file: ImportedFile): Promise<Subject>;
  /** The same, locked for writing. @throws RuleBroken when nothing may come in now. */
  lockSubject(
    tx: EntityManager,
    actor: Actor,
    file: ImportedFile,
    why: { readonly toApply: boolean },
  ): Promise<Subject>;
  /** For whom columns and words are remembered: `bank`, a donor's id; null: for nobody. */
  scope(subject: Subject): string | null;
  /** @throws RuleBroken when it is no table of this kind. */
  open(source: AsyncIterable<Uint8Array>, file: ImportedFile, given: OpenedWith): Promise<OpenedFile<Meaning>>;
  /** What is already there says about rows, by line. One statement a batch for each thing that is looked for. */
  check(
    tx: EntityManager,
    actor: Actor,
    subject: Subject,
    rows: readonly GoodRow<Meaning>[],
  ): Promise<ReadonlyMap<number, Known>>;
  likeness?(meaning: Meaning): { readonly key: string; readonly named: boolean };
  quantity(meaning: Meaning): number;
  pack(meaning: Meaning): unknown;
  unpack(packed: unknown): Meaning;
  /**
   * Makes what the rows say, all of it or nothing, in the caller's transaction.
   * @param given.batches the good rows in the file's order, as often as they are asked for; those that became wrong are left out.
   * @param given.known what else was found to say about rows that come in.
   * @param given.tell says how many things are made.
   * @returns how many things, and what else there is to tell.
   */
  apply(
    tx: EntityManager,
    actor: Actor,
    file: ImportedFile,
    subject: Subject,
    given: {
      readonly batches: () => AsyncIterable<readonly GoodRow<Meaning>[]>;
      readonly known: ReadonlyMap<number, Known>;
      readonly tell: (made: number) => Promise<void>;
      readonly keep: (made: readonly Made[]) => Promise<void>;
    },
  ): Promise<{ readonly made: number; readonly result?: ImportResult }>;
  /**
   * Takes back what a file made, in the caller's transaction; what has moved on since stays. Left out by kinds whose things cannot be
   * taken back.
   * @returns those that stay with the code of the rule that says why.
   */
  withdraw?(tx: EntityManager, actor: Actor, file: ImportedFile, given: Withdrawing): Promise<TakenBack>;
}

export interface Withdrawing {
  readonly batches: AsyncIterable<readonly Made[]>;
  readonly tell: (withdrawn: number) => Promise<void>;
}

export interface TakenBack {
  readonly withdrawn: number;
  readonly kept: readonly RemainingThing[];
}

// biome-ignore lint/suspicious/noExplicitAny: the engine passes a kind's own meanings and subjects back to it, and looks into neither
export type AnyKind = ImportKind<any, any>;

@Injectable()
export class ImportKinds {
  private readonly kinds = new Map<ImportKindName, AnyKind>();

  register<Meaning, Subject>(kind: ImportKind<Meaning, Subject>): void {
    if (this.kinds.has(kind.name)) throw new Error(`the import ${kind.name} is declared twice`);
    this.kinds.set(kind.name, kind);
  }

  of(name: ImportKindName): AnyKind {
    const kind = this.kinds.get(name);
    if (!kind) throw new Error(`no room declared the import ${name}`);
    return kind;
  }

  /** Files of other kinds wait for a process that has their room. */
  get names(): ImportKindName[] {
    return [...this.kinds.keys()];
  }
}

/** A list whose words mean what they say: each row that comes in makes one thing. */
export abstract class ListKind {
  abstract readonly name: ImportKindName;
  readonly wordFields: readonly string[] = [];
  readonly mustAnswer = false;
  readonly comesAgain = true;
  readonly bySheet: boolean = false;
  readonly races: ReadonlySet<string> = new Set<string>();

  scope(): string {
    return 'bank';
  }

  async answers(): Promise<(answer: WordAnswer) => boolean> {
    return () => false;
  }

  wordLimit(): null {
    return null;
  }

  toCheck(): string {
    return '';
  }

  mayRemember(): boolean {
    return false;
  }

  quantity(): number {
    return 1;
  }
}
