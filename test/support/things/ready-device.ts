import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import {
  blankInventory,
  type Category,
  DevicesService,
  type Inventory,
  InventoryService,
  type Medium,
} from '#bank/devices';
import { LoggingService } from '#bank/intake';
import { BenchService, MediaService } from '#bank/workshop';
import { newId, sha256 } from '#platform/kernel';
import { answers } from '../counting/bench.js';

export interface Ready {
  readonly category?: Category;
  readonly memoryMb?: number;
  readonly grade?: 'A' | 'B' | 'C';
  readonly publicOrigin?: boolean;
  readonly resaleForbidden?: boolean;
  readonly priceCeilingCents?: number;
  /** Where it was finished; the bank's own counter by default. */
  readonly at?: 'bank' | 'workshop';
  /** The collection point's donation that brought it; none by default. */
  readonly donation?: string;
}

/** What a machine with the given storage media, all that it has, says of itself; without any it says nothing of storage. */
export const inventoryOf = (memoryMb: number, media: readonly Medium[] = []): Inventory =>
  knowledgeOf({ ...blankInventory('glpi_json'), memoryMb, media });
const knowledgeOf = (read: Inventory): Inventory =>
  read.media.length ? { ...read, hasStorageSection: true, mediaUnknown: null } : read;

/** A device of the bank's stock with its proofs: logged, said to have no media, tested, graded, put in stock. Gives its id. */
export async function readyDevice(
  app: INestApplicationContext,
  fixtures: Fixtures,
  ready: Ready = {},
): Promise<string> {
  const { leila, aude } = fixtures.people;
  const { category = 'laptop', memoryMb = 8192, grade = 'B', at = 'bank', donation, ...origin } = ready;
  const bench = app.get(BenchService);
  return app.get(DataSource).transaction(async (tx) => {
    const device = { category, make: 'Lenovo', model: 'ThinkPad L480', ...origin };
    const logged = donation
      ? [await app.get(LoggingService).log(tx, aude, donation, device)]
      : await app.get(DevicesService).log(tx, leila, [device], {
          location: { place: fixtures.organisations[at].place },
          holder: { organisation: fixtures.organisations[at].id },
        });
    const [id = ''] = logged;
    await app.get(InventoryService).attach(tx, leila, id, inventoryOf(memoryMb), sha256(newId()));
    const sheet = { answers: answers('ok'), system: 'Linux Mint 22 Xfce', password: DEMO_PASSWORD };
    await bench.test(tx, leila, id, sheet);
    await app.get(MediaService).state(tx, leila, id, 'no_medium', DEMO_PASSWORD);
    await bench.grade(tx, leila, id, grade);
    await bench.putInStock(tx, leila, id);
    return id;
  });
}
