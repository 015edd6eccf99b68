import type { ComponentChildren } from 'preact';
import type { EntityManager } from 'typeorm';
import { CORRECTIONS, type MergeAsked, type MergeCard, type Merges } from '#bank/corrections';
import type { Ctx } from '#platform/http';
import { AskPage, type FormState, Notice } from '#platform/ui';
import { mergeNotice } from './awaited.js';
import { ReasonDto } from './corrections.dto.js';
import { ReasonField } from './reason-field.js';

/** What is said where two of a thing are found to be one, or two after all. `T` is the thing as its page shows it. */
export interface EnteredTwice<T> {
  readonly thing: 'donor' | 'beneficiary' | 'structure';
  /** Before its id: the address of its page, below which the two are asked (`doublon`, `separation`). */
  readonly at: string;
  readonly lead: (of: T) => string;
  readonly trail: (of: T) => readonly { readonly label: string; readonly href: string }[];
  readonly goes: (of: T) => string;
  readonly merge: Half;
  readonly separate: Half;
}

interface Half {
  readonly intro: string;
  readonly does: string;
  readonly done: string;
}

type Asking<T> = FormState & { readonly twice: EnteredTwice<T>; readonly of: T };

/** Which of the two stays? `children` ask it, after `find` where there are many. */
export function MergePage<T extends { readonly id: string }>(
  props: Asking<T> & { find?: ComponentChildren; children: ComponentChildren },
) {
  const { twice, of, find, children, problems, values = {} } = props;
  const { thing, at, lead, trail, goes, merge } = twice;
  const { label, icon } = CORRECTIONS[`${thing}_merged`];
  return (
    <AskPage
      title={label}
      lead={lead(of)}
      trail={[...trail(of), { label: 'Réunir' }]}
      intro={
        <>
          <Notice tone="attention" title={goes(of)}>
            {merge.intro}
          </Notice>
          {find}
        </>
      }
      action={`${at}/${of.id}/doublon`}
      problems={problems}
      values={values}
      does={{ label: merge.does, look: 'danger', icon }}
      back={{ href: `${at}/${of.id}` }}
    >
      {children}
      <ReasonField kind={`${thing}_merged`} />
    </AskPage>
  );
}

/** They are two after all. @param gone the one that went, by its id and name. @param back whose page leads here */
export function SeparatePage<T>(props: Asking<T> & { gone: string; back: string; lead: string }) {
  const { twice, of, gone, back, lead, problems, values = {} } = props;
  const { thing, at, trail, separate } = twice;
  const { label, icon } = CORRECTIONS[`${thing}_unmerged`];
  return (
    <AskPage
      title={label}
      lead={lead}
      trail={[...trail(of), { label: 'Séparer' }]}
      intro={<p class="hint">{separate.intro}</p>}
      action={`${at}/${gone}/separation`}
      problems={problems}
      values={values}
      does={{ label: separate.does, icon }}
      back={{ href: `${at}/${back}` }}
    >
      <ReasonField kind={`${thing}_unmerged`} />
    </AskPage>
  );
}

/** What merging does, for `ctx.act`; its controller adds the form, the page and what a program is told. */
export const merging = <F extends MergeAsked>(
  { at, merge }: Pick<EnteredTwice<never>, 'at' | 'merge'>,
  merges: Merges<MergeCard, F>,
  ctx: Ctx,
  id: string,
) => ({
  done: mergeNotice(merge.done),
  work: (tx: EntityManager, form: F) => merges.merge(tx, ctx.actor, id, form),
  to: (stays: string) => `${at}/${stays}`,
});

export const separating = (
  { at, separate }: Pick<EnteredTwice<never>, 'at' | 'separate'>,
  merges: Pick<Merges<never>, 'separate'>,
  ctx: Ctx,
  id: string,
) => ({
  dto: ReasonDto,
  done: mergeNotice(separate.done),
  work: (tx: EntityManager, { reason }: ReasonDto) => merges.separate(tx, ctx.actor, id, reason),
  to: (gone: string) => `${at}/${gone}`,
});
