/** The code to paste for each combination of answers. */
import type { Choice } from './choice';

interface Sample {
  /** Imported from aws-cdk-lib, as they are written there. */
  readonly cdk: string[];
  readonly library: string[];
  readonly lines: string[];
}

const ALL_REQUESTS = 'enforcement: MfaEnforcement.ALL_REQUESTS';

const EXISTING_GROUPS = [
  'const groups = [',
  "  iam.Group.fromGroupName(this, 'Developers', 'developers'),",
  "  iam.Group.fromGroupName(this, 'Operators', 'operators'),",
  '];',
];

export function codeFor({ users, keys, today }: Choice): string {
  const samples: Record<Choice['users'], Sample[]> = today === 'see'
    ? { new: [membersEnroll(), monitoring(keys), coverage()], existing: [existingEnroll(), monitoring(keys)], anywhere: [forceMfa(keys)] }
    : { new: [enforcedGroup(keys)], existing: [existingEnroll(), existingRequire(keys)], anywhere: [forceMfa(keys)] };
  return written(samples[users]);
}

function enforcedGroup(keys: Choice['keys']): Sample {
  const props = keys === 'people' ? `, {\n  ${ALL_REQUESTS},\n}` : '';
  return {
    cdk: ['aws_iam as iam'],
    library: ['ConsoleMfaEnforcedGroup', ...modeOf(keys)],
    lines: [
      `const developers = new ConsoleMfaEnforcedGroup(this, 'Developers'${props});`,
      '',
      '// What the members work with is yours to add.',
      "developers.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));",
    ],
  };
}

function existingEnroll(): Sample {
  return {
    cdk: ['aws_iam as iam'],
    library: ['SelfManageMfaPolicy'],
    lines: [...EXISTING_GROUPS, "new SelfManageMfaPolicy(this, 'SelfManageMfa', { groups });"],
  };
}

function existingRequire(keys: Choice['keys']): Sample {
  const mode = keys === 'people' ? ALL_REQUESTS : 'enforcement: MfaEnforcement.CONSOLE_ONLY';
  return {
    cdk: [],
    library: ['RequireMfaPolicy', 'MfaEnforcement'],
    lines: [
      "new RequireMfaPolicy(this, 'RequireMfa', {",
      '  groups,',
      `  ${mode},`,
      '});',
    ],
  };
}

function forceMfa(keys: Choice['keys']): Sample {
  return {
    cdk: [],
    library: ['ForceMfaGroup', ...modeOf(keys)],
    lines: [
      "new ForceMfaGroup(this, 'WithoutMfa', {",
      ...keys === 'people' ? [`  ${ALL_REQUESTS},`] : [],
      '  // The user of your break-glass recipe.',
      "  exemptUsers: ['break-glass'],",
      '  // The log says whom it would block. Remove it to begin.',
      '  dryRun: true,',
      '});',
    ],
  };
}

/** The ids are those of a ConsoleMfaEnforcedGroup, so that enforcing later adds one policy and changes nothing. */
function membersEnroll(): Sample {
  return {
    cdk: ['aws_iam as iam'],
    library: ['SelfManageMfaPolicy'],
    lines: [
      '// A ConsoleMfaEnforcedGroup of the same id can take their place, and adds one policy.',
      "const developers = new iam.Group(this, 'Developers');",
      "new SelfManageMfaPolicy(developers, 'SelfManageMfaPolicy', { groups: [developers] });",
    ],
  };
}

function monitoring(keys: Choice['keys']): Sample {
  const withoutMachines = [
    '{',
    '  configRules: [',
    '    MfaConfigRule.CONSOLE_USERS_WITHOUT_MFA,',
    '    MfaConfigRule.ROOT_WITHOUT_MFA,',
    '    MfaConfigRule.UNUSED_CREDENTIALS,',
    '  ],',
    '}',
  ].join('\n');
  return {
    cdk: ['aws_sns_subscriptions as subscriptions'],
    library: ['MfaMonitoring', ...keys === 'automation' ? ['MfaConfigRule'] : []],
    lines: [
      '',
      "// Once per account, in a stack in the Region of IAM's events:",
      '// us-east-1, cn-north-1 or us-gov-west-1.',
      `const monitoring = new MfaMonitoring(this, 'Monitoring'${keys === 'automation' ? `, ${withoutMachines}` : ''});`,
      "monitoring.topic.addSubscription(new subscriptions.EmailSubscription('security@example.com'));",
    ],
  };
}

function coverage(): Sample {
  return {
    cdk: ['Aspects'],
    library: ['MfaCoverageCheck', 'MfaCoverageSeverity'],
    lines: ['', 'Aspects.of(this).add(new MfaCoverageCheck({ severity: MfaCoverageSeverity.WARNING }));'],
  };
}

function modeOf(keys: Choice['keys']): string[] {
  return keys === 'people' ? ['MfaEnforcement'] : [];
}

function written(samples: Sample[]): string {
  const cdk = sorted(samples.flatMap((sample) => sample.cdk));
  return [
    ...cdk.length === 0 ? [] : [importOf(cdk, 'aws-cdk-lib')],
    importOf(sorted(samples.flatMap(({ library }) => library)), 'cdk-iam-mfa'),
    '',
    ...samples.flatMap(({ lines }) => lines),
  ].join('\n');
}

function importOf(names: string[], from: string): string {
  const line = `import { ${names.join(', ')} } from '${from}';`;
  return line.length <= 90 ? line : `import {\n  ${names.join(', ')},\n} from '${from}';`;
}

function sorted(names: string[]): string[] {
  return [...new Set(names)].sort();
}
