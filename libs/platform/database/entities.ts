import type { DynamicModule, Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

/**
 * Makes a library's tables known to the data source, for the library's module to import.
 * @param files its `*.entity.ts` files as namespaces: whatever they export is an entity
 */
export const entities = (...files: readonly Readonly<Record<string, Type>>[]): DynamicModule =>
  TypeOrmModule.forFeature(files.flatMap((file) => Object.values(file)));
