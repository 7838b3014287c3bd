/** RequireMfaPolicy as it is by default, in each mode. */
import { OPTIONS, statementsOf } from './page-options';
import type { Policies } from '../../impact/report/report';

const DEFAULTS = OPTIONS.map(() => 0);

export const POLICIES: Policies = { CONSOLE_ONLY: statementsOf('CONSOLE_ONLY', DEFAULTS), ALL_REQUESTS: statementsOf('ALL_REQUESTS', DEFAULTS) };
