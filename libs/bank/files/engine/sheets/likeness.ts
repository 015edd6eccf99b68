import { sha256 } from '#platform/kernel';
import type { AnyKind } from '../kind.js';

/** What a list is known by again when its bytes differ and nothing in it has a number: how many it has of each thing. */
export class Likeness {
  /** No thing of it has a number of its own. */
  nameless = true;
  private readonly counts = new Map<string, number>();

  constructor(private readonly kind: AnyKind) {}

  add(meaning: unknown): void {
    const like = this.kind.likeness?.(meaning);
    if (!like) return;
    if (like.named) this.nameless = false;
    this.counts.set(like.key, (this.counts.get(like.key) ?? 0) + this.kind.quantity(meaning));
  }

  /** The same for two lists of as many of each; null when nothing was counted. */
  get key(): string | null {
    if (!this.counts.size) return null;
    return sha256(
      [...this.counts]
        .map(([key, count]) => `${count} ${key}`)
        .sort()
        .join('\n'),
    );
  }
}
