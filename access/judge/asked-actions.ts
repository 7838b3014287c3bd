/** Which actions the rows of one kind of request ask about. */
import { type JudgeRow, isAboutEnforcement, isReadOfIam } from './judge-row';
import { compilePattern } from '../evaluator';

/** AWS asks no policy about the first two. The others no longer exist, and old policies still name them. */
const OPENS_NOTHING = ['sts:getcalleridentity', 'sts:getsessiontoken', 'iam:requestsmsmfaregistration', 'iam:finalizesmsmfaregistration'];

type OfPattern = (pattern: string) => boolean;

export interface Asking {
  /** Whether rows ask the subject about all that a pattern can be, or it opens nothing. */
  readonly isAsked: OfPattern;
  /** Whether it can be what rows ask only of those who hold "this policy". */
  readonly isOfOthers: OfPattern;
}

/** For a subject, by which of the rows about enforcement it has something. */
export function askedBy(rows: readonly JudgeRow[]): (has: (row: JudgeRow) => boolean) => Asking {
  const actionsOf = (some: readonly JudgeRow[]) => some.map(({ action }) => action.toLowerCase());
  const ofAll = new Set([...OPENS_NOTHING, ...actionsOf(rows.filter((row) => !isAboutEnforcement(row)))]);
  const ofSome = rows.filter(isAboutEnforcement);
  return (has) => {
    const asked = new Set(actionsOf(ofSome.filter(has)));
    const ofOthers = [...new Set(actionsOf(ofSome))].filter((action) => !asked.has(action) && !ofAll.has(action));
    return {
      isAsked: (pattern) => ofAll.has(pattern.toLowerCase()) || asked.has(pattern.toLowerCase()) || isReadOfIam({ action: pattern }),
      isOfOthers: (pattern) => {
        const fits = compilePattern(pattern, { wildcards: true, variables: false, ignoreCase: true }, '');
        return ofOthers.some((action) => fits(action, String) === true);
      },
    };
  };
}
