import { Injectable, type OnModuleInit } from '@nestjs/common';
import { categoryOf, DEVICE_LIFECYCLE, type DeviceView, isCategory } from '#bank/devices';
import { PhotosService, type PhotoView } from '#bank/photos';
import { type IconName, Picto, plural } from '#platform/ui';
import { DeviceSections } from '../../devices/device/web/device-sections.js';

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
      const picture = (
        <>
          {photos.length ? (
            <PhotoStrip device={device} photos={photos} />
          ) : (
            <Picto
              icon={(isCategory(device.category) ? categoryOf(device.category).pictogram : 'package') as IconName}
            />
          )}
          {may || photos.length > 1 ? (
            <a href={`/appareils/${device.code}/photos`}>
              {photos.length > 1
                ? plural(photos.length, 'photo')
                : photos.length
                  ? 'Changer la photo'
                  : 'Ajouter une photo'}
            </a>
          ) : null}
        </>
      );
      return { picture };
    });
  }
}

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
