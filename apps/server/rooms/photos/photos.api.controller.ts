import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#devices';
import { READ } from '#kernel';
import { PhotosService } from '#photos';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { photoAnswer } from './photo-answer.js';

/** The photos of a device, for programs. */
@ApiTags('devices')
@ApiBearerAuth()
@Controller('api/v1/devices/:code/photos')
export class PhotosApi {
  constructor(
    private readonly devices: DeviceQueries,
    private readonly photos: PhotosService,
  ) {}

  /** The photos of a device, four at most. */
  @Get()
  @Policy(READ.devices)
  async list(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return json(200, { items: await this.photos.list(device.id) });
  }

  /** The bytes of one photo, as JPEG. */
  @Get(':id')
  @Policy(READ.devices)
  async open(@Context() ctx: Ctx, @Param('id') id: string) {
    return photoAnswer(await this.photos.open(ctx.actor, id, 'full'));
  }

  /** Adds the files `photo` of a multipart form: turned upright, 1600 px at most, without metadata. The same photo twice is one. */
  @Post()
  @Policy(DEVICE_LIFECYCLE.right('correct'))
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: { type: 'object', required: ['photo'], properties: { photo: { type: 'string', format: 'binary' } } },
  })
  async add(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown) {
    const device = await this.devices.get(ctx.actor, code);
    const photos = await this.photos.ready(ctx.files.filter((file) => file.field === 'photo'));
    return ctx.once({
      body,
      work: async (tx) => {
        await this.photos.add(tx, ctx.actor, device.id, photos);
        return device.id;
      },
      show: async (id) => ({ items: await this.photos.list(id) }),
    });
  }

  /** Removes a photo for good. */
  @Delete(':id')
  @Policy(DEVICE_LIFECYCLE.right('correct'))
  async remove(@Context() ctx: Ctx, @Param('code') code: string, @Param('id') id: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.once({
      work: async (tx) => {
        await this.photos.remove(tx, ctx.actor, device.id, id);
        return device.id;
      },
      show: async (ref) => ({ items: await this.photos.list(ref) }),
      status: 200,
    });
  }
}
