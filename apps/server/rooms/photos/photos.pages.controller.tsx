import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#devices';
import { NotFound, READ } from '#kernel';
import { PhotosService } from '#photos';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { photoAnswer } from './photo-answer.js';
import { PhotosPage } from './photos.page.js';

/** The photos of a device, for people. */
@Controller('appareils/:code/photos')
export class PhotosPages {
  constructor(
    private readonly devices: DeviceQueries,
    private readonly photos: PhotosService,
  ) {}

  @Get()
  @Policy(READ.devices)
  async index(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.page(<PhotosPage device={device} photos={await this.photos.list(device.id)} />);
  }

  /** One photo; `?petite` for the small one. */
  @Get(':file')
  @Policy(READ.devices)
  async open(@Context() ctx: Ctx, @Param('file') file: string, @Query('petite') small?: string): Promise<Answer> {
    if (!file.endsWith('.jpg')) throw new NotFound('photo');
    return photoAnswer(await this.photos.open(ctx.actor, file.slice(0, -4), small === undefined ? 'full' : 'thumb'));
  }

  @Post()
  @Policy(DEVICE_LIFECYCLE.right('correct'))
  async add(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    const sent = await this.photos.ready(ctx.files.filter((file) => file.field === 'photo'));
    return ctx.submit({
      body,
      done: sent.length > 1 ? 'Photos ajoutées.' : 'Photo ajoutée.',
      work: async (tx) => {
        await this.photos.add(tx, ctx.actor, device.id, sent);
        return `/appareils/${device.code}`;
      },
      again: async (problems) => (
        <PhotosPage device={device} photos={await this.photos.list(device.id)} problems={problems} />
      ),
    });
  }

  @Post(':id/retrait')
  @Policy(DEVICE_LIFECYCLE.right('correct'))
  async remove(
    @Context() ctx: Ctx,
    @Param('code') code: string,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.submit({
      body,
      done: 'Photo retirée.',
      work: async (tx) => {
        await this.photos.remove(tx, ctx.actor, device.id, id);
        return `/appareils/${device.code}/photos`;
      },
      again: async (problems) => (
        <PhotosPage device={device} photos={await this.photos.list(device.id)} problems={problems} />
      ),
    });
  }
}
