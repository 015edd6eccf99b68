import { type DeviceView, deviceWords, showAssetCode } from '#bank/devices';
import { PHOTO_LIMIT, type PhotoView } from '#bank/photos';
import { Actions, Button, Card, type FieldProblem, FileField, Form, FormPage, PostButton } from '#platform/ui';
import { deviceTrail } from '../../devices/web/device.words.js';

export interface PhotosPageProps {
  device: DeviceView;
  photos: readonly PhotoView[];
  problems?: FieldProblem[];
}

/** A device's photos: add one, remove one. */
export function PhotosPage({ device: d, photos, problems }: PhotosPageProps) {
  const code = showAssetCode(d.code);
  const left = PHOTO_LIMIT - photos.length;
  return (
    <FormPage title={`Photos de ${code}`} lead={deviceWords(d)} trail={deviceTrail(d, 'Photos')}>
      {left > 0 ? (
        <Form action={`/appareils/${d.code}/photos`} multipart problems={problems}>
          <FileField
            name="photo"
            label="Nouvelle photo"
            hint={`L’appareil seul, sans personne ni écran allumé. Encore ${left} ${left > 1 ? 'photos' : 'photo'} au plus. Le lieu et la date que le téléphone écrit dans la photo sont effacés.`}
            accept="image/*"
            multiple
            required
            problems={problems}
          />
          <Actions>
            <Button icon="check">Ajouter</Button>
          </Actions>
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
