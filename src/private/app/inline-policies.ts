/** The inline policies of a group that has a policy of this library: IAM has a quota for all of them together. */
import type { aws_iam as iam } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import type { AttachmentGraph } from './attachment-graph';
import type { ForeignPolicies, ForeignPolicy } from './foreign-policies';
import { documentsOf } from './foreign-policies';
import { referenceTo, shownName } from './references';
import type { ReviewedPolicy } from './rendered-policy';
import { MAX_INLINE_CHARACTERS_PER_GROUP } from '../aws/quotas';
import { warnLate } from '../checks/add-warnings';
import { invalidPropMessage } from '../checks/invalid-prop';
import { policyCharacters, shortest } from '../checks/policy-characters';
import { WarningId } from '../checks/warnings';

const FIX = 'move statements into a managed policy: new iam.ManagedPolicy with the group in groups';

/** A problem where IAM refuses them for certain. A warning where the values of tokens, or a condition, settle that. */
export function inlinePolicyProblems(policies: ReviewedPolicy[], app: AttachmentGraph, foreign: ForeignPolicies): string[] {
  const ours = new Set(policies.map(({ resource }) => referenceTo(resource)));
  return app.groups.flatMap((group) => {
    const inline = foreign.on(referenceTo(group)).filter(({ isInline }) => isInline);
    const isOurs = inline.length > 0 && [...app.policiesOfGroup.get(referenceTo(group)) ?? []].some((policy) => ours.has(policy));
    return isOurs ? problemOf(group, inline, app) : [];
  });
}

function problemOf(group: iam.CfnGroup, inline: ForeignPolicy[], app: AttachmentGraph): string[] {
  const id = referenceTo(group);
  const names = inline.map(({ resource }) => shownName(referenceTo(resource))).join(', ');
  const certain = inline.map(({ resource }) => referenceTo(resource))
    .map((policy) => app.isCertain(id, policy) && app.conditionsBetween(id, policy).length === 0);
  const least = charactersOf(inline.filter((_, index) => certain[index]), shortest);
  if (least > MAX_INLINE_CHARACTERS_PER_GROUP) {
    return [invalidPropMessage({
      path: shownName(id),
      prop: 'inline policies',
      got: `${least} characters in ${names}`,
      expected: `at most ${MAX_INLINE_CHARACTERS_PER_GROUP}, IAM's quota for all inline policies of a group (white space is not counted)`,
      fix: FIX,
    })];
  }
  const most = charactersOf(inline);
  if (most > MAX_INLINE_CHARACTERS_PER_GROUP) {
    warnLate(group, WarningId.INLINE_POLICIES_TOO_LONG,
      `inline policies got up to ${most} characters in ${names}, with tokens at their longest, and IAM takes ${MAX_INLINE_CHARACTERS_PER_GROUP} for all inline policies of a group; `
      + `fix: ${FIX}, or acknowledge this warning if the values of the tokens are short`);
  }
  return [];
}

function charactersOf(policies: ForeignPolicy[], lengthOf?: typeof shortest): number {
  return policies.flatMap((policy) => documentsOf(policy, (resource, value) => Stack.of(resource).resolve(value)))
    .reduce<number>((sum, document) => sum + policyCharacters(document, lengthOf), 0);
}
