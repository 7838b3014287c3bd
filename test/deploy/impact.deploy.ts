/**
 * Deploys MfaImpactAnalysis with the CDK CLI, and asks the APIs of Athena and Glue what is there. The local AWS has no SerDe and no input format of
 * CloudTrail, so no query runs here: test/impact runs their text.
 *
 * Run by `npm run test:deploy`, which starts the local AWS. The tests are one story, told in order.
 */
import { CreateBucketCommand, DeleteBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { Member, root } from './aws';
import { deploy, destroy } from './cdk';
import { expectNothingDeployed, expectedProperties, physicalIdsOfType } from './deployed';
import { callJson } from './json-api';

const ids = async (type: string) => physicalIdsOfType('Impact', type);
let ann: Member;
let ben: Member;

async function queries(): Promise<any[]> {
  return Promise.all((await ids('AWS::Athena::NamedQuery')).map(async (NamedQueryId) => (await callJson('athena', 'GetNamedQuery', { NamedQueryId })).NamedQuery));
}

beforeAll(async () => {
  await root.s3.send(new CreateBucketCommand({ Bucket: 'assets' }));
  [ann, ben] = [await Member.create('ann'), await Member.create('ben')];
});

test('the workgroup is the one of the template', async () => {
  await deploy('Impact');
  const [name] = await ids('AWS::Athena::WorkGroup');
  expect(name).toMatch(/^mfa_impact_[0-9a-f]{8}_[0-9a-f]{8}$/);
  const { WorkGroup: group } = await callJson('athena', 'GetWorkGroup', { WorkGroup: name });
  const [results] = await ids('AWS::S3::Bucket');
  expect(group.Configuration).toMatchObject({
    EnforceWorkGroupConfiguration: true,
    BytesScannedCutoffPerQuery: 1024 ** 4,
    ResultConfiguration: { OutputLocation: `s3://${results}/`, EncryptionConfiguration: { EncryptionOption: 'SSE_S3' } },
  });
});

test('the table projects the accounts, Regions and days', async () => {
  const [DatabaseName] = await ids('AWS::Glue::Database');
  const { Table: table } = await callJson('glue', 'GetTable', { DatabaseName, Name: 'cloudtrail' });
  const { TableInput: { Parameters, PartitionKeys, StorageDescriptor } } = await expectedProperties('Impact', (await ids('AWS::Glue::Table'))[0]);
  expect(table).toMatchObject({ Parameters, PartitionKeys, StorageDescriptor });
  expect(table.Parameters['storage.location.template']).toBe('s3://trail-bucket/AWSLogs/${account}/CloudTrail/${region}/${day}');
});

test('the saved query is whole, asks the table, and is in the workgroup', async () => {
  const [query, ...others] = await queries();
  expect(others).toEqual([]);
  expect([query.Database, query.WorkGroup]).toEqual([...await ids('AWS::Glue::Database'), ...await ids('AWS::Athena::WorkGroup')]);
  expect(query.QueryString).toContain(`FROM "${query.Database}".cloudtrail`);
  expect(query.QueryString).toContain("'123456789012 210987654321' END AS covered_accounts");
  expect(query.QueryString).toContain('stops DenyAllButEnrollmentWithoutMfa');
});

test('who was granted the queries can read them, and nobody else', async () => {
  const [NamedQueryId] = await ids('AWS::Athena::NamedQuery');
  const [WorkGroup] = await ids('AWS::Athena::WorkGroup');
  expect(await callJson('athena', 'GetWorkGroup', { WorkGroup }, ann.signature)).toMatchObject({ WorkGroup: { Name: WorkGroup } });
  await expect(callJson('athena', 'GetNamedQuery', { NamedQueryId }, ben.signature)).rejects.toThrow(/not authorized/);
});

test('another policy gets a query of its own, and the first one stays', async () => {
  const [before] = await queries();
  await deploy('Impact', 'judge=both');
  const after = await queries();
  expect(after).toHaveLength(2);
  expect(after).toContainEqual(before);
});

test('destroying it leaves the results, and nothing else', async () => {
  const [results] = await ids('AWS::S3::Bucket');
  const [NamedQueryId] = await ids('AWS::Athena::NamedQuery');
  await destroy('Impact');
  await expect(callJson('athena', 'GetNamedQuery', { NamedQueryId })).rejects.toThrow(/not found/);
  await expectNothingDeployed();
  expect((await root.s3.send(new ListBucketsCommand({}))).Buckets!.map(({ Name }) => Name)).toContain(results);
  await root.s3.send(new DeleteBucketCommand({ Bucket: results }));
  await Promise.all([ann, ben].map((member) => member.remove()));
});
