import 'reflect-metadata';
import { createHash } from 'node:crypto';
import {
  Body,
  type CanActivate,
  ConflictException,
  Controller,
  type ExecutionContext,
  ForbiddenException,
  Get,
  HttpCode,
  Injectable,
  Module,
  NotFoundException,
  Param,
  Post,
  Query,
  Req,
  SetMetadata,
  UnauthorizedException,
  UnprocessableEntityException,
  UseGuards,
  ValidationPipe,
} from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import { IsIn, IsUUID } from 'class-validator';
import { DataSource, LessThan, Repository } from 'typeorm';
import { allowedIn, CHANGE, EVENTS, MOVABLE, MOVERS, PAGE, READERS, REASONS } from './rules.js';
import * as tables from './tables.js';
import { BenchDevice, BenchEvent, type BenchMembership, BenchPlace, BenchToken } from './tables.js';

// NestJS with TypeORM as their documentations show it and as one would write it first: repositories, relations, a guard, a validation pipe.

class MoveDto {
  @IsUUID() placeId: string;
  @IsIn(REASONS) reason: string;
}

const Roles = (...roles: readonly string[]) => SetMetadata('roles', roles);

@Injectable()
class TokenGuard implements CanActivate {
  constructor(
    @InjectRepository(BenchToken) private readonly tokens: Repository<BenchToken>,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const req = context.switchToHttp().getRequest();
    const secret = /^Bearer (\S+)$/.exec(req.headers.authorization ?? '')?.[1];
    if (!secret) throw new UnauthorizedException();
    const token = await this.tokens.findOne({
      where: { secretHash: createHash('sha256').update(secret).digest('hex') },
      relations: { membership: { user: true, organisation: true } },
    });
    const member = token?.membership;
    const ended = token?.revokedAt || (token?.expiresAt && token.expiresAt < new Date());
    if (!member || ended || !member.active || !member.user.active || !member.organisation.active)
      throw new UnauthorizedException();
    const roles = this.reflector.get<string[]>('roles', context.getHandler());
    if (!member.roles.some((role) => roles.includes(role))) throw new ForbiddenException();
    req.member = member;
    return true;
  }
}

@Injectable()
class BenchDevices {
  constructor(
    private readonly db: DataSource,
    @InjectRepository(BenchDevice) private readonly devices: Repository<BenchDevice>,
    @InjectRepository(BenchEvent) private readonly events: Repository<BenchEvent>,
  ) {}

  async one(code: string) {
    const device = await this.devices.findOne({
      where: { code },
      relations: { place: true, holder: true, aliases: true, media: true },
    });
    if (!device) throw new NotFoundException();
    return { ...device, allowed: allowedIn(device.state) };
  }

  async withHistory(code: string) {
    const device = await this.one(code);
    const events = await this.events.find({
      where: { deviceId: device.id },
      relations: { organisation: true, membership: { user: true } },
      order: { id: 'DESC' },
      take: EVENTS,
    });
    return { ...device, events };
  }

  async list(state: string, from: string) {
    const found = await this.devices.find({
      where: { state, id: LessThan(from) },
      relations: { place: true, holder: true },
      order: { id: 'DESC' },
      take: PAGE + 1,
    });
    const items = found.slice(0, PAGE);
    return { items, next: found.length > PAGE ? items.at(-1)!.id : null };
  }

  async move(member: BenchMembership, code: string, { placeId, reason }: MoveDto) {
    await this.db.transaction(async (tx) => {
      const locked = await tx.findOne(BenchDevice, { where: { code }, lock: { mode: 'pessimistic_write' } });
      if (!locked) throw new NotFoundException();
      const device = await tx.findOneOrFail(BenchDevice, {
        where: { id: locked.id },
        relations: { place: true, holder: true },
      });
      if (!MOVABLE.includes(device.state)) throw new ConflictException();
      const place = await tx.findOne(BenchPlace, { where: { id: placeId }, relations: { organisation: true } });
      if (!place?.active || place.organisation.id !== device.holder?.id) throw new UnprocessableEntityException();
      await tx.query(CHANGE, [
        device.id,
        device.state,
        device.place && `place:${device.place.id}`,
        place.id,
        `org:${device.holder.id}`,
        member.id,
        member.operatorNumber,
        member.organisation.id,
        reason,
      ]);
    });
    return this.one(code);
  }
}

@Controller('api/v1/devices')
@UseGuards(TokenGuard)
class BenchDevicesController {
  constructor(private readonly devices: BenchDevices) {}

  @Get()
  @Roles(...READERS)
  list(@Query('state') state: string, @Query('after') after: string) {
    return this.devices.list(state, JSON.parse(Buffer.from(after, 'base64url').toString())[1]);
  }

  @Get(':code')
  @Roles(...READERS)
  one(@Param('code') code: string) {
    return this.devices.withHistory(code);
  }

  @Post(':code/actions/move')
  @HttpCode(200)
  @Roles(...MOVERS)
  move(@Req() req: { member: BenchMembership }, @Param('code') code: string, @Body() body: MoveDto) {
    return this.devices.move(req.member, code, body);
  }
}

const entities = Object.values(tables);

@Module({
  imports: [
    TypeOrmModule.forRoot({ type: 'postgres', url: process.env['DATABASE_URL'] ?? '', entities }),
    TypeOrmModule.forFeature(entities),
  ],
  providers: [BenchDevices],
  controllers: [BenchDevicesController],
})
class BenchModule {}

const app = await NestFactory.create<NestFastifyApplication>(BenchModule, new FastifyAdapter(), { logger: ['error'] });
app.useGlobalPipes(new ValidationPipe({ whitelist: true, transform: true }));
app.enableShutdownHooks();
await app.listen(Number(process.env['PORT']), process.env['HOST'] ?? '127.0.0.1');
console.log(await app.getUrl());
