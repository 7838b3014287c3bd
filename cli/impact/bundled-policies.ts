/** RequireMfaPolicy as it is by default, in each mode, which esbuild puts in when it makes the command. */
import type { Policies } from '../../impact/report/report';

declare const IMPACT_POLICIES: Policies;

export const POLICIES: Policies = IMPACT_POLICIES;
