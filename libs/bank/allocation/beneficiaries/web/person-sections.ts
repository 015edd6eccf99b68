import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { Reader } from '#platform/database';
import type { Ctx } from '#platform/http';

/** What a feature has to say of a person to this reader, as a card of their page; nothing where it has nothing. */
export type PersonSection = (ctx: Ctx, personId: string, on: Reader) => Promise<VNode | null>;

/** The cards that features above put on a person's page. Each registers its own when it starts; lower order comes first. */
@Injectable()
export class PersonSections {
  private readonly sections: { order: number; section: PersonSection }[] = [];

  register(order: number, section: PersonSection): void {
    this.sections.push({ order, section });
    this.sections.sort((a, b) => a.order - b.order);
  }

  async of(ctx: Ctx, personId: string): Promise<VNode[]> {
    const cards = await ctx.readTogether((on) =>
      Promise.all(this.sections.map(({ section }) => section(ctx, personId, on))),
    );
    return cards.filter((card) => card !== null);
  }
}
