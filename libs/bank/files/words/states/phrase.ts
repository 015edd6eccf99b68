import type { Condition } from '#bank/devices';
import type { Token } from '../phrase.js';
import type { Because } from '../reading.js';
import { isAgreed, isFor, isHardly, isPlus, isTime, namedAt, reasonAt, systemAt, VERB } from './context.js';
import { STATE_WORDS, type StateWord } from './state-words.js';

export interface StatedCondition {
  readonly states: ReadonlySet<Condition>;
  readonly why: Because | null;
  readonly unread: readonly string[];
}

export const readPhrase = (tokens: readonly Token[], names: ReadonlySet<string>): StatedCondition =>
  new PhraseReading(tokens, names).read();

class PhraseReading {
  private readonly states = new Set<Condition>();
  private readonly unread: string[] = [];
  private why: Because | null = null;
  private before: StateWord | null = null;
  private denied = false;
  private exception = false;
  private lacking = false;
  private excepted = false;
  private ofAPart = false;
  private readonly met = new Set<StateWord>();
  private readonly own = new OwnParts();
  private next = false;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly names: ReadonlySet<string>,
  ) {}

  read(): StatedCondition {
    for (let i = 0; i < this.tokens.length; ) i += this.at(i);
    this.together();
    return { states: this.states, why: this.why, unread: this.unread };
  }

  private doubt(why: Because = 'mixed'): void {
    this.why ??= why;
  }

  private stemAt(at: number): string {
    return this.tokens[at]?.stem ?? '';
  }

  private at(i: number): number {
    if (this.tokens[i]!.text === ',') {
      this.comma();
      return 1;
    }
    const aside = reasonAt(this.tokens, i, this.states) || systemAt(this.tokens, i, this.states);
    if (aside > 0) return aside;
    const found = STATE_WORDS.at(this.tokens, i);
    if (!found) {
      this.unknown(i);
      return 1;
    }
    const { entry: word, length } = found;
    if (word === 'place' || word === 'detail') {
      this.small(word, i, i + length);
      return length + namedAt(this.tokens, i + length, word, this.names);
    }
    this.met.add(word);
    this.word(word, i, i + length);
    this.before = word;
    this.next = true;
    return length;
  }

  private comma(): void {
    // « Pas propre, fonctionne ».
    if (this.denied) this.doubt();
    this.denied = false;
    this.next = false;
    this.own.begin();
  }

  private unknown(i: number): void {
    const { text } = this.tokens[i]!;
    // « Ticket 4521 ».
    if (/^\d+$/.test(text) && this.stemAt(i - 1) === 'ticket') return;
    if (!isTime(this.tokens, i)) this.unread.push(text);
    // « Neuf en 2019 » was new then.
    else if (this.tokens.slice(0, i).some((t) => NEW.test(t.stem))) this.doubt();
    // « Bon en 2015 », unless it says what was done then.
    else if (this.stemAt(i - 1) === 'en' && this.before === 'works' && !this.met.has('tested')) this.doubt();
  }

  private small(word: 'place' | 'detail', from: number, end: number): void {
    if (isAgreed(this.tokens, from) || (word === 'place' && isFor(this.tokens, from))) this.doubt();
    if (word === 'place') return;
    if (!this.states.has('faulty') && isPlus(this.tokens, from)) this.doubt();
    if (isHardly(this.tokens, from)) this.doubt();
    if (/^[()]$/.test(this.stemAt(end - 1))) this.own.begin();
    if (isBetween(this.tokens, from, this.before)) this.doubt('either');
    this.next &&= !BESIDE.test(this.stemAt(end - 1));
  }

  private word(word: Exclude<StateWord, 'place' | 'detail'>, from: number, end: number): void {
    switch (word) {
      case 'not':
        this.denied = true;
        break;
      case 'except':
        this.exception = true;
        break;
      case 'odd':
      case 'at_times':
        this.doubt();
        break;
      case 'fully':
        // « Ne fonctionne pas totalement ».
        if (/^(?:pas|plu)$/.test(this.stemAt(from - 1))) this.doubt();
        break;
      case 'aside':
      case 'done':
        this.own.aside();
        break;
      case 'tested':
        if (this.denied) this.states.add('unknown');
        this.denied = false;
        break;
      case 'part':
        this.part(from, end);
        break;
      case 'or':
      case 'bad':
      case 'in_use':
      case 'replaced':
        break;
      default:
        this.state(word, from);
    }
  }

  private part(from: number, end: number): void {
    // « Sans disque dur » says what is missing, « sauf batterie » what does not work: neither is a state of the whole.
    if (this.denied || this.exception) this.lacking = true;
    // « Bon aspect », « OK disque »: of the part, as « écran OK » is.
    if (this.before === 'works' && this.next) this.doubt();
    // « Fonctionne avec notre chargeur » may have none of its own.
    if (/^(?:notre|mon|nos)$/.test(this.stemAt(from - 1))) this.doubt();
    // « Impact sur le coin de l'écran ».
    if (this.before === 'worn' && /^(?:ecran|dalle|vitre)$/.test(this.stemAt(from)) && this.tokens.some(isHit))
      this.doubt();
    // « Impact sur le processeur ».
    if (this.before === 'worn' && this.next && INNER.test(this.stemAt(end - 1))) this.doubt();
    // « Dead battery », « HS batterie ».
    if (this.before === 'faulty' && this.next && LIVES_WITHOUT.test(this.stemAt(end - 1))) this.doubt();
  }

  private state(word: Condition, from: number): void {
    if (this.denied) {
      // « Non neuf », « pas cassé »: what a thing is not does not say what it is.
      this.doubt();
      this.denied = false;
      return;
    }
    // « OK mais coque abîmée » is worn; « OK sauf batterie » stays to be asked.
    if (word === 'worn' && this.exception) this.lacking = false;
    this.excepted ||= this.exception;
    if (this.exception && word === 'faulty') this.doubt();
    const behind = this.stemAt(from - 1);
    if (word === 'faulty' && this.before === 'part' && LIVES_WITHOUT.test(behind)) this.doubt();
    // « Batterie usée », « carton abîmé »: of what says nothing of the whole.
    if (word === 'worn' && (OF_LITTLE.test(behind) || INNER.test(behind))) this.doubt();
    // « A fonctioné » did once.
    if (behind === 'a' && VERB.test(this.stemAt(from))) this.doubt();
    // « Batterie neuve » does not say that the computer works.
    if (word === 'works' && this.before === 'part') this.ofAPart = true;
    else this.states.add(word);
    this.own.state();
  }

  private together(): void {
    const { states, met, tokens, own } = this;
    const only = (state: Condition): boolean => states.size === 1 && states.has(state);
    if (this.ofAPart && states.size === 0) this.doubt();
    // « Batterie bloquée, HS » may be of the part alone.
    if (met.has('bad') && (!only('faulty') || tokens.some((t) => LIVES_WITHOUT.test(t.stem)))) this.doubt();
    // « Bon effacé » may be the erasure.
    if (own.together || (met.has('in_use') && !only('works'))) this.doubt();
    // « Disque HS, remplacé ».
    if (met.has('replaced') && (!only('faulty') || met.has('part'))) this.doubt();
    // « En panne, révisé » may be mended; « acheté neuf ».
    if (met.has('done') && states.has('faulty')) this.doubt();
    if (own.asides && tokens.some((t) => NEW.test(t.stem))) this.doubt();
    // « HS/panne » says one thing twice.
    if (met.has('or') && (met.has('bad') || states.size !== 1)) this.doubt('either');
    // « Fonctionne avec » was cut; « bon + » was not.
    if (/^(?:avec|et|de|des|du|par|pour|sur|dans)$/.test(tokens.at(-1)?.text ?? '')) this.doubt();
    if (this.denied || this.lacking || this.exception !== this.excepted) this.doubt();
  }
}

/** Whether a state and what was done once stand in one part of a phrase, between its commas and brackets. */
class OwnParts {
  together = false;
  asides = false;
  private readonly has = { state: false, aside: false };

  begin(): void {
    this.has.state = this.has.aside = false;
  }

  state(): void {
    this.has.state = true;
    this.together ||= this.has.aside;
  }

  aside(): void {
    this.has.aside = this.asides = true;
    this.together ||= this.has.state;
  }
}

/** Worn, it says little of the device. */
const OF_LITTLE = /^(?:batterie|clavier|souri|chargeur|toner|bac|cable|carton|emballage|blister|battery|charger)$/;
/** Worn or hit, it may be broken. */
const INNER =
  /^(?:processeur|cpu|bios|mere|cm|motherboard|graphique|video|reseau|memoire|ram|ventilateur|disque|dur|dd|hdd|ssd|disk|drive|alimentation|alim|usb|port|prise|connecteur|charge)$/;

/** What comes behind it is there as well: « fonctionne avec chargeur », « OK (batterie) ». */
const BESIDE = /^(?:avec|[+&()]|et)$/;

/** « Bon à moyen »: from one state to another. */
function isBetween(tokens: readonly Token[], at: number, before: StateWord | null): boolean {
  if (tokens[at]!.text !== 'a' || before === null) return false;
  const after = STATE_WORDS.at(tokens, at + 1)?.entry;
  return OF_THE_WHOLE.has(before) && after !== undefined && OF_THE_WHOLE.has(after) && after !== before;
}
const OF_THE_WHOLE: ReadonlySet<StateWord> = new Set(['works', 'worn', 'faulty']);

const isHit = ({ stem }: Token): boolean => /^(?:impact|coup)$/.test(stem);

const NEW = /^(?:neuf|neuve|new|neu|nuevo|nieuw)$/;

/** Parts without which a device still works: « batterie HS ». */
const LIVES_WITHOUT =
  /^(?:batterie|chargeur|souri|webcam|lecteur|wifi|usb|son|toner|bac|coque|plastique|capot|boitier|pied|touche|bouton|charniere|cable|cordon|sacoche|housse|chassi|couvercle|dessou|dos|facade|peinture|verni|connecteur|prise|dvd|cd|reseau|touchpad|camera|battery|charger)$/;
