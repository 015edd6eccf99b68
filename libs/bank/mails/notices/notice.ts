import type { EntityManager } from 'typeorm';
import type { EventThing } from '#bank/events';
import type { Role } from '#platform/kernel';
import { MAIL_TEMPLATES, type MailData, type MailKind } from '../templates/templates.js';
import type { NoticeWay } from '../word-lists.js';

/** Something to write to somebody about one thing. */
export interface Found<K extends MailKind> {
  readonly subjectId: string;
  /** Whose people hear of it. */
  readonly organisationId: string;
  /** Who hears of it alone, while they work there; left out, or gone: whoever has one of the roles. */
  readonly membershipId?: string | null;
  /** What makes it another mail about the same thing: its state, since when it is late. */
  readonly again?: string;
  /** What it speaks of, where that is more than its subject: asked again when it leaves. */
  readonly about?: readonly string[];
  readonly data: MailData[K];
}

/** A kind of mail that events call for: which, to whom, and how they hear of it unless they chose. Its words are its template's. */
export interface Notice<K extends MailKind> {
  /** `request.submit`: the thing and the verb of its lifecycle; `late` and its like are written by a nightly job. */
  readonly on: readonly `${EventThing}.${string}`[];
  readonly to: readonly Role[];
  readonly usual: Exclude<NoticeWay, 'none'>;
  /** These roles must know: they choose how, not whether. */
  readonly must?: readonly Role[];
  /**
   * For how many days it is of use to who has it; null: what it says stays true, and it leaves whatever went on since. What is found no more, or waited
   * longer, does not leave.
   */
  readonly usefulDays: number | null;
  /** Writes the events of what is late by now, each once; asked every hour, whether or not mail leaves. */
  readonly publishLate?: (tx: EntityManager) => Promise<unknown>;
  /** What there is to say of things now: nothing of those that went on meanwhile. Asked when it is written, and again, of what it is about, when it leaves. */
  readonly find: (tx: EntityManager, subjects: readonly string[]) => Promise<readonly Found<K>[]>;
}

export type Notices = { readonly [K in MailKind]?: Notice<K> };
export type AnyNotice = Notice<MailKind> & { readonly kind: MailKind };

/** What makes two events one mail: the same thing, in the same state. */
export const onceOf = ({ subjectId, again }: Pick<Found<never>, 'subjectId' | 'again'>): string =>
  again ? `${subjectId}/${again}` : subjectId;

const known = new Map<MailKind, AnyNotice>();

/** A room says which of its events are written about: once, where its module is declared. */
export function addNotices(notices: Notices): void {
  for (const [kind, notice] of Object.entries(notices)) {
    const one = { ...notice, kind } as unknown as AnyNotice;
    known.set(one.kind, one);
  }
}

/** Every kind of mail that events call for, in the order of the templates. */
export const allNotices = (): AnyNotice[] =>
  (Object.keys(MAIL_TEMPLATES) as MailKind[]).flatMap((kind) => known.get(kind) ?? []);
