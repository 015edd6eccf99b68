import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { type DiscoveryService, MetadataScanner } from '@nestjs/core';
import { isListQuery } from '../pagination/page-query.js';
import { POLICY, type PolicyRule } from './policy.rule.js';

export interface DeclaredRoute {
  readonly method: string;
  readonly path: string;
  readonly policy: PolicyRule | undefined;
  readonly handler: string;
  /** It gives a list, or a part of one. */
  readonly isList: boolean;
}

export function declaredRoutes(discovery: DiscoveryService): DeclaredRoute[] {
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ metatype }) => {
    if (!metatype) return [];
    const bases = [Reflect.getMetadata(PATH_METADATA, metatype) ?? ''].flat() as string[];
    const { prototype } = metatype;
    return scanner.getAllMethodNames(prototype).flatMap((method) => {
      const handler = prototype[method];
      const verb: RequestMethod | undefined = Reflect.getMetadata(METHOD_METADATA, handler);
      if (verb === undefined) return [];
      const paths = [Reflect.getMetadata(PATH_METADATA, handler) ?? '/'].flat() as string[];
      const policy = Reflect.getMetadata(POLICY, handler) ?? Reflect.getMetadata(POLICY, metatype);
      const takes: unknown[] = Reflect.getMetadata('design:paramtypes', prototype, method) ?? [];
      const isList = takes.some(isListQuery);
      return bases.flatMap((base) =>
        paths.map((path) => ({
          method: RequestMethod[verb],
          path: `/${base}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
          policy,
          handler: `${metatype.name}.${method}`,
          isList,
        })),
      );
    });
  });
}

/** Every route. @throws when one declares no policy, which stops the start */
export function everyRouteDeclaresItsPolicy(discovery: DiscoveryService): DeclaredRoute[] {
  const routes = declaredRoutes(discovery);
  const silent = routes.filter((r) => !r.policy);
  if (silent.length)
    throw new Error(`no policy on: ${silent.map((r) => `${r.handler} (${r.method} ${r.path})`).join(', ')}`);
  return routes;
}
