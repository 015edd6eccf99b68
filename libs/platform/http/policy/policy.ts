import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import { PolicyGuard } from './policy.guard.js';
import { POLICY, type PolicyRule } from './policy.rule.js';

export { POLICY, type PolicyRule };

/** Declares a route's policy. A route without one stops the start. */
export const Policy = (rule: PolicyRule) => applyDecorators(SetMetadata(POLICY, rule), UseGuards(PolicyGuard));
