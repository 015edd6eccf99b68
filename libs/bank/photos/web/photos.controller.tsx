import { Readable } from 'node:stream';
import { Delete, Param, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { DEVICE_LIFECYCLE, DeviceQueries, type DeviceView, deviceWords, showAssetCode } from '#bank/devices';
import type { OpenedBlob } from '#bank/documents';
import { PHOTO_LIMIT, PhotosService, type PhotoView } from '#bank/photos';
import { Act, type ActOn, Answer, ApiController, Context, Ctx, Files, Policy, Read } from '#platform/http';
import { NotFound, READ } from '#platform/kernel';
import { Card, type FieldProblem, FileField, Form, FormPage, PostButton } from '#platform/ui';
import { deviceTrail } from '../../devices/web/device.words.js';

/** A photo on the wire. Nothing of it stays on a phone that others use. */
const photoAnswer = (photo: OpenedBlob): Answer =>
  new Answer(200, Readable.from(photo.stream), {
    'content-type': photo.mime,
    'content-length': String(photo.size),
    'content-disposition': 'inline',
  });

const CORRECT = DEVICE_LIFECYCLE.right('correct');

/** The photos of a device. */
@ApiController('devices')
export class PhotosController {
  constructor(
    private readonly devices: DeviceQueries,
    private readonly photos: PhotosService,
  ) {}

  /** The photos of a device, four at most. */
  @Read(READ.devices, { page: 'appareils/:code/photos', api: 'devices/:code/photos' })
  async listPhotos(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    const items = await this.photos.list(device.id);
    return ctx.answer({ items }, () => <PhotosPage device={device} photos={items} />);
  }

  /** One photo; `?petite` for the small one. */
  @Read(READ.devices, { page: 'appareils/:code/photos/:file' })
  async openFile(@Context() ctx: Ctx, @Param('file') file: string, @Query('petite') small?: string): Promise<Answer> {
    if (!file.endsWith('.jpg')) throw new NotFound('photo');
    return photoAnswer(await this.photos.open(ctx.actor, file.slice(0, -4), small === undefined ? 'full' : 'thumb'));
  }

  /** The bytes of one photo, as JPEG. */
  @Read(READ.devices, { api: 'devices/:code/photos/:id' })
  @Files('image/jpeg')
  async openPhoto(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return photoAnswer(await this.photos.open(ctx.actor, id, 'full'));
  }

  /** Adds the files `photo` of a multipart form: turned upright, 1600 px at most, without metadata. The same photo twice is one. */
  @Act(CORRECT, { page: 'appareils/:code/photos', api: 'devices/:code/photos' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['photo'], properties: { photo: { type: 'string', format: 'binary' } } },
  })
  async addPhotos(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    const sent = await this.photos.ready(ctx.files.filter((file) => file.field === 'photo'));
    return ctx.act({
      ...this.on(device),
      status: 201,
      done: sent.length > 1 ? 'Photos ajoutées.' : 'Photo ajoutée.',
      work: (tx) => this.photos.add(tx, ctx.actor, device.id, sent),
    });
  }

  @Act(CORRECT, { page: 'appareils/:code/photos/:id/retrait' })
  async removeByForm(@Context() ctx: Ctx, @Param('code') code: string, @Param('id') id: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.on(device),
      done: 'Photo retirée.',
      work: (tx) => this.photos.remove(tx, ctx.actor, device.id, id),
      to: () => `/appareils/${device.code}/photos`,
    });
  }

  /** Removes a photo for good. */
  @Delete('api/v1/devices/:code/photos/:id')
  @Policy(CORRECT)
  removePhoto(@Context() ctx: Ctx, @Param('code') code: string, @Param('id') id: string) {
    return this.removeByForm(ctx, code, id);
  }

  private on(device: DeviceView): ActOn<{ items: PhotoView[] }> {
    const list = () => this.photos.list(device.id);
    return {
      ref: device.id,
      to: () => `/appareils/${device.code}`,
      view: async () => ({ items: await list() }),
      page: async ({ problems = [] }) => <PhotosPage device={device} photos={await list()} problems={problems} />,
    };
  }
}

interface PhotosPageProps {
  device: DeviceView;
  photos: readonly PhotoView[];
  problems?: FieldProblem[];
}

function PhotosPage({ device: d, photos, problems }: PhotosPageProps) {
  const code = showAssetCode(d.code);
  const left = PHOTO_LIMIT - photos.length;
  return (
    <FormPage title={`Photos de ${code}`} lead={deviceWords(d)} trail={deviceTrail(d, 'Photos')}>
      {left > 0 ? (
        <Form
          action={`/appareils/${d.code}/photos`}
          multipart
          problems={problems}
          does={{ label: 'Ajouter', icon: 'check' }}
        >
          <FileField
            name="photo"
            label="Nouvelle photo"
            hint={`L’appareil seul, sans personne ni écran allumé. Encore ${left} ${left > 1 ? 'photos' : 'photo'} au plus. Le lieu et la date que le téléphone écrit dans la photo sont effacés.`}
            accept="image/*"
            multiple
            required
            problems={problems}
          />
        </Form>
      ) : null}
      {photos.map((photo, i) => (
        <Card key={photo.id} title={`Photo ${i + 1}`}>
          <p>
            <img
              class="photo"
              src={`/appareils/${d.code}/photos/${photo.id}.jpg`}
              alt={`L’appareil, vue ${i + 1}`}
              width={photo.width}
              height={photo.height}
              loading="lazy"
            />
          </p>
          <PostButton action={`/appareils/${d.code}/photos/${photo.id}/retrait`} label="Retirer cette photo" icon="x" />
        </Card>
      ))}
    </FormPage>
  );
}
