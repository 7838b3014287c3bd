/** Mistakes that the chaos test must find: each is the bundle with one piece of text for another. */
export interface Mutant {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export const MUTANTS: Mutant[] = [
  { name: 'an error is taken for a device', from: 'return unlessNoSuchEntity(error, "gone");\n    }\n  }\n  async hasPassword', to: 'return true;\n    }\n  }\n  async hasPassword' },
  { name: 'an error is taken for no password', from: 'return unlessNoSuchEntity(error, whatIsMissing(error));', to: 'return false;' },
  { name: 'words that are not known pass for good', from: 'throw error;\n}\nfunction unlessNoSuchEntity', to: 'return "gone";\n}\nfunction unlessNoSuchEntity' },
  { name: 'a member is let out by the list', from: ' && !members.has(user.name) ? "with-mfa"', to: ' ? "with-mfa"' },
  { name: 'there is a grace period without one', from: 'options.gracePeriodSeconds > 0 ? user.created.getTime() : 0', to: 'user.created.getTime()' },
  { name: 'exempt names are compared letter by letter', from: 'exempt.has(lowerCase(user.name))', to: 'exempt.has(user.name)' },
  { name: 'the quota is a failure', from: '/quota for GroupsPerUser/i', to: '/never/' },
  { name: 'the quota is not told', from: 'tally.atQuota += 1', to: 'tally.atQuota += 0' },
  { name: 'throttling is final', from: '"Throttling",', to: '"Throttle",' },
  { name: 'a cut connection is final', from: '"ECONNRESET",', to: '' },
  { name: 'a body that stalls is waited for', from: 'return within(ATTEMPT_MS, next(args));', to: 'return next(args);' },
  { name: 'who is unsure is not counted', from: 'withoutMfa + unsure', to: 'withoutMfa' },
  { name: 'the policy of the group is not looked at', from: '!policies.includes(policyArn)', to: 'false' },
  { name: 'a run with failures passes for good', from: 'if (problem !== void 0) {', to: 'if (false) {' },
  { name: 'a run over a few users tells of all', from: 'stopped === void 0 && !partial', to: 'stopped === void 0' },
  { name: 'events name users letter by letter', from: '[name.toLowerCase()]', to: '[name]' },
  { name: 'a page is the last', from: 'yield itemsOf(page)', to: 'return yield itemsOf(page)' },
  { name: 'members without a password stay', from: 'case "gone":\n      return void 0;', to: 'case "gone":\n    case "no-password":\n      return void 0;' },
];
