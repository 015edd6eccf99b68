import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { blankInventory, type Category, DevicesService, type Inventory, InventoryService, type Medium } from '#devices';
import { newId, sha256 } from '#kernel';
import { BenchService } from '#refurbishment';
import { type Cast, STORY_PASSWORD } from '#story';
import { answers } from './bench.js';

export interface Ready {
  readonly category?: Category;
  readonly memoryMb?: number;
  readonly grade?: 'A' | 'B' | 'C';
  readonly publicOrigin?: boolean;
  readonly resaleForbidden?: boolean;
  readonly priceCeilingCents?: number;
}

/** What a machine without a storage medium, or with the given ones, says of itself. */
export const inventoryOf = (memoryMb: number, media: readonly Medium[] = []): Inventory => ({
  ...blankInventory('glpi_json'),
  memoryMb,
  media,
  hasStorageSection: true,
});

/** A device of the bank's stock with its proofs: logged, read without media, tested, graded, put in stock. Gives its id. */
export async function readyDevice(app: INestApplicationContext, cast: Cast, ready: Ready = {}): Promise<string> {
  const { leila } = cast.people;
  const { category = 'laptop', memoryMb = 8192, grade = 'B', ...origin } = ready;
  const bench = app.get(BenchService);
  return app.get(DataSource).transaction(async (tx) => {
    const device = { category, make: 'Lenovo', model: 'ThinkPad L480', ...origin };
    const [id = ''] = await app.get(DevicesService).log(tx, leila, [device], {
      location: { place: cast.houses.bank.place },
      holder: { organisation: cast.houses.bank.id },
    });
    await app.get(InventoryService).attach(tx, leila, id, inventoryOf(memoryMb), sha256(newId()));
    const sheet = { answers: answers('ok'), system: 'Linux Mint 22 Xfce', password: STORY_PASSWORD };
    await bench.test(tx, leila, id, sheet);
    await bench.grade(tx, leila, id, grade);
    await bench.putInStock(tx, leila, id);
    return id;
  });
}
