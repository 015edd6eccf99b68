import { LabelZpl } from '#bank/documents';
import { LabelFormats, LabelsService } from '#bank/intake';
import { OrganisationsService } from '#bank/people';
import type { Member } from '#platform/kernel';
import { type IntakeFixtures, intakeFixtures } from '../support/things/intake.js';

let organisation: IntakeFixtures;
let labels: LabelsService;
let formats: LabelFormats;
let aude: Member;
let other: Member;
let work: IntakeFixtures['work'];
let db: IntakeFixtures['db'];

beforeAll(async () => {
  organisation = await intakeFixtures();
  ({ aude, other, work, db } = organisation);
  labels = organisation.app.get(LabelsService);
  formats = organisation.app.get(LabelFormats);
});
afterAll(() => organisation.close());

const factsOf = async (sheet: string) =>
  (
    await db.query(
      'SELECT d.facts FROM intake.label_sheet s JOIN documents.document d ON d.id = s.document_id WHERE s.id = $1',
      [sheet],
    )
  )[0].facts;

describe('formats of labels', () => {
  const grid = {
    name: 'Planche du magasin',
    columns: 2,
    rows: 7,
    width: 99.1,
    height: 38.1,
    left: 4.65,
    top: 15.15,
    gapX: 2.5,
    gapY: 0,
  };

  test('one is measured, kept by its organisation, printed on, and retired', async () => {
    const id = await work((tx) => formats.add(tx, aude, grid));
    expect(await formats.get(aude, id)).toMatchObject({ name: grid.name, own: true, columns: 2, width: 99.1 });
    await expect(formats.get(other, id)).rejects.toThrow('not found');
    await expect(work((tx) => formats.add(tx, aude, { ...grid, name: 'planche DU magasin' }))).rejects.toMatchObject({
      code: 'intake.format_name_taken',
    });
    const donation = await organisation.donation();
    await organisation.log(donation);
    await work((tx) => formats.setOffset(tx, aude, id, { x: -1.5, y: 0.5 }));
    const sheet = await work((tx) => labels.printDonation(tx, aude, donation, { format: id, start: 14 }));
    expect(await factsOf(sheet)).toMatchObject({
      grid: { columns: 2, rows: 7, width: 99.1 },
      offset: { x: -1.5, y: 0.5 },
      start: 14,
      organisation: 'Point de collecte de Suresnes',
    });
    expect(await formats.usual(aude)).toBe(id);
    await expect(
      work((tx) => labels.printDonation(tx, aude, donation, { format: id, start: 15 })),
    ).rejects.toMatchObject({ code: 'intake.labels_start', field: 'start' });
    await work((tx) => formats.retire(tx, aude, id));
    expect(await formats.usual(aude)).toBe('24');
    await expect(work((tx) => labels.printDonation(tx, aude, donation, { format: id }))).rejects.toMatchObject({
      code: 'intake.format_unknown',
    });
  });

  test('one that does not fit is refused, every wrong measure by its field; Postgres refuses it too', async () => {
    const wrong = { ...grid, name: 'Trop grande', columns: 3, rows: 8, height: 40 };
    await expect(work((tx) => formats.add(tx, aude, wrong))).rejects.toMatchObject({
      code: 'intake.grid_wrong',
      problems: [{ field: 'columns' }, { field: 'rows' }],
    });
    await expect(
      work((tx) =>
        tx.query(
          `INSERT INTO intake.label_format (id, organisation_id, name, columns, rows, width, height, "left", top, gap_x, gap_y)
           VALUES (gen_random_uuid(), $1, 'x', 3, 1, 70, 30, 0.01, 0, 0, 0)`,
          [aude.organisationId],
        ),
      ),
    ).rejects.toThrow('label_format_on_a4_across');
  });

  test('a shift is the organisation’s own, and never pushes print off the paper', async () => {
    await work((tx) => formats.setOffset(tx, aude, '65', { x: 2, y: -3.2 }));
    expect((await formats.get(aude, '65')).offset).toEqual({ x: 2, y: -3.2 });
    expect((await formats.get(other, '65')).offset).toEqual({ x: 0, y: 0 });
    await expect(work((tx) => formats.setOffset(tx, aude, '65', { x: 9, y: 0 }))).rejects.toMatchObject({
      code: 'intake.offset_too_far',
      field: 'x',
    });
    await expect(work((tx) => formats.setOffset(tx, aude, '50x25', { x: 0, y: 3 }))).rejects.toMatchObject({
      field: 'y',
    });
  });
});

test('a label says who prints it and whom to call: their own telephone, else the bank’s', async () => {
  const organisations = organisation.app.get(OrganisationsService);
  const donation = await organisation.donation({ actor: other });
  await organisation.log(donation, {}, other);
  const says = async () => {
    const { organisation, helpline } = await factsOf(await work((tx) => labels.printDonation(tx, other, donation)));
    return [organisation, helpline];
  };
  const [bank] = await db.query('SELECT helpline FROM people.bank');
  expect(await says()).toEqual(['Point de collecte de Nanterre', bank.helpline || null]);
  await work((tx) =>
    organisations.change(tx, { kind: 'system', channel: 'system' }, other.organisationId, {
      name: 'Point de collecte de Nanterre',
      helpline: '01 99 00 99 99',
    }),
  );
  expect(await says()).toEqual(['Point de collecte de Nanterre', '01 99 00 99 99']);
});

test('Zebra’s language is for rolls, and for whoever may open the sheet', async () => {
  const zpl = organisation.app.get(LabelZpl);
  const donation = await organisation.donation();
  await organisation.log(donation);
  const of = async (format: string) =>
    (await labels.byId(aude, await work((tx) => labels.printDonation(tx, aude, donation, { format })))).documentId;
  const document = await of('62x29');
  expect((await zpl.open(aude, document, 203)).filename).toMatch(/^etiquettes-ET-\d{4}-\d{4}-203dpi\.zpl$/);
  await expect(zpl.open(other, document, 203)).rejects.toThrow('not found');
  await expect(zpl.open(aude, await of('24'), 203)).rejects.toMatchObject({ code: 'documents.zpl_is_for_rolls' });
});
