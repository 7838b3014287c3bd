import { holdingsOfTemplate } from '../../../access/judge/inputs/template-holdings';
import type { Referrer } from '../../../access/judge/inputs/template-references';

/** Each user is in the group, and has a policy that nobody else has. */
function countedReads(users: number): number {
  let reads = 0;
  const counted = (resource: Referrer): Referrer => new Proxy(resource, {
    get: (target, name) => {
      reads++;
      return target[name as keyof Referrer];
    },
  });
  const named = (text: string) => [{ text, under: [] }];
  const resources = Array.from({ length: users }, (_, index): Referrer[] => [
    { id: `P${index}`, type: 'AWS::IAM::ManagedPolicy', properties: { ManagedPolicyName: `P${index}`, PolicyDocument: {} }, references: {} },
    {
      id: `U${index}`, type: 'AWS::IAM::User', properties: { UserName: `U${index}` }, references: { ManagedPolicyArns: named(`arn:aws:iam::123456789012:policy/P${index}`) },
    },
    { id: `A${index}`, type: 'AWS::IAM::UserToGroupAddition', properties: {}, references: { GroupName: named('G'), Users: named(`U${index}`) } },
  ]).flat().map(counted);
  const holdings = holdingsOfTemplate(resources, { partition: 'aws', account: '123456789012' });
  for (let user = 0; user < users; user++) {
    const holder = `user U${user}`;
    const [policy] = holdings.withArn(`arn:aws:iam::123456789012:policy/P${user}`);
    expect(holdings.holdersOf(policy)).toEqual(named(holder));
    expect(holdings.membershipsOf(holder)).toEqual(named('group G'));
    expect(holdings.declaredAs(holder)).toBe(resources[3 * user + 1]);
  }
  return reads;
}

test('twice the users need twice the reads', () => {
  expect(countedReads(40)).toBe(2 * countedReads(20));
});
