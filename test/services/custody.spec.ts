import { DevicesService } from '#devices';
import { LogisticsModule } from '#logistics';
import { RefurbishmentModule } from '#refurbishment';
import { benchDemo } from '../support/bench.js';
import { broken, type Services, services } from '../support/services.js';

let s: Services;
let demo: ReturnType<typeof benchDemo>;

beforeAll(async () => {
  s = await services(LogisticsModule, RefurbishmentModule);
  demo = benchDemo(s);
});
afterAll(() => s.close());

const people = () => s.fixtures.people;

describe('by SQL of the application’s role', () => {
  test('custody cannot move without a confirmation, nor a device take a road it is not listed on', async () => {
    const ids = await demo.log(2);
    const id = await demo.lot([ids[0]!], 'aude', 'workshop');
    await demo.send(id, 'aude');
    const devices = s.app.get(DevicesService);
    const steal = s.work((tx) =>
      devices.perform(tx, people().karim, 'arrive_at_workshop', [ids[0]!], {
        location: { place: s.fixtures.organisations.workshop.place },
        holder: { organisation: s.fixtures.organisations.workshop.id },
      }),
    );
    expect(await broken(steal)).toBe('logistics.not_confirmed');
    expect(
      await broken(
        s.work((tx) => devices.perform(tx, people().aude, 'dispatch', [ids[1]!], { location: { transfer: id } })),
      ),
    ).toBe('logistics.not_on_the_list');
    const sql = (text: string) => broken(s.work((tx) => tx.query(text, [id])));
    expect(await sql(`UPDATE logistics.transfer SET state = 'received', ended_at = now() WHERE id = $1`)).toBe(
      'logistics.lines_left',
    );
    expect(await sql(`UPDATE logistics.transfer SET state = 'preparing', sent_at = NULL WHERE id = $1`)).toBe(
      'logistics.not_now',
    );
    expect(await sql('DELETE FROM logistics.transfer_line WHERE transfer_id = $1')).toBe('logistics.list_is_closed');
  });
});
