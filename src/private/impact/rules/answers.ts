/** What happens to a call once the policies hold. `refused already`, `not reached` and `sign-in` are counted beside the three answers. */
export const ANSWERS = ['stops', 'depends', 'goes on', 'refused already', 'not reached', 'sign-in'] as const;
export type Answer = (typeof ANSWERS)[number];

/** A call that was refused before: no Deny changes what happens to it. */
export const REFUSED_OUTCOMES = ['refused', 'refused by a Deny', 'refused otherwise'];
