import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

const API = '/api/v1/';

/** The OpenAPI description of what lives under `/api/v1`; pages are for people and are left out. */
export function apiDescription(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Banque du Numérique')
    .setDescription(
      'Refusals are problem+json (RFC 9457) with a stable `code`. Every POST honours `Idempotency-Key`. Lists are paged by an opaque `next`.',
    )
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith(API));
  return { ...document, paths: Object.fromEntries(paths.sort(([a], [b]) => a.localeCompare(b))) };
}
