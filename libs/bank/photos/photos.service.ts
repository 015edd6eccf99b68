import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, DevicesService, visibleTo } from '#bank/devices';
import { BlobStore, type OpenedBlob } from '#bank/documents';
import { mapConstraint, type Reader, rowOf, rows, run } from '#platform/database';
import { type Actor, isId, newId, operatorOf, organisationOf, RuleBroken } from '#platform/kernel';
import { PHOTO_LIMIT } from './photo-limit.js';
import { type Picture, pictureOf } from './picture.js';

mapConstraint('photo_rank_once', 'photos.too_many', 'photo');

const PLACES = Array.from({ length: PHOTO_LIMIT }, (_, i) => i + 1);

export interface PhotoView {
  readonly id: string;
  readonly rank: number;
  readonly width: number;
  readonly height: number;
  readonly operatorNumber: number | null;
  readonly takenAt: Date;
}

export interface SentPhoto {
  readonly sha256: string;
  read(): Promise<Buffer>;
}

export interface ReadyPhoto extends SentPhoto {
  readonly picture: Picture | RuleBroken;
}

/** What a device looks like. Whoever sees the device sees its photos; whoever holds it may add and remove them. */
@Injectable()
export class PhotosService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly blobs: BlobStore,
    private readonly devices: DevicesService,
  ) {}

  /** Draws photos before a transaction: it takes a second at worst, and connections are few. `add` refuses what could not be drawn. */
  async ready(photos: readonly SentPhoto[]): Promise<ReadyPhoto[]> {
    const found: ReadyPhoto[] = [];
    for (const photo of photos.slice(0, PHOTO_LIMIT + 1))
      found.push('picture' in photo ? (photo as ReadyPhoto) : { ...photo, picture: await drawn(photo, photos.length) });
    return found;
  }

  /**
   * Adds photos to a device the actor may correct. One that the device already has is not added again.
   * @throws RuleBroken `photos.none`, `photos.too_many`, `photos.not_a_picture`, `photos.too_many_pixels`; NotFound for a device the actor does not see.
   */
  async add(tx: EntityManager, actor: Actor, deviceId: string, photos: readonly SentPhoto[]): Promise<void> {
    if (!photos.length) throw new RuleBroken('photos.none', {}, 'photo');
    if (photos.length > PHOTO_LIMIT) throw new RuleBroken('photos.too_many', { max: PHOTO_LIMIT }, 'photo');
    const pictures = (await this.ready(photos)).map(({ sha256, picture }) => {
      if (picture instanceof RuleBroken) throw picture;
      return { sha256, picture };
    });
    await this.mustHold(tx, actor, deviceId);
    const existing = await rows<{ rank: number; sha256: string }>(
      tx,
      'SELECT rank, sha256 FROM photos.photo WHERE device_id = $1',
      [deviceId],
    );
    for (const { sha256, picture } of pictures) {
      if (existing.some((photo) => photo.sha256 === sha256)) continue;
      const rank = PLACES.find((n) => !existing.some((photo) => photo.rank === n));
      if (!rank) throw new RuleBroken('photos.too_many', { max: PHOTO_LIMIT }, 'photo');
      const blob = await this.blobs.put(tx, picture.bytes, 'image/jpeg');
      const thumb = await this.blobs.put(tx, picture.thumb, 'image/jpeg');
      await run(
        tx,
        `INSERT INTO photos.photo (id, device_id, rank, blob_id, thumb_blob_id, sha256, width, height, operator_number, organisation_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          newId(),
          deviceId,
          rank,
          blob.id,
          thumb.id,
          sha256,
          picture.width,
          picture.height,
          operatorOf(actor),
          organisationOf(actor),
        ],
      );
      existing.push({ rank, sha256 });
    }
  }

  /** Removes a photo and its bytes; one that is gone already is no error. @throws NotFound for a device the actor does not see. */
  async remove(tx: EntityManager, actor: Actor, deviceId: string, photoId: string): Promise<void> {
    await this.mustHold(tx, actor, deviceId);
    const [gone] = isId(photoId)
      ? await rows<{ full: string; thumb: string }>(
          tx,
          'DELETE FROM photos.photo WHERE id = $1 AND device_id = $2 RETURNING blob_id AS full, thumb_blob_id AS thumb',
          [photoId, deviceId],
        )
      : [];
    if (!gone) return;
    await this.blobs.drop(tx, gone.full);
    await this.blobs.drop(tx, gone.thumb);
  }

  /** A device's photos, in the order of their places. Ask only for a device the actor sees. */
  list(deviceId: string, on: Reader = this.db): Promise<PhotoView[]> {
    return rows<PhotoView>(
      on,
      `SELECT id, rank, width, height, operator_number AS "operatorNumber", taken_at AS "takenAt" FROM photos.photo WHERE device_id = $1 ORDER BY rank`,
      [deviceId],
    );
  }

  /** The bytes of a photo, or of its small one. @throws NotFound for whoever does not see its device. */
  async open(actor: Actor, photoId: string, size: 'full' | 'thumb'): Promise<OpenedBlob> {
    const row = await rowOf<{ blob: string }>(
      this.db,
      `SELECT ${size === 'full' ? 'p.blob_id' : 'p.thumb_blob_id'} AS blob FROM photos.photo p JOIN devices.device d ON d.id = p.device_id
           WHERE p.id = $1 AND ${visibleTo(actor, 'd', '$2')}`,
      [photoId, organisationOf(actor)],
      { photo: photoId },
    );
    return this.blobs.read(row.blob);
  }

  private async mustHold(tx: EntityManager, actor: Actor, deviceId: string): Promise<void> {
    DEVICE_LIFECYCLE.mustMay(actor, 'correct', await this.devices.lockVisible(tx, actor, deviceId));
  }
}

async function drawn({ read }: SentPhoto, together: number): Promise<Picture | RuleBroken> {
  if (together > PHOTO_LIMIT) return new RuleBroken('photos.too_many', { max: PHOTO_LIMIT }, 'photo');
  try {
    return await pictureOf(await read());
  } catch (error) {
    if (error instanceof RuleBroken) return error;
    throw error;
  }
}
