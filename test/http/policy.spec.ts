import { Controller, Get, Module, Post } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { createServer } from '../../apps/server/server.js';

@Controller('silencieux')
class Silent {
  @Get(':id')
  show(): string {
    return 'tout';
  }
  @Post()
  change(): string {
    return 'tout';
  }
}

@Module({ imports: [DiscoveryModule], controllers: [Silent] })
class Application {}

test('a route that does not say who may call it stops the start, by name', async () => {
  await expect(createServer(Application)).rejects.toThrow(
    'no policy on: Silent.show (GET /silencieux/:id), Silent.change (POST /silencieux)',
  );
});
