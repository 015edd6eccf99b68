import { Injectable } from '@nestjs/common';
import type { ComponentChildren, VNode } from 'preact';
import type { DeviceView, Verb } from '#bank/devices';
import type { Reader } from '#platform/database';
import type { Ctx } from '#platform/http';
import type { IconName } from '#platform/ui';

/** The exact act behind a verb of the lifecycle: « Prouver » is, for this device now, « Tester ». */
export interface NextAct {
  readonly verb: Verb;
  readonly label: string;
  readonly icon: IconName;
  readonly href: string;
}

export interface DevicePart {
  readonly card?: VNode | null;
  /** A card under its history: what is rarely asked. */
  readonly under?: VNode;
  readonly picture?: VNode;
  /** A line on the first screen, beside how it was at arrival. */
  readonly fact?: readonly [label: string, value: ComponentChildren];
  readonly next?: NextAct;
}

/** What `on` reads travels with the other parts. */
export type DeviceSection = (ctx: Ctx, device: DeviceView, on: Reader) => Promise<DevicePart | null>;

export interface DeviceParts {
  readonly cards: readonly VNode[];
  readonly under: readonly VNode[];
  readonly pictures: readonly VNode[];
  readonly next: readonly NextAct[];
  readonly facts: readonly (readonly [label: string, value: ComponentChildren])[];
}

/** The parts that features put on a device's page. A feature registers its own when it starts; lower order comes first. */
@Injectable()
export class DeviceSections {
  private readonly sections: { order: number; section: DeviceSection }[] = [];

  register(order: number, section: DeviceSection): void {
    this.sections.push({ order, section });
    this.sections.sort((a, b) => a.order - b.order);
  }

  async of(ctx: Ctx, device: DeviceView, on: Reader): Promise<DeviceParts> {
    const parts = await Promise.all(this.sections.map(({ section }) => section(ctx, device, on)));
    return {
      cards: parts.flatMap((part) => part?.card ?? []),
      under: parts.flatMap((part) => part?.under ?? []),
      pictures: parts.flatMap((part) => part?.picture ?? []),
      next: parts.flatMap((part) => part?.next ?? []),
      facts: parts.flatMap((part) => (part?.fact ? [part.fact] : [])),
    };
  }
}
