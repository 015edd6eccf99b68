import { DeclaredHandovers } from '#bank/allocation';
import { type DeclaredState, drawDeclared, insertDeclared } from '#bank/devices';
import { newId } from '#platform/kernel';
import { freshSerial } from '../counting/bench.js';
import type { Services } from '../servers/services.js';

/** Declares a device that another tool knew, in this state; one with a person has its old hand-over. Gives its id. */
export function declaredDevice(s: Services, state: DeclaredState): Promise<string> {
  const { bank, structure } = s.fixtures.organisations;
  const { leila } = s.fixtures.people;
  return s.work(async (tx) => {
    const before = { structureId: structure.id, on: new Date('2025-03-04T12:00:00Z') };
    const handovers = s.app.get(DeclaredHandovers);
    const [reference] = state === 'handed_over' ? await handovers.references(tx, leila, [before]) : [];
    const number = `PC-${freshSerial('00000')}`;
    const device = {
      ...({
        category: 'laptop',
        make: 'Dell',
        model: 'Latitude 5490',
        serial: freshSerial('GLPI-LIFE-00000'),
      } as const),
      ...{ alias: { issuer: 'GLPI', number }, state, occurredAt: before.on, facts: {} },
      ...{ donorKind: null, publicOrigin: false, resaleForbidden: false, priceCeilingCents: null },
      ...(reference
        ? { placeId: null, holder: { reference } }
        : { placeId: bank.place, holder: { organisation: bank.id } }),
    } as const;
    const drawn = await drawDeclared(tx, [device]);
    await insertDeclared(tx, leila, drawn, { kind: 'import', id: newId(), label: 'Reprise de GLPI' });
    const { id } = drawn[0]!;
    if (reference) await handovers.write(tx, leila, [{ ...before, deviceId: id, beneficiaryId: reference }], 'GLPI');
    return id;
  });
}
