import type { Actor } from '../rights/actor.js';
import { type Grants, type Relations, type Right, reaches, union } from '../rights/grants.js';
import { NotFound, RuleBroken } from './rule-broken.js';

export interface Transition<State extends string = string, Reason extends string = string> {
  readonly from: readonly State[] | 'nothing';
  /** `same`: the state stays; several: whoever carries the verb out chooses. */
  readonly to: State | readonly State[] | 'same';
  /** Who may, of whose thing: read by guard, service, button and the API's `allowed`. `{}`: only the program itself. */
  readonly by: Grants;
  readonly label: string;
  readonly done: string;
  readonly icon?: string;
  readonly reasons?: readonly Reason[];
  /** Further conditions, by their names in the lifecycle's `needs`. */
  readonly needs?: readonly string[];
  /** The flow that alone may use the verb, where a thing has several. */
  readonly via?: string;
  /** It ends something, for good or until it is reopened: a person is asked once more, and told what ends. */
  readonly ends?: 'for_good' | 'until_reopened';
  /** Why no event tells of it. Without a reason there is one. */
  readonly silent?: string;
}

interface Definition<States, Transitions, Reasons, Thing> {
  readonly name: string;
  readonly states: States;
  readonly reasons?: Reasons;
  readonly transitions: Transitions;
  readonly stateOf: (thing: Thing) => string;
  readonly relations: Relations<Thing>;
  readonly needs?: Readonly<Record<string, (thing: Thing) => boolean>>;
  /** Codes of refusals, by cause; without `notYours`, somebody else's thing is a 404. `facts` fill their sentences. */
  readonly refusals: { readonly notNow: Code; readonly notYours?: Code } & Readonly<Record<string, Code>>;
  readonly facts: (thing: Thing) => Readonly<Record<string, unknown>>;
}
type Code = `${string}.${string}`;
type TransitionsOf<State extends string, Reason extends string> = Readonly<Record<string, Transition<State, Reason>>>;
/** The verbs of a lifecycle that end something; the compiler asks for words of what each ends. */
export type EndingOf<L extends { readonly transitions: object }> = {
  [V in keyof L['transitions']]: L['transitions'][V] extends { readonly ends: string } ? V : never;
}[keyof L['transitions']] &
  string;
type Names<T> = keyof T & string;
type ViaOf<Transitions> = Transitions extends Record<string, { readonly via: infer Via }> ? Via : undefined;

/** A transition (verb, from, to); `none` is the state before a thing exists. A row of the lifecycle in Postgres. */
export interface LifecycleRow<Verb extends string = string, State extends string = string> {
  readonly verb: Verb;
  readonly from: State | 'none';
  readonly to: State;
}

/**
 * Makes a lifecycle of a literal table; states and verbs stay known to the compiler. Permission, buttons, allowed actions, the rows in Postgres, the
 * tests and the diagram in `docs/` come from it.
 */
export function defineLifecycle<
  const States extends Readonly<Record<string, { readonly label: string }>>,
  const Transitions extends TransitionsOf<Names<States>, Names<Reasons>>,
  Thing,
  const Reasons extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
>(of: Definition<States, Transitions, Reasons, Thing>) {
  type State = Names<States>;
  type Verb = Names<Transitions>;
  const verbs = Object.keys(of.transitions) as Verb[];
  const transition = (verb: Verb): Transition<State, Names<Reasons>> & { readonly via: ViaOf<Transitions> } =>
    of.transitions[verb] as Transition<State, Names<Reasons>> & { readonly via: ViaOf<Transitions> };
  for (const verb of verbs) mustKnow(of, verb);

  const startsFrom = (verb: Verb, state: string): boolean => {
    const { from } = transition(verb);
    return from === 'nothing' ? state === 'none' : (from as readonly string[]).includes(state);
  };
  const targets = (verb: Verb, from: string): readonly State[] => {
    const { to } = transition(verb);
    return to === 'same' ? [from as State] : typeof to === 'string' ? [to] : to;
  };
  const missing = (verb: Verb, thing: Thing) => transition(verb).needs?.find((need) => !of.needs![need]!(thing));
  const isFor = (actor: Actor, verb: Verb, thing: Thing): boolean =>
    reaches(actor, transition(verb).by, of.relations, thing);
  const mayUse = (actor: Actor, verb: Verb, thing: Thing): boolean =>
    startsFrom(verb, of.stateOf(thing)) && !missing(verb, thing) && isFor(actor, verb, thing);
  const mustStart = (verb: Verb, thing: Thing): void => {
    if (!startsFrom(verb, of.stateOf(thing))) throw new RuleBroken(of.refusals.notNow, { ...of.facts(thing), verb });
  };

  return {
    name: of.name,
    states: of.states,
    stateNames: Object.keys(of.states) as State[],
    transitions: of.transitions,
    verbs,
    /** The verbs that no event tells of. */
    silentVerbs: verbs.filter((verb) => transition(verb).silent),
    /** The transition of a verb, with its literal types widened. */
    transition,
    /** Whether the verb may lead from one state to the other. */
    permits: (verb: Verb, from: State | 'none', to: State): boolean =>
      startsFrom(verb, from) && targets(verb, from).includes(to),
    /** Whether the verb can happen to a thing in this state, whoever asks. */
    startsFrom,
    /** Whether the verb is for this actor, of this thing, whatever its state. */
    isFor,
    mayUse,
    allowed: (actor: Actor, thing: Thing): Verb[] => verbs.filter((verb) => mayUse(actor, verb, thing)),
    /** @throws RuleBroken when the thing's state does not allow the verb */
    mustStart,
    /** @throws RuleBroken by what is missing: first the state, then a need, then the right (or NotFound) */
    mustMay(actor: Actor, verb: Verb, thing: Thing): void {
      mustStart(verb, thing);
      const need = missing(verb, thing);
      const code = need ? of.refusals[need] : isFor(actor, verb, thing) ? null : of.refusals.notYours;
      if (code === undefined) throw new NotFound(of.name);
      if (code) throw new RuleBroken(code, { ...of.facts(thing), verb });
    },
    /** The right to carry out one of these verbs, for a route's policy. */
    right: (...some: readonly Verb[]): Right => ({
      name: `${of.name}.${some.length === verbs.length ? '*' : some.join(' or ')}`,
      by: union(...some.map((verb) => transition(verb).by)),
    }),
    /** Every transition: what Postgres checks histories against. */
    rows: (): LifecycleRow<Verb, State>[] =>
      verbs.flatMap((verb) => {
        const { from: starts } = transition(verb);
        const sources: readonly (State | 'none')[] = starts === 'nothing' ? ['none'] : starts;
        return sources.flatMap((from) => targets(verb, from).map((to) => ({ verb, from, to })));
      }),
  };
}

export interface Lifecycle {
  readonly name: string;
  readonly states: Readonly<Record<string, { readonly label: string }>>;
  readonly transitions: TransitionsOf<string, string>;
  readonly verbs: readonly string[];
  readonly silentVerbs: readonly string[];
  rows(): LifecycleRow[];
}

/** Checks names that the compiler cannot. */
function mustKnow<Thing>(of: Definition<unknown, TransitionsOf<string, string>, unknown, Thing>, verb: string): void {
  const { by, needs = [] } = of.transitions[verb]!;
  const stray = [
    ...Object.keys(by).filter((whose) => whose !== 'any' && !of.relations[whose]),
    ...needs.filter((need) => !of.needs?.[need] || !of.refusals[need]),
  ];
  if (stray.length) throw new Error(`lifecycle ${of.name}: ${verb} names ${stray.join(', ')}, which it does not have`);
}
