import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DEVICE_LIFECYCLE, type DeviceView } from '#devices';
import { PHOTO_LIMIT, PhotosService, type PhotoView } from '#photos';
import { Card, LinkButton } from '../../ui/index.js';
import { DeviceSections } from '../devices/device-sections.js';

/** On a device's page: what it looks like. */
@Injectable()
export class DevicePhotosSection implements OnModuleInit {
  constructor(
    private readonly sections: DeviceSections,
    private readonly photos: PhotosService,
  ) {}

  onModuleInit(): void {
    this.sections.register(45, async (ctx, device, on) => {
      const photos = await this.photos.list(device.id, on);
      const may = DEVICE_LIFECYCLE.mayUse(ctx.actor, 'correct', {
        state: device.state,
        holder_org_id: device.holderOrgId,
      });
      if (!photos.length && !may) return null;
      return (
        <Card title="Photos">
          {photos.length ? <PhotoStrip device={device} photos={photos} /> : null}
          {may ? (
            <LinkButton look="secondary" icon="camera" href={`/appareils/${device.code}/photos`}>
              {photos.length === PHOTO_LIMIT ? 'Changer les photos' : 'Ajouter une photo'}
            </LinkButton>
          ) : null}
        </Card>
      );
    });
  }
}

/** The small photos of a device, each leading to the large one. */
export function PhotoStrip({ device, photos }: { device: DeviceView; photos: readonly PhotoView[] }) {
  return (
    <ul class="photos">
      {photos.map((photo, i) => (
        <li key={photo.id}>
          <a href={`/appareils/${device.code}/photos/${photo.id}.jpg`}>
            <img
              src={`/appareils/${device.code}/photos/${photo.id}.jpg?petite`}
              alt={`L’appareil, vue ${i + 1} sur ${photos.length} (en grand)`}
              width={thumbSide(photo.width, photo)}
              height={thumbSide(photo.height, photo)}
              loading="lazy"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}

const SHOWN = 160;
const thumbSide = (side: number, { width, height }: PhotoView): number =>
  Math.max(1, Math.round((side * SHOWN) / Math.max(width, height)));
