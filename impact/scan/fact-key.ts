/** The columns of a fact in one text, and back. Without a loop over them, because that is slower, and calls are many. */
import type { Fact } from '../../src/private/impact/vocabulary/fact';

const BETWEEN = '\0';

export function keyOf({ account, user, session, mfa, age, viaService, viaMcp, action, target, outcome, observed }: Fact): string {
  return [
    inOneColumn(account), inOneColumn(user), session, mfa, age, viaService, viaMcp, inOneColumn(action), inOneColumn(target), outcome, observed,
  ].join(BETWEEN);
}

/** A caller chooses what a request names, and must not move what comes after it into another column. */
function inOneColumn(text: string): string {
  return text.includes(BETWEEN) ? text.replaceAll(BETWEEN, '\ufffd') : text;
}

export function factOfKey(key: string): Fact {
  const [account, user, session, mfa, age, viaService, viaMcp, action, target, outcome, observed] = key.split(BETWEEN);
  return { account, user, session, mfa, age, viaService, viaMcp, action, target, outcome, observed } as Fact;
}
