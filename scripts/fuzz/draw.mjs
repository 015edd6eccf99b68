import { createHash } from 'node:crypto';

/** Numbers from a seed: the same seed draws the same ones. */
export class Draw {
  #state;

  constructor(...seed) {
    this.#state = createHash('sha256').update(seed.join(' ')).digest().readUInt32LE();
  }

  /** From 0 up to 1. Mulberry32, by Tommy Ettinger. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(n) {
    return Math.floor(this.next() * n);
  }
  /** @returns undefined of nothing */
  of(list) {
    return list[this.below(list.length)];
  }
  oneIn(n) {
    return this.below(n) === 0;
  }
  uuid() {
    const hex = Array.from({ length: 32 }, () => this.below(16).toString(16)).join('');
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-7$3-8$4-$5');
  }
}
