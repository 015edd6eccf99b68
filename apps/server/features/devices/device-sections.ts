import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { Reader } from '#database';
import type { DeviceView } from '#devices';
import type { Ctx } from '../../http/ctx.js';

/**
 * What another feature has to say on a device's page: a card, or nothing for this device and this reader. What it reads through `on` is
 * read in one trip with the other cards.
 */
export type DeviceSection = (ctx: Ctx, device: DeviceView, on: Reader) => Promise<VNode | null>;

/** The cards that features put beside a device. A feature registers its own when it starts; lower order comes first. */
@Injectable()
export class DeviceSections {
  private readonly sections: { order: number; section: DeviceSection }[] = [];

  register(order: number, section: DeviceSection): void {
    this.sections.push({ order, section });
    this.sections.sort((a, b) => a.order - b.order);
  }

  /** The cards of a device, for `readTogether`. */
  async of(ctx: Ctx, device: DeviceView, on: Reader): Promise<VNode[]> {
    const cards = await Promise.all(this.sections.map(({ section }) => section(ctx, device, on)));
    return cards.filter((card) => card !== null);
  }
}
