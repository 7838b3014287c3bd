/** Construct path to logical id, of every public construct. Another logical id replaces the resource of every user. */
import { App, CfnElement, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as library from 'cdk-iam-mfa';
import { Construct } from 'constructs';
import { CASES } from './cases';

const LOGICAL_IDS: Record<string, Record<string, string>> = {
  ConsoleMfaEnforcedGroup: {
    'Stack/Developers/Resource': 'Developers95C0CB5E',
    'Stack/Developers/SelfManageMfaPolicy/Resource': 'DevelopersSelfManageMfaPolicyDC382087',
    'Stack/Developers/RequireMfaPolicy/Resource': 'DevelopersRequireMfaPolicyBEBF2A41',
  },
  ForceMfaGroup: {
    'Stack/WithoutMfa/Resource': 'WithoutMfaDF934AAD',
    'Stack/WithoutMfa/SelfManageMfaPolicy/Resource': 'WithoutMfaSelfManageMfaPolicyFD6610EB',
    'Stack/WithoutMfa/RequireMfaPolicy/Resource': 'WithoutMfaRequireMfaPolicyF4A07A3E',
    'Stack/WithoutMfa/Log/Resource': 'WithoutMfaLog4D3888E1',
    'Stack/WithoutMfa/Role/Resource': 'WithoutMfaRoleB1020B62',
    'Stack/WithoutMfa/RunPolicy/Resource': 'WithoutMfaRunPolicy2066E7B5',
    'Stack/WithoutMfa/AddUsersPolicy/Resource': 'WithoutMfaAddUsersPolicy121271B0',
    'Stack/WithoutMfa/Function/Resource': 'WithoutMfaFunction2CDA0892',
    'Stack/WithoutMfa/Invocations': 'WithoutMfaInvocationsE938D073',
    'Stack/WithoutMfa/Name/Default': 'WithoutMfaNameEB3EF300',
    'Stack/WithoutMfa/Members/Default': 'WithoutMfaMembers97CE9073',
    'Stack/WithoutMfa/ScheduleRole/Resource': 'WithoutMfaScheduleRole25BA1A24',
    'Stack/WithoutMfa/SchedulePolicy/Resource': 'WithoutMfaSchedulePolicyF18120B7',
    'Stack/WithoutMfa/Schedule': 'WithoutMfaSchedule174E4AC8',
    'Stack/WithoutMfa/FailureAlarm/Resource': 'WithoutMfaFailureAlarm267DD187',
    'Stack/WithoutMfa/MissingRunAlarm/Resource': 'WithoutMfaMissingRunAlarm479BB752',
    'Stack/WithoutMfa/QuotaAlarm/Resource': 'WithoutMfaQuotaAlarm8305CE3D',
    'Stack/WithoutMfa/RefusedRequestAlarm/Resource': 'WithoutMfaRefusedRequestAlarm009572AC',
  },
  MfaAdministratorPolicy: { 'Stack/HelpDesk/Resource': 'HelpDesk2CBAD90B' },
  MfaImpactAnalysis: {
    'Stack/Impact/Database': 'ImpactDatabase51672FC7',
    'Stack/Impact/QueryAllRequests': 'ImpactQueryAllRequests7F3AF6AB',
    'Stack/Impact/QueryConsoleOnly': 'ImpactQueryConsoleOnlyA7C679E7',
    'Stack/Impact/Results/Policy/Resource': 'ImpactResultsPolicyA6B164A9',
    'Stack/Impact/Results/Resource': 'ImpactResults44317993',
    'Stack/Impact/Table': 'ImpactTable6A56D8C3',
    'Stack/Impact/WorkGroup': 'ImpactWorkGroupD6CFBDC6',
  },
  MfaMonitoring: {
    'Stack/Monitoring/Changes/Resource': 'MonitoringChangesAF010C28',
    'Stack/Monitoring/ConsoleUsersWithoutMfa/Resource': 'MonitoringConsoleUsersWithoutMfaAFCD5866',
    'Stack/Monitoring/Findings/Resource': 'MonitoringFindings76E1DCB5',
    'Stack/Monitoring/Key/Resource': 'MonitoringKey61F0DC42',
    'Stack/Monitoring/NewDocuments/Resource': 'MonitoringNewDocumentsE3E0184A',
    'Stack/Monitoring/RefusedCalls/Resource': 'MonitoringRefusedCalls2FD29123',
    'Stack/Monitoring/RootWithoutMfa/Resource': 'MonitoringRootWithoutMfa96937DBB',
    'Stack/Monitoring/Tampering/Resource': 'MonitoringTampering0089249A',
    'Stack/Monitoring/Topic/Policy/Resource': 'MonitoringTopicPolicy7D521A0C',
    'Stack/Monitoring/Topic/Resource': 'MonitoringTopic2EDA8B02',
    'Stack/Monitoring/UnusedCredentials/Resource': 'MonitoringUnusedCredentialsD143C6F1',
    'Stack/Monitoring/UsersWithoutMfa/Resource': 'MonitoringUsersWithoutMfa3A991827',
  },
  RequireMfaPolicy: { 'Stack/RequireMfa/Resource': 'RequireMfa4EEE42CA' },
  SelfManageMfaPolicy: { 'Stack/SelfManageMfa/Resource': 'SelfManageMfa1906BF5A' },
};

test('every public construct is in the table', () => {
  const constructs = Object.entries(library).filter(([, value]) => typeof value === 'function' && value.prototype instanceof Construct);
  expect(constructs.map(([name]) => name).sort()).toEqual(Object.keys(LOGICAL_IDS));
});

test.each(Object.entries(LOGICAL_IDS))('the logical ids of %s are these', (name, expected) => {
  const stack = new Stack(new App(), 'Stack');
  CASES[name](stack);
  const elements = stack.node.findAll().filter(CfnElement.isCfnElement);
  expect(Object.fromEntries(elements.map((element) => [element.node.path, stack.resolve(element.logicalId)]))).toEqual(expected);
});

describe.each<[string, (stack: Stack, props: object) => Construct]>([
  ['ConsoleMfaEnforcedGroup', (stack, props) => new library.ConsoleMfaEnforcedGroup(stack, 'Group', props)],
  ['ForceMfaGroup', (stack, props) => new library.ForceMfaGroup(stack, 'Group', props)],
])('in place of an iam.Group of the same id, %s', (_, create) => {
  const AWS_POLICY = { managedPolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' };

  test.each([{}, { groupName: 'developers' }, { groupName: 'developers', path: '/team/', managedPolicies: [AWS_POLICY] }])('leaves the group as it was: %j', (props) => {
    const groupsBy = (make: (stack: Stack) => Construct) => {
      const stack = new Stack(new App(), 'Stack');
      make(stack);
      return Template.fromStack(stack).findResources('AWS::IAM::Group');
    };
    const before = groupsBy((stack) => new iam.Group(stack, 'Group', props));
    expect(Object.keys(before)).toHaveLength(1);
    expect(groupsBy((stack) => create(stack, props))).toEqual(before);
  });
});
