/** The columns of a fact in one text, and back. Without a loop over them, because that is slower, and calls are many. */
import type { Fact } from '../../src/private/impact/vocabulary/fact';

const BETWEEN = '\0';

export function keyOf({ account, user, session, mfa, age, viaService, viaMcp, action, target, outcome, observed }: Fact): string {
  return [account, user, session, mfa, age, viaService, viaMcp, action, target, outcome, observed].join(BETWEEN);
}

export function factOfKey(key: string): Fact {
  const [account, user, session, mfa, age, viaService, viaMcp, action, target, outcome, observed] = key.split(BETWEEN);
  return { account, user, session, mfa, age, viaService, viaMcp, action, target, outcome, observed } as Fact;
}
