import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { DevicesService } from '#bank/devices';
import { PHOTO_LIMIT, PhotosModule, PhotosService } from '#bank/photos';
import { broken, type Services, services } from '../support/servers/services.js';

let s: Services;
let photos: PhotosService;
beforeAll(async () => {
  s = await services(PhotosModule);
  photos = s.app.get(PhotosService);
});
afterAll(() => s?.close());

const sent = (bytes: Buffer) => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  read: async () => bytes,
});
/** A picture of noise, so that no two are alike; wide, as a phone held sideways takes it. */
const noise = (width = 800, height = 400) =>
  sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } }).jpeg({ quality: 90 });

async function aDevice(): Promise<string> {
  const { aude } = s.fixtures.people;
  const { collection } = s.fixtures.organisations;
  const [id] = await s.work((tx) =>
    s.app.get(DevicesService).log(tx, aude, [{ category: 'laptop' }], {
      location: { place: collection.place },
      holder: { organisation: collection.id },
    }),
  );
  return id!;
}
const add = (device: string, ...files: Buffer[]) =>
  s.work((tx) => photos.add(tx, s.fixtures.people.aude, device, files.map(sent)));
const stored = async (id: string, size: 'full' | 'thumb') => {
  const parts: Buffer[] = [];
  for await (const part of (await photos.open(s.fixtures.people.aude, id, size)).stream) parts.push(part);
  return Buffer.concat(parts);
};

test('a photo is kept upright, at most 1600 px, without the place and date the phone wrote into it', async () => {
  const device = await aDevice();
  const taken = await noise(2400, 1200)
    .withExif({ IFD0: { Make: 'Téléphone', DateTime: '2026:01:02 03:04:05' }, IFD3: { GPSLatitude: '48/1 52/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  expect((await sharp(taken).metadata()).exif).toBeDefined();
  await add(device, taken);
  const [photo] = await photos.list(device);
  expect(photo).toMatchObject({
    rank: 1,
    width: 800,
    height: 1600,
    operatorNumber: s.fixtures.people.aude.operatorNumber,
  });
  const full = await sharp(await stored(photo!.id, 'full')).metadata();
  expect(full).toMatchObject({ format: 'jpeg', width: 800, height: 1600 });
  for (const told of ['exif', 'gps', 'icc', 'xmp', 'iptc', 'orientation']) expect(full).not.toHaveProperty(told);
  expect(await sharp(await stored(photo!.id, 'thumb')).metadata()).toMatchObject({ width: 160, height: 320 });
});

test('the same photo sent twice is one', async () => {
  const device = await aDevice();
  const bytes = await noise().toBuffer();
  await add(device, bytes, bytes);
  await add(device, bytes);
  expect(await photos.list(device)).toHaveLength(1);
});

test('a device has four photos at most, also when all are sent at the same moment', async () => {
  const device = await aDevice();
  const files = await Promise.all(Array.from({ length: 8 }, () => noise(60, 40).toBuffer()));
  const ends = await Promise.all(files.map((file) => broken(add(device, file))));
  expect(ends.filter((end) => end === 'done')).toHaveLength(PHOTO_LIMIT);
  expect(ends.filter((end) => end === 'photos.too_many')).toHaveLength(8 - PHOTO_LIMIT);
  expect((await photos.list(device)).map((photo) => photo.rank)).toEqual([1, 2, 3, 4]);
});

test('a removed photo is gone with its bytes, and makes room', async () => {
  const device = await aDevice();
  await add(device, await noise(60, 40).toBuffer(), await noise(60, 40).toBuffer());
  const [first] = await photos.list(device);
  const [before] = await s.db.query('SELECT blob_id, thumb_blob_id FROM photos.photo WHERE id = $1', [first!.id]);
  for (let again = 0; again < 2; again++)
    await s.work((tx) => photos.remove(tx, s.fixtures.people.aude, device, first!.id));
  const left = await s.db.query('SELECT 1 FROM documents.blob WHERE id = ANY($1)', [Object.values(before)]);
  expect(left).toHaveLength(0);
  await add(device, await noise(60, 40).toBuffer());
  expect((await photos.list(device)).map((photo) => photo.rank)).toEqual([1, 2]);
});

test('another organisation sees nothing of it', async () => {
  const device = await aDevice();
  await add(device, await noise(60, 40).toBuffer());
  const [photo] = await photos.list(device);
  const { ines } = s.fixtures.people;
  await expect(photos.open(ines, photo!.id, 'full')).rejects.toThrow('photo');
  const file = await noise(60, 40).toBuffer();
  expect(await broken(s.work((tx) => photos.add(tx, ines, device, [sent(file)])))).toBe('not_found');
  expect(await broken(s.work((tx) => photos.remove(tx, ines, device, photo!.id)))).toBe('not_found');
});

test.each([
  ['nothing', async () => Buffer.alloc(0), 'photos.not_a_picture'],
  ['a text', async () => Buffer.from('Type;Marque'), 'photos.not_a_picture'],
  [
    'a vector file, which may ask for others',
    async () =>
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'),
    'photos.not_a_picture',
  ],
  ['a photo cut short', async () => (await noise().toBuffer()).subarray(0, 9_000), 'photos.not_a_picture'],
  [
    'a small file that unpacks to more than the memory',
    () =>
      sharp({ create: { width: 8_200, height: 8_200, channels: 3, background: 'white' }, limitInputPixels: false })
        .png({ compressionLevel: 1 })
        .toBuffer(),
    'photos.too_many_pixels',
  ],
])('%s is refused with a sentence', async (_, make, code) => {
  const device = await aDevice();
  expect(await broken(add(device, await make()))).toBe(code);
  expect(await photos.list(device)).toHaveLength(0);
});

test('a phone’s own format that we do not read says how to change it', async () => {
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), randomBytes(300)]);
  await expect(add(await aDevice(), heic)).rejects.toMatchObject({
    code: 'photos.not_a_picture',
    facts: { heic: true },
  });
});

test('photos are drawn before the database is asked for anything; what cannot be drawn is refused when it is added', async () => {
  const device = await aDevice();
  const [good, bad] = await photos.ready([sent(await noise().toBuffer()), sent(Buffer.from('Type;Marque'))]);
  expect(good!.picture).toMatchObject({ width: expect.any(Number) });
  expect(await broken(s.work((tx) => photos.add(tx, s.fixtures.people.aude, device, [good!, bad!])))).toBe(
    'photos.not_a_picture',
  );
  await s.work((tx) =>
    photos.add(tx, s.fixtures.people.aude, device, [{ ...good!, read: () => Promise.reject(new Error('read again')) }]),
  );
  expect(await photos.list(device)).toHaveLength(1);
  const many = await photos.ready(Array.from({ length: 50 }, () => sent(Buffer.from('x'))));
  expect(await broken(s.work((tx) => photos.add(tx, s.fixtures.people.aude, device, many)))).toBe('photos.too_many');
});
