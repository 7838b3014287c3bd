import type { Stack } from 'aws-cdk-lib';
import { Aws, aws_glue as glue } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AnalysisOptions } from './analysis-options';

export const TABLE_NAME = 'cloudtrail';

const IDENTITY = 'struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,'
  + 'onbehalfof:struct<userid:string,identitystorearn:string>,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,'
  + 'sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,ec2roledelivery:string,'
  + 'webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>>';

/** As AWS documents them for the files of a trail ("Create the table for CloudTrail logs in Athena using partition projection"). */
const COLUMNS: Readonly<Record<string, string>> = {
  ...texts('eventversion'),
  useridentity: IDENTITY,
  ...texts(
    'eventtime', 'eventsource', 'eventname', 'awsregion', 'sourceipaddress', 'useragent', 'errorcode', 'errormessage', 'requestparameters',
    'responseelements', 'additionaleventdata', 'requestid', 'eventid', 'readonly',
  ),
  resources: 'array<struct<arn:string,accountid:string,type:string>>',
  ...texts(
    'eventtype', 'apiversion', 'recipientaccountid', 'serviceeventdetails', 'sharedeventid', 'vpcendpointid', 'vpcendpointaccountid', 'eventcategory',
  ),
  addendum: 'struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>',
  ...texts('sessioncredentialfromconsole', 'edgedevicedetails'),
  tlsdetails: 'struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>',
};

function texts(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, 'string']));
}

/** Where the trail writes to, up to the account. */
export function rootOf({ trailBucket, prefix }: AnalysisOptions): string {
  return `s3://${trailBucket.bucketName}/${prefix}/`;
}

export function createDatabase(scope: Construct, name: string): glue.CfnDatabase {
  return new glue.CfnDatabase(scope, 'Database', {
    catalogId: Aws.ACCOUNT_ID,
    databaseInput: { name, description: 'The records of a CloudTrail trail, for MfaImpactAnalysis.' },
  });
}

/** Its partitions are computed and not registered, so nothing has to crawl the bucket. */
export function createTable(scope: Construct, database: glue.CfnDatabase, options: AnalysisOptions): glue.CfnTable {
  const root = rootOf(options);
  return new glue.CfnTable(scope, 'Table', {
    catalogId: Aws.ACCOUNT_ID,
    databaseName: database.ref,
    tableInput: {
      name: TABLE_NAME,
      description: 'A day of an account in a Region is a partition. A partition that is not projected has no rows, and no error.',
      tableType: 'EXTERNAL_TABLE',
      partitionKeys: ['account', 'region', 'day'].map((name) => ({ name, type: 'string' })),
      parameters: {
        'EXTERNAL': 'TRUE',
        'classification': 'cloudtrail',
        'projection.enabled': 'true',
        'projection.account.type': 'enum',
        'projection.account.values': options.accounts.join(','),
        'projection.region.type': 'enum',
        'projection.region.values': options.regions.join(','),
        'projection.day.type': 'date',
        'projection.day.format': 'yyyy/MM/dd',
        'projection.day.range': `NOW-${options.lookbackDays}DAYS,NOW`,
        'projection.day.interval': '1',
        'projection.day.interval.unit': 'DAYS',
        'storage.location.template': `${root}\${account}/CloudTrail/\${region}/\${day}`,
      },
      storageDescriptor: {
        columns: Object.entries(COLUMNS).map(([name, type]) => ({ name, type })),
        location: root,
        inputFormat: 'com.amazon.emr.cloudtrail.CloudTrailInputFormat',
        outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
        serdeInfo: { serializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe', parameters: { 'serialization.format': '1' } },
      },
    },
  });
}

/** What Athena reads of the table in the catalog. */
export function catalogArns(stack: Stack, database: glue.CfnDatabase): string[] {
  return [glueArn(stack, 'catalog'), glueArn(stack, 'database', database.ref), glueArn(stack, 'table', `${database.ref}/${TABLE_NAME}`)];
}

/** Athena asks for this database, whichever the query names, and makes it if it is missing ("full-access-to-default-db-per-region"). */
export function defaultDatabaseArns(stack: Stack): string[] {
  return [glueArn(stack, 'catalog'), glueArn(stack, 'database', 'default')];
}

function glueArn(stack: Stack, resource: string, resourceName?: string): string {
  return stack.formatArn({ service: 'glue', resource, resourceName });
}
