/** docs/how-it-works.md: whom the remedies of the bound reach. */
import { Duration, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { read } from './texts';
import { ConsoleMfaEnforcedGroup, MfaRequiredPrincipal, UserCredential } from '../../src';
import { testStack } from '../helpers';

const [, CODE] = /```ts\n([^]*?)```/.exec(read('docs/how-it-works.md'))!;

/** Runs the code of the page, and gives the inline policies of the groups or of the roles. */
function inlinePolicies(of: 'Groups' | 'Roles'): { PolicyDocument: unknown }[] {
  const stack = testStack();
  const names = { ConsoleMfaEnforcedGroup, Duration, MfaRequiredPrincipal, UserCredential, iam };
  new Function(...Object.keys(names), CODE).call(stack, ...Object.values(names));
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties).filter((properties) => of in properties);
}

test.each(['Groups', 'Roles'] as const)('sessions from before are denied by a policy of %s: each has sessions of its own', (of) => {
  expect(inlinePolicies(of).map(({ PolicyDocument }) => PolicyDocument)).toEqual([{
    Version: '2012-10-17',
    Statement: expect.arrayContaining([{
      Sid: 'DenySessionsFromBefore', Effect: 'Deny', Action: '*', Resource: '*', Condition: { DateLessThan: { 'aws:TokenIssueTime': '2026-01-31T12:00:00Z' } },
    }]),
  }]);
});
