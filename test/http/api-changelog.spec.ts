import { readFileSync } from 'node:fs';
import type { OpenAPIObject } from '@nestjs/swagger';
import { surfaceOf, unsaid, withAdded } from '../../scripts/api-changes.mjs';

const read = (path: string) => readFileSync(path, 'utf8');
const DESCRIPTION = read('docs/openapi.json');
const CHANGELOG = read('docs/api-changelog.md');
const now = surfaceOf(JSON.parse(DESCRIPTION));

/** What the changelog misses once the description is changed so. */
function missedAfter(change: (description: OpenAPIObject & { components: { schemas: never } }) => void) {
  const description = JSON.parse(DESCRIPTION);
  change(description);
  return unsaid(now, surfaceOf(description), CHANGELOG);
}

test('the changelog says what the description gained and lost since the last version', () => {
  const before = read('docs/api-surface.txt').split('\n').filter(Boolean);
  expect(unsaid(before, now, CHANGELOG)).toEqual({ added: [], removed: [] });
});

test('an operation, a parameter, a field or an answer that goes is missed', () => {
  const gone = missedAfter(({ paths, components }) => {
    delete paths['/api/v1/me'];
    paths['/api/v1/devices']!.get!.parameters!.shift();
    const { schemas } = components as { schemas: Record<string, { properties: Record<string, object> }> };
    delete schemas['DeviceListView']!.properties['grade'];
  });
  expect(gone.removed).toEqual(
    expect.arrayContaining([
      'GET /api/v1/me',
      'GET /api/v1/devices ?category: string',
      expect.stringMatching(/^DeviceListView\.grade: /),
    ]),
  );
});

test('a field of another type is missed as one that goes and one that comes', () => {
  const { added, removed } = missedAfter(({ components }) => {
    const { schemas } = components as { schemas: Record<string, { properties: Record<string, object> }> };
    schemas['DeviceListView']!.properties['code'] = { type: 'integer' };
  });
  expect([added, removed]).toEqual([['DeviceListView.code: integer'], ['DeviceListView.code: string']]);
});

test('what is new has its line, by --write too; what goes is never covered by a line for several', () => {
  const line = 'GET /api/v1/nothing';
  const said = withAdded(CHANGELOG, [line]);
  expect(unsaid(now, [...now, line], CHANGELOG).added).toEqual([line]);
  expect(unsaid(now, [...now, line], said).added).toEqual([]);
  const several = CHANGELOG.replace('## Next', '## Next\n\n- removed: `GET /api/v1/m*`');
  expect(
    unsaid(
      now,
      now.filter((one) => one !== 'GET /api/v1/me'),
      several,
    ).removed,
  ).toEqual(['GET /api/v1/me']);
});
